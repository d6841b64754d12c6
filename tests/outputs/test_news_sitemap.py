"""The news sitemap holds the posts of the last two days, whenever the site is built."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from lxml import etree

from tests.outputs.reading import addresses, read_sitemap

NOW = datetime(2026, 3, 10, 12, tzinfo=UTC)
ON = "allforces: {news_sitemap: true, social_pictures: false, search: false}\n"
NEWS = "{http://www.google.com/schemas/sitemap-news/0.9}"


def post(workshop: Any, name: str, hours_ago: float, front: str = "") -> None:
    date = (NOW - timedelta(hours=hours_ago)).isoformat()
    workshop.post(f"2026-03-01-{name}", f"title: '{name} & 水'\npermalink: /{name}/\ndate: {date}\n{front}")


def read(workshop: Any) -> etree._Element:
    return read_sitemap((workshop.output / "news-sitemap.xml").read_bytes())


def named(workshop: Any) -> list[str]:
    if not (workshop.output / "news-sitemap.xml").exists():
        return []
    return [url.removeprefix("https://example.com/").strip("/") for url in addresses(read(workshop))]


def test_it_names_the_posts_of_the_last_two_days_newest_first(workshop: Any) -> None:
    workshop.config(ON)
    for name, hours in (("old", 48), ("last", 47.9), ("new", 1), ("later", -1)):
        post(workshop, name, hours)
    post(workshop, "hidden", 2, "robots: noindex")
    post(workshop, "apart", 2, "sitemap: false")

    workshop.build(NOW)

    assert named(workshop) == ["new", "last"]
    news = read(workshop)[0][1]
    texts = {str(element.tag).removeprefix(NEWS): element.text for element in news.iter() if not len(element)}
    assert texts == {
        "name": "試験",
        "language": "ja",
        "publication_date": "2026-03-10T20:00:00+09:00",
        "title": "new & 水",
    }
    assert "Sitemap: https://example.com/news-sitemap.xml\n" in workshop.page("robots.txt")


@pytest.mark.parametrize(
    ("lang", "shown"), [("en", "en"), ("en-GB", "en"), ("zh-CN", "zh-cn"), ("zh-Hant", "zh")]
)
def test_a_language_is_given_by_its_letters(workshop: Any, lang: str, shown: str) -> None:
    workshop.config(ON)
    post(workshop, "new", 1, f"lang: {lang}")

    workshop.build(NOW)

    assert [element.text for element in read(workshop).iter(f"{NEWS}language")] == [shown]


def test_a_later_build_drops_what_has_become_older_though_nothing_was_edited(workshop: Any) -> None:
    workshop.config(ON)
    cache = workshop.root / "cache"
    post(workshop, "first", 40)
    post(workshop, "second", 10)

    def later(hours: float) -> list[str]:
        workshop.build(NOW + timedelta(hours=hours), cache=cache)
        found = named(workshop)
        fresh = workshop.root / "fresh"
        workshop.build(NOW + timedelta(hours=hours), output=fresh)
        for path in ("news-sitemap.xml", "robots.txt"):
            ours, theirs = workshop.output / path, fresh / path
            assert ours.exists() == theirs.exists()
            assert not ours.exists() or ours.read_bytes() == theirs.read_bytes()
        return found

    assert later(0) == ["second", "first"]
    assert later(7.9) == ["second", "first"]
    assert later(8) == ["second"]
    assert later(37) == ["second"]
    assert later(38) == []


def test_a_later_build_names_a_post_whose_date_has_come(workshop: Any) -> None:
    workshop.config(f"future: true\n{ON}")
    cache = workshop.root / "cache"
    post(workshop, "later", -5)
    workshop.build(NOW, cache=cache)
    assert named(workshop) == []

    workshop.build(NOW + timedelta(hours=5), cache=cache)

    assert named(workshop) == ["later"]


def test_an_edited_title_is_shown(workshop: Any) -> None:
    workshop.config(ON)
    cache = workshop.root / "cache"
    post(workshop, "new", 1)
    workshop.build(NOW, cache=cache)

    post(workshop, "new", 1, "subtitle: x")
    file = workshop.source / "_posts/2026-03-01-new.md"
    file.write_text(file.read_text(encoding="utf-8").replace("new & 水", "新しい題"), encoding="utf-8")
    workshop.build(NOW, cache=cache)

    assert "<news:title>新しい題</news:title>" in workshop.page("news-sitemap.xml")


def test_without_the_setting_there_is_none(workshop: Any) -> None:
    post(workshop, "new", 1)

    workshop.build(NOW)

    assert not (workshop.output / "news-sitemap.xml").exists()
