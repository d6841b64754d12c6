"""Deploys to branches: the repository around them, sources beside them, and failures of git."""

from __future__ import annotations

import subprocess
from contextlib import closing
from pathlib import Path

import pytest

from allforces_site.deploy.branch import BranchTarget
from allforces_site.deploy.record import RECORD_FILE
from allforces_site.deploy.run import deploy
from allforces_site.errors import Problem, SiteError
from allforces_site.messages.message import as_it_is
from tests.deploy.places import SITE, Branch, local_site, send


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Branch:
    return Branch(tmp_path, monkeypatch)


def commit_sources(place: Branch, branch: str, *, at: str = "content", push: bool = True) -> None:
    folder = place.work / at
    (folder / "_posts").mkdir(parents=True, exist_ok=True)
    (folder / "_config.yml").write_text("title: 題\n", encoding="utf-8")
    (folder / "_posts" / "2026-01-02-tea.md").write_text("---\ntitle: お茶\n---\n", encoding="utf-8")
    commands = [
        ["checkout", "--quiet", "-B", branch],
        ["add", "--all"],
        ["commit", "--quiet", "-m", "sources"],
    ]
    if push:
        commands.append(["push", "--quiet", "origin", branch])
    for command in commands:
        subprocess.run(["git", *command], cwd=place.work, check=True)


def refusal(target: BranchTarget, root: Path, *, dry_run: bool = False, adopt: bool = False) -> Problem:
    with closing(target), pytest.raises(SiteError) as raised:
        deploy(local_site(root, SITE), target, lambda _: None, dry_run=dry_run, adopt=adopt)
    (problem,) = raised.value.problems
    return problem


@pytest.mark.parametrize("at", ["content", ".", "docs/blog"])
def test_a_branch_that_holds_sources_is_refused_even_where_files_may_be_adopted(
    place: Branch, tmp_path: Path, at: str
) -> None:
    commit_sources(place, "master", at=at)
    subprocess.run(["git", "checkout", "--quiet", "-b", "work"], cwd=place.work, check=True)
    before = place.git("rev-parse", "master")

    for dry_run in (True, False):
        problem = refusal(BranchTarget("master"), tmp_path / "site", dry_run=dry_run, adopt=True)
        assert problem.code == "deploy-target" and "_config.yml" in str(problem.message)
    assert place.git("rev-parse", "master") == before


@pytest.mark.parametrize("remote", ["origin", "{bare}", "file://{bare}", "{bare}/", "../bare.git", "."])
def test_the_branch_that_is_checked_out_is_refused_by_whatever_name_its_remote_has(
    place: Branch, tmp_path: Path, remote: str
) -> None:
    commit_sources(place, "main", push=False)

    problem = refusal(BranchTarget("main", remote.format(bare=place.bare)), tmp_path / "site", dry_run=True)

    assert problem.code == "deploy-target" and "is checked out here" in str(problem.message)


def test_a_branch_of_the_same_name_in_another_repository_is_accepted(place: Branch, tmp_path: Path) -> None:
    commit_sources(place, "main")
    other = tmp_path / "me.github.io.git"
    subprocess.run(["git", "init", "--quiet", "--bare", other], check=True)

    with closing(BranchTarget("main", str(other))) as target:
        deploy(local_site(tmp_path / "site", SITE), target, lambda _: None)

    shown = subprocess.run(["git", "ls-tree", "main"], cwd=other, check=True, capture_output=True).stdout
    assert b"index.html" in shown


def test_an_empty_branch_takes_a_first_deploy(place: Branch, tmp_path: Path) -> None:
    for command in (
        ["checkout", "--quiet", "--orphan", "gh-pages"],
        ["commit", "--quiet", "--allow-empty", "-m", "empty"],
        ["push", "--quiet", "origin", "gh-pages"],
        ["checkout", "--quiet", "--orphan", "main"],
    ):
        subprocess.run(["git", *command], cwd=place.work, check=True)

    send(place, tmp_path / "site", SITE)

    assert place.files() == SITE
    assert place.git("rev-list", "--count", "gh-pages").strip() == b"2"


def test_a_machine_without_a_name_for_commits_deploys_all_the_same(
    place: Branch, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("GIT_AUTHOR", "GIT_COMMITTER"):
        monkeypatch.delenv(f"{name}_NAME")
        monkeypatch.delenv(f"{name}_EMAIL")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", "/dev/null")
    monkeypatch.setenv("GIT_CONFIG_SYSTEM", "/dev/null")
    subprocess.run(["git", "config", "user.useConfigOnly", "true"], cwd=place.work, check=True)

    send(place, tmp_path / "site", SITE)

    assert place.files() == SITE


def test_nothing_of_the_working_copy_is_touched(place: Branch, tmp_path: Path) -> None:
    commit_sources(place, "main")
    (place.work / "staged.txt").write_text("まだ", encoding="utf-8")
    subprocess.run(["git", "add", "staged.txt"], cwd=place.work, check=True)

    send(place, tmp_path / "site", SITE)

    shown = subprocess.run(["git", "status", "--short"], cwd=place.work, check=True, capture_output=True)
    assert shown.stdout == b"A  staged.txt\n"
    branches = subprocess.run(["git", "branch", "--format=%(refname:short)"], cwd=place.work, check=True,
                              capture_output=True)  # fmt: skip
    assert branches.stdout == b"main\n"


def test_the_record_is_what_was_sent(place: Branch, tmp_path: Path) -> None:
    send(place, tmp_path / "site", SITE)

    with closing(place.target()) as target:
        assert target.read_record().files == local_site(tmp_path / "site", SITE).files
    assert RECORD_FILE in place.git("ls-tree", "--name-only", "gh-pages").decode()


def test_a_folder_without_a_repository_is_reported_with_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "plain").mkdir()
    monkeypatch.chdir(tmp_path / "plain")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))

    problem = refusal(BranchTarget("gh-pages"), tmp_path / "site")

    assert "there is no git repository in" in str(problem.message)
    assert "git init" in str(problem.hint)


def test_an_unknown_remote_is_reported_with_the_known_ones(place: Branch, tmp_path: Path) -> None:
    problem = refusal(BranchTarget("gh-pages", "upstream"), tmp_path / "site")
    assert 'no remote "upstream"; known are origin' in str(problem.message)
    assert "git remote add upstream" in str(problem.hint)

    subprocess.run(["git", "remote", "remove", "origin"], cwd=place.work, check=True)
    assert "it has none" in str(refusal(BranchTarget("gh-pages"), tmp_path / "site").message)


def test_an_address_without_a_repository_is_reported(place: Branch, tmp_path: Path) -> None:
    (tmp_path / "no.git").mkdir()

    for remote in ("../no.git", "../nowhere.git"):
        problem = refusal(BranchTarget("gh-pages", remote), tmp_path / "site")
        assert "there is no repository at this address" in str(problem.message)
        assert "`remote:`" in str(problem.hint)
    assert place.git("for-each-ref") == b""


@pytest.mark.parametrize(
    ("hook", "what"),
    [
        ("echo 'GH006: Protected branch update failed for refs/heads/gh-pages.' >&2; exit 1", "is protected"),
        ("echo 'no site on a Friday' >&2; exit 1", "own checks refuse"),
    ],
)
def test_a_push_that_the_repository_refuses_is_reported_in_its_words(
    place: Branch, tmp_path: Path, hook: str, what: str
) -> None:
    script = place.bare / "hooks" / "pre-receive"
    script.parent.mkdir(exist_ok=True)
    script.write_text(f"#!/bin/sh\n{hook}\n", encoding="utf-8")
    script.chmod(0o755)

    problem = refusal(place.target(), tmp_path / "site")  # type: ignore[arg-type]

    assert what in str(problem.message) and "deploy again" not in str(problem.hint)


def test_a_deploy_whose_git_was_killed_while_it_locked_our_reference_is_completed_by_the_next(
    place: Branch, tmp_path: Path
) -> None:
    send(place, tmp_path / "site", SITE)
    lock = place.work / ".git" / "refs" / "allforces-deploy" / "gh-pages.lock"
    lock.write_bytes(b"")

    send(place, tmp_path / "next", {**SITE, "index.html": "次"})

    assert place.files()["index.html"] == "次"
    assert not lock.exists()


@pytest.mark.parametrize("lock", ["{work}/.git/shallow.lock", "{bare}/refs/heads/gh-pages.lock"])
def test_a_lock_that_may_be_of_another_git_is_named_and_left(
    place: Branch, tmp_path: Path, lock: str
) -> None:
    send(place, tmp_path / "site", SITE)
    file = Path(lock.format(work=place.work, bare=place.bare))
    file.write_bytes(b"")

    with pytest.raises(SiteError) as raised:
        send(place, tmp_path / "next", {**SITE, "index.html": "次"})

    (problem,) = raised.value.problems
    assert "left a lock behind" in str(problem.message) and file.name in str(problem.message)
    assert "delete that file" in str(problem.hint)
    assert file.exists()


def test_a_push_that_came_too_late_says_to_deploy_again(place: Branch, tmp_path: Path) -> None:
    send(place, tmp_path / "site", SITE)
    with closing(place.target()) as late:
        late.read_record()
        place.put_by_hand("other.html", "間に")
        late.put(local_site(tmp_path / "late", {"index.html": "遅"}).root, ["index.html"])

        with pytest.raises(SiteError) as raised:
            late.finish(as_it_is("late"))

    assert "somebody pushed to the branch meanwhile" in str(raised.value.problems[0].message)
    assert "deploy again" in str(raised.value.problems[0].hint)
