"""The search in a browser: the page, the quick box, the hits, the keyboard."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from allforces_site.config.model import Config
from allforces_site.markdown import render
from allforces_site.model import SourcePost
from allforces_site.search.parts import Part
from tests.conftest import source_post
from tests.search.conftest import Host, Search, write_site

BASEURL = "/blog"


def post(name: str, title: str, body: str, **values: Any) -> SourcePost:
    year, month, day, _ = name.split("-", 3)
    date = datetime(int(year), int(month), int(day), tzinfo=UTC)
    return source_post(name, title=title, date=date, document=render(body), **values)


FILLER = "ここには、ほかの話題についての文章が続きます。" * 30
POSTS = [
    post(
        "2024-04-01-funds",
        "春の資金計画",
        f"{FILLER}\n\n銀行からの資金調達は早めに相談します。",
        categories=("経営",),
    ),
    post(
        "2024-05-01-parts",
        "部品の話",
        "部品の調達先を三つに増やしました。資金は足りています。",
        tags=("工場",),
    ),
    post(
        "2025-01-10-servers",
        "サーバー管理の手引き",
        "サーバの電源とグローバルなサービスの話です。",
        categories=("技術",),
    ),
    post(
        "2025-02-10-services",
        "グローバルなサービス",
        "オーバーにならないサービスを書きます。",
        categories=("技術",),
    ),
    post(
        "2025-03-01-genai",
        "生成ＡＩの使い方",
        "ChatGPTは2025年に広まりました。`GPT-4o`も試します。",
        categories=("技術",),
    ),
    post(
        "2025-04-01-storage",
        "倉庫とstorage",
        "storageとaimの説明だけをします。生成物とaiは別の行です。",
        tags=("工場",),
    ),
    post(
        "2025-05-01-rag",
        "RAGの基礎",
        "RAGは検索と生成を組み合わせます。\n\n## 調達の工夫\n\n本文です。",
        categories=("技術",),
    ),
    post(
        "2025-06-01-violin",
        "ヴァイオリンの音",
        "ﾃﾞｰﾀとヴィジョンを比べる。<b>強い</b>言葉は<i>使わ</i>ない。",
        tags=("趣味",),
    ),
    post("2025-07-01-code", "コードの例", "前の文。\n\n```\nsecretword = 1\n```\n\n後の文。"),
    *(
        post(
            f"2025-08-{day:02}-diary",
            f"日誌{day}号",
            f"今日の天気は{'曇天模様' if day < 10 else '晴れ'}。{FILLER}",
        )
        for day in range(1, 26)
    ),
]


@pytest.fixture(scope="module")
def small_site(tmp_path_factory: pytest.TempPathFactory, host: Callable[..., Host]) -> Host:
    folder = tmp_path_factory.mktemp("search")
    write_site(folder, POSTS, Config(title="試験", url="https://example.com", baseurl=BASEURL))
    served: Host = host(folder / "_site", BASEURL)
    return served


@pytest.fixture
def search(tab: Any, small_site: Host) -> Search:
    return Search(tab, small_site)


FINDS = [
    ("資金調達", {"春の資金計画"}),
    ("調達", {"春の資金計画", "部品の話", "RAGの基礎"}),
    ("生成AI", {"生成ＡＩの使い方"}),
    ("ＡＩ", {"生成ＡＩの使い方", "倉庫とstorage"}),
    ("rag", {"RAGの基礎"}),
    ("gpt", {"生成ＡＩの使い方"}),
    ("chat", {"生成ＡＩの使い方"}),
    ("ＧＰＴ－４", {"生成ＡＩの使い方"}),
    ("サーバ", {"サーバー管理の手引き"}),
    ("サーバー", {"サーバー管理の手引き"}),
    ("サーバ管理", {"サーバー管理の手引き"}),
    ("バイオリン", {"ヴァイオリンの音"}),
    ("データ", {"ヴァイオリンの音"}),
    ("強い言葉は使わない", {"ヴァイオリンの音"}),
    ("工場", {"部品の話", "倉庫とstorage"}),
    ("部", {"部品の話"}),
    ("部品 資金", {"部品の話"}),
    ('"検索と生成"', {"RAGの基礎"}),
    ('"検索 生成"', set()),
    ("secretword", set()),
]


@pytest.mark.parametrize(("query", "titles"), FINDS)
def test_a_query_finds_just_the_posts_that_hold_it(search: Search, query: str, titles: set[str]) -> None:
    assert set(search(query)) == titles


@pytest.fixture(scope="module")
def site_in_two_parts(tmp_path_factory: pytest.TempPathFactory, host: Callable[..., Host]) -> Host:
    """The same posts, of which the newest 31 are in a part of their own."""
    folder = tmp_path_factory.mktemp("parts")
    parts = [Part(0, 3, 16), Part(3, len(POSTS), 8)]
    write_site(folder, POSTS, Config(title="試験", url="https://example.com", baseurl=BASEURL), parts)
    served: Host = host(folder / "_site", BASEURL)
    return served


@pytest.mark.parametrize(("query", "titles"), FINDS)
def test_an_index_in_two_parts_finds_the_same(
    tab: Any, site_in_two_parts: Host, query: str, titles: set[str]
) -> None:
    assert set(Search(tab, site_in_two_parts)(query)) == titles


def test_posts_of_both_parts_are_in_one_order(tab: Any, site_in_two_parts: Host, search: Search) -> None:
    one_part = search("調達")
    assert Search(tab, site_in_two_parts)("調達") == one_part
    assert len(one_part) == 3


def test_a_small_site_loads_one_shard_for_a_word(tab: Any, small_site: Host) -> None:
    small_site.sent.clear()
    Search(tab, small_site)("部品")
    shards = [path for path, _ in small_site.sent if "/grams/" in path or "/recent/" in path]
    assert len(shards) == 1


def test_a_title_comes_before_a_heading_and_a_heading_before_the_text(search: Search) -> None:
    assert search("調達")[0] == "RAGの基礎"
    assert search("サービス")[0] == "グローバルなサービス"


def test_newer_posts_come_first_among_equals(search: Search) -> None:
    assert search("天気")[:2] == ["日誌25号", "日誌24号"]


def test_an_excerpt_shows_and_marks_what_was_found(search: Search) -> None:
    search("資金調達")

    assert search.marks == {"資金調達"}
    assert "早めに相談します" in search.tab.inner_text(".search-excerpt")


def test_marked_words_are_as_the_author_wrote_them(search: Search) -> None:
    search("データ")
    assert search.marks == {"ﾃﾞｰﾀ"}
    search("バイオリン")
    assert search.tab.locator(".search-title mark").all_inner_texts() == ["ヴァイオリン"]


def test_filters_narrow_the_hits_and_are_in_the_address(search: Search) -> None:
    assert search("調達", category="技術") == ["RAGの基礎"]
    assert search("調達", year="2024") == ["部品の話", "春の資金計画"]
    assert search("調達", tag="工場") == ["部品の話"]

    search("調達")
    search.tab.select_option("[name=category]", "経営")
    assert search.titles() == ["春の資金計画"]
    assert "category=" in search.tab.url
    search.tab.go_back()
    search.tab.wait_for_selector("text=部品の話")


def test_more_hits_are_shown_on_request_and_the_focus_goes_to_the_first(search: Search) -> None:
    assert len(search("天気")) == 8
    assert search.status == "約25件の記事が見つかりました。8件を表示しています。"

    search.tab.click("text=さらに表示")
    search.tab.locator(".search-hit").nth(15).wait_for()
    search.tab.locator(".search-title:focus").wait_for()
    assert search.tab.locator(".search-title:focus").inner_text() == "日誌17号"

    search.tab.click("text=さらに表示")
    search.tab.locator(".search-hit").nth(23).wait_for()
    search.tab.click("text=さらに表示")
    search.tab.locator(".search-hit").nth(24).wait_for()
    assert search.status == "25件の記事が見つかりました。"
    assert len(search.titles()) == 25


def test_where_few_hits_are_left_their_number_is_known(search: Search) -> None:
    assert len(search("曇天模様")) == 8
    assert search.status == "9件の記事が見つかりました。8件を表示しています。"

    search.tab.click("text=さらに表示")
    search.tab.locator(".search-hit").nth(8).wait_for()
    assert search.status == "9件の記事が見つかりました。"


def test_a_search_without_a_hit_suggests_near_terms(search: Search) -> None:
    assert search("ヴァイオレン") == []
    assert "見つかりませんでした" in search.status
    assert search.suggestions == ["ヴァイオリン"]

    search.tab.click("text=ヴァイオリン")
    assert search.titles() == ["ヴァイオリンの音"]


def test_words_that_are_in_no_post_together_are_suggested_one_by_one(search: Search) -> None:
    search("資金調達 天気")

    assert {"資金調達", "天気"} <= set(search.suggestions)


def test_typing_searches_and_keeps_the_address(search: Search) -> None:
    search.tab.goto(f"{search.host.address}/search/")
    search.tab.keyboard.type("資金調達")

    # The first letters alone find the post too, so the address is what ends the wait.
    search.tab.wait_for_url("**/?q=%E8%B3%87%E9%87%91%E8%AA%BF%E9%81%94")
    search.tab.wait_for_selector("text=春の資金計画")


@pytest.mark.parametrize("early", ["page.js", "words/ja.json"])
def test_what_is_typed_while_the_search_is_still_loading_is_searched(search: Search, early: str) -> None:
    asked: list[Any] = []
    search.tab.route(f"**/search/{early}*", lambda route: asked.append(route))
    search.tab.goto(f"{search.host.address}/search/", wait_until="commit")
    search.tab.wait_for_selector("[name=q]:focus" if early != "page.js" else "[name=q]")
    search.tab.locator("[name=q]").press_sequentially("資金調達")
    for route in asked:
        route.continue_()
    search.tab.unroute(f"**/search/{early}*")

    # The first letters alone find the post too, so the address is what ends the wait.
    search.tab.wait_for_url("**/?q=%E8%B3%87%E9%87%91%E8%AA%BF%E9%81%94")
    search.tab.wait_for_selector("text=春の資金計画")


def test_arrow_keys_go_through_the_hits_and_slash_back_to_the_words(search: Search) -> None:
    search("調達")
    search.tab.focus("[name=q]")
    focus = search.tab.locator(":focus")

    search.tab.keyboard.press("ArrowDown")
    assert focus.inner_text() == "RAGの基礎"
    search.tab.keyboard.press("ArrowDown")
    assert focus.inner_text() == "部品の話"
    search.tab.keyboard.press("ArrowUp")
    search.tab.keyboard.press("/")
    assert focus.get_attribute("name") == "q"


def test_the_tab_key_goes_through_words_filters_hits_and_the_button_for_more(search: Search) -> None:
    search("天気")
    keyboard = search.tab.keyboard
    focus = search.tab.locator(":focus")
    search.tab.focus("[name=q]")

    for name in ("検索", "category", "year"):
        keyboard.press("Tab")
        assert name in (focus.get_attribute("name"), focus.inner_text())
    keyboard.type("2025")
    search.tab.wait_for_url("**year=2025")
    assert search.titles()[0] == "日誌25号"
    keyboard.press("Tab")
    assert focus.get_attribute("name") == "tag"

    for number in range(25, 17, -1):
        keyboard.press("Tab")
        assert focus.inner_text() == f"日誌{number}号"
    keyboard.press("Tab")
    assert focus.inner_text() == "さらに表示"
    keyboard.press("Enter")
    search.tab.locator(".search-title:focus").wait_for()
    assert focus.inner_text() == "日誌17号"


def test_near_words_are_reached_and_followed_with_the_keyboard(search: Search) -> None:
    search("ヴァイオレン")
    search.tab.focus("[name=tag]")
    search.tab.keyboard.press("Tab")
    assert search.tab.locator(":focus").inner_text() == "ヴァイオリン"
    search.tab.keyboard.press("Enter")
    search.tab.wait_for_url("**q=%E3%83%B4%E3%82%A1%E3%82%A4%E3%82%AA%E3%83%AA%E3%83%B3")
    assert search.titles() == ["ヴァイオリンの音"]


SHIFTS = """() => {
  const shifts = [];
  const add = (entries) => {
    for (const { value, sources } of entries) {
      shifts.push([value, ...sources.map(({ node }) => node?.localName)]);
    }
  };
  const observer = new PerformanceObserver((list) => add(list.getEntries()));
  observer.observe({type: "layout-shift", buffered: true});
  window.shifts = () => (add(observer.takeRecords()), shifts);
}"""

# After the second frame, what was there before the first has been drawn.
DRAWN = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"


def shifts(tab: Any) -> list[Any]:
    """What has moved so far, since `SHIFTS` was evaluated or before."""
    tab.evaluate(DRAWN)
    return list(tab.evaluate("window.shifts()"))


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("query", ["天気", "調達", "ヴァイオレン", "%20"])
def test_nothing_that_is_seen_moves_when_results_come_also_at_the_foot_of_the_page(
    tab: Any, small_site: Host, width: int, query: str
) -> None:
    page = tab
    page.set_viewport_size({"width": width, "height": 844})
    asked: list[Any] = []
    page.route("**/search/index.json", lambda route: asked.append(route))  # It takes no method of a list.
    page.goto(f"{small_site.address}/search/?q={query}")
    page.evaluate(SHIFTS)
    page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
    page.evaluate(DRAWN)
    page.route("**/search/index.json", lambda route: route.continue_())
    for route in asked:
        route.continue_()
    page.wait_for_load_state("networkidle")
    page.wait_for_selector("footer", state="visible")

    assert shifts(page) == []


def test_further_hits_move_nothing_either(search: Search) -> None:
    search("天気")
    search.tab.evaluate(SHIFTS)
    search.tab.locator("text=さらに表示").scroll_into_view_if_needed()
    # The browser forgives what moves within half a second of a click; readers do not.
    search.tab.route("**/diary/", lambda route: (search.tab.wait_for_timeout(600), route.continue_()))
    search.tab.click("text=さらに表示")
    search.tab.locator(".search-hit").nth(15).wait_for()
    search.tab.wait_for_selector("footer", state="visible")

    assert shifts(search.tab) == []


def test_nothing_of_a_post_is_loaded_that_is_not_shown(search: Search) -> None:
    search.host.sent.clear()
    search("天気")

    assert len([path for path, _ in search.host.sent if "diary" in path]) == 8


def test_slash_opens_the_box_which_finds_and_closes(tab: Any, small_site: Host) -> None:
    tab.goto(f"{small_site.address}/link.html")
    tab.keyboard.press("/")
    tab.wait_for_selector("dialog[open] input:focus")
    tab.keyboard.type("資金調達")
    tab.wait_for_selector("dialog .search-hit")

    assert tab.locator("dialog .search-title").all_inner_texts() == ["春の資金計画"]
    assert tab.inner_text("dialog [role=status]") == "1件の記事が見つかりました。"
    tab.keyboard.press("Escape")
    tab.keyboard.press("Escape")
    tab.wait_for_selector("dialog", state="hidden")


def test_the_box_leads_to_the_hit_and_to_the_page(tab: Any, small_site: Host) -> None:
    tab.goto(f"{small_site.address}/link.html")
    tab.click("text=検索")
    tab.wait_for_selector("dialog[open] input:focus")
    tab.keyboard.type("天気")
    tab.wait_for_selector("text=検索ページですべての結果を見る")
    assert tab.locator("dialog .search-hit").count() == 5
    tab.keyboard.press("ArrowDown")
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/blog/2025/08/25/diary/")

    tab.goto(f"{small_site.address}/link.html")
    tab.keyboard.press("/")
    tab.wait_for_selector("dialog[open] input:focus")
    tab.keyboard.type("天気")
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/blog/search/?q=*")


def test_slash_is_a_letter_where_something_is_written(tab: Any, small_site: Host) -> None:
    tab.goto(f"{small_site.address}/link.html")
    tab.focus("#other")
    tab.keyboard.press("/")

    assert tab.input_value("#other") == "/"
    assert tab.locator("dialog").count() == 0


def test_a_broken_index_is_reported(tab: Any, small_site: Host) -> None:
    tab.route("**/grams/**", lambda route: route.fulfill(status=500))
    search = Search(tab, small_site)
    search.tab.goto(f"{small_site.address}/search/?q=調達")
    search.tab.wait_for_selector("text=読み込めませんでした")


def test_without_a_script_the_page_leads_to_the_lists(browser: Any, small_site: Host) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{small_site.address}/search/")

    assert "検索にはJavaScriptが必要です" in page.inner_text("main")
    assert page.get_attribute("main noscript a >> nth=2", "href") == "/blog/archive/"
    assert not page.is_visible("[name=q]")
    context.close()


def test_every_field_has_a_name_and_the_status_is_announced(search: Search) -> None:
    search("調達")
    tree = search.tab.locator("main").aria_snapshot()

    for name in (
        'searchbox "キーワード"',
        'combobox "カテゴリー"',
        'combobox "年"',
        'combobox "タグ"',
        'list "検索結果"',
        "- status: ",
    ):
        assert name in tree  # fmt: skip


def test_every_module_is_loaded_once_and_with_its_version(search: Search) -> None:
    asked: list[str] = []
    search.tab.on("request", lambda request: asked.append(request.url.partition("/static/")[2]))
    search("ヴァイオレン")
    names = sorted(address for address in asked if address.startswith("search/"))

    assert [name.partition("?v=")[0] for name in names] == [
        f"search/{name}.js"
        for name in ("engine", "hits", "index", "near", "page", "quick", "text", "view", "words")
    ]
    assert all(len(name.partition("?v=")[2]) == 10 for name in names)


def test_a_page_loads_little_before_anything_is_searched(browser: Any, small_site: Host) -> None:
    tab = browser.new_context().new_page()  # Its cache is empty.
    small_site.sent.clear()
    tab.goto(f"{small_site.address}/link.html")
    tab.wait_for_load_state("networkidle")
    assert small_site.loaded("/search") < 1_000

    tab.goto(f"{small_site.address}/search/")
    tab.wait_for_load_state("networkidle")
    assert small_site.loaded("/static/search") < 15_000
    tab.context.close()
