from __future__ import annotations

import pytest

from allforces_site.errors import Problem
from tests.lint.rules.conftest import Check

LATE = "date: 2026-01-05 20:00:00 +0000"
CONFIG = "title: 試験\nurl: https://example.com\nallforces: {social_pictures: false, search: false}\n"


def found(check: Check, name: str, front_matter: str, config: str = "") -> list[Problem]:
    files = {
        "_config.yml": CONFIG + config,
        f"_posts/{name}": f"---\ntitle: 茶\n{front_matter}\n---\n本文です。\n",
    }
    return [problem for problem in check(files) if problem.code == "file-date"]


def test_a_name_with_the_day_before_the_url_s_is_found(check: Check) -> None:
    (problem,) = found(check, "2026-01-05-tea.md", LATE)

    assert (problem.line, problem.excerpt) == (3, LATE)
    assert "2026-01-05, the URL 2026-01-06" in str(problem.message)
    assert "2026-01-06-tea.md" in str(problem.hint)


def test_where_such_addresses_lead_to_the_post_nothing_is_found(check: Check) -> None:
    config = CONFIG.replace("search: false", "search: false, date_aliases: true")
    files = {"_config.yml": config, "_posts/2026-01-05-tea.md": f"---\ntitle: 茶\n{LATE}\n---\n本文です。\n"}

    assert not [problem for problem in check(files) if problem.code == "file-date"]


def test_the_renamed_file_keeps_its_url(check: Check) -> None:
    assert found(check, "2026-01-06-tea.md", LATE) == []


@pytest.mark.parametrize(
    "front_matter", ["date: 2026-01-05 10:00:00 +0900", "layout: post", "date: 2026-01-05"]
)
def test_a_name_with_the_url_s_day_is_fine(check: Check, front_matter: str) -> None:
    assert found(check, "2026-01-05-tea.md", front_matter) == []


@pytest.mark.parametrize(
    ("front_matter", "config"),
    [
        (LATE, "permalink: /:title/\n"),
        (LATE + "\npermalink: /tea/", ""),
        (LATE, "permalink: /:year/:title/\n"),
    ],
)
def test_where_the_url_holds_no_day_there_is_nothing_to_find(
    check: Check, front_matter: str, config: str
) -> None:
    assert found(check, "2026-01-05-tea.md", front_matter, config) == []


def test_a_file_whose_name_makes_the_url_is_not_to_be_renamed(check: Check) -> None:
    (problem,) = found(check, "2026-01-05-tea.md", LATE, "permalink: /:year/:month/:day/:name/\n")

    assert "rename" not in str(problem.hint)
