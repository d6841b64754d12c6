from __future__ import annotations

import re
from pathlib import Path

import pytest

from allforces_site.build.options import BuildOptions
from allforces_site.check.run.check import check_site
from allforces_site.lint.rules.metadata.reading_time import is_far
from tests.conftest import NOW
from tests.lint.rules.conftest import Check

POST = "_posts/2026-01-05-tea.md"


def post(minutes: str, text: str = "茶の話。") -> str:
    return f"---\ntitle: 新茶\nreading_time: {minutes}\n---\n{text}\n"


@pytest.mark.parametrize(("declared", "measured"), [(8, 2), (20, 9), (3, 8), (2, 0), (3, 1), (7, 15)])
def test_more_than_half_and_two_minutes_are_far(declared: int, measured: int) -> None:
    assert is_far(declared, measured)


@pytest.mark.parametrize(("declared", "measured"), [(2, 1), (1, 2), (3, 2), (12, 8), (4, 8), (9, 9), (0, 1)])
def test_up_to_half_or_one_minute_is_near(declared: int, measured: int) -> None:
    assert not is_far(declared, measured)


def test_a_far_reading_time_is_found_in_its_line(check: Check) -> None:
    (problem,) = [found for found in check({POST: post("8")}) if found.code == "reading-time"]

    assert (problem.file, problem.line, problem.excerpt) == (POST, 3, "reading_time: 8")
    assert "8 minutes" in str(problem.message)
    assert "1 minute" in str(problem.message)


def test_the_measured_minutes_are_those_that_a_build_shows(tmp_path: Path, check: Check) -> None:
    text = post(
        "99",
        "茶の話をします。`code` と[リンク](/tea/)も。\n\n" * 400 + "```text\n" + "読まない\n" * 500 + "```",
    )
    (problem,) = [found for found in check({POST: text}) if found.code == "reading-time"]
    config = "url: https://example.com\nallforces: {reading_time: measured}\n"
    (tmp_path / "content" / "_config.yml").write_text(config, encoding="utf-8")

    checked = check_site(BuildOptions(tmp_path / "content", tmp_path / "_site", jobs=1), NOW)

    (shown,) = [post.summary.reading_minutes for post in checked.site.posts]
    assert re.search(r"but (\d+) minutes were measured", str(problem.message))[1] == str(shown)  # type: ignore[index]


@pytest.mark.parametrize(("copies", "wanted"), [(2, "delete repeated text first, 50%"), (1, "write ")])
def test_much_repeated_text_is_to_be_deleted_first(check: Check, copies: int, wanted: str) -> None:
    paragraphs = [f"{number}杯目の茶は、{'茶' * number}の香りがしました。" for number in range(1, 60)]
    text = post("40", "\n\n".join(paragraphs * copies))

    (problem,) = [found for found in check({POST: text}) if found.code == "reading-time"]

    assert problem.hint is not None
    assert str(problem.hint).startswith(wanted)


def test_where_readers_see_the_measured_minutes_there_is_nothing_to_find(check: Check) -> None:
    config = "url: https://example.com\nallforces: {reading_time: measured}\n"

    assert "reading-time" not in [found.code for found in check({"_config.yml": config, POST: post("8")})]


def test_a_post_without_a_declared_time_is_fine(check: Check) -> None:
    text = "---\ntitle: 新茶\n---\n本文です。\n"

    assert "reading-time" not in [found.code for found in check({POST: text})]
