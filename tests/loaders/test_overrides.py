"""Templates and static files of a site are beside its source folder, or in it if that is a whole project."""

from __future__ import annotations

from pathlib import Path

import pytest

from allforces_site.loaders.overrides import own_static, own_templates, static_apart, surroundings


def folder(path: Path) -> Path:
    path.mkdir(parents=True)
    return path


def test_those_of_a_folder_called_content_are_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = folder(tmp_path / "content")
    folder(content / ".git")
    monkeypatch.chdir(content)

    assert own_templates(content) == tmp_path / "templates"
    assert own_static(Path()) == tmp_path / "static"


def test_those_of_a_repository_are_in_it(tmp_path: Path) -> None:
    blog = folder(tmp_path / "blog")
    folder(blog / ".git")

    assert own_templates(blog) == blog / "templates"
    assert own_static(blog) == blog / "static"


def test_those_of_the_folder_in_which_the_command_runs_are_in_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blog = folder(tmp_path / "blog")
    assert own_static(blog) == tmp_path / "static"

    monkeypatch.chdir(blog)
    assert own_static(Path()) == blog / "static"


def test_a_folder_of_pages_called_templates_is_no_folder_of_templates(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    folder(tmp_path / "templates")
    (tmp_path / "templates/letter.html").write_text("---\ntitle: 手紙\n---\n", encoding="utf-8")

    assert own_templates(Path()) is None
    assert not surroundings(Path(), Path("_site")).has_templates


@pytest.mark.parametrize(
    ("output", "inside"), [("blog/_site", "_site"), ("blog/a/b", "a/b"), ("_site", None), ("blog", None)]
)
def test_the_output_folder_is_known_by_its_place_in_the_source(
    tmp_path: Path, output: str, inside: str | None
) -> None:
    folder(tmp_path / "blog")

    assert surroundings(tmp_path / "blog", tmp_path / output).output == inside


def test_only_static_folders_outside_the_source_are_read_apart_from_it(tmp_path: Path) -> None:
    theme = tmp_path / "theme"

    assert static_apart([tmp_path / "static", theme], tmp_path / "content") == (tmp_path / "static",)
    assert static_apart([tmp_path / "static", theme], tmp_path) == ()
