"""The links and pictures of a run of Markdown: a paragraph, a heading, a table cell.

Follows CommonMark 0.31.2, 6.3 to 6.6, and the algorithm for brackets of its appendix, with kramdown's
attribute lists after a link and GitHub's bare addresses, as the parser of `markdown` understands them.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping

import msgspec
from markdown_it.common.html_re import close_tag, open_tag

from allforces_site.lint.source.found_link import FoundLink, markdown_target
from allforces_site.lint.source.html_links import tag_link
from allforces_site.markdown.attribute_lists import CONTENT
from allforces_site.markdown.bare_addresses import (
    URL_START,
    BareAddress,
    find_addresses,
    may_hold_address,
    url_at,
)
from allforces_site.text.late_pattern import late_pattern

_SIGNS_OF_SPANS = r"\\[!-/:-@\[-`{-~]|`+|<|!?\[|\]"
_SIGN = late_pattern(_SIGNS_OF_SPANS)
_SIGN_OR_URL = late_pattern(f"{_SIGNS_OF_SPANS}|(?i:{URL_START})")
# Nested brackets in a target: markdown-it allows 32 levels, nobody writes three.
_SIGNS = r"[^()\x00-\x20\x7f\\]|\\[^\x00-\x20]"
_BARE = rf"(?:{_SIGNS}|\((?:{_SIGNS}|\((?:{_SIGNS})*+\))*+\))*+"
_TITLE = r"(?:\"(?:[^\"\\]|\\.)*+\"|'(?:[^'\\]|\\.)*+'|\((?:[^()\\]|\\.)*+\))"
_TAIL = late_pattern(
    rf"\([ \t\n]*+(?:<(?P<pointed>(?:[^<>\\\n]|\\.)*+)>|(?!<)(?P<bare>{_BARE}))"
    rf"(?:[ \t\n]++{_TITLE})?[ \t\n]*+\)",
    re.DOTALL,
)
_LABEL = late_pattern(r"\[(?P<label>(?:[^\[\]\\]|\\.){0,999})\]", re.DOTALL)
_ATTRIBUTES = late_pattern(rf" *\{{:(?![:/]){CONTENT}\}}")
_TAG = late_pattern(f"{open_tag}|{close_tag}")
_AUTOLINK = late_pattern(
    r"<(?P<url>[A-Za-z][A-Za-z0-9+.-]{1,31}:[^<>\x00-\x20]*+)>"
    r"|<(?P<mail>[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9.-]+)>"
)


class Target(msgspec.Struct, frozen=True):
    """The target of a defined label, with its place in the file."""

    target: str
    start: int
    end: int


Definitions = Mapping[str, Target]


def label_key(label: str) -> str:
    """A label in the form in which labels are compared (CommonMark 4.7)."""
    return " ".join(label.split()).casefold()


def span_links(text: str, definitions: Definitions) -> list[FoundLink]:
    """The links and pictures of `text`, in order."""
    return _Scanner(text, definitions).links()


class _Scanner:
    """One pass over the markup characters of a text."""

    def __init__(self, text: str, definitions: Definitions) -> None:
        self._text = text
        self._definitions = definitions
        self._found: list[FoundLink] = []
        self._taken: list[tuple[int, int]] = []
        self._openers: list[int] = []
        # Openers below this index would make links that contain a link: they make none.
        self._spent = 0
        self._runs: dict[int, list[int]] | None = None
        self._open_anchor: int | None = None
        self._last_comment_end: int | None = None

    def links(self) -> list[FoundLink]:
        at = 0
        holds_addresses = may_hold_address(self._text)
        signs = _SIGN_OR_URL if holds_addresses else _SIGN
        while (sign := signs.search(self._text, at)) is not None:
            at = self._after(sign)
        if self._open_anchor is not None:
            self._taken.append((self._open_anchor, len(self._text)))
        if holds_addresses:
            self._find_addresses()
        return sorted(self._found, key=lambda link: (link.start, -link.end))

    def _after(self, sign: re.Match[str]) -> int:
        """The offset at which to continue after a markup character."""
        if sign.group() in ("[", "!["):
            self._openers.append(sign.start())
        elif sign.group() == "]":
            return self._close(sign.start())
        elif sign.group() == "<":
            return self._after_angle_bracket(sign.start())
        elif sign.group()[0] == "`":
            return self._after_code(sign.start(), sign.end())
        elif sign.group()[0] != "\\":
            return self._after_url(sign)
        return sign.end()

    # ---- brackets

    def _close(self, at: int) -> int:
        if not self._openers:
            return at + 1
        start = self._openers.pop()
        is_image = self._text[start] == "!"
        is_spent = not is_image and len(self._openers) < self._spent
        self._spent = min(self._spent, len(self._openers))
        link = None if is_spent else self._link(start, at, is_image=is_image)
        if link is None:
            return at + 1
        if is_image:  # A link in the alternative text of a picture is none.
            while self._found and self._found[-1].start > start:
                self._found.pop()
        else:
            self._spent = len(self._openers)
        self._found.append(link)
        self._taken.append((link.start, link.end))
        return link.end

    def _link(self, start: int, at: int, *, is_image: bool) -> FoundLink | None:
        text = self._text
        words = text[start + 1 + is_image : at]
        tail = _TAIL.match(text, at + 1) if text.startswith("(", at + 1) else None
        if tail is not None:
            group = "bare" if tail["pointed"] is None else "pointed"
            first, last = tail.span(group)
            attributes, end = self._attributes(tail.end())
            target = markdown_target(tail[group])
            return FoundLink(target, words, start, end, first, last, is_image, attributes=attributes)
        return self._defined(start, at, words, is_image=is_image) if self._definitions else None

    def _defined(self, start: int, at: int, words: str, *, is_image: bool) -> FoundLink | None:
        label = _LABEL.match(self._text, at + 1)
        key, end = words, label.end() if label else at + 1
        if label is not None and label["label"]:
            key = label["label"]
        target = self._definitions.get(label_key(key)) if key.strip() else None
        if target is None:
            return None
        attributes, end = self._attributes(end)
        return FoundLink(
            target.target, words, start, end, target.start, target.end, is_image,
            attributes=attributes, is_defined=True,
        )  # fmt: skip

    def _attributes(self, end: int) -> tuple[str, int]:
        found = _ATTRIBUTES.match(self._text, end)
        return (found.group().lstrip(" "), found.end()) if found else ("", end)

    # ---- code, HTML, addresses

    def _after_code(self, start: int, end: int) -> int:
        """The offset after the code that a run of backticks opens, or after a run that opens none."""
        if self._runs is None:
            self._runs = {}
            for run in re.finditer("`+", self._text):
                self._runs.setdefault(run.end() - run.start(), []).append(run.start())
        starts = self._runs.get(end - start, [])
        number = bisect_left(starts, end)
        if number == len(starts):
            return end
        self._taken.append((start, starts[number] + end - start))
        return starts[number] + end - start

    def _after_angle_bracket(self, start: int) -> int:
        """The offset after what a `<` begins: an address, a tag, a comment, or nothing."""
        text = self._text
        if (found := _AUTOLINK.match(text, start)) is not None:
            first, last = found.span("url" if found["url"] is not None else "mail")
            target = found["url"] if found["url"] is not None else f"mailto:{found['mail']}"
            attributes, end = self._attributes(found.end())
            self._add(FoundLink(target, text[first:last], start, end, first, last, attributes=attributes))
            return end
        if text.startswith("<!--", start):
            return self._after_comment(start)
        tag = _TAG.match(text, start)
        if tag is None:
            return start + 1
        self._take_tag(tag.group(), start)
        return tag.end()

    def _after_comment(self, start: int) -> int:
        """The offset after a comment, or after the `<!--` of one that never ends."""
        if self._last_comment_end is None:
            self._last_comment_end = self._text.rfind("-->")
        if self._last_comment_end < start + 2:
            return start + 4
        end = self._text.find("-->", start + 2) + 3
        self._taken.append((start, end))
        return end

    def _take_tag(self, tag: str, start: int) -> None:
        self._taken.append((start, start + len(tag)))
        name = tag[1:4].lower()
        if name[:1] == "a" and not name[1:2].isalnum():
            self._open_anchor = start if self._open_anchor is None else self._open_anchor
        elif name == "/a>" and self._open_anchor is not None:
            self._taken.append((self._open_anchor, start))
            self._open_anchor = None
        if (name[:1] == "a" and not name[1:2].isalnum()) or (name == "img" and not tag[4:5].isalnum()):
            link = tag_link(tag, start)
            if link is not None:
                self._found.append(link)

    def _add(self, link: FoundLink) -> None:
        # A link in the text of another link: the other one is none, as for brackets.
        self._spent = len(self._openers)
        self._found.append(link)
        self._taken.append((link.start, link.end))

    def _after_url(self, sign: re.Match[str]) -> int:
        """The offset after a bare address. In brackets, which may become a link, it is read as markup."""
        url = None if self._openers else url_at(self._text, sign.start(), len(self._text))
        if url is None:
            return sign.end()
        if self._open_anchor is None:
            self._add_bare(url)
            self._taken.append((url.start, url.end))
        return url.end

    def _add_bare(self, address: BareAddress) -> None:
        start, end, target = address
        self._found.append(FoundLink(target, self._text[start:end], start, end, start, end))

    def _find_addresses(self) -> None:
        """Finds the addresses outside other links and code: those of mail, and those in brackets."""
        parts, at = [], 0
        for start, end in sorted(self._taken):
            if end > at:
                # The last character is kept: whether an address may begin after it depends on it.
                parts += [self._text[at : max(at, start)], "\n" * (end - max(at, start) - 1)]
                at = end - 1
        rest = "".join([*parts, self._text[at:]])
        for address in find_addresses(rest):
            self._add_bare(address)
