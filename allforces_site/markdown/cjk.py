"""Emphasis beside Japanese, Chinese and Korean characters.

Plain CommonMark leaves `**「引用」**が` unformatted, because the closing stars are between punctuation and
a letter. This follows the CJK-friendly amendment to CommonMark by tats-u,
https://github.com/tats-u/markdown-cjk-friendly (specification.md), implemented here for markdown-it-py.
"""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.helpers import parseLinkTitle
from markdown_it.parser_inline import ParserInline
from markdown_it.rules_inline.state_inline import Scanned, StateInline
from markdown_it.token import Token
from markdown_it.utils import EnvType

from allforces_site.markdown.bare_addresses import URL_START
from allforces_site.markdown.brackets import LinkBrackets, end_of_label
from allforces_site.markdown.characters import (
    is_cjk,
    is_ideographic_selector,
    is_punctuation,
    is_space,
    is_text_selector,
)
from allforces_site.markdown.destinations import parse_destination
from allforces_site.markdown.features import INLINE_MARKUP

_QUOTATION_MARKS = "\u2018\u2019\u201c\u201d"
_FULLWIDTH_SELECTOR = "\ufe01"


class CjkStateInline(StateInline):
    """Inline state with the CJK-friendly rule for runs of `*`, `_` and `~`, and with `LinkBrackets`."""

    def __init__(self, src: str, md: MarkdownIt, env: EnvType, tokens: list[Token]) -> None:
        super().__init__(src, md, env, tokens)
        self.brackets = LinkBrackets()

    def scanDelims(self, start: int, canSplitWord: bool) -> Scanned:  # noqa: N802, N803 - markdown-it's names
        """Returns whether the delimiter run at `start` can open and close emphasis, and its length."""
        src, marker, end = self.src, self.src[start], start + 1
        while end < self.posMax and src[end] == marker:
            end += 1
        can_open, can_close = flanking(src, start, end, self.posMax, can_split_word=canSplitWord)
        return Scanned(can_open, can_close, end - start)


class Helpers:
    """markdown-it's helpers for links, in linear time."""

    parseLinkDestination = staticmethod(parse_destination)  # noqa: N815 - markdown-it's names
    parseLinkTitle = staticmethod(parseLinkTitle)  # noqa: N815

    @staticmethod
    def parseLinkLabel(state: CjkStateInline, start: int, disableNested: bool | None = None) -> int:  # noqa: N802, N803
        """Returns where a link's or picture's text ends, or a label if `disableNested` is not given."""
        if disableNested is None:
            return end_of_label(state, start)
        return state.brackets.end_of_text(state, start, may_hold_link=not disableNested)


def flanking(
    src: str, start: int, end: int, length: int, *, can_split_word: bool = True
) -> tuple[bool, bool]:
    """Returns whether the delimiter run `src[start:end]` can open and close; the text ends at `length`."""
    before = src[start - 1] if start else " "
    after = src[end] if end < length else " "
    base = _base_character(src, start) if is_text_selector(before) else before
    if is_space(base) or is_space(after):
        return not is_space(after), not is_space(base)
    after_punctuation, before_punctuation = is_punctuation(base), is_punctuation(after)
    if not can_split_word:
        # `_` never splits words, so CommonMark's rule is kept: the character outside must be punctuation.
        return after_punctuation, before_punctuation
    touches_cjk = is_cjk(after) or _is_cjk_before(base, before)
    return touches_cjk or after_punctuation or not before_punctuation, (
        touches_cjk or before_punctuation or not after_punctuation
    )


# The characters at which inline rules are tried. markdown-it stops at twice as many, for plugins that we do
# not use; a third of all Japanese paragraphs hold none of these and become one text token at once.
_MARKUP = re.compile(rf"[\n{INLINE_MARKUP}]")
# Or a letter that begins a bare address. The set of characters comes first because that is fastest.
_MARKUP_OR_ADDRESS = re.compile(rf"[\n{INLINE_MARKUP}hHfFw](?:(?<![hHfFw])|(?<=(?=(?i:{URL_START})).))")


class CjkParserInline(ParserInline):
    """markdown-it's inline parser, working on a `CjkStateInline`."""

    def __init__(self, *, links_addresses: bool) -> None:
        super().__init__()
        self.terminator_re = _MARKUP_OR_ADDRESS if links_addresses else _MARKUP

    def parse(self, src: str, md: MarkdownIt, env: EnvType, tokens: list[Token]) -> list[Token]:
        """Parses `src` and appends to `tokens`, like the original but with our state."""
        if src and self.terminator_re.search(src) is None:
            tokens.append(Token("text", "", 0, content=src))
            return tokens
        state = CjkStateInline(src, md, env, tokens)
        self.tokenize(state)
        for rule in self.ruler2.getRules(""):
            rule(state)
        return state.tokens


def _base_character(src: str, start: int) -> str:
    """Returns the character to which the variation selector before `start` belongs."""
    base = src[start - 2] if start > 1 else " "
    return src[start - 1] if is_space(base) else base


def _is_cjk_before(base: str, before: str) -> bool:
    """Whether a run is preceded by a CJK character, or by the selector of a kanji's glyph.

    Quotation marks are ambiguous in width; with a full-width selector they count as CJK.
    """
    if is_cjk(base) or is_ideographic_selector(base):
        return True
    return before == _FULLWIDTH_SELECTOR and base in _QUOTATION_MARKS
