"""Renders a Markdown body as a `Document`."""

from __future__ import annotations

from typing import Any

from markdown_it.common.utils import normalizeReference
from markdown_it.token import Token

from allforces_site.markdown.as_written import rendered_end, with_rest_as_written
from allforces_site.markdown.features import find_features
from allforces_site.markdown.html_blocks import OddElement, may_hold_elements, noted_elements
from allforces_site.markdown.options import DEFAULTS, MarkdownOptions
from allforces_site.markdown.parser import markdown_parser
from allforces_site.markdown.reading import (
    read_first_paragraph,
    read_headings,
    read_limited_from,
    read_links,
    read_text,
)
from allforces_site.model import Document
from allforces_site.text.character_references import without_control_references


def render(body: str, *, first_line: int = 1, options: MarkdownOptions = DEFAULTS) -> Document:
    """Render Markdown. Pure, and never fails: everything is Markdown.

    `first_line` is the line of the file that `body` begins on; lines of headings and links count
    from there. Raw HTML passes unchanged, because the author is trusted. Where the body holds too much
    markup, its rest is shown as written: see `as_written`.
    """
    end = rendered_end(body)
    document = _rendered(body[:end], first_line, options)
    if end == len(body):
        return document
    return with_rest_as_written(document, body[end:], first_line + body.count("\n", 0, end))


def _rendered(body: str, first_line: int, options: MarkdownOptions) -> Document:
    parser = markdown_parser(find_features(body), options)
    env: dict[str, Any] = {"references": _defined(options.links)} if options.links else {}
    tokens = parser.parse(body, env)
    # Read first: rendering encodes the links' targets in place, and the tokens are not used again.
    text, first_paragraph = read_text(tokens), read_first_paragraph(tokens)
    headings, links = read_headings(tokens, first_line), read_links(tokens, first_line)
    # References that are left come from raw HTML; everywhere else `&` is escaped.
    html = without_control_references(parser.renderer.render(tokens, parser.options, env))
    return Document(html, text, first_paragraph, headings, links, read_limited_from(env, first_line))


def _defined(links: tuple[tuple[str, str, str], ...]) -> dict[str, dict[str, str]]:
    """Definitions of links in the form of markdown-it's own."""
    return {normalizeReference(label): {"href": href, "title": title} for label, href, title in links}


def code_lines(body: str) -> list[range]:
    """The lines, from 0, that are blocks of code: fences and indented ones, in lists and quotations too.

    What is shown as written holds none.
    """
    body = body[: rendered_end(body)]
    parser = markdown_parser(find_features(body))
    tokens: list[Token] = []
    parser.block.parse(body, parser, {}, tokens)
    return [
        range(*token.map)
        for token in tokens
        if token.type in ("fence", "code_block") and token.map is not None
    ]


def odd_elements(body: str, options: MarkdownOptions = DEFAULTS) -> list[OddElement]:
    """The elements of raw HTML that have no end tag, or have Markdown in them that is shown as written."""
    if not may_hold_elements(body):
        return []
    body = body[: rendered_end(body)]
    parser = markdown_parser(find_features(body), options)
    env: dict[str, Any] = {}
    parser.block.parse(body, parser, env, [])
    return noted_elements(env)
