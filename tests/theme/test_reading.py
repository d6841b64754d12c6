"""The theme in a browser: what readers do with a page."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from typing import Any

import pytest

from tests.theme.conftest import PHONE, WIDE, Reading

PAGES = ("/", "/page2/", "/category/", "/category/tech/", "/tag/", "/author/", "/archive/", "/archive/2026/",
         "/archive/2026/03/", "/about/", "/no/such/page/", Reading.post)  # fmt: skip

OpenTab = Callable[..., Any]


def ground(tab: Any) -> str:
    return tab.evaluate("getComputedStyle(document.documentElement).backgroundColor")


def shown_theme(tab: Any) -> str | None:
    return tab.evaluate("document.documentElement.dataset.theme ?? null")


@pytest.mark.parametrize("number", [1, 2])
def test_a_tab_finds_nothing_that_another_test_left(site: Reading, open_tab: OpenTab, number: int) -> None:
    tab = open_tab()
    tab.goto(site.address + "/")

    assert tab.evaluate("[localStorage.length, sessionStorage.length, document.cookie]") == [0, 0, ""]
    assert tab.viewport_size == WIDE
    tab.evaluate("n => [localStorage, sessionStorage].forEach(store => store.setItem('n', n))", number)
    tab.evaluate("document.cookie = 'n=1'")


def test_the_chosen_colours_stay_over_pages_and_reloads(site: Reading, open_tab: OpenTab) -> None:
    tab = open_tab(color_scheme="light")
    tab.goto(site.address + "/")
    light = ground(tab)
    switch = tab.get_by_role("button", name="暗い配色")
    assert switch.get_attribute("aria-pressed") == "false"

    switch.click()

    dark = ground(tab)
    assert dark != light
    tab.goto(site.address + site.post)
    assert (ground(tab), tab.get_by_role("button", name="暗い配色").get_attribute("aria-pressed")) == (
        dark,
        "true",
    )
    tab.reload()
    assert ground(tab) == dark

    tab.get_by_role("button", name="暗い配色").click()

    assert ground(tab) == light
    tab.reload()
    assert ground(tab) == light


def test_a_choice_that_is_the_systems_own_follows_the_system_again(site: Reading, open_tab: OpenTab) -> None:
    tab = open_tab(color_scheme="dark")
    tab.goto(site.address + "/")
    dark = ground(tab)
    switch = tab.get_by_role("button", name="暗い配色")

    switch.click()
    assert (shown_theme(tab), ground(tab) != dark) == ("light", True)
    switch.click()

    assert (shown_theme(tab), ground(tab)) == (None, dark)
    assert tab.evaluate("localStorage.length") == 0


def test_the_chosen_colours_are_there_before_anything_is_painted(site: Reading, open_tab: OpenTab) -> None:
    tab = open_tab(color_scheme="light")
    tab.goto(site.address + "/")
    tab.get_by_role("button", name="暗い配色").click()
    tab.add_init_script(
        "new MutationObserver(() => { if (document.body && !('first' in window))"
        " window.first = document.documentElement.dataset.theme; })"
        ".observe(document, {childList: true, subtree: true})"
    )

    tab.goto(site.address + site.post)

    assert tab.evaluate("window.first") == "dark"


def test_the_browsers_own_colour_follows_the_choice(site: Reading, open_tab: OpenTab) -> None:
    tab = open_tab(color_scheme="light")
    tab.goto(site.address + "/")
    colours = "[...document.querySelectorAll('meta[name=theme-color]')].map(meta => meta.content)"
    light, dark = tab.evaluate(colours)

    tab.get_by_role("button", name="暗い配色").click()
    assert tab.evaluate(colours) == [dark, dark]
    tab.get_by_role("button", name="暗い配色").click()

    assert tab.evaluate(colours) == [light, dark]


def test_the_table_of_contents_marks_the_section_being_read(site: Reading, open_tab: OpenTab) -> None:
    tab = open_tab()
    tab.goto(site.address + site.post)
    current = tab.locator(".toc [aria-current]")
    assert current.count() == 0, "the text before the first heading is read"

    for number in (3, 5, 2):
        tab.evaluate(
            "number => document.querySelectorAll('.prose h2')[number - 1]"
            ".scrollIntoView({behavior: 'instant'})",
            number,
        )
        tab.wait_for_function(
            "text => document.querySelector('.toc [aria-current]')?.textContent === text",
            arg=f"第{number}節の見出し",
        )
        assert current.count() == 1


def test_the_table_of_contents_leads_to_its_sections(site: Reading, open_tab: OpenTab) -> None:
    tab = open_tab(viewport=PHONE)
    tab.goto(site.address + site.post)

    tab.locator(".toc summary").click()
    tab.get_by_role("link", name="第4節の見出し").click()

    tab.wait_for_function(
        "() => Math.abs(document.querySelectorAll('.prose h2')[3].getBoundingClientRect().top) < 60"
    )


def test_code_is_copied(site: Reading, open_tab: OpenTab) -> None:
    tab = open_tab(permissions=["clipboard-read", "clipboard-write"])
    tab.goto(site.address + site.post)
    buttons = tab.locator(".prose .copy")
    assert buttons.count() == 2

    buttons.nth(1).click()

    tab.get_by_role("button", name="コピーしました").wait_for()
    assert tab.get_by_role("status").inner_text() == "コピーしました"
    assert tab.evaluate("navigator.clipboard.readText()") == "short = 1"


def test_code_whose_lines_are_counted_is_one_box_and_copied_without_numbers(
    site: Reading, open_tab: OpenTab
) -> None:
    tab = open_tab(permissions=["clipboard-read", "clipboard-write"])
    tab.goto(site.address + "/about/")
    assert tab.locator(".prose .copy").count() == 1

    tab.locator(".prose .copy").click()

    tab.get_by_role("button", name="コピーしました").wait_for()
    assert tab.evaluate("navigator.clipboard.readText()") == "long = 1\nlonger = 2"
    assert tab.evaluate("getComputedStyle(document.querySelector('.prose pre pre')).borderTopWidth") == "0px"


def test_the_address_is_copied(site: Reading, open_tab: OpenTab) -> None:
    tab = open_tab(permissions=["clipboard-read", "clipboard-write"])
    tab.goto(site.address + site.post)

    tab.get_by_role("button", name="リンクをコピー").click()

    tab.get_by_role("button", name="コピーしました").wait_for()
    assert tab.evaluate("navigator.clipboard.readText()") == f"https://example.com{site.post}"


def test_a_browser_that_can_share_is_asked_to(site: Reading, open_tab: OpenTab) -> None:
    tab = open_tab()
    tab.add_init_script("navigator.share = async (shared) => { window.shared = shared; }")
    tab.goto(site.address + site.post)

    tab.get_by_role("button", name="ほかのアプリ").click()

    assert tab.evaluate("window.shared") == {
        "title": "とても長い記事の題名をどこで折り返すか",
        "url": f"https://example.com{site.post}",
    }


def test_no_button_for_sharing_where_the_browser_can_not(site: Reading, open_tab: OpenTab) -> None:
    tab = open_tab()
    tab.add_init_script("delete Navigator.prototype.share")
    tab.goto(site.address + site.post)

    assert tab.get_by_role("button", name="ほかのアプリ").count() == 0


REACHABLE = """() => [...document.querySelectorAll('a[href], button, summary, input, [tabindex="0"]')]
    .filter(element => element.checkVisibility()
        && !(matchMedia('(min-width: 64rem)').matches && element.matches('.toc summary')))
    .map(element => element.outerHTML)"""


@pytest.mark.parametrize("viewport", [PHONE, WIDE], ids=["phone", "wide"])
@pytest.mark.parametrize("url", ["/", Reading.post, "/tag/", "/archive/2026/03/"])
def test_the_keyboard_alone_reaches_everything(
    site: Reading, open_tab: OpenTab, url: str, viewport: dict[str, int]
) -> None:
    tab = open_tab(viewport=viewport)
    tab.goto(site.address + url)
    wanted = tab.evaluate(REACHABLE)
    assert len(wanted) > 10

    tab.evaluate(
        "window.reached = [];"
        "document.addEventListener('focusin', event => reached.push(event.target.outerHTML))"
    )
    for _ in range(len(wanted) + 10):
        tab.keyboard.press("Tab")
    reached = tab.evaluate("window.reached")

    assert [element for element in wanted if element not in reached] == []


def test_what_has_the_focus_can_be_seen(site: Reading, open_tab: OpenTab) -> None:
    tab = open_tab()
    tab.goto(site.address + site.post)

    for _ in range(12):
        tab.keyboard.press("Tab")
        outline = tab.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert outline == "solid", tab.evaluate("document.activeElement.outerHTML")


def test_the_first_key_skips_to_the_text(site: Reading, open_tab: OpenTab) -> None:
    tab = open_tab()
    tab.goto(site.address + site.post)

    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.getBoundingClientRect().top") >= 0
    tab.keyboard.press("Enter")

    assert tab.evaluate("document.activeElement.id") == "site-main"


def test_code_that_scrolls_has_a_name_and_takes_the_focus(site: Reading, open_tab: OpenTab) -> None:
    tab = open_tab(viewport=PHONE)
    tab.goto(site.address + site.post)

    states = tab.evaluate(
        "[...document.querySelectorAll('.prose pre')].map(block => [block.scrollWidth > block.clientWidth,"
        " block.tabIndex === 0, block.getAttribute('role'), block.getAttribute('aria-label')])"
    )

    assert states == [[True, True, "group", "コード"], [False, False, None, None]]


@pytest.mark.parametrize(
    "viewport", [PHONE, {"width": 320, "height": 600}, WIDE], ids=["phone", "small", "wide"]
)
def test_no_page_scrolls_sideways(site: Reading, open_tab: OpenTab, viewport: dict[str, int]) -> None:
    tab = open_tab(viewport=viewport)
    for url in PAGES:
        tab.goto(site.address + url)
        assert tab.evaluate("document.documentElement.scrollWidth") <= viewport["width"], url


LAYOUT_SHIFT = """() => new Promise(done => {
    let sum = 0;
    const observer = new PerformanceObserver(list => {
      for (const entry of list.getEntries()) sum += entry.value; });
    observer.observe({type: 'layout-shift', buffered: true});
    setTimeout(() => done(sum), 300); })"""


@pytest.mark.parametrize("viewport", [PHONE, WIDE], ids=["phone", "wide"])
def test_nothing_moves_while_a_page_loads(site: Reading, open_tab: OpenTab, viewport: dict[str, int]) -> None:
    tab = open_tab(viewport=viewport)
    for url in ("/", site.post):
        tab.goto(site.address + url)
        shift = tab.evaluate(LAYOUT_SHIFT)
        assert shift == 0, url


@pytest.mark.parametrize(("kind", "limit"), [("stylesheet", 25_000), ("script", 10_000)])
def test_style_and_scripts_of_a_post_are_small(
    site: Reading, open_tab: OpenTab, kind: str, limit: int
) -> None:
    tab = open_tab()
    loaded: list[Any] = []
    tab.on("response", lambda response: loaded.append(response))

    tab.goto(site.address + site.post, wait_until="networkidle")

    sizes = [
        len(gzip.compress(response.body(), 6))
        for response in loaded
        if response.request.resource_type == kind
    ]
    assert 0 < sum(sizes) <= limit


def test_a_page_asks_nobody_else_for_anything(site: Reading, open_tab: OpenTab) -> None:
    asked: list[str] = []
    tabs = [open_tab() for _ in PAGES]

    # All at once: each page is waited for until it has asked for nothing for half a second.
    for tab, url in zip(tabs, PAGES, strict=True):
        tab.on("request", lambda request: asked.append(request.url))
        tab.goto(site.address + url)
    for tab in tabs:
        tab.wait_for_load_state("networkidle")

    assert {site.address + url for url in PAGES} <= set(asked)
    assert [url for url in asked if not url.startswith((site.address, "data:"))] == []


def test_a_page_is_read_without_scripts(site: Reading, open_tab: OpenTab) -> None:
    tab = open_tab(java_script_enabled=False, viewport=PHONE)
    tab.goto(site.address + site.post)

    assert tab.get_by_role("heading", level=1).is_visible()
    assert tab.locator(".prose h2").first.is_visible()
    tab.locator(".toc summary").click()
    assert tab.locator(".toc").get_by_role("link", name="第2節の見出し").is_visible()
    assert tab.locator(".share a").first.is_visible()
    assert not any(button.is_visible() for button in tab.get_by_role("button").all()), (
        "buttons that would do nothing"
    )
    tab.locator(".neighbour").first.click()
    assert tab.get_by_role("heading", level=1).inner_text() == "8番目の記事で伝えたいことの要点"


def test_paper_has_the_text_and_no_navigation(site: Reading, open_tab: OpenTab) -> None:
    tab = open_tab(color_scheme="dark")
    tab.goto(site.address + site.post)

    tab.emulate_media(media="print")

    for selector in (
        ".category-nav",
        ".breadcrumb",
        ".toc",
        ".share",
        ".copy",
        ".neighbours",
        ".header-tools",
        ".footer-nav",
    ):
        assert tab.locator(selector).count() > 0, selector
        assert not tab.locator(selector).first.is_visible(), selector
    assert tab.get_by_role("heading", level=1).is_visible()
    assert tab.locator(".prose h2").last.is_visible()
    assert ground(tab) == "rgb(255, 255, 255)"


def test_a_line_of_text_holds_about_38_characters(site: Reading, open_tab: OpenTab) -> None:
    tab = open_tab()
    tab.goto(site.address + site.post)

    text = tab.locator(".prose h2 + p").first.evaluate(
        "p => p.clientWidth / parseFloat(getComputedStyle(p).fontSize)"
    )

    assert 36 <= text <= 40


STYLES = """element => { const style = getComputedStyle(element);
  return [style.fontFeatureSettings, style.lineBreak,
    parseFloat(style.lineHeight) / parseFloat(style.fontSize)]; }"""


def test_headings_are_set_tight_and_text_is_set_solid_with_strict_line_breaks(
    site: Reading, open_tab: OpenTab
) -> None:
    tab = open_tab()
    tab.goto(site.address + site.post)

    *title, title_leading = tab.locator("h1").evaluate(STYLES)
    *text, text_leading = tab.locator(".prose h2 + p").first.evaluate(STYLES)

    # Proportional kana would spoil the grid of a text; kinsoku is stricter than browsers are by themselves.
    assert (title, text) == (['"palt"', "strict"], ["normal", "strict"])
    assert title_leading < 1.5
    assert 1.75 <= text_leading <= 2


@pytest.mark.parametrize(
    ("path", "selector"),
    [
        ("/", ".card-title"),
        ("/category/tech/", ".card-title"),
        ("/tag/共通/", ".card-title"),
        ("/archive/2026/03/", ".day a"),
    ],
)
def test_titles_in_lists_break_between_phrases_too(
    site: Reading, open_tab: OpenTab, path: str, selector: str
) -> None:
    tab = open_tab(viewport=PHONE)
    tab.goto(site.address + path)
    titles = tab.locator(selector)

    assert titles.count() > 2
    for title in titles.all():
        assert title.locator(".phrases wbr").count() > 0
        assert title.locator(".phrases").evaluate("part => getComputedStyle(part).wordBreak") == "keep-all"


def test_a_title_breaks_between_phrases(site: Reading, open_tab: OpenTab) -> None:
    tab = open_tab(viewport=PHONE)
    tab.goto(site.address + site.post)

    lines = tab.evaluate(
        """() => { const title = document.querySelector('h1'), lines = [];
        const walker = document.createTreeWalker(title, NodeFilter.SHOW_TEXT), range = document.createRange();
        for (let node; (node = walker.nextNode()); ) { range.selectNodeContents(node);
          const top = Math.round(range.getBoundingClientRect().top);
          if (range.getClientRects().length !== 1) lines.push('broken inside: ' + node.data);
          if (lines.at(-1)?.[0] === top) lines.at(-1)[1] += node.data; else lines.push([top, node.data]); }
        return lines.map(line => line[1]); }"""
    )

    assert len(lines) > 1
    assert "".join(lines) == "とても長い記事の題名をどこで折り返すか"
