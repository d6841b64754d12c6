"""The links and pictures of a body as the author wrote them, each with its place in the text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

import msgspec

from allforces_site.manuscripts.blocks import BlockKind
from allforces_site.manuscripts.manuscript import Manuscript


class SourceLink(msgspec.Struct, frozen=True):
    """A link or picture.

    `target` is what stands in the text, entities resolved; `text` the words of a link or the alternative of
    a picture, as written. `start` to `end` is all of it with what follows in `{: …}`, `target_start` to
    `target_end` the target's own characters. `attributes` is what stands in `{: …}` behind it, or the whole
    tag where it is HTML.
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


_CODE_SPAN = re.compile(r"(`+)(?!`).+?(?<!`)\1(?!`)", re.DOTALL)
_INLINE = re.compile(
    r"(?P<image>!?)\[(?P<text>(?:[^\[\]\\]|\\.|!?\[[^\[\]]*\](?:\([^()]*\))?)*)\]"
    r"\([ \t]*(?:<(?P<pointed>[^<>\n]*)>|(?P<bare>(?:[^()\s<>\\]|\\.|\((?:[^()\s\\]|\\.)*\))+))"
    r"(?:[ \t\n]+(?:\"[^\"]*\"|'[^']*'))?[ \t]*\)"
    r"(?P<attributes>\{:[^{}\n]*\})?"
)
_TAG = re.compile(
    r"<(?P<name>a|img)\b[^<>]*?\s(?:href|src)\s*=\s*(?:\"(?P<double>[^\"<>]*)\"|'(?P<single>[^'<>]*)')[^<>]*>",
    re.IGNORECASE,
)
_ANGLE = re.compile(r"<(?P<target>https?://[^<>\s]+)>")
_DEFINED = re.compile(r"^ {0,3}\[(?P<text>(?!\^)[^\[\]]+)\]:[ \t]*<?(?P<target>[^\s<>]+)>?", re.MULTILINE)
_BARE = re.compile(r"(?<![\w(\"'<=\[/])https?://[^\s<>()\[\]\"'「」（）、。]+")
_ALT = re.compile(r"\balt\s*=\s*(?:\"([^\"]*)\"|'([^']*)')", re.IGNORECASE)


def source_links(manuscript: Manuscript) -> list[SourceLink]:
    """All links and pictures of the body outside code, in the order in which they stand."""
    return sorted(_found(manuscript), key=lambda link: (link.start, link.end))


def _found(manuscript: Manuscript) -> Iterator[SourceLink]:
    for block in manuscript.blocks:
        if block.kind is BlockKind.CODE or not any(sign in block.text for sign in ("](", "<", "]:", "://")):
            continue
        text = _without_code(block.text)
        yield from _inline(manuscript, text, block.start)


def _without_code(text: str) -> str:
    """`text` with blanks in the place of code spans, so that offsets stay."""
    if "`" not in text:
        return text
    return _CODE_SPAN.sub(lambda found: " " * len(found.group()), text)


def _inline(manuscript: Manuscript, text: str, base: int) -> Iterator[SourceLink]:
    taken: list[tuple[int, int]] = []

    def make(found: re.Match[str], group: str, words: str, **more: bool | str) -> SourceLink:
        taken.append(found.span())
        start, end = found.span(group)
        line, column = manuscript.place(base + found.start())
        return SourceLink(
            unescape(found[group]), words, base + found.start(), base + found.end(), base + start, base + end,
            line, column, **more,  # type: ignore[arg-type]
        )  # fmt: skip

    for found in _INLINE.finditer(text):
        group = "pointed" if found["pointed"] is not None else "bare"
        attributes = found["attributes"] or ""
        yield make(found, group, found["text"], is_image=bool(found["image"]), attributes=attributes)
        inner = found["text"]
        if "](" in inner:  # A picture that is a link.
            yield from _inline(manuscript, inner, base + found.start("text"))
    for found in _TAG.finditer(text):
        group = "double" if found["double"] is not None else "single"
        is_image = found["name"].lower() == "img"
        alt = _ALT.search(found.group()) if is_image else None
        words = (alt[1] or alt[2] or "") if alt else ""
        yield make(found, group, words, is_image=is_image, is_html=True, attributes=found.group())
    for found in _ANGLE.finditer(text):
        yield make(found, "target", found["target"])
    for found in _DEFINED.finditer(text):
        yield make(found, "target", found["text"])
    for found in _BARE.finditer(text):
        if not any(start <= found.start() < end for start, end in taken):
            line, column = manuscript.place(base + found.start())
            start, end = base + found.start(), base + found.end()
            yield SourceLink(found.group(), found.group(), start, end, start, end, line, column)
