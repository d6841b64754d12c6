"""A deploy overwrites no files that no deploy sent, except with --adopt."""

from __future__ import annotations

from pathlib import Path

import pytest

from allforces_site.errors import Problem, SiteError
from tests.deploy.places import SITE, Branch, Folder, Place, page, send


def refusal(place: Place, root: Path, files: dict[str, str], **options: bool) -> Problem:
    with pytest.raises(SiteError) as raised:
        send(place, root, files, **options)
    (problem,) = raised.value.problems
    assert problem.code == "foreign-output" and "--adopt" in str(problem.hint)
    return problem


def begin(place: Place, tmp_path: Path) -> None:
    """A branch exists after something was pushed to it."""
    if isinstance(place, Branch):
        send(place, tmp_path / "begin", {})
        send(place, tmp_path / "begin", {"begin.html": page()})
        send(place, tmp_path / "begin", {})


def test_a_first_deploy_names_what_it_would_overwrite_and_stops(place: Place, tmp_path: Path) -> None:
    begin(place, tmp_path)
    place.put_by_hand("index.html", "他の人の表紙")
    place.put_by_hand("notes.txt", "覚え書き")

    for dry_run in (True, False):
        problem = refusal(place, tmp_path / "site", SITE, dry_run=dry_run)
        assert "1 file that" in str(problem.message) and "index.html" in str(problem.message)
        assert place.files() == {"index.html": "他の人の表紙", "notes.txt": "覚え書き"}


def test_what_is_adopted_is_ours_from_then_on_and_the_rest_stays(place: Place, tmp_path: Path) -> None:
    begin(place, tmp_path)
    place.put_by_hand("index.html", "他の人の表紙")
    place.put_by_hand("notes.txt", "覚え書き")

    send(place, tmp_path / "site", SITE, adopt=True)
    assert place.files() == {**SITE, "notes.txt": "覚え書き"}

    send(place, tmp_path / "after", {path: text for path, text in SITE.items() if path != "index.html"})
    assert "index.html" not in place.files() and "notes.txt" in place.files()


def test_a_file_with_the_same_bytes_does_not_count_as_foreign(place: Place, tmp_path: Path) -> None:
    begin(place, tmp_path)
    place.put_by_hand("index.html", SITE["index.html"])

    send(place, tmp_path / "site", SITE)

    assert place.files() == SITE


def test_a_later_deploy_stops_too_before_a_file_that_came_by_hand(place: Place, tmp_path: Path) -> None:
    send(place, tmp_path / "site", SITE)
    place.put_by_hand("about.html", "手書き")

    refusal(place, tmp_path / "after", {**SITE, "about.html": page()})

    assert place.files()["about.html"] == "手書き"


@pytest.mark.parametrize("by_hand", ["about", "about/index.html/own.txt"])
def test_a_file_in_the_place_of_a_folder_and_the_other_way_round_are_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, by_hand: str
) -> None:
    for place in (Folder(tmp_path), Branch(tmp_path, monkeypatch)):
        send(place, tmp_path / "site", SITE)
        place.put_by_hand(by_hand, "手書き")

        problem = refusal(place, tmp_path / "after", {**SITE, "about/index.html": page()})

        assert "about/index.html" in str(problem.message)
        assert place.files() == {**SITE, by_hand: "手書き"}
