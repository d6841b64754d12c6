"""A body as a sequence of passages: titles, texts, figures and rules, in forms that can be compared."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from functools import lru_cache

import msgspec
from msgspec import structs

from allforces_site.lint.source.blocks import Block, BlockKind
from allforces_site.lint.source.html_parts import html_parts
from allforces_site.lint.source.prose import folded, plain
from allforces_site.lint.source.sentence_spans import said, spans_of
from allforces_site.text.late_pattern import late_pattern


class PassageKind(StrEnum):
    """What a passage is for comparing texts."""

    TITLE = "title"
    TEXT = "text"
    QUOTE = "quote"
    FIGURE = "figure"
    RULE = "rule"


class Passage(msgspec.Struct, frozen=True):
    """A block, or a part of one: a line in bold right above its text is a passage by itself.

    `words` is its text as `prose.folded` returns it; for a figure (code, a table, HTML, pictures, a Liquid
    tag, a definition, a formula) its source. `links` are the addresses, reference names and footnotes in
    it. `level` is that of a title: 1 to 6, 7 for a line in bold that serves as a heading, 8 for a plain line
    that is repeated.
    """

    kind: PassageKind
    block: Block
    words: str
    links: frozenset[str] = frozenset()
    level: int = 0

    @property
    def start(self) -> int:
        """The offset in the file at which it begins."""
        return self.block.start

    @property
    def end(self) -> int:
        """The offset in the file at which it ends."""
        return self.block.end

    @property
    def line(self) -> int:
        """The line of the file on which it begins."""
        return self.block.line

    @property
    def last_line(self) -> int:
        """The line of the file on which it ends."""
        return self.block.line + self.block.text.count("\n")

    @property
    def sentences(self) -> list[str]:
        """Its sentences, folded: see `sentence_spans.said`."""
        block = self.block
        return block.sentences if self.words is block.folded else said(block.plain, self.words)

    @property
    def spans(self) -> Sequence[tuple[int, int]] | None:
        """The offsets of its sentences in its block: see `sentence_spans.spans_of`."""
        return _spans(self.block.text, tuple(self.sentences))


# A text is asked again with each text above it that it may repeat, and in each round of a repair.
_spans = lru_cache(256)(spans_of)
# A heading of more folded characters is a paragraph that happens to have a line of dashes below it.
_LONGEST_TITLE = 60
# The level of a line in bold that serves as a heading, and of a plain one.
BOLD_LEVEL = 7
PLAIN_LEVEL = 8
_SHORTEST_PLAIN_TITLE = 8
_BOLD_LINE = late_pattern(r"\*\*(?:(?!\*\*).)+\*\*[ \t]*")
_ADDRESS = late_pattern(
    r"\]\(\s*<?([^\s()<>]+)|(https?://[^\s<>()\[\]\"'「」（）、。]+)|(?:href|src)\s*=\s*[\"']([^\"'<>]*)"
    r"|\]\[([^\[\]]+)\]|\[(\^[^\[\]\s]+)\]"
)
_PICTURE = r"!\[[^\[\]]*\](?:\([^()\n]*\)|\[[^\[\]]*\])"
# Pictures and nothing else, linked or not; a Liquid tag; a footnote's or an abbreviation's text; a formula or
# a part of one; an address alone, which may show a video.
_FIGURE = late_pattern(
    rf"(?:(?:\[{_PICTURE}\]\([^()\n]*\)|{_PICTURE})(?:\{{:[^{{}}\n]*\}})?\s*)+\Z|\{{[%{{]|\*?\[[^\[\]]+\]:"
    r"|\$\$|\\[A-Za-z]|<?https?://[^\s<>]+>?\s*\Z"
)
_FIGURE_SIGNS = frozenset("![{*$\\<h")
_SENTENCE_END = ("。", "?", "!", "、", "...", "」")
_FIGURES = frozenset({BlockKind.CODE, BlockKind.HTML, BlockKind.TABLE, BlockKind.DEFINITION})


def passages_of(blocks: Iterable[Block]) -> Iterator[Passage]:
    """The passages of some blocks, without markers."""
    for block in blocks:
        if block.kind is BlockKind.HTML and (parts := html_parts(block)):
            yield from map(_part_of_html, parts)
        elif block.kind in _FIGURES or (block.kind is BlockKind.PARAGRAPH and _is_figure(block.text)):
            words = "\n".join(line.strip() for line in block.text.strip().split("\n"))
            yield _passage(PassageKind.FIGURE, block, words)
        elif block.kind is BlockKind.RULE:
            yield _passage(PassageKind.RULE, block, "")
        elif block.kind is BlockKind.HEADING:
            yield _heading(block)
        elif block.kind is BlockKind.QUOTE:
            yield _passage(PassageKind.QUOTE, block, block.folded)
        elif block.kind is not BlockKind.MARKER:
            yield from _paragraph(block)


def _is_figure(text: str) -> bool:
    text = text.lstrip()
    return text[:1] in _FIGURE_SIGNS and _FIGURE.match(text) is not None


def _part_of_html(part: Block) -> Passage:
    if part.kind is BlockKind.HEADING and _is_title(part.folded):
        return _passage(PassageKind.TITLE, part, part.folded, int(part.text.lstrip()[2]))
    return _passage(PassageKind.TEXT, part, part.folded)


def _heading(block: Block) -> Passage:
    text = block.text
    if text.lstrip().startswith("#"):
        level, words = len(text.lstrip()) - len(text.lstrip().lstrip("#")), block.folded
    else:
        text, _, line = text.rpartition("\n")
        level, words = 1 if "=" in line else 2, folded(plain(text))
    kind = PassageKind.TITLE if _is_title(words) else PassageKind.TEXT
    return _passage(kind, block, words, level)


def _paragraph(block: Block) -> Sequence[Passage]:
    if block.kind is BlockKind.PARAGRAPH and block.text.startswith("**"):
        first, _, rest = block.text.partition("\n")
        end = block.start + len(first)
        title = Block(block.kind, block.start, end, block.line, first)
        if _BOLD_LINE.fullmatch(first) and _is_title(title.folded):
            head = _passage(PassageKind.TITLE, title, title.folded, BOLD_LEVEL)
            below = Block(block.kind, end + 1, block.end, block.line + 1, rest)
            return (head, _passage(PassageKind.TEXT, below, below.folded)) if rest else (head,)
    return (_passage(PassageKind.TEXT, block, block.folded),)


def _passage(kind: PassageKind, block: Block, words: str, level: int = 0) -> Passage:
    return Passage(kind, block, words, _links(block.text), level)


def _is_title(words: str) -> bool:
    return 0 < len(words) <= _LONGEST_TITLE and not words.endswith("。")


def _links(text: str) -> frozenset[str]:
    if "]" not in text and "://" not in text and "<" not in text:
        return frozenset()
    return frozenset("".join(found) for found in _ADDRESS.findall(text))


def with_plain_titles(passages: Sequence[Passage]) -> Sequence[Passage]:
    """The passages; lines that are no sentence become titles if they are repeated or a title elsewhere."""
    lines = {index for index, one in enumerate(passages) if _is_line(one)}
    counts = Counter(
        one.words for index, one in enumerate(passages) if one.kind is PassageKind.TITLE or index in lines
    )
    titles = {index for index in lines if counts[passages[index].words] > 1}
    if not titles:
        return passages
    return [
        structs.replace(one, kind=PassageKind.TITLE, level=PLAIN_LEVEL) if index in titles else one
        for index, one in enumerate(passages)
    ]


def _is_line(passage: Passage) -> bool:
    return (
        _SHORTEST_PLAIN_TITLE <= len(passage.words) <= _LONGEST_TITLE
        and passage.kind is PassageKind.TEXT
        and passage.block.kind is BlockKind.PARAGRAPH
        and "\n" not in passage.block.text
        and not passage.links
        and not passage.words.endswith(_SENTENCE_END)
    )
