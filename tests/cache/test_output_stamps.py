"""A stamp only saves work: a file that does not match its stamp is made again."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
from pathlib import Path
from typing import Any
from unittest.mock import patch

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from allforces_site.cache.output_stamps import (
    OutputStamp,
    StampMatch,
    load_stamps,
    match_stamp,
    save_stamps,
    stamp_of,
    stamps_file,
)
from allforces_site.model import Output
from allforces_site.write.write_site import write_site

COUNT = 12


class Site:
    """Outputs that record when they are made; `versions` is their content."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.output = root / "_site"
        self.stamps = stamps_file(root / "cache", self.output)
        self.versions = dict.fromkeys((f"p{number}.html" for number in range(COUNT)), 1)
        self.made: list[str] = []

    def content(self, path: str) -> bytes:
        return f"{path} in version {self.versions[path]}".encode()

    def outputs(self) -> list[Output]:
        return [self.one(path) for path in self.versions]

    def one(self, path: str) -> Output:
        def make() -> bytes:
            self.made.append(path)
            return self.content(path)

        return Output(path, make, key=f"{path} {self.versions[path]}".encode())

    def write(self, output: Path | None = None) -> list[str]:
        """The paths that were made."""
        self.made.clear()
        folder = output or self.output
        stamps = stamps_file(self.root / "cache", folder)
        written = write_site(self.outputs(), folder, 1, stamps_at=stamps)
        assert written.problems == ()
        assert written.written + written.unchanged == COUNT
        for path in self.versions:
            assert (folder / path).read_bytes() == self.content(path)
        return sorted(self.made)


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """A site that was written once."""
    site = Site(tmp_path)
    assert site.write() == sorted(site.versions)
    return site


def test_what_has_a_stamp_is_not_made_again(site: Site) -> None:
    assert site.write() == []
    site.versions["p3.html"] += 1
    assert site.write() == ["p3.html"]
    assert site.write() == []


def test_an_output_without_a_key_is_made_each_time(tmp_path: Path) -> None:
    made: list[int] = []

    def make() -> bytes:
        made.append(1)
        return b"x"

    for _ in range(3):
        stamps = tmp_path / "cache" / "stamps-x"
        write_site([Output("a", make)], tmp_path / "_site", 1, stamps_at=stamps)
    assert len(made) == 3


def edited(file: Path) -> None:
    file.write_bytes(b"x" * file.stat().st_size)


def longer(file: Path) -> None:
    status = file.stat()
    file.write_bytes(file.read_bytes() + b"x")
    os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))


def damaged(file: Path) -> None:
    """As a fault of the disk, or of a program that sets times: other bytes, the same size and time."""
    status = file.stat()
    file.write_bytes(b"x" * status.st_size)
    os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))


def exchanged(file: Path) -> None:
    """Another file, of the same size and time, moved into the place."""
    status = file.stat()
    other = file.with_name("other")
    other.write_bytes(b"x" * status.st_size)
    os.utime(other, ns=(status.st_atime_ns, status.st_mtime_ns))
    other.replace(file)


def touched(file: Path) -> None:
    os.utime(file, (1, 1))


def deleted(file: Path) -> None:
    file.unlink()


def a_link(file: Path) -> None:
    file.rename(file.parent.parent / "kept")
    file.symlink_to("../kept")


@pytest.mark.parametrize("hand", [edited, damaged, exchanged, longer, touched, deleted])
def test_a_file_that_others_changed_is_written_again(site: Site, hand: Any) -> None:
    hand(site.output / "p3.html")
    assert site.write() == ["p3.html"]
    assert site.write() == []


def test_a_link_never_has_a_stamp(site: Site) -> None:
    a_link(site.output / "p3.html")
    assert site.write() == ["p3.html"]
    assert not (site.output / "p3.html").is_symlink()


def test_a_version_that_comes_back_is_made_again(site: Site) -> None:
    site.versions["p3.html"] = 2
    site.write()
    site.versions["p3.html"] = 1
    assert site.write() == ["p3.html"]


def test_each_output_folder_has_its_own_stamps(site: Site) -> None:
    other = site.root / "other"
    assert len(site.write(other)) == COUNT
    assert site.write(other) == []
    assert site.write() == []
    site.versions["p3.html"] += 1
    assert site.write(other) == ["p3.html"]
    assert site.write() == ["p3.html"]


def test_one_folder_by_two_names_has_one_file_of_stamps(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").symlink_to("a")
    assert stamps_file(tmp_path, tmp_path / "a") == stamps_file(tmp_path, tmp_path / "x" / ".." / "b")


def test_a_moved_output_folder_is_compared_and_not_rewritten(site: Site) -> None:
    moved = site.root / "moved"
    shutil.move(site.output, moved)
    times = {path: (moved / path).stat().st_mtime_ns for path in site.versions}
    assert len(site.write(moved)) == COUNT
    assert {path: (moved / path).stat().st_mtime_ns for path in site.versions} == times
    assert site.write(moved) == []


@pytest.mark.process
def test_a_folder_from_an_archive_is_read_once_and_none_of_its_outputs_is_made_again(site: Site) -> None:
    archive = shutil.make_archive(str(site.root / "cache-of-the-job"), "tar", site.output)
    times = {path: (site.output / path).stat().st_mtime_ns for path in site.versions}
    shutil.rmtree(site.output)
    subprocess.run(["tar", "-xf", archive, "-C", make_folder(site.output)], check=True)
    for path, time_ns in times.items():  # Python's archives keep less of a second than tar's.
        os.utime(site.output / path, ns=(time_ns, time_ns))
    damaged(site.output / "p3.html")

    assert site.write() == ["p3.html"]
    assert {path: (site.output / path).stat().st_mtime_ns for path in times if path != "p3.html"} == {
        path: time_ns for path, time_ns in times.items() if path != "p3.html"
    }
    with patch("allforces_site.write.write_site.sha256", side_effect=AssertionError("read again")):
        assert site.write() == []


def make_folder(folder: Path) -> Path:
    folder.mkdir()
    return folder


def test_a_file_that_gets_another_hard_link_is_still_relied_on(site: Site) -> None:
    os.link(site.output / "p3.html", site.root / "served")

    with patch("allforces_site.write.write_site.sha256", side_effect=AssertionError("read again")):
        assert site.write() == []


def test_a_file_that_another_build_wrote_meanwhile_gets_no_stamp_of_ours(tmp_path: Path) -> None:
    site = Site(tmp_path)
    outputs = site.outputs()

    def make_last() -> bytes:
        (site.output / "p0.html").write_bytes(b"of another build")
        return site.content(outputs[-1].path)

    outputs[-1] = Output(outputs[-1].path, make_last, key=outputs[-1].key)
    write_site(outputs, site.output, 1, stamps_at=site.stamps)

    site.write()  # It looks at every file.


# ---- damage to the file of stamps ----------------------------------------------------------------


@settings(max_examples=150)
@given(seed=st.integers(0, 2**32), flips=st.integers(1, 40), cut=st.booleans())
def test_random_bytes_in_the_stamps_never_leave_a_wrong_file(
    tmp_path_factory: pytest.TempPathFactory, seed: int, flips: int, cut: bool
) -> None:
    site = Site(tmp_path_factory.mktemp("stamps"))
    site.write()
    chance = random.Random(seed)
    content = bytearray(site.stamps.read_bytes())
    for _ in range(flips):
        content[chance.randrange(len(content))] = chance.randrange(256)
    site.stamps.write_bytes(content[: chance.randrange(len(content))] if cut else content)
    site.versions[f"p{chance.randrange(COUNT)}.html"] += 1

    site.write()  # It looks at every file.
    assert site.write() == []


@pytest.mark.parametrize(
    "content", [b"", b"\xc1", b"text", msgspec.msgpack.encode([1]), msgspec.msgpack.encode({"p1.html": 5})]
)
def test_another_file_in_place_of_the_stamps_is_no_stamps(site: Site, content: bytes) -> None:
    site.stamps.write_bytes(content)
    assert load_stamps(site.stamps) == {}
    assert len(site.write()) == COUNT
    assert site.write() == []


def test_a_folder_in_place_of_the_stamps_costs_work_only(site: Site) -> None:
    site.stamps.unlink()
    site.stamps.mkdir()
    for _ in range(2):
        assert len(site.write()) == COUNT


def test_a_cache_that_is_a_file_costs_work_only(site: Site) -> None:
    shutil.rmtree(site.root / "cache")
    (site.root / "cache").write_text("mine", encoding="utf-8")
    for _ in range(2):
        assert len(site.write()) == COUNT
    assert (site.root / "cache").read_text(encoding="utf-8") == "mine"


def test_a_full_disk_keeps_the_old_stamps_and_leaves_nothing_half_written(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = site.stamps.read_bytes()
    write_bytes = Path.write_bytes

    def full(self: Path, content: bytes) -> int:
        if self.parent.name == "cache":
            write_bytes(self, content[:5])
            raise OSError(28, "No space left on device")
        return write_bytes(self, content)

    monkeypatch.setattr(Path, "write_bytes", full)
    site.versions["p3.html"] += 1

    assert site.write() == ["p3.html"]
    assert site.write() == ["p3.html"]  # Its stamp could not be written.
    assert site.stamps.read_bytes() == before
    assert [file.name for file in (site.root / "cache").iterdir()] == [site.stamps.name]


def test_stamps_of_forgotten_folders_are_removed(site: Site) -> None:
    for number in range(30):
        site.write(site.root / f"branch-{number}")
    files = list((site.root / "cache").iterdir())
    assert len(files) <= 8
    assert stamps_file(site.root / "cache", site.root / "branch-29") in files


def test_half_written_files_of_killed_builds_displace_no_stamps(site: Site) -> None:
    for number in range(30):
        half = site.root / "cache" / f"{site.stamps.name}.{number}"
        half.write_bytes(b"half")
        os.utime(half, (number, number))
    of_a_running_build = site.root / "cache" / f"{site.stamps.name}.99"
    of_a_running_build.write_bytes(b"half")
    site.versions["p3.html"] += 1
    site.write()
    assert site.write() == []
    assert sorted((site.root / "cache").iterdir()) == [site.stamps, of_a_running_build]


def test_stamps_come_back_as_they_were_saved(tmp_path: Path) -> None:
    for name in "ab":
        (tmp_path / name).write_bytes(b"content")
    item = Output("a", lambda: b"", key=b"key")
    status = (tmp_path / "a").stat()
    stamp = stamp_of(item, status)
    assert stamp is not None
    assert stamp_of(Output("b", lambda: b""), status) is None
    stamps = {"a": stamp}
    save_stamps(tmp_path / "cache" / "stamps", stamps)

    assert load_stamps(tmp_path / "cache" / "stamps") == stamps
    assert match_stamp(item, tmp_path, stamps) is StampMatch.UNTOUCHED
    missing = Output("missing", lambda: b"", key=b"key")
    assert match_stamp(missing, tmp_path, {"missing": stamp}) is StampMatch.NONE
    assert match_stamp(Output("a", lambda: b"", key=b"other"), tmp_path, stamps) is StampMatch.NONE
    assert (
        match_stamp(Output("a", lambda: b""), tmp_path, {"a": OutputStamp(b"", stamp.stat)})
        is StampMatch.NONE
    )
