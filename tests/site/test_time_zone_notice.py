"""A site without `timezone:` learns how many of its addresses depend on it."""

from __future__ import annotations

from typing import Any

import pytest

FIXED = ["2026-01-02 10:00:00 +0900", "2026-01-02 10:00:00", "2026-01-02T10:00:00Z", "2026-01-02 10:00 JST"]
LOCAL = ["2026-01-02", "2026-01-02 10:00", "2026年"]


def told(workshop: Any, **options: Any) -> list[str]:
    problems = workshop.build(**options).problems
    return [str(problem.message) for problem in problems if problem.code == "no-timezone"]


def test_the_posts_are_counted_whose_dates_name_a_moment(workshop: Any) -> None:
    for number, date in enumerate([*FIXED, *LOCAL]):
        workshop.post(f"2026-01-02-a{number}", f"title: 題{number}\ndate: {date}")
    workshop.post("2026-01-02-b", "title: 日付は名前から")

    [message] = told(workshop)

    assert "on which 4 of 7 addresses of posts depend; they are those of Asia/Tokyo" in message


@pytest.mark.parametrize("settings", ["timezone: Asia/Tokyo", "permalink: /:title/"])
def test_a_site_whose_addresses_depend_on_nothing_is_told_nothing(workshop: Any, settings: str) -> None:
    workshop.config(settings)
    workshop.post("2026-01-02-a", f"title: 題\ndate: {FIXED[0]}")

    assert told(workshop) == []


def test_the_next_build_tells_the_same(workshop: Any) -> None:
    workshop.post("2026-01-02-a", f"title: 題\ndate: {FIXED[1]}")
    workshop.post("2026-01-02-b", "title: 題二")
    cache = workshop.root / "cache"
    first = told(workshop, cache=cache)
    workshop.post("2026-01-02-b", "title: 題三")

    assert told(workshop, cache=cache) == first != []
