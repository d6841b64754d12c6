from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from allforces_site.check.run.selection import Selection, UnknownChoiceError, chosen_codes, chosen_path
from allforces_site.errors import Problem, Severity
from allforces_site.lint.registry import RULE_OF

Make = Callable[..., Problem]


def test_without_a_choice_all_rules_run() -> None:
    assert chosen_codes([], []) is None


def test_rules_are_chosen_with_commas_or_again() -> None:
    assert chosen_codes(["end-marker, end-marker,", "end-marker"], []) == {"end-marker"}


def test_ignored_rules_are_left_out() -> None:
    assert chosen_codes([], ["end-marker"]) == RULE_OF.keys() - {"end-marker"}
    assert chosen_codes(["end-marker"], ["end-marker"]) == frozenset()


@pytest.mark.parametrize("choice", [(["end-markr"], []), ([], ["end-markr"])])
def test_an_unknown_rule_is_reported_with_the_nearest(choice: tuple[list[str], list[str]]) -> None:
    with pytest.raises(UnknownChoiceError, match=r'no rule "end-markr"; did you mean "end-marker"\?'):
        chosen_codes(*choice)


@pytest.fixture
def site(posts: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("2026-01-02-tea.md", "2026-01-03-茶.md", "2026-01-04-a b.md"):
        (posts / "_posts" / name).write_text("x", encoding="utf-8")
    (posts.parent / "README.md").write_text("x", encoding="utf-8")
    monkeypatch.chdir(posts.parent)
    return Path("content")


@pytest.mark.parametrize(
    ("given", "chosen"),
    [
        ("content/_posts/2026-01-02-tea.md", "_posts/2026-01-02-tea.md"),
        ("./content//_posts/../_posts/2026-01-02-tea.md", "_posts/2026-01-02-tea.md"),
        ("_posts/2026-01-02-tea.md", "_posts/2026-01-02-tea.md"),
        ("content/_posts/", "_posts"),
        ("_posts/2026-01-04-a b.md", "_posts/2026-01-04-a b.md"),
        ("content", ""),
        (".", ""),
    ],
)
def test_a_path_is_found_from_here_or_from_the_source(site: Path, given: str, chosen: str) -> None:
    if given == ".":
        site = Path()

    assert chosen_path(Path(given), site) == chosen


def test_an_absolute_path_is_found_too(site: Path) -> None:
    path = site.absolute() / "_posts" / "2026-01-03-茶.md"

    assert chosen_path(path, site) == "_posts/2026-01-03-茶.md"


def test_a_source_behind_a_link_is_the_same_source(site: Path) -> None:
    Path("link").symlink_to("content")

    assert chosen_path(Path("link/_posts/2026-01-02-tea.md"), site) == "_posts/2026-01-02-tea.md"


@pytest.mark.parametrize(
    ("given", "nearest"),
    [
        ("content/_posts/2026-01-02-te.md", r"did you mean content/_posts/2026-01-02-tea\.md\?"),
        ("_posts/2026-01-02-tea.markdown", r"did you mean content/_posts/2026-01-02-tea\.md\?"),
        ("content/_post", r"did you mean content/_posts\?"),
        ("zzz", "zzz does not exist$"),
    ],
)
def test_an_unknown_path_is_reported_with_the_nearest(site: Path, given: str, nearest: str) -> None:
    with pytest.raises(UnknownChoiceError, match=nearest):
        chosen_path(Path(given), site)


def test_a_path_outside_the_source_is_reported(site: Path) -> None:
    with pytest.raises(UnknownChoiceError, match=r"README\.md is outside content"):
        chosen_path(Path("README.md"), site)


def test_a_folder_includes_what_is_below_it_and_nothing_else(make_problem: Make) -> None:
    selection = Selection(paths=("_posts/a",))

    assert selection.includes(make_problem(file="_posts/a/x.md"))
    assert not selection.includes(make_problem(file="_posts/ab.md"))
    assert not selection.includes(make_problem(file=None))


def test_only_changed_files_are_reported(make_problem: Make) -> None:
    selection = Selection(changed=frozenset({"_posts/a.md"}))

    assert selection.includes(make_problem(file="_posts/a.md"))
    assert not selection.includes(make_problem(file="_posts/b.md"))


def test_errors_of_reading_are_reported_whatever_rules_are_chosen(make_problem: Make) -> None:
    selection = Selection(codes=frozenset({"end-marker"}))

    assert selection.includes(make_problem("end-marker"))
    assert selection.includes(make_problem("unreadable"))
    assert not selection.includes(make_problem("liquid", severity=Severity.WARNING))
