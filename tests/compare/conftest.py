"""Two small built sites in a temporary folder, which tests write and compare."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from allforces_site.compare.compare_sites import compare_sites
from allforces_site.compare.tree import read_site
from allforces_site.compare.values import Change, Comparison

TEXT = (
    "新茶が店に並びはじめました。今年の味わいと選び方を、茶園の声とともに紹介します。毎朝の一杯が楽しみです。"
)

# A page with every signal; `{address}` is its own one.
PAGE = """<!doctype html>
<html lang="ja"><head><meta charset="utf-8">
<title>お茶の時間 & 道具</title>
<meta name="description" content="新茶の選び方を紹介します。">
<meta name="robots" content="max-image-preview:large">
<link rel="canonical" href="https://example.com{address}">
<link rel="alternate" hreflang="ja" href="https://example.com{address}">
<link rel="alternate" hreflang="en" href="https://example.com/en{address}">
<meta property="og:title" content="お茶の時間">
<meta property="og:image" content="https://example.com/assets/tea.png?v=1">
<meta name="twitter:card" content="summary_large_image">
<script type="application/ld+json">{{"@type": "BlogPosting", "@id": "https://example.com{address}#post",
"author": {{"@type": "Person", "@id": "https://example.com/#taro"}}}}</script>
</head><body><header><nav><a href="/">ホーム</a></nav></header>
<main><h1>お茶の時間</h1><p>{text}</p><h2>選び方</h2><p>色と香りを見ます。</p><h3>道具</h3><p>急須を使います。</p></main>
<form action="/search/" method="get"><input name="q" type="search"><select name="sort"></select></form>
<form action="https://example.com/contact" method="post"><input name="mail" type="email"></form>
</body></html>
"""

ATOM = """<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><id>tag:example.com,2026:feed</id>
<entry><id>tag:example.com,2026:tea</id><title>お茶</title><link href="https://example.com/tea/"/></entry>
<entry><id>tag:example.com,2026:rice</id><title>お米</title><link href="https://example.com/rice/"/></entry>
</feed>
"""
RSS = """<rss version="2.0"><channel><title>x</title>
<item><guid>g-tea</guid><title>お茶</title><link>https://example.com/tea/</link></item>
<item><title>お米</title><link>https://example.com/rice/</link></item>
</channel></rss>
"""
JSON_FEED = """{"version": "https://jsonfeed.org/version/1.1", "title": "x", "items": [
{"id": "j-tea", "title": "お茶", "url": "https://example.com/tea/"},
{"id": 7, "title": "お米", "url": "https://example.com/rice/"}]}
"""


def page(address: str = "/tea/", text: str = TEXT) -> str:
    """A page with every signal."""
    return PAGE.format(address=address, text=text)


def stub(target: str) -> str:
    """A page that leads to another one, as `redirect_from` makes it."""
    return (
        f'<title>ページを移動しました</title><meta http-equiv="refresh" content="0; url={target}">'
        f'<link rel="canonical" href="{target}">'
    )


@dataclass(frozen=True)
class Move:
    """Two folders, `old/` and `new/`, in `root`."""

    root: Path

    @property
    def old(self) -> Path:
        return self.root / "old"

    @property
    def new(self) -> Path:
        return self.root / "new"

    def write(self, name: str, text: str | bytes) -> Path:
        """Writes a file below `root`."""
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    def both(self, name: str, text: str | bytes) -> None:
        """Writes the same file into both sites."""
        self.write(f"old/{name}", text)
        self.write(f"new/{name}", text)

    def compare(self, old: str = "old", new: str = "new") -> Comparison:
        sites = [read_site(self.root / place, 1, lambda *_: None) for place in (old, new)]
        return compare_sites(sites[0], sites[1], 1, lambda *_: None)

    def changes(self) -> list[Change]:
        """The changes of all pages."""
        return [change for page in self.compare().changed for change in page.changes]


@pytest.fixture
def move(tmp_path: Path) -> Move:
    """Two equal sites with a page, a home page, a search page and three feeds."""
    made = Move(tmp_path)
    made.both("index.html", page("/", "ホームです。"))
    made.both("tea/index.html", page())
    made.both("contact.html", "<title>連絡先</title>")
    made.both("feed.xml", ATOM)
    made.both("rss.xml", RSS)
    made.both("feed.json", JSON_FEED)
    return made
