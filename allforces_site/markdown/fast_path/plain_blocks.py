"""Recognizes the commonest blocks of an article by one pattern each, and renders them in one step.

They are paragraphs, headings and flat lists of plain lines; thematic breaks; and paragraphs, headings and
list items that are one link. Each ends where nothing after it can change what it is. This is not another
grammar: the result equals that of markdown-it's rules, which property tests check. All other blocks are
left to those rules.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from itertools import pairwise

from markdown_it.token import Token

from allforces_site.markdown.fast_path.plain_lines import line_patterns, read_lines, read_paragraphs
from allforces_site.markdown.fast_path.plain_links import link_pattern, link_target, read_link
from allforces_site.markdown.fast_path.strong_prose import last_char
from allforces_site.markdown.plain_text import HEADING, LINKS, LIST, PROSE, TEXT, FinishedBlock
from allforces_site.text.segment_breaks import break_vanishes

# HTML, text, and the targets of links with their lines.
_Inside = tuple[str, str, tuple[tuple[str, int], ...]]

_BULLET = "[-*+]"
_NUMBER = "[0-9]{1,9}"

# Blank lines, or what certainly interrupts a paragraph: a heading, a quotation, and a list whose first item
# has text and, if it has a number, the number 1.
_INTERRUPTION = r"#{1,6} |>|[-*+] {1,4}(?:[^\s*+|:=_-]|\*\*[^\s*])|1[.)] {1,4}[^\s]"
_AFTER_PARAGRAPH = rf"(?:\n\n++|\n?\Z|\n(?={_INTERRUPTION}))"
# The same, or an attribute list, which belongs to one paragraph only.
_AFTER_LINK = rf"(?:{_AFTER_PARAGRAPH}|\n(?=\{{: ?[.#][A-Za-z][A-Za-z0-9_-]*+\}}(?:\n|\Z)))"
_AFTER_LINE = r"(?:\n++|\Z)"
# The line below must not be a delimiter row, which would make the heading the head of a table.
_AFTER_HEADING = r"(?:\n\n++|\n(?!-[-:|]|[\s:|])|\n?\Z)"
# Blank lines, followed by neither another item nor a line that belongs to the last item.
_AFTER_LIST = r"(?:\Z|(?<=\n\n)(?=[^\s*+\-0-9]|\*\*[^\s*]|---+\n|[0-9]++[^0-9.)]))"


@cache
def block_pattern(*, links_addresses: bool, has_tables: bool = False) -> re.Pattern[str]:
    """Returns the pattern of a block, or of several paragraphs, with the blank lines that follow.

    It is for the start of a line. The name of its last group is the block's kind. It takes time that is
    linear in what it reads.
    """
    prose, rest = line_patterns(links_addresses=links_addresses, has_tables=has_tables)
    link = link_pattern(has_tables=has_tables)
    list_start = rf"(?=(?P<bullet>{_BULLET}) |(?P<first>{_NUMBER})(?P<point>[.)]) )"
    marker = rf"(?:(?P=bullet)|{_NUMBER}(?P=point)) {{1,4}}"
    kinds = {
        "prose": rf"(?:{prose}{_AFTER_PARAGRAPH})++",
        "lines": rf"{prose}(?:\n{prose})++{_AFTER_PARAGRAPH}",
        "heading": rf"(?P<signs>#{{1,6}}) ++(?P<title>{rest}(?<!#)|{link}){_AFTER_HEADING}",
        "rule": rf"---+{_AFTER_LINE}",
        "link": rf"{link}{_AFTER_LINK}",
        "list": rf"{list_start}(?:{marker}(?:{prose}|{link}){_AFTER_LINE})++{_AFTER_LIST}",
    }
    return re.compile("|".join(f"(?P<{kind}>{pattern})" for kind, pattern in kinds.items()))


def finish_block(match: re.Match[str], line: int) -> Token:
    """Returns the token of a match of `block_pattern` that begins on line `line`, counted from 0.

    Its content is HTML; its `meta` has the `TEXT` that a reader sees, a line for each paragraph, and the
    `LINKS`: their targets with their lines.
    """
    return _FINISHERS[match.lastgroup or ""](match, line)


def _token(kind: str, tag: str, match: re.Match[str], line: int, inside: _Inside) -> Token:
    html, text, links = inside
    meta = {TEXT: text, LINKS: links} if links else {TEXT: text}
    return FinishedBlock(kind, tag, [line, line + match[0].count("\n")], html, meta)


def _prose(match: re.Match[str], line: int) -> Token:
    lines = match[0].split("\n")
    html, text = read_paragraphs(list(filter(None, lines)))
    return FinishedBlock(PROSE, "p", [line, line + len(lines) - 1], html, {TEXT: text})


def _lines(match: re.Match[str], line: int) -> Token:
    """One paragraph, without the line breaks that must not show (see `segment_breaks`)."""
    lines = match[0].rstrip("\n").split("\n")
    parts = [lines[0]]
    for before, after in pairwise(lines):
        # Each `**` is markup, which a reader does not see.
        vanishes = break_vanishes(last_char(before.removesuffix("**")), after.removeprefix("**")[0])
        parts += ["" if vanishes else "\n", after]
    html, text = read_lines("".join(parts))
    return _token(PROSE, "p", match, line, (html, text.replace("\n", " "), ()))


def _heading(match: re.Match[str], line: int) -> Token:
    return _token(HEADING, f"h{len(match['signs'])}", match, line, _one_line(match["title"], line))


def _rule(match: re.Match[str], line: int) -> Token:
    return _token("hr", "hr", match, line, ("", "", ()))


def _link(match: re.Match[str], line: int) -> Token:
    return _token(PROSE, "p", match, line, _one_line(match[0].rstrip("\n"), line))


def _list(match: re.Match[str], line: int) -> Token:
    tag = "ul" if match["bullet"] else "ol"
    start = f' start="{int(match["first"])}"' if tag == "ol" and int(match["first"]) != 1 else ""
    lines = match[0].rstrip("\n").split("\n")
    # A blank line between any two items makes every item a paragraph.
    opening, closing = ("<li>", "</li>\n") if all(lines) else ("<li>\n<p>", "</p>\n</li>\n")
    items = [item.partition(" ")[2].lstrip(" ") for item in lines]
    links: tuple[tuple[str, int], ...] = ()
    if "[" in match[0]:
        read = [_one_line(item, line + n) for n, item in enumerate(items) if item]
        inside = f"{closing}{opening}".join([html for html, _, _ in read])
        text = "\n".join([text for _, text, _ in read])
        links = tuple([link for _, _, links in read for link in links])
    else:
        html, text = read_lines("\n".join(filter(None, items)))
        inside = html.replace("\n", f"{closing}{opening}")
    html = f"<{tag}{start}>\n{opening}{inside}{closing}</{tag}>\n"
    return _token(LIST, tag, match, line, (html, text, links))


def _one_line(source: str, line: int) -> _Inside:
    """Renders a plain line, or a line that is one link."""
    if source[0] != "[":
        return *read_lines(source), ()
    return *read_link(source), ((link_target(source), line),)


_FINISHERS: dict[str, Callable[[re.Match[str], int], Token]] = {
    "prose": _prose,
    "lines": _lines,
    "heading": _heading,
    "rule": _rule,
    "link": _link,
    "list": _list,
}
