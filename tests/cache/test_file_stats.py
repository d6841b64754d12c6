"""Every change of a file changes its file stat; a stat of which that is not certain is not used."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from allforces_site.cache.file_stats import file_stat_of, file_state, has_state, reliable
from tests.resting import rest

NOW = 1_700_000_000_123_456_789


@pytest.fixture
def file(tmp_path: Path) -> Path:
    file = tmp_path / "a.md"
    file.write_text("茶", encoding="utf-8")
    return file


def in_place(file: Path) -> None:
    file.write_text("水", encoding="utf-8")


def with_the_old_time(file: Path) -> None:
    status = file.stat()
    file.write_text("水", encoding="utf-8")
    os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))


def by_rename(file: Path) -> None:
    other = file.with_name("other")
    other.write_text("水", encoding="utf-8")
    status = file.stat()
    os.utime(other, ns=(status.st_atime_ns, status.st_mtime_ns))
    other.replace(file)


def deleted(file: Path) -> None:
    file.unlink()


@pytest.mark.skipif(os.name != "posix", reason="stats are not relied on where ctime is no time of change")
@pytest.mark.parametrize("has_rested", [False, True])
@pytest.mark.parametrize("change", [in_place, with_the_old_time, by_rename, deleted])
def test_a_changed_file_of_the_same_length_does_not_have_its_old_state(
    file: Path, change: Callable[[Path], None], has_rested: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if has_rested:
        rest(file.parent)
    else:
        monkeypatch.setattr("allforces_site.cache.file_stats.time.time_ns", lambda: file.stat().st_ctime_ns)
    state = file_state(str(file))
    assert state is not None
    assert (state[0] is not None) == has_rested
    assert has_state(str(file), state)

    change(file)

    assert not has_state(str(file), state)


def test_a_new_file_that_is_touched_keeps_its_state(file: Path) -> None:
    state = file_state(str(file))
    os.utime(file)

    assert has_state(str(file), state)


def test_a_new_file_does_not_have_the_state_of_a_missing_one(tmp_path: Path, file: Path) -> None:
    gap = file_state(str(tmp_path / "new"))
    assert has_state(str(tmp_path / "new"), gap)

    file.rename(tmp_path / "new")

    assert not has_state(str(tmp_path / "new"), gap)


def test_what_cannot_be_read_never_has_its_state(tmp_path: Path) -> None:
    assert not has_state(str(tmp_path), file_state(str(tmp_path)))


@pytest.mark.skipif(os.name != "posix", reason="stats are not relied on where ctime is no time of change")
@pytest.mark.parametrize(
    ("changed_ns", "is_reliable"),
    [
        (NOW, False),
        (NOW - 40_000_000, False),
        (NOW - 60_000_000, True),
        (NOW + 60_000_000_000, False),
        (NOW // 10**9 * 10**9 - 2 * 10**9, False),  # a whole second: the file system may know no other times
        (NOW // 10**9 * 10**9 - 4 * 10**9, True),
    ],
)
def test_a_stat_is_reliable_once_the_clock_of_the_disk_has_moved_on(
    changed_ns: int, is_reliable: bool
) -> None:
    stat = (3, changed_ns, changed_ns, 7)
    assert (reliable(stat, NOW) == stat) == is_reliable
    assert (reliable((3, 1, changed_ns, 7), NOW) is not None) == is_reliable


def test_a_stat_holds_size_times_and_inode(file: Path) -> None:
    status = file.stat()
    assert file_stat_of(status) == (3, status.st_mtime_ns, status.st_ctime_ns, status.st_ino)
