"""Each path belongs to one output, and every other source is reported."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allforces_site.errors import Problem, Severity
from allforces_site.model import Claim, Output
from allforces_site.outputs.conflicts import Resolved
from allforces_site.outputs.conflicts import resolve as resolved


def output(path: str, source: str | None = None, claim: Claim = Claim.AUTHORED) -> Output:
    return Output(path, lambda: b"", source, claim)


def resolve(outputs: list[Output]) -> tuple[list[Output], list[Problem]]:
    found = resolved(outputs)
    return found.outputs, found.problems


def generated(path: str) -> Output:
    return output(path, None, Claim.GENERATED)


def reported(problems: list[Problem]) -> list[tuple[str, Severity, str | None]]:
    return [(problem.code, problem.severity, problem.file) for problem in problems]


def test_outputs_with_paths_of_their_own_stay_in_their_order() -> None:
    outputs = [output("b", "b"), output("a", "a"), generated("c")]

    assert resolved(outputs) == Resolved(outputs, [], needs_new_addresses=False)


def test_an_authors_page_replaces_a_generated_one_and_is_noted() -> None:
    own = output("index.html", "index.md")

    assert resolve([own, generated("index.html")])[0] == [own]
    assert reported(resolve([own, generated("index.html")])[1]) == [("page-own", Severity.NOTE, "index.md")]


@pytest.mark.parametrize("claim", [Claim.AUTHORED, Claim.COPIED, Claim.POST])
def test_of_two_sources_of_one_path_one_is_written_and_a_warning_names_both(claim: Claim) -> None:
    kept, problems = resolve([output("a", "one.md", claim), output("a", "two.md", claim), output("b", "b")])

    assert [item.source for item in kept] == ["one.md", "b"]
    assert problems[0].severity is Severity.WARNING
    assert problems[0].file == "two.md"
    assert "two sources write /a: one.md and two.md" in str(problems[0].message)


@pytest.mark.parametrize("claim", [Claim.WEAK, Claim.GENERATED, Claim.AUTHORED, Claim.COPIED])
def test_a_post_never_takes_the_place_of_another_file(claim: Claim) -> None:
    other = output("index.html", None if claim is Claim.GENERATED else "index.md", claim)

    found = resolved([output("index.html", "_posts/x.md", Claim.POST), other])

    assert found.outputs == [other]
    assert found.needs_new_addresses
    assert "_posts/x.md" in str(found.problems[0].message)


@pytest.mark.parametrize(
    ("one", "two"),
    [
        (output("a", "p.md", Claim.POST), generated("a/b")),
        (output("a/b", "p.md", Claim.POST), generated("a")),
        (output("a/b", "page.md"), generated("a")),
        (output("a", "page.md"), output("a/b", "b.png", Claim.COPIED)),
        (output("a", "page.md"), output("a", "a", Claim.COPIED)),
        (output("A", "p.md", Claim.POST), generated("a")),
        (output("caf\u00e9", "p.md", Claim.POST), output("cafe\u0301", "x", Claim.COPIED)),
    ],
)
def test_a_post_or_page_that_loses_its_path_needs_another_address(one: Output, two: Output) -> None:
    assert resolved([one, two]).needs_new_addresses
    assert resolved([two, one]).needs_new_addresses


@pytest.mark.parametrize(
    "outputs",
    [
        [output("a", "a.md"), generated("a")],
        [output("a", "a.md", Claim.WEAK), generated("a")],
        [output("a", "a.md", Claim.WEAK), output("a", "b.md")],
        [output("a", "p.md", Claim.POST), output("A", "q.md", Claim.POST)],
        [output("a", "p.md", Claim.POST), output("a", "b.md", Claim.REDIRECT)],
        [output("a", "p.md", Claim.POST), output("A", "b.md", Claim.REDIRECT)],
        [output("a", "a", Claim.COPIED), generated("a/b")],
    ],
)
def test_replaced_and_fixed_outputs_need_no_other_address(outputs: list[Output]) -> None:
    assert not resolved(outputs).needs_new_addresses


@pytest.mark.parametrize("claim", [Claim.POST, Claim.WEAK, Claim.GENERATED, Claim.AUTHORED, Claim.COPIED])
def test_an_old_address_never_harms_the_page_that_is_there(claim: Claim) -> None:
    page = output("a/index.html", "a.md", claim)
    redirect = output("a/index.html", "b.md", Claim.REDIRECT)

    assert resolve([redirect, page])[0] == [page]
    assert reported(resolve([redirect, page])[1]) == [("redirect-taken", Severity.WARNING, "b.md")]


def test_an_old_address_of_two_pages_leads_to_the_first_and_a_warning_names_both() -> None:
    kept, problems = resolve([output("a", "a.md", Claim.REDIRECT), output("a", "b.md", Claim.REDIRECT)])

    assert [item.source for item in kept] == ["a.md"]
    assert reported(problems) == [("output-collision", Severity.WARNING, "b.md")]
    assert "two sources write /a: a.md and b.md; a.md is written" in str(problems[0].message)


@pytest.mark.parametrize("page", [generated("a"), output("a", "a.md"), output("a", "p.md", Claim.POST)])
def test_an_old_address_does_not_turn_a_file_into_a_folder(page: Output) -> None:
    redirect = output("a/index.html", "b.md", Claim.REDIRECT)

    kept, problems = resolve([redirect, page])

    assert kept == [page]
    assert reported(problems) == [("redirect-taken", Severity.WARNING, "b.md")]


def test_three_sources_of_one_path_are_all_named() -> None:
    _, problems = resolve([output("a", "one.md"), output("a", "two.md"), output("a", "three.md")])

    assert len(problems) == 1
    assert "one.md, two.md and three.md" in str(problems[0].message)


def test_a_page_made_by_liquid_is_replaced_with_a_warning() -> None:
    kept, problems = resolve([output("index.html", "index.html", Claim.WEAK), generated("index.html")])

    assert [item.source for item in kept] == [None]
    assert reported(problems) == [("page-replaced", Severity.WARNING, "index.html")]


def test_a_page_made_by_liquid_is_named_too_when_an_authors_page_wins() -> None:
    own, liquid = output("index.html", "index.md"), output("index.html", "index.html", Claim.WEAK)

    kept, problems = resolve([own, liquid, generated("index.html")])

    assert kept == [own]
    assert reported(problems) == [
        ("page-own", Severity.NOTE, "index.md"),
        ("page-replaced", Severity.WARNING, "index.html"),
    ]


def test_a_file_cannot_be_a_folder_too() -> None:
    kept, problems = resolve([output("a", "a-file"), output("a/index.html", "a.md")])

    assert [item.source for item in kept] == ["a.md"]
    assert "/a cannot be a file (a-file) and a folder (a.md) at once" in str(problems[0].message)


def test_paths_that_differ_only_by_case_are_reported() -> None:
    kept, problems = resolve([output("A.html", "A.md"), output("a.html", "a.md")])

    assert len(kept) == 2
    assert reported(problems) == [("output-case", Severity.WARNING, "a.md")]


@pytest.mark.parametrize("path", [".allforces-manifest.json", ".allforces-tmp/x"])
def test_the_generators_own_names_are_refused(path: str) -> None:
    kept, problems = resolve([output(path, path)])

    assert kept == []
    assert reported(problems) == [("reserved-path", Severity.ERROR, path)]


claims = st.lists(st.sampled_from(Claim), min_size=1, max_size=5)


@given(claims)
def test_at_most_one_output_is_kept_and_every_other_source_is_named(rivals: list[Claim]) -> None:
    outputs = [
        output("a", None if claim in (Claim.GENERATED, Claim.CONFIGURED) else f"source-{number}.md", claim)
        for number, claim in zip(itertools.count(), rivals, strict=False)
    ]

    kept, problems = resolve(outputs)

    assert len(kept) == 1
    said = " ".join(f"{problem.file} {problem.message!s}" for problem in problems)
    for item in outputs:
        assert item in kept or item.source is None or item.source in said
