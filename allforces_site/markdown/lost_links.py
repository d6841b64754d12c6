"""Finds links and pictures that Markdown does not recognize, so that readers see their brackets.

CommonMark 6.3: no space is allowed between `]` and `(`, and an address with spaces needs `<` and `>`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from markdown_it import MarkdownIt
from markdown_it.helpers import parseLinkLabel, parseLinkTitle
from markdown_it.token import Token

from allforces_site.markdown.as_written import rendered_end
from allforces_site.markdown.destinations import parse_destination
from allforces_site.markdown.html_blocks import HTML_INTERRUPTS, html_block_rule
from allforces_site.markdown.pipe_tables import pipe_table
from allforces_site.text.late_pattern import late_pattern

# A text without any of these holds no such link, and most texts hold none of the brackets in them.
_CLOSING_BRACKETS = "]］"
_SIGNS = ("](", "] (", "]　(", "]（", "］(", "］（")
_LIKE_A_LINK = late_pattern(
    r"(?P<image>[!！]?)[\[［](?P<text>[^\[\]［］\n]{0,300})[\]］][ 　]?"
    r"[(（](?P<target>[^()（）\n\0]{1,500})(?P<end>[)）]?)"
)
# Parentheses after brackets may be prose, as in "[1] (see below)": only an address makes a link.
_ADDRESS = late_pattern(
    r"(?:https?://|www\.|mailto:|\.{0,2}/|#)\S|.*\w\.(?:png|jpe?g|gif|webp|avif|svg|html?|pdf)\Z"
)
# A link that the cells of a table cut in two, and its second half.
_CUT_LINK = late_pattern(r"!?\[[^\[\]\n|]{0,300}\|[^\[\]\n]{0,300}\]\([^()\n]{0,500}\)")
_SECOND_HALF = late_pattern(r"[^\[\]]*\]\(")
# Where an address ends whose `)` is missing.
_END_OF_ADDRESS = late_pattern(r"[\s　、。]")


class LinkAsText(NamedTuple):
    """A link shown as text. `line` counts from 0 in the body; `wanted` is the correct form of `found`."""

    line: int
    found: str
    wanted: str


def may_hold_links_as_text(text: str) -> bool:
    """Whether `text`, as readers see it, may hold a link that is shown as text."""
    if not any(bracket in text for bracket in _CLOSING_BRACKETS):
        return False
    return any(sign in text for sign in _SIGNS)


def links_as_text(body: str) -> Iterator[LinkAsText]:
    """The links and pictures of a body of Markdown that are shown as text.

    Code holds none, and neither does what is shown as written.
    """
    lines = body.split("\n")
    for token in _plain_parser().parse(body[: rendered_end(body)]):
        if token.type == "inline" and token.map is not None and may_hold_links_as_text(token.content):
            if _SECOND_HALF.match(token.content) and (cut := _CUT_LINK.search(lines[token.map[0]])):
                yield LinkAsText(token.map[0], cut[0], cut[0].replace("|", "\\|"))
            text = _shown_text(token)
            for match in _LIKE_A_LINK.finditer(text):
                wanted = _corrected(match)
                if wanted is not None:
                    line = token.map[0] + text.count("\n", 0, match.start())
                    yield LinkAsText(line, match[0], wanted)


@cache
def _plain_parser() -> MarkdownIt:
    # If texts were joined, escaped brackets would look like others.
    md = MarkdownIt("commonmark").enable(["table", "strikethrough"]).disable("text_join")
    md.block.ruler.at("html_block", html_block_rule(None), HTML_INTERRUPTS)
    md.block.ruler.before("lheading", "pipe_table", pipe_table)
    md.helpers = _Helpers  # type: ignore[assignment]
    return md


class _Helpers:
    """markdown-it's helpers for links, without its own search for an address's end, which can be slow."""

    parseLinkDestination = staticmethod(parse_destination)  # noqa: N815 - markdown-it's names
    parseLinkLabel = staticmethod(parseLinkLabel)  # noqa: N815
    parseLinkTitle = staticmethod(parseLinkTitle)  # noqa: N815


def _shown_text(token: Token) -> str:
    """Returns the text of inline tokens; NUL replaces anything else, and escaped brackets (`\\[`)."""
    pieces = []
    for child in token.children or ():
        if child.type == "text" or (child.type == "text_special" and child.content not in "[]()"):
            pieces.append(child.content)
        elif child.type in ("softbreak", "hardbreak"):
            pieces.append("\n")
        elif child.type in ("text_special", "code_inline", "html_inline", "image", "link_open"):
            pieces.append("\0")
    return "".join(pieces)


def _corrected(match: re.Match[str]) -> str | None:
    """Returns the link in its correct form; None for brackets in prose that are no link."""
    target = match["target"].strip(" 　")
    if not _ADDRESS.match(target):
        return None
    if not match["end"]:
        target = _END_OF_ADDRESS.split(target, maxsplit=1)[0]
    image = "!" if match["image"] else ""
    address = f"<{target}>" if re.search(r"[\s　]", target) else target
    return f"{image}[{match['text']}]({address})"
