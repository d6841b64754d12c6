"""All changes of a good build are served, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from allforces_site.serve.publish import differences, publish
from tests.conftest import tree


@pytest.fixture
def built(tmp_path: Path) -> Path:
    return tmp_path / "build"


@pytest.fixture
def served(tmp_path: Path) -> Path:
    return tmp_path / "site"


def write(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.unlink(missing_ok=True)  # A build replaces files: it never writes into one.
        path.write_text(text)


def test_changed_files_are_served_and_removed_ones_are_deleted_with_their_folders(
    built: Path, served: Path
) -> None:
    write(built, {"index.html": "1", "tea/index.html": "1"})
    publish(built, served, ["index.html", "tea/index.html"], [])
    write(built, {"index.html": "2"})

    publish(built, served, ["index.html"], ["tea/index.html"])

    assert tree(served) == {"index.html": b"2"}
    assert not (served / "tea").exists()


def test_a_new_file_in_the_build_does_not_change_what_is_served(built: Path, served: Path) -> None:
    write(built, {"index.html": "1"})
    publish(built, served, ["index.html"], [])

    write(built, {"index.html": "2"})

    assert tree(served) == {"index.html": b"1"}


def test_no_byte_is_copied_where_the_disk_links(built: Path, served: Path) -> None:
    write(built, {"film.mp4": "1"})
    publish(built, served, ["film.mp4"], [])
    publish(built, served, ["film.mp4"], [])

    assert (built / "film.mp4").samefile(served / "film.mp4")
    assert sorted(path.name for path in served.iterdir()) == ["film.mp4"]


def test_a_disk_that_cannot_link_is_copied_to(
    built: Path, served: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr("os.link", refuse)
    write(built, {"index.html": "1"})

    publish(built, served, ["index.html"], [])

    assert tree(served) == {"index.html": b"1"}
    assert differences(built, served, ["index.html"]) == ([], [])


@pytest.mark.parametrize(("old", "new"), [("tea", "tea/index.html"), ("tea/index.html", "tea")])
def test_a_file_may_become_a_folder_and_a_folder_a_file(
    built: Path, served: Path, old: str, new: str
) -> None:
    write(built, {old: "old"})
    publish(built, served, [old], [])
    (built / old).unlink()
    if old != "tea":
        (built / "tea").rmdir()
    write(built, {new: "new"})

    publish(built, served, [new], [old])

    assert tree(served) == {new: b"new"}


def test_what_differs_is_found_after_a_restart(built: Path, served: Path) -> None:
    write(built, {"same.html": "1", "changed.html": "1", "a/b.html": "1"})
    publish(built, served, ["same.html", "changed.html", "a/b.html"], [])
    write(built, {"changed.html": "2", "new.html": "1"})
    write(served, {"foreign.html": "x"})

    changed, removed = differences(built, served, ["same.html", "changed.html", "new.html"])

    assert changed == ["changed.html", "new.html"]
    assert removed == ["a/b.html", "foreign.html"]
