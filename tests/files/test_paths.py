"""Paths from outside may name files of the site, and nothing else."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allforces_site.files.paths import check_paths, fault_of, lies_inside

OUTSIDE = (
    "", "..", "../victim", "a/../../victim", "a/..", "/etc/passwd", "//host/share", "a//b", "a/", "./a",
    "a/./b", "..\\victim", "a\\b", "C:/victim", "c:victim", "a\nb", "a\0b", "a\x7f", "\udcff", ".. /a",
    "a/. ./b", " /a", ".git/hooks/post-commit", ".GIT/config", "a/.git", ".git./x", ".git /x", "git~1/x",
    ".g\u200cit/x", ".git::$INDEX_ALLOCATION/x", ".allforces-deploy.json", ".Allforces-Deploy.json",
    ".allforces-manifest.json", ".allforces-tmp/x", ".allforces-deploy.json.",
)  # fmt: skip
INSIDE = (
    "index.html", "2026/01/02/お茶/index.html", ".well-known/security.txt", ".nojekyll", ".gitignore",
    ".github/a", "a.git/b", "..a", "a..", "a./b", "a b/c", 'a"b', "-x", "~a", "ab:c", "git",
    "allforces-deploy.json",
)  # fmt: skip


@pytest.mark.parametrize("path", OUTSIDE)
def test_a_path_that_names_no_file_of_a_site_is_refused_with_the_reason(path: str) -> None:
    assert fault_of(path)
    with pytest.raises(ValueError, match="is not a path of a site"):
        check_paths(["index.html", path])


@pytest.mark.parametrize("path", INSIDE)
def test_paths_of_files_of_a_site_are_accepted(path: str) -> None:
    assert fault_of(path) is None


@given(st.text(alphabet="./\\ a~:\nGgIiTt1-\u200c茶", max_size=12))
def test_whatever_is_accepted_stays_below_the_root_and_out_of_git(path: str) -> None:
    if fault_of(path) is None:
        steps = path.split("/")
        assert os.path.normpath(f"/root/{path}") == f"/root/{path}"
        assert not any(step.casefold().rstrip(". ") in ("", ".git", "git~1") for step in steps)


@given(st.lists(st.text(alphabet="./\\ a~:\nGgIiTt1-\u200c茶\u3000", max_size=6), max_size=4))
def test_paths_are_refused_together_if_one_of_them_is_refused_alone(paths: list[str]) -> None:
    if any(map(fault_of, paths)):
        with pytest.raises(ValueError, match="is not a path of a site"):
            check_paths(paths)
    else:
        check_paths(paths)


def test_a_folder_behind_a_link_is_where_the_link_leads(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "outside").mkdir()
    (tmp_path / "site" / "link").symlink_to("../outside")
    root = os.path.realpath(tmp_path / "site")

    assert lies_inside(tmp_path / "site" / "a" / "b.html", root)
    assert not lies_inside(tmp_path / "site" / "link" / "b.html", root)
