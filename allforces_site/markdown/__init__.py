"""Turns Markdown and HTML bodies into `Document` values. Pure: no files, no clock.

    render ── as_written (how much of the body is rendered)
              options (what the site sets), features (which syntax the body can hold)
              └▶ parser (markdown-it-py with our rules, built once for each set of features)
                   block:  fast_path (prose_blocks, plain_blocks, plain_lines, plain_links),
                           attribute_blocks, extensions, raw_blocks, html_blocks (end_tags,
                           ignore_comments)
                   inline: cjk (emphasis), autolinks (bare_addresses), attribute_spans, extensions
                   core:   core_rules, attribute_rules, task_lists, line_breaks, heading_ids …
              └▶ renderer (code, pictures, tables) and reading (text, headings, links)
    read_html ── html_text (a body that is HTML already)

The parser is imported with the first body: a build that reads no post does not wait for it.
What is understood, and where it differs from kramdown and CommonMark: docs/markdown.md.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from allforces_site.markdown.as_written import rendered_end
from allforces_site.markdown.options import DEFAULTS, MarkdownOptions
from allforces_site.model import Document

if TYPE_CHECKING:
    from allforces_site.markdown.html_blocks import OddElement
    from allforces_site.markdown.lost_links import LinkAsText


def render(body: str, *, first_line: int = 1, options: MarkdownOptions = DEFAULTS) -> Document:
    """Renders Markdown. Never fails: any text is valid Markdown.

    `first_line` is the line of the file on which `body` begins; the lines of headings and links
    count from there. Raw HTML passes unchanged, because the author is trusted. If the body
    holds too much markup, its rest is shown as written: see `as_written`. `options` are those of the site.
    """
    from allforces_site.markdown import rendering

    return rendering.render(body, first_line=first_line, options=options)


def read_html(body: str, *, first_line: int = 1) -> Document:
    """Reads a body that is HTML already: `html` is unchanged; lines are counted as in `render`."""
    from allforces_site.markdown import html_text

    return html_text.read_html(body, first_line=first_line)


def code_lines(body: str) -> list[range]:
    """Returns the lines, from 0, of all code blocks: fenced and indented ones, at any depth."""
    from allforces_site.markdown import rendering

    return rendering.code_lines(body)


def links_as_text(body: str, document: Document) -> list[LinkAsText]:
    """Returns the links and pictures in `body` that readers of its `document` see as text."""
    from allforces_site.markdown import lost_links

    return list(lost_links.links_as_text(body)) if lost_links.may_hold_links_as_text(document.text) else []


def odd_elements(body: str, options: MarkdownOptions = DEFAULTS) -> list[OddElement]:
    """Returns the elements of raw HTML in `body` without an end tag, or with Markdown shown as written."""
    from allforces_site.markdown import rendering

    return rendering.odd_elements(body, options)


def prepare() -> None:
    """Imports the parser, so that processes forked from here need not each import it again."""
    from allforces_site.markdown import rendering  # noqa: F401


__all__ = [
    "MarkdownOptions",
    "code_lines",
    "links_as_text",
    "odd_elements",
    "prepare",
    "read_html",
    "render",
    "rendered_end",
]
