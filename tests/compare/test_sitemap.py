from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from allforces_site.compare import sitemap as sitemap_module
from allforces_site.compare.sitemap import read_sitemap
from allforces_site.compare.values import CompareError
from tests.compare.conftest import Move, stub

XMLNS = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


def sitemap(*addresses: str, site: str = "https://example.com") -> str:
    urls = "".join(
        f"<url><loc>\n {site}{address} </loc><priority>1</priority></url>" for address in addresses
    )
    return f'<?xml version="1.0"?><urlset {XMLNS}>{urls}</urlset>'


def index(*parts: str) -> str:
    named = "".join(f"<sitemap><loc>https://example.com/{part}</loc></sitemap>" for part in parts)
    return f"<sitemapindex {XMLNS}>{named}</sitemapindex>"


def test_a_tree_is_compared_with_the_old_sitemap_by_addresses_only(move: Move) -> None:
    move.write("old.xml", sitemap("/", "/tea/", "/%E7%B1%B3/", "/contact.html", site="http://OLD.example"))
    move.write("new/tea/index.html", "<title>x</title>")

    comparison = move.compare("old.xml")

    assert not comparison.has_pages
    assert [lost.address for lost in comparison.lost] == ["/米/"]
    assert comparison.changed == []
    assert comparison.kept == 3


def test_redirects_of_the_tree_count(move: Move) -> None:
    move.write("old.xml", sitemap("/a/", "/b/"))
    move.write("new/a/index.html", stub("/tea/"))
    move.write("new/b/index.html", stub("/none/"))

    comparison = move.compare("old.xml")

    assert [(one.address, one.target) for one in comparison.moved] == [("/a/", "/tea/")]
    assert [(one.address, one.target) for one in comparison.lost] == [("/b/", "/none/")]


def test_a_new_sitemap_need_not_have_what_search_engines_leave_out(move: Move) -> None:
    move.write("old/404.html", "<title>x</title>")
    move.write("old/hidden.html", '<meta name="robots" content="noindex">')
    move.write("old/former.html", stub("/tea/"))
    move.write("new.xml", sitemap("/", "/tea/", "/contact"))

    comparison = move.compare("old", "new.xml")

    assert (comparison.lost, comparison.added) == ([], [])


def test_two_sitemaps_of_different_sites_are_compared_by_paths(move: Move) -> None:
    move.write("old.xml", sitemap("/a/", "/b/?p=1", site="http://old.example"))
    move.write("new.xml", sitemap("/a", "/c/"))

    comparison = move.compare("old.xml", "new.xml")

    assert [lost.address for lost in comparison.lost] == ["/a/", "/b/?p=1"]
    assert comparison.added == ["/c/"]


def test_addresses_below_a_folder_are_counted_from_it(move: Move) -> None:
    for name in ("index.html", "tea/index.html"):
        path = move.new / name
        path.write_text(path.read_text("utf-8").replace("example.com/", "example.com/blog/"), "utf-8")
    move.write("old.xml", sitemap("/blog/", "/blog/tea/", "/blog/contact.html"))

    assert move.compare("old.xml").lost == []


def test_the_parts_of_an_index_lie_beside_it_also_compressed(tmp_path: Path) -> None:
    (tmp_path / "sitemap.xml").write_text(index("posts.xml", "maps/pages.xml.gz"), "utf-8")
    (tmp_path / "posts.xml").write_text(sitemap("/a/"), "utf-8")
    (tmp_path / "maps").mkdir()
    (tmp_path / "maps" / "pages.xml.gz").write_bytes(gzip.compress(sitemap("/b/").encode()))

    assert sorted(read_sitemap(tmp_path / "sitemap.xml", "x").addresses) == ["/a/", "/b/"]


REFUSED = {
    "a bomb": (
        '<!DOCTYPE urlset [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><urlset>&b;</urlset>',
        "the entity",
    ),
    "a file": (
        '<!DOCTYPE urlset [<!ENTITY a SYSTEM "file:///etc/passwd">]><urlset>&a;</urlset>',
        "the entity",
    ),
    "no address": (sitemap(), "names no address"),
    "a feed": ("<rss></rss>", "its first element is <rss>"),
    "nothing": ("", "no element found"),
    "a part that is missing": (index("none.xml"), "wanted none.xml in "),
    "a part outside": (index("../secret.xml"), "which is not there"),
    "a part without a name": (index(""), "it names no file"),
    "an index in an index": (index("sitemap.xml"), "names no address"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_no_sitemap_is_refused(tmp_path: Path, case: str) -> None:
    (tmp_path / "secret.xml").write_text(sitemap("/secret/"), "utf-8")
    file = tmp_path / "site" / "sitemap.xml"
    file.parent.mkdir()
    text, message = REFUSED[case]
    file.write_text(text, "utf-8")

    with pytest.raises(CompareError) as raised:
        read_sitemap(file, "sitemap.xml")

    assert message in str(raised.value.message)
    assert raised.value.hint


def test_a_compressed_bomb_is_not_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sitemap_module, "_LARGEST", 1024 * 1024)
    file = tmp_path / "sitemap.xml.gz"
    file.write_bytes(gzip.compress(b"<urlset>" + b" " * 2 * 1024 * 1024))

    with pytest.raises(CompareError, match="larger than 1 MB"):
        read_sitemap(file, "sitemap.xml.gz")


def test_compressed_nonsense_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "sitemap.xml.gz"
    file.write_bytes(b"\x1f\x8bnonsense")

    with pytest.raises(CompareError, match="is no sitemap"):
        read_sitemap(file, "sitemap.xml.gz")
