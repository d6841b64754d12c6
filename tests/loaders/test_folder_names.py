from __future__ import annotations

from typing import Any

import pytest

from allforces_site.errors import Severity
from allforces_site.loaders.folder_names import folder_name_problem


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("_Posts", "_posts"), ("_POSTS", "_posts"), ("_post", "_posts"), ("＿posts", "_posts"),
        ("_draft", "_drafts"), ("_Drafts", "_drafts"), ("_Data", "_data"), ("_ｐｏｓｔｓ", "_posts"),
    ],
)  # fmt: skip
def test_a_folder_with_a_misspelled_name_is_reported(name: str, meant: str) -> None:
    problem = folder_name_problem(f"news/{name}", name, is_folder=True)

    assert problem is not None
    assert (problem.code, problem.severity) == ("folder-name", Severity.WARNING)
    assert str(problem.hint) == f"rename it to {meant}"


@pytest.mark.parametrize(
    "name",
    ["_posts", "_drafts", "_data", "_pages", "_layouts", "_site", "posts", "_dates", "data", "_x", "＿"],
)
def test_other_folders_are_not(name: str) -> None:
    assert folder_name_problem(name, name, is_folder=True) is None


@pytest.mark.parametrize("name", ["_posts", "_drafts", "_data"])
def test_a_file_in_the_place_of_such_a_folder_is_an_error(name: str) -> None:
    problem = folder_name_problem(name, name, is_folder=False)

    assert problem is not None
    assert problem.severity is Severity.ERROR


def test_a_site_whose_posts_are_a_file_is_not_built_well(tiny: Any) -> None:
    tiny.write("content/_posts", "../texts/posts")
    tiny.write("content/about.md", "---\ntitle: 紹介\n---\n紹介。\n")

    report = tiny.build()

    assert report.failed
    assert [(problem.code, problem.file) for problem in report.problems] == [("folder-name", "_posts")]
