"""The page for the owner: in Japanese or English, complete, with nothing that a site could put into it."""

from __future__ import annotations

import html5lib
import pytest
from selectolax.lexbor import LexborHTMLParser

from allforces_site.compare.formats.owner_page.page import VIA_NAMES, Limits, to_html
from allforces_site.compare.formats.signal_texts import KIND_NAMES, SIGNAL_NAMES
from allforces_site.compare.values import SIGNALS
from allforces_site.messages.message import Message, in_language
from tests.compare.conftest import Move
from tests.compare.formats.conftest import NASTY


def text_of(page: str) -> str:
    body = LexborHTMLParser(page).body
    assert body is not None
    return " ".join(body.text().split())


def test_the_page_says_what_was_lost_and_shows_old_and_new_side_by_side(eventful: Move) -> None:
    page = to_html(eventful.compare(), "ja")
    text = text_of(page)

    assert "失われたものがあります。" in text
    assert "なくなった 1件、移動した 1件、増えた 1件。" in text
    assert "なくなった /lost/ なくなる話" in text
    assert "/former/ → /contact.html 自動で転送されます。" in text
    assert "なくなった 説明文" in text
    pairs = [text_of(pair.html or "") for pair in LexborHTMLParser(page).css(".pair")]
    assert "旧新茶の選び方を紹介します。 新なし" in pairs
    assert f"旧お茶の時間 & 道具 新{NASTY}" in pairs


def test_the_page_is_valid_in_japanese_and_loads_nothing(eventful: Move) -> None:
    page = to_html(eventful.compare(), "ja")
    html5lib.HTMLParser(strict=True).parse(page.lstrip())
    tree = LexborHTMLParser(page)

    assert tree.root is not None
    assert tree.root.attributes["lang"] == "ja"
    assert tree.css("script, img, link, iframe, [src]") == []
    assert "@import" not in page and "url(" not in page
    assert tree.css_first('meta[name="viewport"]') is not None
    assert "prefers-color-scheme: dark" in page


def test_the_page_is_in_english_without_a_japanese_word_of_ours(eventful: Move) -> None:
    page = to_html(eventful.compare(), "en")
    html5lib.HTMLParser(strict=True).parse(page.lstrip())
    text = text_of(page)

    assert '<html lang="en">' in page
    assert ", 1 lost, 1 moved, 1 new." in text
    assert "/former/ → /contact.html The old address redirects there." in text
    assert "lost Description Old新茶の選び方を紹介します。 Newnone" in text
    assert not set("旧新件").intersection(text.replace("新茶", "").replace("新しい話", ""))


def test_equal_sites_have_a_page_without_lists(move: Move) -> None:
    page = to_html(move.compare(), "ja")

    assert "失われたものはありません。" in text_of(page)
    assert LexborHTMLParser(page).css("main section") == []


def test_long_lists_are_cut_and_counted(eventful: Move) -> None:
    for number in range(3):
        eventful.write(f"old/{number}.html", f"<title>第{number}話</title>")

    text = text_of(to_html(eventful.compare(), "ja", Limits(detailed=0, changes=0, listed=1)))

    assert "ほかに3件" in text
    assert "ほかに1件" in text


def test_of_a_sitemap_only_addresses_are_mentioned(move: Move) -> None:
    move.write("old.xml", "<urlset><url><loc>https://example.com/</loc></url></urlset>")

    assert "サイトマップとの比較なので、URLだけを調べました。" in text_of(
        to_html(move.compare("old.xml"), "ja")
    )


@pytest.mark.parametrize("names", [SIGNAL_NAMES, KIND_NAMES, VIA_NAMES])
def test_every_name_is_in_japanese(names: dict[str, Message]) -> None:
    assert all(not in_language(name, "ja").isascii() for name in names.values())
    assert set(SIGNAL_NAMES) == set(SIGNALS)
