"""The dev server as an author sees it: a save, and what the browser then shows."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.running_processes import PATIENCE_SECONDS
from tests.serve.conftest import Server
from tests.serve.shared_server import SharedServer, shared_server

BASE = """<!doctype html>
<html lang="ja"><head><meta charset="utf-8"><title>{{ page.title }}</title>
<link rel="stylesheet" href="{{ "/static/look.css" | relative_url }}"></head>
<body>{% block main %}{% endblock %}</body></html>
"""
POST = """{% extends "base.html" %}{% block main %}<h1>{{ post.title }}</h1>{{ body }}
<img id="picture" src="{{ "/static/dot.svg" | relative_url }}" alt="">
<details id="more"><summary>続き</summary>開いた所</details>
<div style="height: 5000px"></div>{% endblock %}
"""
MISSING = '{% extends "base.html" %}{% block main %}<h1>ページが見つかりません</h1>{% endblock %}\n'
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="{0}" height="{0}"/>'
PRETTY = "permalink: pretty"
TEA = "/2026/01/02/tea/"


def with_pages(workshop: Any) -> Any:
    """A site of two posts with a style and a picture."""
    workshop.config(PRETTY)
    workshop.write("templates/base.html", BASE)
    workshop.write("templates/post.html", POST)
    workshop.write("templates/404.html", MISSING)
    workshop.write("static/look.css", "h1 { color: rgb(1, 1, 1) }\n")
    workshop.write("static/dot.svg", SVG.format(10))
    workshop.post("2026-01-02-tea", "title: お茶", "最初の本文です。\n")
    workshop.post("2026-01-03-water", "title: 水", "水の本文です。\n")
    return workshop


@pytest.fixture
def own_site(workshop: Any) -> Any:
    """That site, for tests that start a server of their own."""
    return with_pages(workshop)


@pytest.fixture(scope="module")
def shared(new_workshop: Callable[[], Any]) -> Iterator[SharedServer]:
    """A server of that site for all other tests."""
    with shared_server(with_pages(new_workshop())) as made:
        yield made


@pytest.fixture
def site(shared: SharedServer) -> Any:
    """The site of the shared server."""
    return shared.site


Serve = Callable[..., Server]


def mark(tab: Any) -> None:
    """Marks the page, so that a reload can be noticed."""
    tab.evaluate("window.mark = true")


def is_marked(tab: Any) -> bool:
    return bool(tab.evaluate("window.mark === true"))


def shows(tab: Any, text: str) -> None:
    tab.get_by_text(text).first.wait_for()


def overlay_of(tab: Any) -> Any:
    return tab.locator("allforces-overlay").get_by_role("alert")


def open_page(tab: Any, server: Server, path: str) -> None:
    """Opens a page and waits until it gets news of builds."""
    heard: list[Any] = []
    # Listened for before the page opens: the first news may come before anybody could wait for them.
    tab.once("websocket", lambda channel: channel.on("framereceived", lambda frame: heard.append(frame)))
    tab.goto(f"{server.address}{path}")
    end = time.monotonic() + PATIENCE_SECONDS
    while not heard:
        assert time.monotonic() < end, "the page heard nothing"
        tab.wait_for_timeout(10)


def test_a_saved_post_is_on_the_page(site: Any, server: Server, tab: Any) -> None:
    open_page(tab, server, TEA)

    site.post("2026-01-02-tea", "title: お茶", "直した本文です。\n")

    shows(tab, "直した本文です。")


def test_a_saved_style_changes_the_page_without_a_reload(site: Any, server: Server, tab: Any) -> None:
    open_page(tab, server, TEA)
    mark(tab)

    for number in (2, 3):
        site.write("static/look.css", f"h1 {{ color: rgb({number}, {number}, {number}) }}\n")
        tab.wait_for_function(
            f"getComputedStyle(document.querySelector('h1')).color === 'rgb({number}, {number}, {number})'"
        )

    assert is_marked(tab)
    tab.wait_for_function("document.querySelectorAll('link[rel=stylesheet]').length === 1")


def test_a_saved_picture_changes_the_page_without_a_reload(site: Any, server: Server, tab: Any) -> None:
    open_page(tab, server, TEA)
    mark(tab)

    site.write("static/dot.svg", SVG.format(33))

    tab.wait_for_function("document.querySelector('#picture').naturalWidth === 33")
    assert is_marked(tab)


def test_a_broken_template_shows_the_overlay_over_the_last_good_page_until_it_is_fixed(
    site: Any, server: Server, tab: Any
) -> None:
    open_page(tab, server, TEA)

    site.write("templates/post.html", POST.replace("post.title", "post.<i>titel"))
    overlay_of(tab).wait_for()
    site.write("templates/post.html", POST.replace("post.title", "post.titel"))
    overlay_of(tab).get_by_text('"titel" is not defined').wait_for()

    text = overlay_of(tab).inner_text()
    assert "templates/post.html:1" in text
    assert "<h1>{{ post.titel }}</h1>" in text  # The line itself, as text.
    assert "hint: did you mean " in text
    assert "最初の本文です。" in tab.inner_text("body")
    assert "最初の本文です。" in server.get(TEA).text

    site.write("templates/post.html", POST.replace("<h1>", "<h1>題: "))
    shows(tab, "題: お茶")
    assert overlay_of(tab).count() == 0


def test_an_overlay_shows_markup_of_the_author_as_text(site: Any, server: Server, tab: Any) -> None:
    open_page(tab, server, TEA)

    site.post("2026-01-02-tea", "date: <img src=x onerror=window.hacked=1>\ntitle: お茶")

    overlay_of(tab).wait_for()
    assert "<img src=x onerror=window.hacked=1>" in overlay_of(tab).inner_text()
    assert overlay_of(tab).locator("img").count() == 0
    assert tab.evaluate("window.hacked") is None


def test_the_overlay_can_be_closed_and_comes_back_with_the_next_failed_save(
    site: Any, server: Server, tab: Any
) -> None:
    open_page(tab, server, TEA)
    site.post("2026-01-02-tea", "date: 2026-02-32")
    overlay_of(tab).wait_for()

    tab.keyboard.press("Escape")
    assert overlay_of(tab).count() == 0

    site.post("2026-01-02-tea", "date: not a date")
    overlay_of(tab).get_by_text("not a date").first.wait_for()


def test_a_page_opened_while_the_site_is_broken_shows_the_overlay(
    site: Any, server: Server, tab: Any
) -> None:
    assert server.get(TEA).status == 200
    site.post("2026-01-03-water", "date: 2026-02-32")
    site.config("x: [")

    open_page(tab, server, TEA)

    overlay_of(tab).wait_for()
    assert "_config.yml" in overlay_of(tab).inner_text()


def test_a_server_started_with_a_broken_configuration_shows_the_site_once_it_is_fixed(
    own_site: Any, serve: Serve, tab: Any
) -> None:
    own_site.config("x: [")
    open_page(tab, serve(), TEA)
    overlay_of(tab).wait_for()

    own_site.config(PRETTY)

    shows(tab, "最初の本文です。")


def test_on_a_japanese_site_all_of_the_overlay_is_japanese(own_site: Any, serve: Serve, tab: Any) -> None:
    server = serve(language="")
    open_page(tab, server, TEA)

    own_site.write("templates/post.html", POST.replace("post.title", "post.titel"))

    overlay_of(tab).wait_for()
    assert overlay_of(tab).get_attribute("lang") == "ja"
    text = overlay_of(tab).inner_text()
    assert "エラー1件" in text and "閉じる" in text and "直すと、この表示は消えます。" in text
    assert "「titel」は定義されていません" in text and "ヒント: もしかして「" in text
    assert not re.search(r"\b(errors?|hint|fixed|close)\b", text, re.IGNORECASE)


def test_the_page_of_a_deleted_post_is_the_404_page_and_comes_back_with_it(
    site: Any, server: Server, tab: Any
) -> None:
    open_page(tab, server, TEA)

    (site.source / "_posts/2026-01-02-tea.md").unlink()
    shows(tab, "ページが見つかりません")

    site.post("2026-01-02-tea", "title: お茶", "また書きました。\n")
    shows(tab, "また書きました。")


def test_only_a_tab_whose_page_changed_is_loaded_again(site: Any, server: Server, tab: Any) -> None:
    other = tab.context.new_page()
    open_page(other, server, "/2026/01/03/water/")
    open_page(tab, server, TEA)
    mark(other)

    site.post("2026-01-02-tea", "title: お茶", "直した本文です。\n")

    shows(tab, "直した本文です。")
    assert is_marked(other)
    site.post("2026-01-03-water", "title: 水", "水も直しました。\n")
    shows(other, "水も直しました。")
    other.close()


def test_the_place_on_the_page_and_what_was_opened_survive_a_reload(
    site: Any, server: Server, tab: Any
) -> None:
    open_page(tab, server, TEA)
    tab.locator("#more summary").click()
    tab.evaluate("scrollTo(0, 1234)")

    site.post("2026-01-02-tea", "title: お茶", "直した本文です。\n")

    shows(tab, "直した本文です。")
    tab.wait_for_function("scrollY === 1234")
    assert tab.evaluate("document.querySelector('#more').open") is True


def test_a_tab_finds_a_server_that_was_started_again(own_site: Any, serve: Serve, tab: Any) -> None:
    first = serve()
    open_page(tab, first, TEA)
    port = first.port
    first.stop()
    own_site.post("2026-01-02-tea", "title: お茶", "その間に直しました。\n")

    serve(port=port)

    shows(tab, "その間に直しました。")


def test_seven_tabs_get_the_news_of_a_save(site: Any, server: Server, profile: Any) -> None:
    tabs = [profile.new_page() for _ in range(7)]
    for one in tabs:
        open_page(one, server, TEA)

    site.post("2026-01-02-tea", "title: お茶", "直した本文です。\n")

    for one in tabs:
        shows(one, "直した本文です。")
        one.close()


def test_a_script_that_changed_is_loaded_with_its_page(own_site: Any, serve: Serve, tab: Any) -> None:
    own_site.write(
        "templates/base.html", BASE.replace("</head>", '<script src="/static/a.js"></script></head>')
    )
    own_site.write("static/a.js", "window.version = 1;")
    open_page(tab, serve(), TEA)

    own_site.write("static/a.js", "window.version = 2;")

    tab.wait_for_function("window.version === 2")


def test_a_site_below_a_baseurl_is_served_there_and_swaps_its_styles_there(
    own_site: Any, serve: Serve, tab: Any
) -> None:
    own_site.config(f"{PRETTY}\nbaseurl: /新聞")
    server = serve()
    open_page(tab, server, TEA)
    mark(tab)

    own_site.write("static/look.css", "h1 { color: rgb(2, 2, 2) }\n")

    tab.wait_for_function("getComputedStyle(document.querySelector('h1')).color === 'rgb(2, 2, 2)'")
    assert is_marked(tab)
    assert re.search(r"/新聞$", server.address)
