"""A value comes back as it was written, or not at all."""

from __future__ import annotations

import os
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from allforces_site.cache.kept_values import prune_to_size, read_value, remove_value, unpacked, write_value


@settings(deadline=None)
@given(value=st.binary(max_size=300), made_by=st.binary(max_size=40))
def test_a_value_is_read_back_only_with_what_made_it(
    tmp_path_factory: pytest.TempPathFactory, value: bytes, made_by: bytes
) -> None:
    file = tmp_path_factory.mktemp("cache") / "folder" / "value"

    assert write_value(file, value, made_by)

    assert read_value(file, made_by) == value
    assert read_value(file, made_by + b"2") is None


@settings(deadline=None)
@given(value=st.binary(max_size=300), chance=st.data())
def test_no_truncated_or_altered_value_is_read(
    tmp_path_factory: pytest.TempPathFactory, value: bytes, chance: st.DataObject
) -> None:
    file = tmp_path_factory.mktemp("cache") / "value"
    write_value(file, value)
    whole = file.read_bytes()
    cut = chance.draw(st.integers(0, len(whole) - 1))
    place = chance.draw(st.integers(0, len(whole) - 1))
    bit = chance.draw(st.integers(0, 7))
    flipped = bytearray(whole)
    flipped[place] ^= 1 << bit
    more = chance.draw(st.binary(min_size=1, max_size=8))

    for altered in (whole[:cut], bytes(flipped), whole + more, more + whole):
        file.write_bytes(altered)
        assert read_value(file) is None


@given(content=st.binary(max_size=300))
def test_a_file_that_something_else_wrote_is_read_as_nothing(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    file = tmp_path_factory.mktemp("cache") / "value"
    file.write_bytes(content)
    assert read_value(file) is None


def test_the_value_of_another_file_is_read_as_nothing(tmp_path: Path) -> None:
    write_value(tmp_path / "a", b"value")
    (tmp_path / "b").write_bytes((tmp_path / "a").read_bytes())

    assert read_value(tmp_path / "b") is None


def test_what_is_no_file_is_read_as_nothing_and_not_waited_for(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "link").symlink_to("nowhere")

    for name in ("folder", "pipe", "link", "missing"):
        assert read_value(tmp_path / name) is None


def test_a_value_replaces_a_pipe_or_a_link_and_writes_through_neither(tmp_path: Path) -> None:
    (tmp_path / "mine").write_bytes(b"mine")
    for name in ("value", f"value.{os.getpid()}"):
        (tmp_path / name).symlink_to("mine")
        assert write_value(tmp_path / "value", b"value")
        assert read_value(tmp_path / "value") == b"value"
        os.mkfifo(tmp_path / "pipe")
        (tmp_path / "pipe").replace(tmp_path / name)
        assert write_value(tmp_path / "value", b"value")
        assert read_value(tmp_path / "value") == b"value"

    assert (tmp_path / "mine").read_bytes() == b"mine"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["mine", "value"]


def test_a_full_disk_leaves_the_old_value_and_nothing_half_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_value(tmp_path / "value", b"old")
    write_bytes = Path.write_bytes

    def full(self: Path, content: bytes) -> int:
        write_bytes(self, content[:5])
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)

    assert not write_value(tmp_path / "value", b"new value")
    assert read_value(tmp_path / "value") == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["value"]


def test_where_nothing_can_be_written_nothing_is_kept(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    (tmp_path / "folder" / "in it").mkdir(parents=True)

    assert not write_value(tmp_path / "file" / "value", b"value")
    assert not write_value(tmp_path / "folder", b"value")
    remove_value(tmp_path / "file" / "value")
    remove_value(tmp_path / "folder")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "folder"]


def test_a_value_of_another_shape_is_none() -> None:
    decoder = msgspec.msgpack.Decoder(dict[str, int])

    assert unpacked(msgspec.msgpack.encode({"a": 1}), decoder) == {"a": 1}
    for packed in (None, b"", b"\xc1", msgspec.msgpack.encode([1]), msgspec.msgpack.encode({"a": "b"})):
        assert unpacked(packed, decoder) is None


def test_the_oldest_values_are_removed_when_there_are_too_many_but_none_that_is_wanted(
    tmp_path: Path,
) -> None:
    for age, name in enumerate(("new", "old", "wanted", "oldest")):
        write_value(tmp_path / name, bytes(96))
        os.utime(tmp_path / name, (1000 - age, 1000 - age))
    (tmp_path / "a folder").mkdir()

    prune_to_size(tmp_path, {"wanted"}, 210)

    assert sorted(path.name for path in tmp_path.iterdir()) == ["a folder", "new", "wanted"]


def test_what_killed_programs_left_half_written_is_removed(tmp_path: Path) -> None:
    write_value(tmp_path / "value", b"value")
    for name in ("value.1", "gone.2", "value.99"):
        (tmp_path / name).write_bytes(b"half")
    for name in ("value.1", "gone.2"):
        os.utime(tmp_path / name, (1, 1))

    prune_to_size(tmp_path, (), 10_000)

    assert sorted(path.name for path in tmp_path.iterdir()) == ["value", "value.99"]
