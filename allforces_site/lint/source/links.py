"""The links and pictures of a body as the author wrote them, each with its place in the text.

They are the links that the parser finds (`Document.links`), which does not know their offsets. Parsing takes
milliseconds for a post; this takes a tenth of one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec
from markdown_it.common.html_blocks import block_names
from markdown_it.common.html_re import close_tag, open_tag

from allforces_site.lint.source.blocks import ITEM_MARK, Block, BlockKind
from allforces_site.lint.source.found_link import FoundLink, markdown_target
from allforces_site.lint.source.html_links import html_links
from allforces_site.lint.source.source_file import HTML_FILES, SourceFile
from allforces_site.lint.source.span_links import Target, label_key, span_links
from allforces_site.markdown.expansion import room_for
from allforces_site.text.late_pattern import late_pattern


class SourceLink(msgspec.Struct, frozen=True):
    """A link or picture.

    `target` is as written, with escapes and entities resolved; `text` is the words of a link or the
    alternative text of a picture, as written. `start` to `end` is all of it, including `{: …}` after it;
    `target_start` to `target_end` is the target, which for `[words][label]` is elsewhere. `attributes` is the
    `{: …}` at its end, or the whole tag if it is HTML.
    """

    target: str
    text: str
    start: int
    end: int
    target_start: int
    target_end: int
    line: int
    column: int
    is_image: bool = False
    is_html: bool = False
    attributes: str = ""


_SIGNS = ("](", "<", "]:", "://", "www.", "@")
_DEFINITION = late_pattern(
    r"[ ]{0,3}\[(?P<label>(?!\^)(?:[^\[\]\\]|\\.){1,999})\]:[ \t]*+\n?[ \t]*+"
    r"(?:<(?P<pointed>[^<>\n]*)>|(?!<)(?P<bare>\S++))"
    r"(?:[ \t]*+(?:\n[ \t]*+|(?<=[ \t]))(?:\"(?:[^\"\\]|\\.)*+\"|'(?:[^'\\]|\\.)*+'|\([^()]*\)))?+"
    r"[ \t]*+(?:\n|\Z)",
    re.DOTALL,
)
# A list item or table row is a run of its own: code in backticks does not continue after it.
_ITEM = late_pattern(rf"\n(?=[ \t]*{ITEM_MARK}[ \t])")
# In raw HTML with one, what looks like an item is none.
_EMPTY_LINE = late_pattern(r"\n[ \t]*\n")
_CELL = late_pattern(r"(?<!\\)\||\n")
_CONTAINERS = r"^(?:[ \t]*+(?:>|[-*+](?=[ \t])|[0-9]{1,9}[.)](?=[ \t])))*+[ \t]*+"
# CommonMark 4.6: the beginning of HTML that ends at a blank line (kinds 6 and 7; only 6 may follow a line of
# text), or at an end of its own (kinds 1 to 5).
_HTML_BLOCK = late_pattern(
    rf"{_CONTAINERS}</?(?:{'|'.join(block_names)})(?=\s|/?>|$)", re.IGNORECASE | re.MULTILINE
)
_HTML_ALONE = late_pattern(rf"{_CONTAINERS}(?:{open_tag}|{close_tag})[ \t]*(?:\n|\Z)", re.MULTILINE)
_VERBATIM = late_pattern(
    rf"{_CONTAINERS}<(?:(?P<name>script|pre|style|textarea)(?=[\s>]|$)|(?P<sign>!--|\?|!(?=[A-Za-z])))",
    re.IGNORECASE | re.MULTILINE,
)
_ENDS = {"!--": "-->", "?": "?>", "!": ">"}
# What holds no links: code, and what readers see as written.
_WITHOUT_LINKS = (BlockKind.CODE, BlockKind.AS_WRITTEN)
_DEFINING = (BlockKind.DEFINITION, BlockKind.PARAGRAPH)


def source_links(source_file: SourceFile) -> list[SourceLink]:
    """All links and pictures of the body outside code, in order."""
    return source_file.known(_read)


def _read(source_file: SourceFile) -> list[SourceLink]:
    links = []
    for base, link in _found(source_file):
        line, column = source_file.place(base + link.start)
        target_base = 0 if link.is_defined else base
        links.append(
            SourceLink(
                link.target,
                link.text,
                base + link.start,
                base + link.end,
                target_base + link.target_start,
                target_base + link.target_end,
                line,
                column,
                link.is_image,
                link.is_html,
                link.attributes,
            )
        )
    return links


def _found(source_file: SourceFile) -> Iterator[tuple[int, FoundLink]]:
    """Each link with the offset of the run that it is in."""
    text, start = source_file.text, source_file.body_start
    if source_file.source.endswith(HTML_FILES):
        yield from ((start, link) for link in html_links(text[start:]))
        return
    defined = _definitions(source_file) if text.find("]:", start) >= 0 else _NOTHING_DEFINED
    room = room_for(text[start:])
    for base, run, is_html in _runs(source_file, defined):
        for link in html_links(run) if is_html else span_links(run, defined.targets):
            room -= len(link.target) if link.is_defined else 0
            # As on the page: once definitions have added too much, their further uses are text.
            if room >= 0 or not link.is_defined:
                yield base, link


def _runs(source_file: SourceFile, defined: _Defined) -> Iterator[tuple[int, str, bool]]:
    """The parts of the body that may hold links: offset, text, and whether it is raw HTML."""
    behind = 0
    signs = [sign for sign in _SIGNS if sign in source_file.text]
    if defined.targets:
        signs.append("[")
    for block in source_file.blocks:
        if block.end <= behind or block.kind in _WITHOUT_LINKS:
            continue
        if not any(sign in block.text for sign in signs):
            continue
        start = max(defined.ends.get(block.start, block.start), behind)
        is_whole = block.kind is BlockKind.HTML and _EMPTY_LINE.search(block.text) is not None
        for first, last in [(start, block.end)] if is_whole else _items(source_file.text, start, block):
            for begin, end, is_html in _parts(source_file.text, max(first, behind), last):
                if is_html:
                    behind = end
                    yield begin, source_file.text[begin:end], True
                else:
                    yield from _cells(source_file.text[begin:end], begin, block.kind)


def _items(text: str, start: int, block: Block) -> Iterator[tuple[int, int]]:
    """The items of a list, each by itself; any other block as a whole."""
    for parting in _ITEM.finditer(text, start, block.end):
        yield start, parting.start()
        start = parting.end()
    yield start, block.end


def _parts(text: str, start: int, stop: int) -> Iterator[tuple[int, int, bool]]:
    """The parts between two offsets that are Markdown or HTML; HTML may end after `stop`."""
    openings = _Openings(text, start, stop)
    while start < stop:
        opening = openings.first(start)
        if opening is None:
            yield start, stop, False
            return
        at, end = opening
        if at > start:
            yield start, at, False
        yield at, end, " markdown=" not in text[at:end].partition(">")[0]
        start = end


class _Openings:
    """Finds the beginnings of raw HTML in part of a text, searching for each kind from its last match on."""

    def __init__(self, text: str, start: int, stop: int) -> None:
        self._text, self._stop = text, stop
        holds_tags = text.find("<", start, stop) >= 0
        self._verbatim = _VERBATIM.search(text, start, stop) if holds_tags else None
        self._raw = _HTML_BLOCK.search(text, start, stop) if holds_tags else None

    def first(self, start: int) -> tuple[int, int] | None:
        """The span of the first raw HTML at or after `start`."""
        if self._text.find("<", start, self._stop) < 0:
            return None
        if self._verbatim is not None and self._verbatim.start() < start:
            self._verbatim = _VERBATIM.search(self._text, start, self._stop)
        if self._raw is not None and self._raw.start() < start:
            self._raw = _HTML_BLOCK.search(self._text, start, self._stop)
        verbatim, raw = self._verbatim, self._raw
        if _HTML_ALONE.match(self._text, start, self._stop) and not (verbatim and verbatim.start() == start):
            return start, self._stop
        if verbatim is not None and (raw is None or verbatim.start() <= raw.start()):
            return verbatim.start(), _verbatim_end(self._text, verbatim)
        return (raw.start(), self._stop) if raw is not None else None


def _verbatim_end(text: str, opening: re.Match[str]) -> int:
    """The offset after the line that ends HTML of kinds 1 to 5; the end of the text without one."""
    if opening["name"] is None:
        found = text.find(_ENDS[opening["sign"]], opening.end())
    else:
        closing = re.compile(r"</(?:script|pre|style|textarea)>", re.IGNORECASE)
        match = closing.search(text, opening.end())
        found = match.start() if match else -1
    line_end = text.find("\n", found) if found >= 0 else -1
    return line_end + 1 if line_end >= 0 else len(text)


def _cells(text: str, base: int, kind: BlockKind) -> Iterator[tuple[int, str, bool]]:
    """The cells of a table, each by itself; any other text as a whole."""
    at = 0
    for parting in _CELL.finditer(text) if kind is BlockKind.TABLE else ():
        yield base + at, text[at : parting.start()], False
        at = parting.end()
    yield base + at, text[at:], False


class _Defined(msgspec.Struct, frozen=True):
    """The targets of labels, and the end offsets of runs of definitions by their start offsets."""

    targets: dict[str, Target]
    ends: dict[int, int]


_NOTHING_DEFINED = _Defined({}, {})


def _definitions(source_file: SourceFile) -> _Defined:
    """The definitions of the body; of two for one label, the first counts."""
    targets: dict[str, Target] = {}
    ends: dict[int, int] = {}
    for block in source_file.blocks:
        if block.kind not in _DEFINING or not block.text.lstrip(" ").startswith("["):
            continue
        at = block.start
        while at < block.end and (found := _DEFINITION.match(source_file.text, at, block.end)) is not None:
            group = "bare" if found["pointed"] is None else "pointed"
            target = Target(markdown_target(found[group]), *found.span(group))
            targets.setdefault(label_key(found["label"]), target)
            at = found.end()
        ends[block.start] = at
    return _Defined(targets, ends)
