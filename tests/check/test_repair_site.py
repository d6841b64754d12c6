from __future__ import annotations

import os
import stat
from pathlib import Path
from unittest.mock import patch

import pytest

from allforces_site.check.repair_site import NotWrittenError, overwrite


@pytest.fixture
def file(tmp_path: Path) -> Path:
    file = tmp_path / "a.md"
    file.write_bytes(b"old")
    return file


def names(file: Path) -> list[str]:
    return sorted(found.name for found in file.parent.iterdir())


def test_the_new_bytes_take_the_place_of_the_old(file: Path) -> None:
    os.utime(file, (1, 1))
    overwrite(file, b"old", b"new")

    assert file.read_bytes() == b"new"
    assert file.stat().st_mtime > 1
    assert names(file) == ["a.md"]


@pytest.mark.parametrize("mode", [0o600, 0o644, 0o664, 0o755])
def test_permissions_stay(file: Path, mode: int) -> None:
    file.chmod(mode)
    overwrite(file, b"old", b"new")

    assert stat.S_IMODE(file.stat().st_mode) == mode


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may give a file to another owner")
def test_the_owner_stays_where_the_system_lets_us(file: Path) -> None:
    file.chmod(0o666)
    os.chown(file, 12345, 23456)
    overwrite(file, b"old", b"new")

    assert (file.stat().st_uid, file.stat().st_gid) == (12345, 23456)


def test_where_the_owner_cannot_stay_the_file_is_written_all_the_same(file: Path) -> None:
    with patch("os.chown", side_effect=PermissionError(1, "no")):
        overwrite(file, b"old", b"new")

    assert file.read_bytes() == b"new"


def test_a_link_stays_and_what_it_leads_to_is_written(tmp_path: Path, file: Path) -> None:
    folder = tmp_path / "posts"
    folder.mkdir()
    link = folder / "b.md"
    link.symlink_to("../a.md")
    overwrite(link, b"old", b"new")

    assert link.is_symlink()
    assert file.read_bytes() == b"new"
    assert names(link) == ["b.md"]


def test_another_name_of_the_file_keeps_the_old_bytes(tmp_path: Path, file: Path) -> None:
    (tmp_path / "backup").hardlink_to(file)
    overwrite(file, b"old", b"new")

    assert (tmp_path / "backup").read_bytes() == b"old"


def test_a_file_that_was_changed_meanwhile_is_left_alone(file: Path) -> None:
    file.write_bytes(b"saved just now")

    with pytest.raises(NotWrittenError, match="changed"):
        overwrite(file, b"old", b"new")

    assert file.read_bytes() == b"saved just now"
    assert names(file) == ["a.md"]


def test_a_full_disk_leaves_the_file_as_it_was(file: Path) -> None:
    def write_half(target: Path, content: bytes) -> int:
        with target.open("wb") as half:
            half.write(content[:1])
        raise OSError(28, "No space left on device")

    with patch.object(Path, "write_bytes", write_half), pytest.raises(OSError, match="No space"):
        overwrite(file, b"old", b"new")

    assert file.read_bytes() == b"old"
    assert names(file) == ["a.md"]


def test_a_read_only_file_is_left_alone(file: Path) -> None:
    file.chmod(0o444)
    # Root may write everything: ask as the system asks others.
    with patch("os.access", return_value=False), pytest.raises(NotWrittenError, match="read-only"):
        overwrite(file, b"old", b"new")

    assert file.read_bytes() == b"old"
