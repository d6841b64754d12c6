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
    rb"""<meta\s(?=[^>]*?name=["']?robots\b)[^>]*?content=["']?[^>"']*?\b(?:noindex|none)\b"""
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
    at = head.find(b"robots")
    while at >= 0:
        tag = _tag(head, b"robots", len(head), at)
        if _NOINDEX.match(tag):
            return True
        at = head.find(b"robots", head.find(b">", at) + 1 or len(head))
    return False


def _tag(page: bytes, mark: bytes, end: int, begin: int = 0) -> bytes:
    """The first tag between `begin` and `end` in which `mark` stands; empty without one."""
    at = page.find(mark, begin, end)
    if at < 0:
        return b""
    close = page.find(b">", at, end)
    return page[page.rfind(b"<", 0, at) : close if close >= 0 else end]


def _text(page: bytes) -> tuple[int, int]:
    """Where the content of a page begins and ends."""
    heading = page.find(b"<h1")
    # The first one is looked for from the front, because `rfind` takes ten times as long as `find`.
    start = page.find(b"<article", 0, max(heading, 0))
    start = page.rfind(b"<article", start, heading) if start >= 0 else start
    end = page.find(b"</article>", heading) if start >= 0 else -1
    is_around = 0 <= start < end and page.find(b"</article>", start, heading) < 0
    if is_around and page.find(b"<article", heading, end) < 0:
        return start, end
    start, end = page.find(b"<main"), page.rfind(b"</main>")
    return (start, end) if 0 <= start < end else (0, len(page))
