"""What a build says of its output folder is believed only where it is whole."""

from __future__ import annotations

import os
from pathlib import Path

from allforces_site.write.build_status import (
    BuildStatus,
    load_build_status,
    save_build_status,
    status_file,
)

_BUILD = BuildStatus("0" * 64, failed=True, unpublished=("--drafts",))


def test_a_status_is_loaded_as_it_was_saved(tmp_path: Path) -> None:
    file = status_file(tmp_path / "cache", tmp_path / "_site")
    save_build_status(file, _BUILD)

    assert load_build_status(file) == _BUILD


def test_no_flipped_bit_makes_a_good_build_of_a_failed_one(tmp_path: Path) -> None:
    file = status_file(tmp_path, tmp_path / "_site")
    save_build_status(file, _BUILD)
    content = file.read_bytes()
    for bit in range(8 * len(content)):
        flipped = bytearray(content)
        flipped[bit // 8] ^= 1 << bit % 8
        file.write_bytes(flipped)
        assert load_build_status(file) is None


def test_a_record_that_cannot_be_replaced_is_removed(tmp_path: Path) -> None:
    file = status_file(tmp_path, tmp_path / "_site")
    save_build_status(file, BuildStatus("0" * 64, failed=False))
    (tmp_path / f"{file.name}.{os.getpid()}").mkdir()

    save_build_status(file, _BUILD)

    assert load_build_status(file) is None
    assert not file.exists()


def test_the_records_of_eight_output_folders_are_kept(tmp_path: Path) -> None:
    for number in range(30):
        save_build_status(status_file(tmp_path, tmp_path / f"branch-{number}"), _BUILD)

    assert len(list(tmp_path.glob("built-*"))) == 8
    assert load_build_status(status_file(tmp_path, tmp_path / "branch-29")) == _BUILD
