"""The feeds that `feed:` asks for. `tests/jekyll` compares what is in them with jekyll-feed."""

from __future__ import annotations

from typing import Any

import pytest

from allforces_site.config.feeds import feed_settings
from allforces_site.config.parse import parse_config


def _urls(feed: object) -> list[str]:
    settings = feed_settings({"feed": feed})
    tags = settings.tags.feeds(["tea", "hidden", "日本"]) if settings.tags else ()
    return [feed.url for feed in (*settings.feeds, *tags)]


@pytest.mark.parametrize(
    ("feed", "urls"),
    [
        (None, ["/feed.xml"]),
        ({"path": "atom.xml"}, ["/atom.xml"]),
        ({"categories": ["news", "a b"]}, ["/feed/news.xml", "/feed/a%20b.xml", "/feed.xml"]),
        (
            {"categories": {"news": "/news.xml", "tea": {"path": "/tea.xml"}, "all": None}},
            ["/news.xml", "/tea.xml", "/feed/all.xml", "/feed.xml"],
        ),
        ({"collections": ["guides"]}, ["/feed/guides.xml", "/feed.xml"]),
        (
            {"collections": {"guides": {"path": "/g.xml", "categories": ["a"]}, "posts": {"path": "/p.xml"}}},
            ["/feed/guides/a.xml", "/g.xml", "/p.xml"],
        ),
        ({"tags": True}, ["/feed.xml", "/feed/by_tag/tea.xml", "/feed/by_tag/hidden.xml"]),
        ({"tags": {"except": ["hidden"], "path": "/t/"}}, ["/feed.xml", "/t/tea.xml"]),
        ({"tags": {"only": ["hidden", "日本"]}}, ["/feed.xml", "/feed/by_tag/hidden.xml"]),
    ],
)
def test_feeds_have_the_addresses_of_jekyll_feed(feed: object, urls: list[str]) -> None:
    assert _urls(feed) == urls


@pytest.mark.parametrize(
    "feed",
    [
        "text",
        [],
        {"path": 3, "categories": 3, "tags": [], "collections": 3, "posts_limit": "x"},
        {"path": "/feed/", "collections": {"../x": 3, "a\0": {}}, "tags": {"path": "/a\\", "only": 3}},
        {"posts_limit": True, "icon": [], "categories": [[], None, "?"], "collections": {3: None}},
    ],
)
def test_odd_values_count_as_absent(feed: Any) -> None:
    assert "/feed.xml" in _urls(feed)
    assert all(".." not in url and "%00" not in url and "%5C" not in url for url in _urls(feed))
    assert feed_settings({"feed": feed}).entries == 10


def test_a_path_at_which_no_feed_can_be_written_is_reported_with_its_line() -> None:
    _, problems = parse_config(
        "title: x\nfeed:\n  collections:\n    guides:\n      path: /a\\b.xml\n  path: /feed/\n"
    )

    assert [(problem.code, problem.line, str(problem.message).partition(":")[0]) for problem in problems] == [
        ("config-value", 6, "feed.path"),
        ("config-value", 5, "feed.collections.guides.path"),
    ]
