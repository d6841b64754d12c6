"""The running text of a source file: what its author wrote as sentences, at its places in the file."""

from __future__ import annotations

import re
from collections.abc import Iterable

from allforces_site.lint.source.blocks import Block, BlockKind
from allforces_site.lint.source.masking import without_code
from allforces_site.text.late_pattern import late_pattern

# In place of what is no running text: no pattern of words matches it.
BLANK = "\0"

_RUNNING = frozenset({BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.LIST, BlockKind.TABLE})
# The elements whose content is code, a link or a quotation. All patterns end at the next sign of their own
# kind, or after so many characters: a text with thousands of openings would be read as often otherwise.
# They go on behind their first character: one set of these before all of them is found fast.
_ELEMENT = (
    r"(?<=<)(?P<tag>a|code|kbd|samp|var|pre|q|cite|blockquote|script|style)\b[^<>]*>"
    r"(?:[^<>]|<(?!/?(?P=tag))[^<>]*>){0,300}</(?P=tag)>"
)
_TAG = r"(?<=<)(?:!--[^<>]*>|/?[A-Za-z][^<>]*>|[A-Za-z]+:[^<>\s]+>)"
_LINK = (
    r"(?:(?<=!)\[|(?<=\[))[^\[\]\n]*\](?:\((?:[^()\n]|\([^()\n]*\))*\)|\[[^\[\]\n]*\])(?:\{:[^{}\n]*\})?"
    r"|(?<=\[)\^?[^\[\]\n]+\]"
)
_LIQUID = r"(?<=\{)(?:\{[^{}]*\}\}|%[^%{}]*%\}|:[^{}\n]*\})"
_QUOTED = r"(?<=“)[^“”\n]*”|(?<=\")[^\"\n]*\"|(?<=「)[^「」『』\n]*」|(?<=『)[^「」『』\n]*』"
_MASKED = late_pattern(
    rf"[<!\[{{“\"「『](?:{'|'.join((_ELEMENT, _TAG, _LINK, _LIQUID, _QUOTED))})", re.DOTALL
)
# Quotations around other quotations, which are blank by then.
_QUOTED_LEVELS = 2
_OPENING = ("「", "[", "<", "『", "“", '"', "{")
# What marks the name of a file, an address or a path, which goes on to both sides up to a sign of sentences.
_NAME_SIGN = late_pattern(
    r"[./@:](?:(?<=[\w*]\.)[A-Za-z]|(?<=/)(?:[^\s/、。]{1,40})?/|(?<=\w@)[A-Za-z]|(?<=[A-Za-z]:)\\)"
)
_IN_NAMES = (".", "/", "@", "\\")
_LONGEST_NAME = 300
_NAME = late_pattern(r"[^\s\0「」『』（）()、。！？・：|]*")


def running_text(text: str, blocks: Iterable[Block]) -> str:
    """The `text` of a file with `BLANK` in place of every character that is no running text.

    `blocks` are those of the text. Line ends stay, so that offsets and lines are those of the file. Running
    text is in paragraphs, headings, lists and tables. It is neither code, a link with its words, an address,
    the name of a file, a quotation, nor a tag.
    """
    parts, at = [], 0
    for block in blocks:
        parts += [blanked(text[at : block.start]), _running(block)]
        at = block.end
    return "".join([*parts, blanked(text[at:])])


def blanked(text: str) -> str:
    """`text` with `BLANK` in place of all characters but line ends."""
    return "\n".join([BLANK * len(line) for line in text.split("\n")])


def running_words(text: str) -> str:
    """`text`, a run of Markdown, with `BLANK` in place of all that is no running text."""
    if "`" in text:
        text = without_code(text, BLANK)
    if any(sign in text for sign in _OPENING):
        text = _MASKED.sub(_blank, text)
        for _ in range(_QUOTED_LEVELS):
            if "」" in text or "』" in text:
                text = _MASKED.sub(_blank, text)
    return _without_names(text) if any(sign in text for sign in _IN_NAMES) else text


def _blank(found: re.Match[str]) -> str:
    return blanked(found[0])


def _without_names(text: str) -> str:
    parts, at = [], 0
    for sign in _NAME_SIGN.finditer(text):
        if sign.start() < at:
            continue
        first = max(at, sign.start() - _LONGEST_NAME)
        before, after = _NAME.match(text[first : sign.start()][::-1]), _NAME.match(text, sign.end())
        assert before is not None and after is not None
        start = sign.start() - before.end()
        parts += [text[at:start], BLANK * (after.end() - start)]
        at = after.end()
    return "".join([*parts, text[at:]])


def _running(block: Block) -> str:
    return running_words(block.text) if block.kind in _RUNNING else blanked(block.text)
