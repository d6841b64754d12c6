"""Folders from outside: whatever is in them, they are read without a traceback."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from allforces_site.compare import tree as tree_module
from allforces_site.compare.tree import read_site
from allforces_site.compare.values import CompareError, SiteTree
from tests.compare.conftest import ATOM, Move, page


def read(folder: Path) -> SiteTree:
    return read_site(folder, 1, lambda *_: None)


def reasons(site: SiteTree) -> dict[str, str]:
    return {address: str(unread.reason) for address, unread in site.unread.items()}


def test_pages_and_feeds_are_found_and_other_files_are_not(move: Move) -> None:
    for name in ("picture.svg", "data.json", "sitemap.xml", ".hidden/index.html", ".well-known.html"):
        move.write(f"new/{name}", "{}" if name.endswith("json") else "<svg/>")
    move.write("new/old/page.htm", page("/old/page.htm"))
    move.write("new/feed/index.html", ATOM)

    site = read(move.new)

    assert site.pages is not None
    assert sorted(site.pages) == ["/", "/contact.html", "/old/page.htm", "/tea/"]
    assert sorted(site.feeds) == ["/feed.json", "/feed.xml", "/feed/", "/rss.xml"]


@pytest.mark.parametrize("charset", ["Shift_JIS", "x-sjis", "EUC-JP", "ISO-2022-JP", "windows-31j"])
def test_old_japanese_encodings_are_read(move: Move, charset: str) -> None:
    codec = {"x-sjis": "cp932", "windows-31j": "cp932"}.get(charset, charset)
    text = page().replace('"utf-8"', charset)
    move.write("old/tea/index.html", text.encode(codec))

    assert move.changes() == []


@pytest.mark.parametrize("charset", ["utf-16", "hex", "punycode", "nonsense", "undefined", "utf-8"])
def test_a_charset_that_no_browser_takes_at_its_word_is_read_as_utf_8(move: Move, charset: str) -> None:
    move.write("new/tea/index.html", page().replace('"utf-8"', charset))

    assert move.changes() == []


@pytest.mark.parametrize("mark", ["utf-8-sig", "utf-16"])
def test_a_byte_order_mark_says_the_encoding(move: Move, mark: str) -> None:
    move.write("new/tea/index.html", page().encode(mark))

    assert move.changes() == []


BROKEN = {
    "nothing": b"",
    "no HTML": b"\xff\xfe\x00\x01" * 50,
    "bytes that are no characters": b"<title>" + b"\xff\xfa\x80</title>",
    "a page cut off": page().encode()[:900],
    "tags without an end": b"<main><p><b><a href='" + b"<div>" * 3000,
    "deep blocks": b"<div>" * 30_000,
    "deep inline elements": b"<main>" + b"<span>" * 30_000 + b"x",
    "deep JSON-LD": b'<script type="application/ld+json">' + b"[" * 100_000,
    "odd JSON-LD": b'<script type="application/ld+json">[null, {"@type": [3, {}], "@id": 4}, "x"]</script>',
    "a long number": b'<script type="application/ld+json">' + b"9" * 10_000 + b"</script>",
    "headings that are not shown": b"<noscript><h1>a</h1></noscript><template><h1>b</h1></template>",
    "odd addresses": b'<link rel=canonical href="http://[::1"><form action="//["><link rel=alternate>',
}


@pytest.mark.parametrize("case", BROKEN)
def test_broken_pages_are_read(move: Move, case: str) -> None:
    move.write("new/tea/index.html", BROKEN[case])
    assert move.compare().is_loss

    move.write("old/tea/index.html", BROKEN[case])
    assert move.changes() == []


FEEDS = {
    "an entity that grows": '<!DOCTYPE rss [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><rss>&b;</rss>',
    "a file of the system": '<!DOCTYPE rss [<!ENTITY a SYSTEM "file:///etc/passwd">]><rss>&a;</rss>',
    "a parameter entity": '<!DOCTYPE rss [<!ENTITY % a SYSTEM "file:///etc/passwd"> %a;]><rss></rss>',
    "too deep": "<rss>" + "<a>" * 1000,
    "cut off": ATOM[:200],
    "an unknown encoding": '<?xml version="1.0" encoding="nonsense"?><rss></rss>',
    "an encoding of many bytes": '<?xml version="1.0" encoding="utf-7"?><rss></rss>',
    "no list": '{"version": "https://jsonfeed.org/version/1", "items": 3}',
    "no JSON": '{"version": "https://jsonfeed.org/version/1", ',
    "deep JSON": '{"version": "https://jsonfeed.org/version/1", "items": ' + "[" * 100_000,
}


@pytest.mark.parametrize("case", FEEDS)
def test_a_feed_that_cannot_be_read_is_a_loss_if_the_old_one_could(move: Move, case: str) -> None:
    name = "feed.json" if FEEDS[case].startswith("{") else "feed.xml"
    move.write(f"new/{name}", FEEDS[case])

    (change,) = [change for change in move.changes() if change.signal == "page"]
    assert change.loss
    assert str(change.new).startswith("this feed cannot be read: ")

    move.write(f"old/{name}", FEEDS[case])
    assert not move.compare().is_loss
    assert move.compare().unread


def test_no_file_outside_is_read_through_a_link(move: Move) -> None:
    secret = move.write("secret.html", "<title>secret</title>")
    (move.new / "link.html").symlink_to(secret)
    (move.new / "inside.html").symlink_to(move.new / "contact.html")
    (move.new / "folder").symlink_to(move.root)

    site = read(move.new)

    assert site.pages is not None
    assert reasons(site) == {"/link.html": "it is a link to a file outside of the folder"}
    assert "/inside.html" in site.pages
    assert "/folder/secret.html" not in site.addresses


def test_a_link_that_leads_nowhere_or_round_is_reported(move: Move) -> None:
    (move.new / "gone.html").symlink_to(move.new / "none.html")
    (move.new / "round.html").symlink_to(move.new / "round.html")

    assert {address: reason.partition(":")[0] for address, reason in reasons(read(move.new)).items()} == {
        "/gone.html": "it cannot be read",
        "/round.html": "it cannot be read",
    }


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no named pipes")
def test_a_named_pipe_is_not_waited_for(move: Move) -> None:
    os.mkfifo(move.new / "pipe.html")

    assert "/pipe.html" in read(move.new).unread


def test_a_huge_file_is_reported_and_not_read(move: Move, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tree_module, "_LARGEST", 1024 * 1024)
    move.write("new/tea/index.html", b"<p>" + b"x" * 3 * 1024 * 1024)

    (change,) = move.changes()
    assert (change.signal, change.loss) == ("page", True)
    assert str(change.new) == "it has 3 MB, and files of more than 1 MB are not read"


@pytest.mark.skipif(sys.platform != "linux", reason="other systems refuse such names")
def test_names_that_are_not_utf_8_are_addresses_too(move: Move) -> None:
    for site in (move.old, move.new):
        (site / os.fsdecode(b"\x83e\x83X\x83g.html")).write_text(page("/%83e%83X%83g.html"), encoding="utf-8")

    assert "/%83e%83X%83g.html" in move.compare().new.addresses
    assert move.changes() == []


def test_a_page_that_became_a_feed_is_a_loss(move: Move) -> None:
    move.write("new/tea/index.html", ATOM)

    (change,) = move.changes()
    assert (change.signal, change.old, change.new, change.loss) == ("page", "page", "feed", True)


@pytest.mark.parametrize("base", ["", "/blog"])
def test_the_sitemap_says_where_a_site_is_if_its_pages_do_not(tmp_path: Path, base: str) -> None:
    home = f"https://example.com{base}"
    locations = "".join(f"<url><loc>{home}{path}</loc></url>" for path in ("/", "/tea/", "/kiln.html"))
    files = {
        "index.html": "<p>x</p>",
        "tea/index.html": f'<link rel=canonical href="{home}/kiln.html">',
        "kiln.html": "<p>x</p>",
        "sitemap.xml": f"<urlset>{locations}</urlset>",
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")

    site = read(tmp_path)

    assert site.site.prefix == home
    assert site.pages is not None
    assert site.pages["/tea/"].value("canonical") == "/kiln.html"


@pytest.mark.parametrize(
    ("place", "message", "hint"),
    [
        ("none", "does not exist", "build the site first"),
        ("empty", "has no HTML file", "such as _site"),
        ("page.html", "is no sitemap: its first element is <html>, wanted <urlset>", "its sitemap.xml"),
        ("text.xml", "is no sitemap: line 1 is no XML", "its sitemap.xml"),
    ],
)
def test_what_is_no_site_is_refused(tmp_path: Path, place: str, message: str, hint: str) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "empty" / "a.txt").write_text("x", encoding="utf-8")
    (tmp_path / "page.html").write_text("<html></html>", encoding="utf-8")
    (tmp_path / "text.xml").write_text("本文", encoding="utf-8")

    with pytest.raises(CompareError) as raised:
        read(tmp_path / place)

    assert message in str(raised.value.message)
    assert hint in str(raised.value.hint)
