from __future__ import annotations

import pytest

from tests.lint.rules.conftest import Check
from tests.lint.rules.linked_site import site

THERE = (
    "#急須",
    "#%E6%80%A5%E9%A0%88",
    "#own-id",
    "#raw",
    "#fn1",
    "#",
    "#top",
    "#:~:text=急須",
    "/2026/01/06/teapot/#茶渋を落とす",
    "../../06/teapot#茶渋を落とす",
    "#site-main",
    "https://example.org/#nothing",
    "/files/tea.pdf#page=2",
)


def test_places_that_are_there_are_fine(check: Check) -> None:
    links = " ".join(f"[茶]({target})" for target in THERE)
    body = f"{links}の注[^1]。\n\n## 急須\n\n## 湯 {{#own-id}}\n\n<p id='raw'>茶</p>\n\n[^1]: 注です。"
    found = check(site(body, {"files/tea.pdf": "茶"}))

    assert [str(problem.message) for problem in found if problem.code == "broken-fragment"] == []


@pytest.mark.parametrize(
    ("target", "hint"),
    [
        ("#急須の洗いかた", "did you mean #急須の洗い方?"),
        ("#Matcha", "did you mean #matcha?"),
        ("#qqqqqqqq", "correct the anchor, or remove it"),
        ("/2026/01/06/teapot/#茶渋をおとす", "did you mean #茶渋を落とす?"),
    ],
)
def test_a_place_that_is_not_there_is_found_with_the_nearest(check: Check, target: str, hint: str) -> None:
    found = check(site(f"[茶]({target})\n\n## 急須の洗い方\n\n## Matcha\n"))
    (problem,) = [problem for problem in found if problem.code == "broken-fragment"]

    assert (problem.line, problem.column, str(problem.hint)) == (5, 1, hint)


def test_a_page_that_is_not_there_is_reported_once(check: Check) -> None:
    found = check(site("[茶](/none/#a)"))

    assert [problem.code for problem in found if "-link" in problem.code or "fragment" in problem.code] == [
        "broken-link"
    ]
