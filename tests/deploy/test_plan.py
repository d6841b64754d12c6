from __future__ import annotations

import pytest

from allforces_site.deploy.plan import make_plan, refuse_many_deletions
from allforces_site.deploy.record import Record
from allforces_site.errors import SiteError


def test_only_files_with_other_content_are_sent_assets_first_and_feeds_last() -> None:
    record = Record({"index.html": "old", "about.html": "same", "gone.html": "x"})

    plan = make_plan({"feed.xml": "f", "index.html": "new", "about.html": "same", "a.png": "p"}, record)

    assert plan.stages == (("a.png",), ("index.html",), ("feed.xml",))
    assert plan.deletions == ("gone.html",)
    assert plan.unchanged == 1


def test_a_page_is_deleted_before_the_files_it_loads() -> None:
    plan = make_plan({}, Record({"a.png": "p", "index.html": "i", "feed.xml": "f"}))

    assert plan.deletions == ("feed.xml", "index.html", "a.png")


def test_a_file_of_an_interrupted_deploy_is_sent_again() -> None:
    assert make_plan({"index.html": "new"}, Record({"index.html": None})).uploads == ("index.html",)


def test_what_no_deploy_put_there_is_never_deleted() -> None:
    assert make_plan({}, Record()).deletions == ()


@pytest.mark.parametrize(
    ("there", "gone", "allowed"), [(100, 20, None), (1000, 50, None), (100, 90, 90), (5, 5, None)]
)
def test_few_deletions_and_allowed_ones_pass(there: int, gone: int, allowed: int | None) -> None:
    record = Record({f"{number}.html": "x" for number in range(there)})

    refuse_many_deletions(
        make_plan({f"{number}.html": "x" for number in range(gone, there)}, record), record, allowed
    )


@pytest.mark.parametrize(
    ("there", "gone", "allowed"), [(100, 21, None), (1000, 51, None), (100, 21, 20), (5, 1, 0)]
)
def test_more_deletions_are_refused_with_their_number_and_what_allows_them(
    there: int, gone: int, allowed: int | None
) -> None:
    record = Record({f"{number:04}.html": "x" for number in range(there)})
    plan = make_plan({f"{number:04}.html": "x" for number in range(gone, there)}, record)

    with pytest.raises(SiteError) as raised:
        refuse_many_deletions(plan, record, allowed)

    (problem,) = raised.value.problems
    assert f"{gone} of {there} files" in str(problem.message) and "0000.html" in str(problem.message)
    assert problem.hint and f"--allow-delete {gone}" in str(problem.hint)
