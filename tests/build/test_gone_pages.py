"""What a build says of pages of the last one that are gone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from allforces_site.errors import Problem


def gone(workshop: Any, **options: Any) -> list[Problem]:
    return [problem for problem in workshop.build(**options).problems if problem.code == "address-gone"]


@pytest.fixture(params=[True, False], ids=["record", "manifest"])
def options(request: pytest.FixtureRequest, tmp_path: Path) -> dict[str, Any]:
    """Of a build with a cache, in which the last one is recorded, and of one without."""
    return {"cache": tmp_path / "cache"} if request.param else {}


def test_a_post_with_another_slug_is_told_of_with_the_line_to_add(
    workshop: Any, options: dict[str, Any]
) -> None:
    workshop.post("2026-01-02-green-tea", "title: お茶")
    workshop.post("2026-01-03-cup", "title: 茶碗")
    assert gone(workshop, **options) == []

    (workshop.source / "_posts/2026-01-02-green-tea.md").unlink()
    workshop.post("2026-01-02-green-teas", "title: お茶")
    workshop.post("2026-01-09-kiln", "title: 窯")
    [problem] = gone(workshop, **options)

    assert (problem.file, problem.severity) == ("_posts/2026-01-02-green-teas.md", "note")
    assert "/2026/01/02/green-tea.html of the last build is gone" in str(problem.message)
    assert "`redirect_from: /2026/01/02/green-tea.html`" in str(problem.hint)
    assert gone(workshop, **options) == []  # It is said once.


def test_with_that_line_nothing_is_told(workshop: Any, options: dict[str, Any]) -> None:
    workshop.post("2026-01-02-tea", "title: お茶")
    workshop.build(**options)

    (workshop.source / "_posts/2026-01-02-tea.md").unlink()
    workshop.post("2026-01-02-teas", "title: お茶\nredirect_from: /2026/01/02/tea.html")

    assert gone(workshop, **options) == []


@pytest.mark.parametrize("line", ["date: 2026-01-05", "permalink: /somewhere/", "categories: [news]"])
def test_the_same_file_is_found_under_any_address(workshop: Any, tmp_path: Path, line: str) -> None:
    workshop.post("2026-01-02-tea", "title: お茶")
    workshop.build(cache=tmp_path / "cache")

    workshop.post("2026-01-02-tea", f"title: 新しい題\n{line}")
    [problem] = gone(workshop, cache=tmp_path / "cache")

    assert problem.file == "_posts/2026-01-02-tea.md"


def test_the_same_title_is_found_under_any_name(workshop: Any, tmp_path: Path) -> None:
    workshop.post("2026-01-02-tea", "title: お茶")
    workshop.build(cache=tmp_path / "cache")

    (workshop.source / "_posts/2026-01-02-tea.md").unlink()
    workshop.post("2026-05-05-zzz", "title: お茶")
    [problem] = gone(workshop, cache=tmp_path / "cache")

    assert problem.file == "_posts/2026-05-05-zzz.md"


def test_pages_that_nothing_resembles_are_told_of_together(workshop: Any, options: dict[str, Any]) -> None:
    for name in ("tea", "cup"):
        workshop.post(f"2026-01-02-{name}", f"title: {name}\nredirect_from: /old/{name}/")
    workshop.post("2026-01-02-secret", "robots: noindex")
    workshop.post("2026-01-03-stays", "title: 残る")
    workshop.build(**options)

    for name in ("tea", "cup", "secret"):
        (workshop.source / f"_posts/2026-01-02-{name}.md").unlink()
    [problem] = gone(workshop, **options)

    assert problem.file is None
    assert "2 pages of the last build are gone" in str(problem.message)
    assert "/2026/01/02/cup.html, /2026/01/02/tea.html" in str(problem.message)


def test_a_build_with_errors_removes_nothing_and_tells_nothing(workshop: Any) -> None:
    workshop.post("2026-01-02-tea", "title: お茶")
    workshop.build()

    (workshop.source / "_posts/2026-01-02-tea.md").unlink()
    workshop.post("2026-01-05-broken", "title: [")

    assert gone(workshop) == []
