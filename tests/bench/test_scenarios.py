"""Each kind of build of the benchmark: its edit is built; a build that misses the edit is found out."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from tests.bench import marks
from tests.bench.bench import build, in_turn
from tests.bench.checks import WrongOutcomeError, check_gone, check_shows, check_site
from tests.bench.corpus import Corpus
from tests.bench.peer import SITES, FollowUp, Peer
from tests.bench.peers import allforces, allforces_themed
from tests.bench.scenarios import SCENARIOS, Scenario
from tests.bench.workspaces import Workspace, fewest_posts, make_workspaces

POSTS = 14
RUNS = 2


def _site(peer: Peer, folder: Path) -> Workspace:
    (site,) = make_workspaces([peer], Corpus(), POSTS, RUNS, folder)
    return site


@pytest.fixture(scope="module")
def once_built(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    site = _site(allforces(), tmp_path_factory.mktemp("bench"))
    build(site)
    return site


@pytest.fixture
def built(once_built: Workspace, tmp_path: Path) -> Workspace:
    shutil.copytree(once_built.folder, tmp_path / "site")
    return replace(once_built, folder=tmp_path / "site")


@pytest.fixture
def real_order() -> Corpus:
    return Corpus(tuple(Corpus().posts(10)))


@pytest.mark.parametrize("peer", [allforces, allforces_themed])
def test_each_kind_of_build_does_what_its_check_wants(peer: Callable[[], Peer], tmp_path: Path) -> None:
    site = _site(peer(), tmp_path)

    for scenario in SCENARIOS:
        check = scenario.edit(site, 1)
        build(site, deletes=scenario.deletes)
        check()

    check_site(site)
    # One was added, one was deleted.
    assert site.count_posts() == POSTS


@pytest.mark.parametrize("run", [1, RUNS])
@pytest.mark.parametrize(
    "scenario", [kind for kind in SCENARIOS if kind.name != "unchanged"], ids=lambda kind: kind.name
)
def test_a_build_that_misses_an_edit_is_found_out(built: Workspace, scenario: Scenario, run: int) -> None:
    check = scenario.edit(built, run)

    with pytest.raises(WrongOutcomeError):
        check()


def test_a_site_that_lacks_a_page_is_found_out(built: Workspace) -> None:
    (built.output / built.changed.body.output).unlink()

    with pytest.raises(WrongOutcomeError, match=f"{POSTS - 1} post pages, {POSTS} wanted"):
        check_site(built)
    with pytest.raises(WrongOutcomeError, match="does not show"):
        check_shows(built, built.changed.body, built.changed.body.title)


def test_a_deleted_post_that_a_list_still_links_to_is_found_out(built: Workspace) -> None:
    post = built.changed.newest[1]
    (built.output / post.output).unlink()

    with pytest.raises(WrongOutcomeError, match="still links to"):
        check_gone(built, post)


def test_each_edit_changes_a_post_of_its_own(tmp_path: Path, real_order: Corpus) -> None:
    # The newest post of the repeated ones is the last of the first round, which may be in the middle.
    for size in (fewest_posts(RUNS), 19, 20, 21):
        (site,) = make_workspaces([allforces()], real_order, size, RUNS, tmp_path / str(size))
        changed = site.changed
        posts = (changed.body, changed.title, changed.tag, *changed.newest)
        assert len({post.slug for post in posts}) == 3 + RUNS + 1


def test_fewer_posts_than_the_runs_change_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="too few for 2 runs"):
        make_workspaces([allforces()], Corpus(), fewest_posts(2) - 1, 2, tmp_path)


@pytest.mark.parametrize("site", ["allforces", "hugo", "pelican", "jekyll", "eleventy"])
def test_the_site_of_each_tool_has_each_mark_once(site: str) -> None:
    files = [file for file in (SITES / site).rglob("*") if file.is_file()]
    text = "\n".join(file.read_text(encoding="utf-8") for file in files)

    for words in (marks.TEMPLATE, marks.PARTIAL, marks.STYLE, marks.SITE_TITLE):
        assert text.count(marks.marked(words, 0)) == 1


def test_a_file_without_the_mark_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "post.html").write_text("<p>", encoding="utf-8")

    with pytest.raises(ValueError, match=r"post\.html: no"):
        marks.set_number(tmp_path / "post.html", marks.TEMPLATE, 1)


# ---- running a tool --------------------------------------------------------------------------


def test_a_second_program_is_measured_by_itself_and_together_with_the_first(once_built: Workspace) -> None:
    peer = replace(
        once_built.peer,
        label="First",
        command=(sys.executable, "-S", "-c", "open('first', 'w')"),
        follow_up=FollowUp("Second", "1", (sys.executable, "-S", "-c", "open('first')")),
    )

    costs = build(replace(once_built, peer=peer))

    assert list(costs) == ["First", "Second", "First with Second"]
    assert costs["First with Second"] == costs["First"].followed_by(costs["Second"])


def test_a_deletion_is_built_by_the_command_that_removes_pages(built: Workspace) -> None:
    commands = {name: (sys.executable, "-S", "-c", f"open({name!r}, 'w')") for name in ("usual", "removing")}
    peer = replace(built.peer, command=commands["usual"], deleting_command=commands["removing"])
    site = replace(built, peer=peer)

    build(site)
    assert not (site.folder / "removing").exists()

    build(site, deletes=True)
    assert (site.folder / "removing").exists()


def test_each_run_begins_with_another_tool(once_built: Workspace) -> None:
    one, other = once_built, replace(once_built, tags=0)

    assert [in_turn([one, other], run) for run in (1, 2, 3)] == [[one, other], [other, one], [one, other]]
