"""Each output folder has its own files in the cache; those of forgotten folders are removed."""

from __future__ import annotations

import os
from pathlib import Path

from allforces_site.cache.kept_values import read_value, write_value
from allforces_site.cache.output_files import FileKind, output_file, write_output_value


def test_each_kind_and_folder_has_a_file(tmp_path: Path) -> None:
    kinds: tuple[FileKind, ...] = ("built", "last", "stamps")
    files = [output_file(tmp_path, kind, tmp_path / name) for kind in kinds for name in ("a", "b")]

    assert len(set(files)) == 6


def test_one_folder_by_two_names_has_one_file(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").symlink_to("a")

    assert output_file(tmp_path, "last", tmp_path / "a") == output_file(
        tmp_path, "last", tmp_path / "x" / ".." / "b"
    )


def test_a_folder_whose_name_is_no_text_has_a_file_too(tmp_path: Path) -> None:
    assert write_output_value(output_file(tmp_path, "built", Path(os.fsdecode(b"\xff"))), b"value")


def test_all_files_of_eight_folders_are_kept(tmp_path: Path) -> None:
    for number in range(12):
        for kind in ("stamps", "last", "built"):
            file = output_file(tmp_path, kind, tmp_path / f"out{number}")
            assert write_output_value(file, b"value")
            os.utime(file, (number, number))

    names = {path.name.partition("-")[2] for path in tmp_path.iterdir()}
    kept = {output_file(tmp_path, "last", tmp_path / f"out{number}") for number in range(4, 12)}
    assert names == {file.name.partition("-")[2] for file in kept}
    assert len(list(tmp_path.iterdir())) == 24


def test_a_folder_with_any_new_file_keeps_all_of_its_files(tmp_path: Path) -> None:
    old = output_file(tmp_path, "last", tmp_path / "out")
    write_output_value(old, b"value")
    os.utime(old, (1, 1))
    for number in range(20):
        write_output_value(output_file(tmp_path, "built", tmp_path / "out"), b"value")
        write_output_value(output_file(tmp_path, "built", tmp_path / f"branch-{number}"), b"value")

    assert read_value(old) == b"value"


def test_files_of_kinds_that_other_versions_wrote_are_removed_and_no_other_file(tmp_path: Path) -> None:
    file = output_file(tmp_path, "last", tmp_path / "out")
    write_value(file.with_name(file.name.replace("last", "seals")), b"value")
    others = ["parse-cache.sqlite", "notes-2026", "images"]
    for name in others:
        (tmp_path / name).write_bytes(b"")

    write_output_value(file, b"value")

    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([*others, file.name])
