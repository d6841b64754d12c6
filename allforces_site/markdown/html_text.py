"""Reads from HTML what a reader sees: text by blocks, headings, links and pictures, with their lines."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from allforces_site.model import Document, Heading, Link
from allforces_site.text.character_references import without_control_references
from allforces_site.text.late_pattern import late_pattern

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_HIDDEN = frozenset({"script", "style", "template", "head", "noscript", "svg"})
_CODE = frozenset({"pre", "textarea"})
INLINE_ELEMENTS = frozenset(
    {
        "a",
        "abbr",
        "b",
        "bdi",
        "bdo",
        "big",
        "cite",
        "code",
        "data",
        "del",
        "dfn",
        "em",
        "font",
        "i",
        "ins",
        "kbd",
        "label",
        "mark",
        "q",
        "rp",
        "rt",
        "ruby",
        "s",
        "samp",
        "small",
        "span",
        "strike",
        "strong",
        "sub",
        "sup",
        "time",
        "tt",
        "u",
        "var",
        "wbr",
    }
)
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_SPACES = late_pattern(r"[ \t\n\f\r]+")
_UNSEEN = late_pattern(r"<!--.*?(?:-->|\Z)|<(script|style)\b.*?(?:</\1\s*>|\Z)", re.DOTALL | re.IGNORECASE)
_TAG = late_pattern(r"<(a|img|h[1-6])(?=[\s/>])", re.IGNORECASE)

# The HTML parser walks up all open elements at each start tag of a block: a text of nothing but `<div>`
# takes time that grows with the square of its length. Browsers limit the depth too; Chromium's limit is 512.
_MOST_NESTED_BLOCKS = 512
_BLOCKS = (
    "address|article|aside|blockquote|center|details|dialog|dir|div|dl|fieldset|figcaption|figure|footer|form"
    "|header|hgroup|listing|main|menu|nav|ol|pre|search|section|summary|ul"
)
_BLOCK_TAG = late_pattern(rf"<(?P<slash>/?)(?:{_BLOCKS})(?=[\s/>])[^<>]*>", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class HtmlReading:
    """The content of a piece of HTML. `blocks` are all texts, `paragraphs` those of `<p>` elements."""

    blocks: tuple[str, ...]
    paragraphs: tuple[str, ...]
    headings: tuple[Heading, ...]
    links: tuple[Link, ...]


def read_fragment(html: str, first_line: int) -> HtmlReading:
    """Reads `html`, which begins on line `first_line` of its file. Never fails: any text is valid HTML."""
    # Imported with the first raw HTML, because most posts have none.
    from selectolax.lexbor import LexborHTMLParser

    source = without_deep_blocks(without_control_references(html.replace("\0", "\ufffd")))
    body = LexborHTMLParser(source).body
    nodes = list(body.traverse(include_text=True)) if body is not None else []
    texts = _texts_by_block(nodes)
    marks = [node for node in nodes if node.tag in _HEADINGS or node.tag in ("a", "img")]
    lines = _lines(html, first_line)
    headings: list[Heading] = []
    links: list[Link] = []
    for node in marks:
        line = next(lines, first_line)
        if node.tag in _HEADINGS:
            headings.append(_heading(node, line))
        elif target := node.attributes.get("src" if node.tag == "img" else "href"):
            links.append(Link(target, line, is_image=node.tag == "img"))
    return HtmlReading(
        tuple(text for _, text in texts),
        tuple(text for block, text in texts if block == "p"),
        tuple(headings),
        tuple(links),
    )


def _texts_by_block(nodes: list[LexborNode]) -> list[tuple[str, str]]:
    """Returns (tag, text) of each run of text inside one block, in order, without the empty ones."""
    places: dict[int, _Place] = {}
    runs: list[tuple[_Place, list[str]]] = []
    for node in nodes:
        parent = places.get(node.parent.mem_id, _OUTSIDE) if node.parent is not None else _OUTSIDE
        tag = node.tag or ""
        if tag == "-text":
            if parent.is_prose and (not runs or runs[-1][0] is not parent):
                runs.append((parent, []))
            if parent.is_prose:
                runs[-1][1].append(node.text_content or "")
        elif tag == "br" and runs:
            runs[-1][1].append("\v")
        places[node.mem_id] = _place(tag, parent)
    texts = ((place.block, _collapse("".join(parts))) for place, parts in runs)
    return [(block, text) for block, text in texts if text]


@dataclass(frozen=True, slots=True, eq=False)
class _Place:
    """Where a text is: the tag of the nearest block, and whether a reader sees the text as prose."""

    block: str
    is_prose: bool = True


_OUTSIDE = _Place("body")


def _place(tag: str, parent: _Place) -> _Place:
    """Returns the place inside an element; an inline element has that of its parent."""
    if tag in INLINE_ELEMENTS or not parent.is_prose:
        return parent
    return _Place(tag, tag not in _HIDDEN and tag not in _CODE)


def without_deep_blocks(html: str) -> str:
    """Returns `html` without the start tags of blocks that are nested deeper than a browser nests them."""
    if html.count("<") <= _MOST_NESTED_BLOCKS:
        return html
    depth = 0

    def without_deep_tag(tag: re.Match[str]) -> str:
        nonlocal depth
        depth = max(0, depth - 1) if tag["slash"] else depth + 1
        is_too_deep = depth > _MOST_NESTED_BLOCKS and not tag["slash"]
        return "\n" * tag[0].count("\n") if is_too_deep else tag[0]

    return _BLOCK_TAG.sub(without_deep_tag, html)


def _collapse(text: str) -> str:
    lines = (_SPACES.sub(" ", line).strip(" ") for line in text.split("\v"))
    return "\n".join(line for line in lines if line)


def _heading(node: LexborNode, line: int) -> Heading:
    text = _SPACES.sub(" ", node.text()).strip(" ")
    return Heading(int((node.tag or "h1")[1]), node.attributes.get("id") or "", text, line)


def _lines(html: str, first_line: int) -> Iterator[int]:
    """Yields the line of each link, picture and heading tag, in the order of the source."""
    visible = _UNSEEN.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), html)
    starts = [match.end() for match in re.finditer("\n", visible)]
    for tag in _TAG.finditer(visible):
        yield first_line + bisect_right(starts, tag.start())


def read_html(body: str, *, first_line: int = 1) -> Document:
    """Returns the document of an HTML body; its `html` is `body` without references to control characters.

    `first_line` is the line of the file on which `body` begins; the lines of headings and links
    count from there. Code (`<pre>`), scripts and styles do not count as text.
    """
    body = without_control_references(body)
    reading = read_fragment(body, first_line)
    return Document(
        html=body,
        text="\n".join(reading.blocks),
        first_paragraph=next(iter(reading.paragraphs), ""),
        headings=reading.headings,
        links=reading.links,
    )
