"""Pages in other languages, as browsers and search engines see them."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import NOW, Workshop, tree


def alternates(page: str) -> dict[str, str]:
    return dict(re.findall(r'<link rel="alternate" hreflang="([^"]+)" href="([^"]+)">', page))


@pytest.fixture
def shop(workshop: Workshop) -> Workshop:
    workshop.config("defaults: [{scope: {path: en}, values: {lang: en}}]\n")
    workshop.write("content/会社.md", "---\ntitle: 会社\nlang_pair: company\n---\n会社です。\n")
    workshop.write("content/en/company.md", "---\ntitle: Company\nlang_pair: company\n---\nWe are.\n")
    return workshop


BOTH = {
    "en": "https://example.com/en/company.html",
    "ja": "https://example.com/%E4%BC%9A%E7%A4%BE.html",
    "x-default": "https://example.com/%E4%BC%9A%E7%A4%BE.html",
}


def test_twins_name_each_other_and_their_own_language(shop: Workshop) -> None:
    assert shop.build().problems == []
    japanese, english = shop.page("会社.html"), shop.page("en/company.html")
    assert alternates(japanese) == alternates(english) == BOTH
    assert '<html lang="en">' in english
    assert '<meta property="og:locale" content="en_US">' in english
    assert '<meta property="og:locale:alternate" content="ja_JP">' in english
    assert '"inLanguage":"en"' in english
    assert alternates(shop.page("index.html")) == {}


@pytest.mark.parametrize(
    "pair",
    [
        "/en/company.html",
        "https://example.com/en/company.html",
        "{en: /en/company.html}",
        "[/en/company.html]",
    ],
)
def test_one_page_may_give_the_address_of_the_other(shop: Workshop, pair: str) -> None:
    shop.write("content/会社.md", f"---\nlang_pair: {pair}\n---\n")
    shop.write("content/en/company.md", "---\ntitle: Company\n---\n")
    assert shop.build().problems == []
    assert alternates(shop.page("会社.html")) == alternates(shop.page("en/company.html")) == BOTH


def test_an_address_may_be_percent_encoded_and_a_page_a_post(shop: Workshop) -> None:
    shop.write("content/会社.md", "---\ntitle: 会社\n---\n")
    shop.write("content/en/company.md", "---\nlang_pair: /%E4%BC%9A%E7%A4%BE.html\n---\n")
    shop.post("2026-01-02-a", "lang_pair: one")
    shop.post("2026-01-03-b", "lang_pair: one\nlang: en")
    assert shop.build().problems == []
    assert alternates(shop.page("会社.html")) == BOTH
    assert alternates(shop.page("2026/01/03/b.html"))["ja"] == "https://example.com/2026/01/02/a.html"


def test_an_address_of_no_page_and_two_pages_of_one_language_are_warnings(shop: Workshop) -> None:
    shop.write("content/x.md", "---\ntitle: x\nlang_pair: /en/none/\n---\n")
    shop.write("content/y.md", "---\ntitle: y\nlang_pair: company\n---\n")
    problems = {(problem.file, problem.line, problem.code) for problem in shop.build().problems}
    assert ("x.md", 3, "lang-pair") in problems
    assert len(problems) == 2
    assert alternates(shop.page("en/company.html"))["en"] == "https://example.com/en/company.html"


@pytest.mark.parametrize("value", ["1", "[1, {a: b}]", "{a: [b]}", "true", "''"])
def test_odd_values_are_no_pair(shop: Workshop, value: str) -> None:
    shop.write("content/x.md", f"---\ntitle: x\nlang_pair: {value}\nlang: [a]\n---\n")
    assert shop.build().problems == []
    assert alternates(shop.page("x.html")) == {}


EDITS: dict[str, Any] = {
    "a page gets another pair": ("content/会社.md", "---\ntitle: 会社\nlang_pair: other\n---\n"),
    "a post joins": (
        "content/_posts/2026-01-02-a.md",
        "---\nlang_pair: company\nlang: fr\n---\n甲\n",
    ),
    "a post leaves": ("content/_posts/2026-01-03-b.md", "---\ntitle: b\nlang: en\n---\n乙\n"),
    "a post changes its language": (
        "content/_posts/2026-01-03-b.md",
        "---\ntitle: b\nlang_pair: one\nlang: fr\n---\n乙\n",
    ),
    "a body": ("content/_posts/2026-01-03-b.md", "---\ntitle: b\nlang_pair: one\nlang: en\n---\n丙\n"),
}


@pytest.mark.parametrize("edit", EDITS)
def test_a_build_after_an_edit_equals_a_clean_one(shop: Workshop, edit: str, tmp_path: Path) -> None:
    shop.write("content/_posts/2026-01-02-a.md", "---\ntitle: a\nlang_pair: one\n---\n甲\n")
    shop.write("content/_posts/2026-01-03-b.md", "---\ntitle: b\nlang_pair: one\nlang: en\n---\n乙\n")
    shop.build(cache=tmp_path / "cache")
    shop.write(*EDITS[edit])
    for _ in range(2):  # The second build has the record of the first.
        shop.build(NOW + timedelta(minutes=1), cache=tmp_path / "cache")
        clean = tmp_path / "clean"
        shop.build(NOW + timedelta(minutes=1), output=clean)
        ours, theirs = shop.tree(), tree(clean)
        for path in theirs:
            assert ".allforces" in path or ours[path] == theirs[path], path


def test_the_words_of_the_theme_are_in_the_language_of_the_page(shop: Workshop) -> None:
    body = "## One\n\n## Two\n\n## Three\n\nText.\n"
    shop.post("2026-01-02-a", "lang: en\ntitle: A\ntags: [tea]\nauthor: Jane", body)
    shop.post("2026-01-03-b", "title: 乙\ntags: [tea]", "本文です。\n")
    shop.post("2026-01-04-c", "title: C\ntags: [tea]\nlang: fr", "Texte.\n")
    shop.build()
    english, japanese = shop.page("2026/01/02/a.html"), shop.page("2026/01/03/b.html")
    words = (
        ">Skip to content<",
        "<summary>Contents<",
        ">Published<",
        ">January 2, 2026<",
        ">1 min read<",
        ">Related articles<",
    )
    for word in words:
        assert word in english
        assert word not in japanese
    shown = set(re.findall(r">\s*([^<]*[ぁ-んァ-ヶ一-龠][^<]*?)\s*<", english.partition("<body")[2]))
    # The title of the site, and the cards of the other posts.
    assert shown - {"試験", "© 試験", "乙", "本文です。", "2026年1月3日", "2026年1月4日"} == set()
    assert ">January 4, 2026<" in shop.page("2026/01/04/c.html")
    assert ">Skip to content<" in shop.page("en/company.html")


# ---- folders of languages ----------------------------------------------------------------------

FOLDERS = """permalink: pretty
defaults:
  - {scope: {path: en}, values: {lang: en}}
  - {scope: {path: zh-tw}, values: {lang: zh-TW}}
"""


def at(path: str) -> str:
    return f"https://example.com{path}"


def test_pages_at_the_same_address_in_the_folder_of_a_language_are_twins(workshop: Workshop) -> None:
    workshop.config(FOLDERS)
    for folder in ("", "en/", "zh-tw/"):
        workshop.write(f"content/{folder}会社.md", "---\ntitle: 会社\n---\n本文です。\n")
    workshop.write("content/en/only.md", "---\ntitle: Only\n---\nHere.\n")
    workshop.write("content/en/feed.xml", "---\n---\n<own/>\n")
    workshop.write("content/feed.xml", "---\n---\n<own/>\n")

    assert {problem.code for problem in workshop.build().problems} == {"page-own"}

    name = "%E4%BC%9A%E7%A4%BE/"
    wanted = {"en": at(f"/en/{name}"), "ja": at(f"/{name}"), "zh-TW": at(f"/zh-tw/{name}")}
    for folder in ("", "en/", "zh-tw/"):
        assert alternates(workshop.page(f"{folder}会社/index.html")) == wanted | {"x-default": at(f"/{name}")}
    assert alternates(workshop.page("en/only/index.html")) == {}
    assert workshop.page("sitemap.xml").count('hreflang="zh-TW"') == 3


def test_the_sites_own_language_may_have_a_folder_too(workshop: Workshop) -> None:
    workshop.config(FOLDERS)
    workshop.write("content/ja/about.md", "---\ntitle: 紹介\n---\n")
    workshop.write("content/en/about.md", "---\ntitle: About\n---\n")

    workshop.build()

    assert alternates(workshop.page("ja/about/index.html"))["en"] == at("/en/about/")
    assert alternates(workshop.page("en/about/index.html"))["x-default"] == at("/ja/about/")


def test_the_home_page_has_twins_too_also_if_the_generator_makes_it(
    workshop: Workshop, tmp_path: Path
) -> None:
    workshop.config(FOLDERS + "paginate: 1\n")
    for day in (1, 2):
        workshop.post(f"2026-01-0{day}-p")
    workshop.build(cache=tmp_path / "cache")
    assert alternates(workshop.page("index.html")) == {}

    workshop.write("content/en/index.md", "---\ntitle: Home\n---\nHello.\n")
    workshop.build(cache=tmp_path / "cache")

    wanted = {"en": at("/en/"), "ja": at("/"), "x-default": at("/")}
    assert alternates(workshop.page("index.html")) == alternates(workshop.page("en/index.html")) == wanted
    assert alternates(workshop.page("page2/index.html")) == {}


def test_lang_pair_decides_alone_where_it_is_and_hidden_pages_are_no_twins(workshop: Workshop) -> None:
    workshop.config(FOLDERS)
    workshop.write("content/about.md", "---\ntitle: 紹介\n---\n")
    workshop.write("content/en/about.md", "---\ntitle: About\nlang_pair: false\n---\n")
    workshop.write("content/terms.md", "---\ntitle: 規約\n---\n")
    workshop.write("content/en/terms.md", "---\ntitle: Terms\nrobots: noindex\n---\n")

    assert workshop.build().problems == []

    for path in ("about", "en/about", "terms", "en/terms"):
        assert alternates(workshop.page(f"{path}/index.html")) == {}
