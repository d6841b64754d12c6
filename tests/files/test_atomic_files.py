"""Folders are created once, and never through a link that leads out."""

from __future__ import annotations

from pathlib import Path

import pytest

from allforces_site.files.atomic_files import TEMPORARY_FOLDER, Folders, replace_whole


def test_all_folders_above_a_file_are_made(tmp_path: Path) -> None:
    folders = Folders(tmp_path)
    for path in ("a/b/c.html", "a/b/d.html", "a/x.html", "top.html"):
        folders.make_for(path)
        (tmp_path / path).write_bytes(b"")


def test_a_link_that_leads_out_is_refused_and_nothing_is_made_behind_it(tmp_path: Path) -> None:
    root, outside = tmp_path / "root", tmp_path / "outside"
    root.mkdir()
    outside.mkdir()
    (root / "tag").symlink_to(outside)
    folders = Folders(root)

    for path in ("tag/x.html", "tag/x/y.html", "tag/x.html"):
        with pytest.raises(OSError, match="leads out"):
            folders.make_for(path)
    assert list(outside.iterdir()) == []


def test_a_link_to_a_folder_of_the_same_root_is_followed(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to("real")

    Folders(tmp_path).make_for("link/a/b.html")

    assert (tmp_path / "real/a").is_dir()


@pytest.mark.parametrize("path", ["../x/a.html", "a/../../x/a.html"])
def test_a_path_that_leads_out_is_refused(tmp_path: Path, path: str) -> None:
    root = tmp_path / "root"
    root.mkdir()
    with pytest.raises(OSError, match="leads out"):
        Folders(root).make_for(path)
    assert not (tmp_path / "x").exists()


@pytest.mark.parametrize(
    ("path", "error"), [("a/x.html", FileExistsError), ("a/b/x.html", NotADirectoryError)]
)
def test_a_file_where_a_folder_is_needed_is_an_error(tmp_path: Path, path: str, error: type[OSError]) -> None:
    (tmp_path / "a").write_bytes(b"kept")
    with pytest.raises(error):
        Folders(tmp_path).make_for(path)
    assert (tmp_path / "a").read_bytes() == b"kept"


def test_what_could_not_be_moved_into_place_is_not_left_behind(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(IsADirectoryError):
        replace_whole(tmp_path / "folder", b"text", tmp_path)
    assert [path for path in (tmp_path / TEMPORARY_FOLDER).rglob("*") if path.is_file()] == []


@pytest.mark.slow
def test_folders_of_an_impossible_path_are_removed_again(tmp_path: Path) -> None:
    folders = Folders(tmp_path)
    folders.make_for("a/there.html")

    with pytest.raises(OSError, match="File name too long"):
        folders.make_for(f"a/b/c/{'x' * 300}/y.html")
    with pytest.raises(OSError, match="File name too long"):
        folders.make_for("a/b" + "/d" * 3000 + "/y.html")

    assert [path.name for path in tmp_path.rglob("*")] == ["a"]
    folders.make_for("a/b/c.html")
    assert (tmp_path / "a/b").is_dir()
