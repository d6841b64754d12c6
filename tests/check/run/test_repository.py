from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from allforces_site.check.run.repository import RevisionError, changed_since, repository_root


@pytest.fixture(autouse=True)
def plain_git(monkeypatch: pytest.MonkeyPatch) -> None:
    """No settings of the machine, and no repository around the temporary folder."""
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_SYSTEM", os.devnull)
    for role in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{role}_NAME", "編集部")
        monkeypatch.setenv(f"GIT_{role}_EMAIL", "desk@example.com")


def git(folder: Path, *arguments: str) -> str:
    done = subprocess.run(["git", "-C", folder, *arguments], check=True, capture_output=True, text=True)
    return done.stdout.strip()


def commit(folder: Path, *names: str) -> str:
    for name in names:
        with (folder / "_posts" / f"{name}.md").open("a", encoding="utf-8") as file:
            file.write("本文。\n")
    git(folder, "add", ".")
    git(folder, "commit", "-qm", "x")
    return git(folder, "rev-parse", "HEAD")


@pytest.fixture
def repo(posts: Path) -> Path:
    git(posts.parent, "init", "-q", "-b", "main")
    commit(posts, "old", "other")
    return posts


def test_committed_changed_and_unknown_files_count(repo: Path) -> None:
    start = git(repo, "rev-parse", "HEAD")
    commit(repo, "new")
    (repo / "_posts/old.md").write_text("三", encoding="utf-8")
    (repo / "_posts/unknown.md").write_text("四", encoding="utf-8")

    assert changed_since(repo, start) == {"_posts/new.md", "_posts/old.md", "_posts/unknown.md"}


def test_what_others_did_since_a_branch_began_does_not_count(repo: Path) -> None:
    git(repo, "checkout", "-qb", "mine")
    commit(repo, "mine")
    git(repo, "checkout", "-q", "main")
    commit(repo, "other")
    git(repo, "checkout", "-q", "mine")

    assert changed_since(repo, "main") == {"_posts/mine.md"}


@pytest.mark.parametrize("name", ["a b", 'a"b', "茶と米", "が", "a\tb", "-x"])
def test_names_come_as_they_are(repo: Path, name: str) -> None:
    start = git(repo, "rev-parse", "HEAD")
    commit(repo, name)
    (repo / "_posts" / f"{name}2.md").write_text("三", encoding="utf-8")

    assert changed_since(repo, start) == {f"_posts/{name}.md", f"_posts/{name}2.md"}


def test_a_name_in_decomposed_letters_is_found_as_the_site_calls_it(repo: Path) -> None:
    start = git(repo, "rev-parse", "HEAD")
    commit(repo, "か\u3099")

    assert changed_since(repo, start) == {"_posts/が.md"}


def test_files_beside_the_source_do_not_count(repo: Path) -> None:
    start = git(repo, "rev-parse", "HEAD")
    (repo.parent / "README.md").write_text("x", encoding="utf-8")
    (repo.parent / "content2").mkdir()
    (repo.parent / "content2" / "x.md").write_text("x", encoding="utf-8")

    assert changed_since(repo, start) == set()


def test_a_source_that_is_the_repository_itself_is_reported_too(repo: Path) -> None:
    start = git(repo, "rev-parse", "HEAD")
    commit(repo, "new")

    assert changed_since(repo.parent, start) == {"content/_posts/new.md"}


def test_ignored_files_do_not_count(repo: Path) -> None:
    (repo / ".gitignore").write_text("*.log\n", encoding="utf-8")
    commit(repo)
    start = git(repo, "rev-parse", "HEAD")
    (repo / "x.log").write_text("x", encoding="utf-8")

    assert changed_since(repo, start) == set()


def test_settings_of_the_user_do_not_change_what_is_reported(repo: Path) -> None:
    start = git(repo, "rev-parse", "HEAD")
    for key, value in (("diff.relative", "true"), ("diff.noprefix", "true"), ("color.ui", "always")):
        git(repo, "config", key, value)
    git(repo, "mv", "_posts/old.md", "_posts/renamed.md")

    assert changed_since(repo, start) == {"_posts/old.md", "_posts/renamed.md"}


def test_before_the_first_push_of_a_branch_all_is_new(repo: Path) -> None:
    assert changed_since(repo, "0" * 40) is None


@pytest.mark.parametrize("revision", ["no-such", "--output=x", "", "HEAD~9", "HEAD:content"])
def test_a_revision_that_does_not_exist_is_reported(repo: Path, revision: str) -> None:
    with pytest.raises(RevisionError, match="there is no revision"):
        changed_since(repo, revision)

    assert not (repo / "x").exists()


def test_histories_without_a_common_commit_are_reported(repo: Path) -> None:
    git(repo, "checkout", "-q", "--orphan", "apart")
    commit(repo, "apart")

    with pytest.raises(RevisionError, match="no commit in common"):
        changed_since(repo, "main")


def test_a_folder_in_no_repository_is_reported(posts: Path) -> None:
    with pytest.raises(RevisionError, match="not a git repository"):
        changed_since(posts, "HEAD")
    assert repository_root(posts) is None


def test_a_machine_without_git_is_reported(repo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")

    with pytest.raises(RevisionError, match="git cannot be run"):
        changed_since(repo, "HEAD")
    assert repository_root(repo) is None


def test_the_root_of_a_repository_is_its_top_folder(repo: Path) -> None:
    assert repository_root(repo / "_posts") == repo.parent.resolve()
