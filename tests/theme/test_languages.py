"""The theme speaks the language of the page: that of the site, of a folder, or of the page itself."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Workshop, tree
from tests.theme.language_sites import BODY, write_english_texts
from tests.theme.site_server import served

ROOT = Path(__file__).parents[2]

# Kana, kanji, and the full-width signs that stand in Japanese text.
JAPANESE = re.compile(r"[\u3000-\u30ff\u3400-\u9fff\uff01-\uff9f]")
TEXTS = (".html", ".xml", ".xsl", ".json", ".txt", ".md", ".js", ".css", ".webmanifest", "_redirects")
# How the search folds Japanese characters: what it does, not what it says.
FOLDING = ("static/search/text.js", "static/search/hits.js")

ENGLISH_FOLDER = "defaults: [{scope: {path: en}, values: {lang: en}}]\n"


@pytest.fixture(scope="module")
def english(new_workshop: Callable[[], Workshop]) -> Workshop:
    """A blog in English with everything that the theme can show."""
    shop = new_workshop()
    write_english_texts(shop)
    assert shop.build().problems == []
    return shop


def test_an_english_site_holds_no_japanese_text(english: Workshop) -> None:
    texts = {path: text.decode() for path, text in english.tree().items() if path.endswith(TEXTS)}
    shown = {path: re.sub(r"/\*.*?\*/", "", text, flags=re.S) for path, text in texts.items()}

    assert {path: JAPANESE.findall(text) for path, text in shown.items() if path not in FOLDING
            and JAPANESE.search(text)} == {}  # fmt: skip
    # All kinds of pages and files are among them.
    wanted = ("404.html", "archive/2026/index.html", "page2/index.html",
              "tag/index.html", "search/index.html",
              "author/ann/index.html", "llms.txt", "feed.xsl", "feeds/growing.xml", "who/index.html",
              "2026/03/01/p1/index.md", "static/theme.js")  # fmt: skip
    assert [path for path in wanted if path not in texts] == []


def test_dates_numbers_and_titles_of_lists_are_english(english: Workshop) -> None:
    assert ">March 4, 2026</time>" in english.page("2026/03/04/p4/index.html")
    assert "<h1>March 2026</h1>" in english.page("archive/2026/03/index.html")
    assert "<title>Articles of March 2026 | Tea Notes</title>" in english.page("archive/2026/03/index.html")
    assert 'content="10 articles in all' not in english.page("index.html")
    assert "10 articles in all, page 2 of 4" in english.page("page2/index.html")
    assert "1 article<" in english.page("archive/2025/index.html")
    assert "All articles with the tag “leaf”. (page 2 of 3)" in english.page("tag/leaf/page2/index.html")


def test_screen_readers_hear_tables_and_check_boxes_in_the_language_of_the_page(english: Workshop) -> None:
    page = english.page("about/index.html")

    assert 'aria-label="Table: Leaves"' in page
    assert 'aria-label="To do"' in page and 'aria-label="Done"' in page


def test_an_english_site_needs_no_words_for_its_scripts(english: Workshop) -> None:
    assert not (english.output / "search/words").exists()
    assert "data-words" not in english.page("2026/03/04/p4/index.html")


# ---- several languages on a site ----------------------------------------------------------------


def test_pages_in_a_folder_have_the_language_of_the_folder(workshop: Any) -> None:
    write_english_texts(workshop, "ja", ENGLISH_FOLDER)
    workshop.write("content/en/about.md", f"---\ntitle: About us\nredirect_from: /en/us/\n---\n{BODY}")
    workshop.write(
        "content/en/_posts/2026-04-20-tea.md", f"---\ntitle: Tea\nauthor: Ann\ntags: [leaf]\n---\n{BODY}"
    )
    workshop.build()
    page, post = workshop.page("en/about/index.html"), workshop.page("2026/04/20/tea/index.html")

    for text in (page, post, workshop.page("en/us/index.html")):
        assert '<html lang="en">' in text
        assert JAPANESE.findall(text) == []
    assert ">April 20, 2026</time>" in post
    assert 'data-search-lang="en"' in post
    # The site around them stays Japanese.
    assert 'aria-label="表：Leaves"' in workshop.page("about/index.html")
    assert "<h1>2026年3月</h1>" in workshop.page("archive/2026/03/index.html")
    assert "2026年4月20日" in workshop.page("tag/leaf/index.html")


def test_a_japanese_page_of_an_english_site_is_japanese_with_the_words_for_its_scripts(workshop: Any) -> None:
    write_english_texts(workshop)
    workshop.post("2026-03-09-cha", "title: 茶\nlang: ja", BODY)
    workshop.build()
    post = workshop.page("2026/03/09/cha/index.html")

    assert "2026年3月9日" in post and 'aria-label="未完了"' in post
    assert '"Copied":"コピーしました"' in post
    assert json.loads(workshop.page("search/words/ja.json"))["Searching…"] == "検索しています…"


def test_a_change_of_language_makes_the_page_its_markdown_and_the_words_anew(workshop: Any) -> None:
    write_english_texts(workshop)
    post = workshop.post(
        "2026-03-09-cha", "title: Cha\nlast_modified_at: 2026-05-01\nredirect_from: /cha/", BODY
    )
    workshop.build()

    post.write_text(post.read_text().replace("---\ntitle", "---\nlang: ja\ntitle", 1))
    workshop.build()
    edited = workshop.tree()
    workshop.build(output=workshop.root / "fresh")

    assert "公開日" in workshop.page("2026/03/09/cha/index.md")
    assert "ページを移動しました" in workshop.page("cha/index.html")
    assert {path for path in edited if path.startswith("search/words")} == {"search/words/ja.json"}
    fresh = tree(workshop.root / "fresh")
    assert [
        path for path in edited if not path.startswith(".allforces") and edited[path] != fresh[path]
    ] == []


def test_a_language_without_a_catalogue_is_english(workshop: Any) -> None:
    workshop.post("2026-01-02-the", "title: Thé\nlang: fr")
    workshop.build()

    page = workshop.page("2026/01/02/the.html")
    assert '<html lang="fr">' in page
    assert "January 2, 2026" in page


def test_a_sites_own_template_may_have_words_that_the_theme_does_not_know(workshop: Any) -> None:
    workshop.write("templates/page.html", '{{ "Sommaire" | label(page.lang) }}, {{ "Contents" | label }}')
    workshop.write("content/about.md", "---\ntitle: a\nlang: en\n---\n")
    workshop.build()

    assert workshop.page("about.html") == "Sommaire, 目次"


# ---- scripts ------------------------------------------------------------------------------------


def said(*scripts: str) -> set[str]:
    """The texts that scripts say."""
    texts = [(ROOT / "static" / script).read_text(encoding="utf-8") for script in scripts]
    return {text for script in texts for text in re.findall(r'\bsay\("([^"]+)"', script)}


def test_pages_have_every_word_that_the_scripts_say() -> None:
    def given(template: str) -> set[str]:
        text = (ROOT / "templates" / template).read_text(encoding="utf-8")
        pairs = re.findall(r'^  "([^"]+)": "([^"]+)" \| label', text, re.M)
        assert all(key == word for key, word in pairs)
        return {key for key, _ in pairs}

    assert said("search/page.js", "search/box.js") == given("search_words.json")
    assert said("theme.js") == given("partials/script_words.html")


@pytest.mark.browser
def test_search_and_copying_speak_english_on_an_english_site(english: Workshop, open_tab: Any) -> None:
    with served(english.output) as address:
        tab = open_tab(permissions=["clipboard-read", "clipboard-write"])
        tab.goto(f"{address}/search/?q=steeping")
        tab.wait_for_selector("text=9 articles found, 8 of them shown.")
        assert re.search(r"May|April \d, 2026", tab.inner_text(".search-facts time"))
        tab.fill("[name=q]", "teapot")
        tab.wait_for_selector("text=No article matches “teapot”.")

        tab.goto(f"{address}/2026/03/04/p4/")
        tab.locator(".code-box button").click()
        tab.get_by_role("button", name="Copied").wait_for()
        tab.keyboard.press("/")
        tab.get_by_placeholder("Search by keyword").fill("number 4")
        tab.wait_for_selector("text=1 article found.")
        assert JAPANESE.findall(tab.inner_text("body")) == []


@pytest.mark.browser
def test_the_search_speaks_japanese_on_a_japanese_site_with_english_pages(
    new_workshop: Callable[[], Workshop], open_tab: Any
) -> None:
    shop = new_workshop()
    write_english_texts(shop, "ja", ENGLISH_FOLDER)
    shop.write("content/en/about.md", f"---\ntitle: About us\n---\n{BODY}")
    shop.build()
    with served(shop.output) as address:
        tab = open_tab()
        tab.goto(f"{address}/search/?q=steeping")
        tab.wait_for_selector("text=9件の記事が見つかりました。8件を表示しています。")
        tab.goto(f"{address}/en/about/")
        tab.keyboard.press("/")
        tab.get_by_placeholder("Search by keyword").fill("steeping")
        tab.wait_for_selector("text=9 articles found.")


@pytest.mark.browser
def test_months_with_long_names_keep_to_one_line_on_a_phone(english: Workshop, open_tab: Any) -> None:
    with served(english.output) as address:
        tab = open_tab(viewport={"width": 390, "height": 844})
        tab.goto(f"{address}/archive/")
        heights = tab.eval_on_selector_all(".months a", "links => links.map(link => link.offsetHeight)")

    assert len(heights) == 3
    assert max(heights) < 60
