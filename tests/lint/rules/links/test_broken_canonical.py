from __future__ import annotations

import pytest

from tests.lint.rules.conftest import Check
from tests.lint.rules.linked_site import post, site


def _found(check: Check, canonical: str) -> list[tuple[str | None, int | None, str | None]]:
    cup = post("茶碗です。", f"canonical_url: {canonical}\nredirect_from: /old/")
    files = site("茶です。", {"_posts/2026-01-07-cup.md": cup})
    found = [problem for problem in check(files) if problem.code == "broken-canonical"]
    return [(problem.file, problem.line, problem.hint) for problem in found]


@pytest.mark.parametrize(
    "canonical",
    [
        "/2026/01/06/teapot/",
        "https://example.com/2026/01/06/teapot/",
        "https://example.com/2026/01/07/cup/",
        "https://example.org/nothing/",
        "../../06/teapot/",
        "''",
    ],
)
def test_an_address_of_a_page_or_of_another_site_is_fine(check: Check, canonical: str) -> None:
    assert _found(check, canonical) == []


@pytest.mark.parametrize("canonical", ["/2026/01/06/teapots/", "https://example.com/2026/01/06/teapots/"])
def test_an_address_of_no_page_is_found_with_its_line_and_the_nearest_address(
    check: Check, canonical: str
) -> None:
    file = "_posts/2026-01-07-cup.md"
    assert _found(check, canonical) == [(file, 4, "did you mean /2026/01/06/teapot/?")]


def test_an_address_that_only_leads_on_is_found(check: Check) -> None:
    [(_, _, hint)] = _found(check, "/old/")
    assert hint is not None
    assert hint.startswith("write ")
    assert hint.endswith("/2026/01/07/cup/")


def test_a_page_may_have_a_broken_one_too(check: Check) -> None:
    page = "---\ntitle: 店\ncanonical_url: /nothing-like-it/\n---\n店です。\n"
    assert "broken-canonical" in {problem.code for problem in check(site("茶です。", {"about.md": page}))}
