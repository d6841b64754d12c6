"""Finds the end tag of each element in raw HTML, in time that grows with the length of the text.

Tags in comments, in `<script>` and in `<style>` do not count, and neither do those of elements without
content. Of other elements only those of the same name count: `<div><p></div>` ends at `</div>`. kramdown
waits for the `</p>`, and so takes the rest of the page for the paragraph.
"""

from __future__ import annotations

import re

from markdown_it.rules_block import StateBlock

# An attribute's value may hold `>`. No part of the pattern is tried in two ways, which keeps it fast.
_MARK = re.compile(
    r"<(?P<slash>/?)(?P<name>[A-Za-z][\w:-]*+)(?=[\s/>])"
    r"(?P<rest>(?:[^<>\"']++|\"[^\"]*+\"|'[^']*+')*+)>|<!--"
)
_EMPTY_LINE = re.compile(r"\n[ \t]*\n")
_TEXT_ONLY = ("script", "style")
_KEY = "end_tags"

# HTML Living Standard, 13.1.2 (void elements), and the obsolete ones that kramdown knows.
VOID_ELEMENTS = frozenset(
    [
        "area",
        "base",
        "br",
        "col",
        "command",
        "embed",
        "hr",
        "img",
        "input",
        "keygen",
        "link",
        "meta",
        "param",
        "source",
        "track",
        "wbr",
    ]
)


def end_tags(state: StateBlock) -> EndTags:
    """The end tags of the text that `state` parses."""
    found: EndTags = state.env.setdefault(_KEY, EndTags(state.src))
    return found


class EndTags:
    """The end tags of `src`. What was read once is not read again, however many elements have no end."""

    def __init__(self, src: str) -> None:
        self._src = src
        self._ends: dict[int, int] = {}
        self._read_to = 0
        self._without: set[str] = set()

    def end(self, start: int) -> int | None:
        """The offset behind the end tag of the element whose start tag is at `start`; None if it has none."""
        if start >= self._read_to:
            self._read(start)
        return self._ends.get(start)

    def end_of_start(self, start: int) -> int | None:
        """The offset behind the start tag at `start`; None if there is none, or it ends with `/>`."""
        tag = _MARK.match(self._src, start)
        is_start = tag is not None and tag["name"] and not tag["slash"] and not tag["rest"].endswith("/")
        return tag.end() if tag is not None and is_start else None

    def _read(self, start: int) -> None:
        """Pairs the tags from `start` on: up to the end of the element there, else up to the end of `src`."""
        opened: dict[str, list[int]] = {}
        mark = _MARK.match(self._src, start)
        while mark is not None:
            name = (mark["name"] or "").lower()
            at = mark.end()
            if not name:
                at = self._behind("-->", at)
            elif _EMPTY_LINE.search(mark["rest"]):
                at = mark.start() + 1  # A quotation mark that never ends, rather than a tag.
            elif mark["slash"]:
                if opened.get(name):
                    begin = opened[name].pop()
                    self._ends[begin] = at
                    if begin == start:
                        self._read_to = at
                        return
            elif name not in VOID_ELEMENTS and not mark["rest"].endswith("/"):
                opened.setdefault(name, []).append(mark.start())
                at = self._before_end(name, at) if name in _TEXT_ONLY else at
            mark = _MARK.search(self._src, at)
            self._read_to = len(self._src)

    def _behind(self, sign: str, at: int) -> int:
        found = self._find(sign, at)
        return at if found < 0 else found + len(sign)

    def _before_end(self, name: str, at: int) -> int:
        found = self._find(f"</{name}", at)
        return at if found < 0 else found

    def _find(self, sign: str, at: int) -> int:
        """Where `sign` is next, or -1. Once it was not found, it is not searched for again."""
        if sign in self._without:
            return -1
        found = self._src.find(sign, at)
        if found < 0:
            self._without.add(sign)
        return found
