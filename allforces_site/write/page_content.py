"""The digest of what a page says, without what it shares with other pages.

Search engines are told that a page changed if this digest did. A new style sheet, another navigation or one
more related post changes the bytes of many pages, but nothing that somebody searches for.
"""

from __future__ import annotations

import re
from hashlib import sha256

import msgspec

# What search engines read of a head besides its title, by what stands in the tag. A pattern would take ten
# times as long, and every page is searched.
_READ = (b'name="description"', b'name="robots"', b'rel="canonical"')
_NOINDEX = re.compile(
    rb"""<meta\s(?=[^<>]*?name=["']?robots\b)[^<>]*?content=["']?[^<>"']*?\b(?:noindex|none)\b"""
)

# 64 bits: two versions of one page are compared, never two of many.
_DIGEST_DIGITS = 16


class PageContent(msgspec.Struct, frozen=True):
    """The digest of a page's content, and whether its robots tell search engines to leave it out."""

    digest: str
    is_noindex: bool


def page_content(page: bytes) -> PageContent:
    """The content of a page of HTML: the `<article>` with its `<h1>`, or else its `<main>`; and of its head.

    Of a page without either, and of what is no HTML, all bytes are content.
    """
    end = max(page.find(b"</head"), 0)
    start, stop = _text(page)
    digest = sha256(memoryview(page)[start:stop])
    digest.update(page[page.find(b"<title", 0, end) : page.find(b"</title", 0, end)])
    for mark in _READ:
        digest.update(b"\0" + _tag(page, mark, end))
    return PageContent(digest.hexdigest()[:_DIGEST_DIGITS], _is_noindex(page[:end].lower()))


def _is_noindex(head: bytes) -> bool:
    """Whether a head in lower case tells search engines to leave the page out."""
    may_be = b"noindex" in head or b"none" in head
    return may_be and b"robots" in head and _NOINDEX.search(head) is not None


def _tag(page: bytes, mark: bytes, end: int) -> bytes:
    """The tag before `end` in which `mark` stands; empty without one."""
    at = page.find(mark, 0, end)
    return page[page.rfind(b"<", 0, at) : page.find(b">", at, end)] if at >= 0 else b""


def _text(page: bytes) -> tuple[int, int]:
    """Where the content of a page begins and ends."""
    heading = page.find(b"<h1")
    start, end = page.rfind(b"<article", 0, max(heading, 0)), page.find(b"</article>", heading)
    is_around = 0 <= start < end and page.find(b"</article>", start, heading) < 0
    if is_around and page.find(b"<article", heading, end) < 0:
        return start, end
    start, end = page.find(b"<main"), page.rfind(b"</main>")
    return (start, end) if 0 <= start < end else (0, len(page))
