"""Reads text, first paragraph, headings and links from parsed Markdown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from markdown_it.token import Token

from allforces_site.markdown.expansion import LIMITED_FROM
from allforces_site.markdown.html_text import read_fragment
from allforces_site.markdown.plain_text import (
    FINISHED_BLOCKS,
    HEADING,
    LINKS,
    PROSE,
    TEXT,
    heading_text,
    visible_text,
)
from allforces_site.markdown.toc import GENERATED
from allforces_site.model import Heading, Link

_BREAKS = frozenset({"softbreak", "hardbreak", "joined_break"})


def read_text(tokens: Sequence[Token]) -> str:
    """Returns the visible text, a line for each block, without code blocks and generated content."""
    blocks: list[str] = []
    for token in tokens:
        if token.type in FINISHED_BLOCKS:
            blocks.append(token.meta[TEXT].strip())
        elif token.type == "inline":
            blocks.append(visible_text(token.children or []).strip())
        elif token.type == "html_block" and not token.meta.get(GENERATED):
            blocks.extend(read_fragment(token.content, 1).blocks)
    return "\n".join(block for block in blocks if block)


def read_first_paragraph(tokens: Sequence[Token]) -> str:
    """Returns the text of the first paragraph at the top level that is not empty, or ""."""
    for index, token in enumerate(tokens):
        text = ""
        if token.type == PROSE:
            text = str(token.meta[TEXT]).strip().partition("\n")[0]
        elif token.type == "paragraph_open" and token.level == 0:
            text = visible_text(tokens[index + 1].children or []).strip()
        if text:
            return text
    return ""


def read_headings(tokens: Sequence[Token], first_line: int) -> tuple[Heading, ...]:
    """Returns the headings in order, those in raw HTML too, with their id or ""."""
    headings: list[Heading] = []
    for index, token in enumerate(tokens):
        if token.type == "heading_open":
            text = heading_text(tokens[index + 1].children or [])
            headings.append(_heading(token, text, first_line))
        elif token.type == HEADING:
            headings.append(_heading(token, token.meta[TEXT], first_line))
        elif token.type == "html_block" and "<h" in token.content.lower() and not token.meta.get(GENERATED):
            line = first_line + (token.map[0] if token.map else 0)
            headings.extend(read_fragment(token.content, line).headings)
    return tuple(headings)


def _heading(token: Token, text: str, first_line: int) -> Heading:
    line = first_line + (token.map[0] if token.map else 0)
    return Heading(int(token.tag[1]), str(token.attrs.get("id", "")), text, line)


def read_links(tokens: Sequence[Token], first_line: int) -> tuple[Link, ...]:
    """Returns the targets of links and pictures as written, those in raw HTML too, with their lines.

    Call it before rendering, which encodes the targets in place.
    """
    links: list[Link] = []
    line = first_line
    for token in tokens:
        if token.map:
            line = first_line + token.map[0]
        if token.type == "inline":
            # Most blocks are a single text, which holds no link.
            children = token.children or []
            if len(children) > 1 or (children and children[0].type != "text"):
                links.extend(_inline_links(children, line))
        elif token.type in FINISHED_BLOCKS:
            links.extend(Link(target, first_line + at) for target, at in token.meta.get(LINKS, ()))
        elif token.type == "html_block" and not token.meta.get(GENERATED):
            links.extend(read_fragment(token.content, line).links)
    return tuple(links)


def _inline_links(children: Sequence[Token], line: int) -> Iterator[Link]:
    for token in children:
        if token.type == "link_open":
            yield Link(str(token.attrs.get("href", "")), line)
        elif token.type == "image":
            yield Link(str(token.attrs.get("src", "")), line, is_image=True)
        elif token.type == "html_inline":
            if token.content[:2].lower() in ("<a", "<i"):
                yield from read_fragment(token.content, line).links
            line += token.content.count("\n")
        elif token.type in _BREAKS:
            line += 1


def read_limited_from(env: Mapping[str, Any], first_line: int) -> int | None:
    """Returns the line of the file from which definitions are ignored, or None (see `expansion`)."""
    return first_line + env[LIMITED_FROM] if LIMITED_FROM in env else None
