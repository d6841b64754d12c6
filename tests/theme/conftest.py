"""A built site as readers meet it: served, and opened in a browser."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from tests.running_processes import PATIENCE_SECONDS
from tests.serve.conftest import browser, close, profile
from tests.theme.site_server import served

__all__ = ["browser", "profile"]

PHONE = {"width": 390, "height": 844}
WIDE = {"width": 1280, "height": 900}

SECTIONS = "".join(f"\n## 第{number}節の見出し\n\n{'本文が続きます。' * 120}\n" for number in range(1, 6))

# What breaks out of narrow columns: an address, a table, code, a formula-like word.
WIDE_THINGS = (
    f"https://example.com/{'very-long-path/' * 20}\n\n"
    f"{'Donaudampfschifffahrtsgesellschaftskapitän' * 4}\n\n"
    "| " + " | ".join(f"列{number}の見出し" for number in range(9)) + " |\n"
    "|" + "---|" * 9 + "\n"
    "| " + " | ".join("かなり長い中身の欄" for _ in range(9)) + " |\n\n"
    f"```python\nvalues = {{{', '.join(f'key{number}' for number in range(30))}}}\nprint(values)\n```\n\n"
    "    short = 1\n\n"
    "脚注もあります[^1]。\n\n[^1]: 注の本文です。\n"
)


@dataclass(frozen=True)
class Reading:
    """A site and where it is served."""

    workshop: Any
    address: str

    post: str = "/2026/03/20/long/"


@pytest.fixture(scope="module")
def site(new_workshop: Callable[[], Any]) -> Iterator[Reading]:
    """Nine posts, one of them long and wide, of two categories."""
    shop = new_workshop()
    shop.config(
        "permalink: /:year/:month/:day/:title/\npaginate: 5\ndescription: 説明です。\ncontent_categories:\n"
        "  - {name: 技術, slug: tech, description: 技術の話です。}\n  - {name: 暮らし, slug: life}"
    )
    for day in range(1, 9):
        shop.post(
            f"2026-03-{day:02}-p{day}",
            f"title: {day}番目の記事で伝えたいことの要点\ncategories: [技術]\n"
            f"tags: [共通, 個別{day}]\nauthor: 花子",
        )
    shop.post(
        "2026-03-20-long",
        "title: とても長い記事の題名をどこで折り返すか\ncategories: [技術]\ntags: [共通]\nauthor: 花子\n"
        "excerpt: 本文とは別に書いた要約です。",
        f"書き出しです。\n\n{WIDE_THINGS}\n{SECTIONS}",
    )
    code = "{% highlight python linenos %}\nlong = 1\nlonger = 2\n{% endhighlight %}"
    shop.write("content/about.md", f"---\ntitle: 紹介\n---\n## 見出し\n\n本文\n\n{code}\n")
    assert shop.build().problems == []
    with served(shop.output) as address:
        yield Reading(shop, address)


@pytest.fixture
def open_tab(browser: Any, profile: Any) -> Iterator[Callable[..., Any]]:
    """A function that opens an empty tab. A script's mistake fails the test.

    The tab is of the profile that the tests share, unless Playwright's options ask for one of its own.
    """
    mistakes: list[str] = []
    tabs: list[Any] = []

    def new_tab(viewport: Any = WIDE, color_scheme: str = "light", **options: Any) -> Any:
        tab = (browser.new_context(**options) if options else profile).new_page()
        tabs.append(tab)
        tab.set_viewport_size(viewport)
        tab.emulate_media(color_scheme=color_scheme)
        tab.set_default_timeout(PATIENCE_SECONDS * 1000)
        tab.on("pageerror", lambda error: mistakes.append(str(error)))
        return tab

    yield new_tab
    for tab in tabs:
        if tab.context is profile:
            close(tab)
        else:
            tab.context.close()
    assert not mistakes
