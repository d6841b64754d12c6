"""Links and pictures that Markdown does not see as such, so that readers see their brackets.

CommonMark 6.3: no space may stand between `]` and `(`, and an address with spaces needs `<` and `>`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from markdown_it import MarkdownIt
from markdown_it.helpers import parseLinkLabel, parseLinkTitle
from markdown_it.token import Token

from allforces_site.markdown.destinations import parse_destination

# A text without any of these holds no such link.
_SIGNS = ("](", "] (", "]　(", "]（", "］(", "］（")
_LIKE_A_LINK = re.compile(
    r"(?P<image>[!！]?)[\[［](?P<text>[^\[\]［］\n]{0,300})[\]］][ 　]?"
    r"[(（](?P<target>[^()（）\n\0]{1,500})(?P<end>[)）]?)"
)
# What stands in brackets behind brackets may be prose: [1] (see below).
_ADDRESS = re.compile(
    r"(?:https?://|www\.|mailto:|\.{0,2}/|#)\S|.*\w\.(?:png|jpe?g|gif|webp|avif|svg|html?|pdf)\Z"
)
# Not part of an address: what goes on with prose is no address that only lacks its end.
_END_OF_ADDRESS = re.compile(r"[\s　、。]")


class LinkAsText(NamedTuple):
    """`line` counts from 0 in the body; `found` is what readers see, `wanted` how it is written."""

    line: int
    found: str
    wanted: str


def may_hold_links_as_text(text: str) -> bool:
    """Whether a text as readers see it is worth a closer look."""
    return any(sign in text for sign in _SIGNS)


def links_as_text(body: str) -> Iterator[LinkAsText]:
    """The links and pictures of a body of Markdown that are shown as text; code holds none."""
    for token in _plain_parser().parse(body):
        if token.type == "inline" and token.map is not None and may_hold_links_as_text(token.content):
            text = _shown(token)
            for match in _LIKE_A_LINK.finditer(text):
                wanted = _wanted(match)
                if wanted is not None:
                    line = token.map[0] + text.count("\n", 0, match.start())
                    yield LinkAsText(line, match[0], wanted)


@cache
def _plain_parser() -> MarkdownIt:
    # Joined, escaped signs could not be told from others.
    md = MarkdownIt("commonmark").enable(["table", "strikethrough"]).disable("text_join")
    md.helpers = _Helpers  # type: ignore[assignment]
    return md


class _Helpers:
    """markdown-it's helpers for links; its own search for the end of an address is slow where none is."""

    parseLinkDestination = staticmethod(parse_destination)  # noqa: N815 - markdown-it's names
    parseLinkLabel = staticmethod(parseLinkLabel)  # noqa: N815
    parseLinkTitle = staticmethod(parseLinkTitle)  # noqa: N815


def _shown(token: Token) -> str:
    """The text of a run of prose; what is no text, and a bracket that is meant as one (`\\[`), parts it."""
    pieces = []
    for child in token.children or ():
        if child.type == "text" or (child.type == "text_special" and child.content not in "[]()"):
            pieces.append(child.content)
        elif child.type in ("softbreak", "hardbreak"):
            pieces.append("\n")
        elif child.type in ("text_special", "code_inline", "html_inline", "image", "link_open"):
            pieces.append("\0")
    return "".join(pieces)


def _wanted(match: re.Match[str]) -> str | None:
    """How the link is to be written; None for brackets in prose that are none."""
    target = match["target"].strip(" 　")
    if not _ADDRESS.match(target):
        return None
    if not match["end"]:
        target = _END_OF_ADDRESS.split(target, maxsplit=1)[0]
    image = "!" if match["image"] else ""
    address = f"<{target}>" if re.search(r"[\s　]", target) else target
    return f"{image}[{match['text']}]({address})"
