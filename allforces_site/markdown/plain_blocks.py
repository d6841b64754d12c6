"""The commonest blocks of an article, each known by one pattern and finished at once.

They are: paragraphs of plain lines; headings and flat lists of plain lines; rules; and paragraphs,
headings and list items that are one link. Each ends where nothing behind it can make something else of
it. Not another grammar: what is taken here becomes what markdown-it's rules make of it, which property
tests hold; all else is left to those rules.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from markdown_it.token import Token

from allforces_site.markdown.characters import joins_lines
from allforces_site.markdown.plain_lines import line_patterns, read_lines, read_paragraphs
from allforces_site.markdown.plain_links import LINK, link_target, read_link
from allforces_site.markdown.plain_text import HEADING, LINKS, LIST, PROSE, TEXT
from allforces_site.markdown.strong_prose import is_wide_at_end

_BULLET = "[-*+]"
_NUMBER = "[0-9]{1,9}"
_MARKER = re.compile(rf"(?:{_BULLET}|{_NUMBER}[.)]) +")

# Blank lines, or what surely interrupts a paragraph: a heading, a quotation, and a list with a text in
# its first item, whose number is 1.
_AFTER_PARAGRAPH = r"(?:\n\n++|\n?\Z|\n(?=#{1,6} |>|[-*+] {1,4}[^\s*+|:=_-]|1[.)] {1,4}[^\s]))"
_AFTER_LINE = r"(?:\n++|\Z)"
# Not a ruler below, which makes a table's head of any line.
_AFTER_HEADING = r"(?:\n\n++|\n(?!-[-:|]|[\s:|])|\n?\Z)"
# Blank lines, and then neither another item nor a line that belongs to the last one.
_AFTER_LIST = r"(?:\Z|(?<=\n\n)(?=[^\s*+\-0-9]|\*\*[^\s*]|---+\n|[0-9]++[^0-9.)]))"


@cache
def block_pattern(*, links_addresses: bool) -> re.Pattern[str]:
    """What matches a block, or several paragraphs, at the start of a line, with the blank lines behind it.

    The name of its last group is the block's kind. It takes time that is linear in what it reads.
    """
    prose, rest = line_patterns(links_addresses=links_addresses)
    list_start = rf"(?=(?P<bullet>{_BULLET}) |(?P<first>{_NUMBER})(?P<point>[.)]) )"
    marker = rf"(?:(?P=bullet)|{_NUMBER}(?P=point)) {{1,4}}"
    kinds = {
        "prose": rf"(?:{prose}{_AFTER_PARAGRAPH})++",
        "lines": rf"{prose}(?:\n{prose})++{_AFTER_PARAGRAPH}",
        "heading": rf"(?P<signs>#{{1,6}}) ++(?P<title>{rest}(?<!#)|{LINK}){_AFTER_HEADING}",
        "rule": rf"---+{_AFTER_LINE}",
        "link": rf"{LINK}{_AFTER_PARAGRAPH}",
        "list": rf"{list_start}(?:{marker}(?:{prose}|{LINK}){_AFTER_LINE})++{_AFTER_LIST}",
    }
    return re.compile("|".join(f"(?P<{kind}>{pattern})" for kind, pattern in kinds.items()))


def finish_block(match: re.Match[str], line: int) -> Token:
    """The token of what `block_pattern` matched, which began on line `line`, counted from 0.

    Its content is HTML already; its `TEXT` is what a reader sees, a line for each paragraph, and its
    `LINKS` are targets with their lines.
    """
    block = _FINISHERS[match.lastgroup or ""](match, line)
    meta = {TEXT: block.text, LINKS: block.links} if block.links else {TEXT: block.text}
    lines = [line, line + match[0].count("\n")]
    return Token(block.kind, block.tag, 0, map=lines, content=block.html, meta=meta, block=True)


class _Block(NamedTuple):
    """What the token is made of; `links` are targets and their lines."""

    kind: str
    tag: str
    html: str = ""
    text: str = ""
    links: tuple[tuple[str, int], ...] = ()


def _prose(match: re.Match[str], line: int) -> _Block:  # noqa: ARG001
    paragraphs = [paragraph for paragraph in match[0].split("\n") if paragraph]
    return _Block(PROSE, "p", *read_paragraphs(paragraphs))


def _lines(match: re.Match[str], line: int) -> _Block:  # noqa: ARG001
    """One paragraph; a line break between two wide characters vanishes (see `line_breaks`)."""
    lines = match[0].rstrip("\n").split("\n")
    parts = [lines[0]]
    for before, after in pairwise(lines):
        # Each `**` is a mark, which a reader does not see.
        is_wide = is_wide_at_end(before.removesuffix("**")) and joins_lines(after.removeprefix("**")[0])
        parts += ["" if is_wide else "\n", after]
    html, text = read_lines("".join(parts))
    return _Block(PROSE, "p", html, text.replace("\n", " "))


def _heading(match: re.Match[str], line: int) -> _Block:
    return _one_line(HEADING, f"h{len(match['signs'])}", match["title"], line)


def _rule(match: re.Match[str], line: int) -> _Block:  # noqa: ARG001
    return _Block("hr", "hr")


def _link(match: re.Match[str], line: int) -> _Block:
    return _one_line(PROSE, "p", match[0].rstrip("\n"), line)


def _list(match: re.Match[str], line: int) -> _Block:
    tag = "ul" if match["bullet"] else "ol"
    start = f' start="{int(match["first"])}"' if tag == "ol" and int(match["first"]) != 1 else ""
    lines = match[0].rstrip("\n").split("\n")
    items = [
        _one_line("", "", _MARKER.sub("", item, 1), line + number)
        for number, item in enumerate(lines)
        if item
    ]
    # A blank line between any two items makes paragraphs of all.
    opening, closing = ("<li>", "</li>\n") if len(items) == len(lines) else ("<li>\n<p>", "</p>\n</li>\n")
    html = "".join([f"{opening}{item.html}{closing}" for item in items])
    text = "\n".join([item.text for item in items])
    links = tuple([link for item in items for link in item.links])
    return _Block(LIST, tag, f"<{tag}{start}>\n{html}</{tag}>\n", text, links)


def _one_line(kind: str, tag: str, source: str, line: int) -> _Block:
    """A plain line, or a link that is all of it."""
    if source[0] != "[":
        return _Block(kind, tag, *read_lines(source))
    return _Block(kind, tag, *read_link(source), ((link_target(source), line),))


_FINISHERS: dict[str, Callable[[re.Match[str], int], _Block]] = {
    "prose": _prose,
    "lines": _lines,
    "heading": _heading,
    "rule": _rule,
    "link": _link,
    "list": _list,
}
