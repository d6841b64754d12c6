"""Values are made once and kept; damaged ones are made again."""

from __future__ import annotations

import os
from pathlib import Path

from allforces_site.images.store import Store


def test_a_kept_value_is_not_made_again(tmp_path: Path) -> None:
    store = Store(tmp_path / "images")

    assert store.get_or_make(b"k", lambda: b"value") == b"value"
    assert store.get_or_make(b"k", lambda: b"other") == b"value"


def test_without_a_folder_nothing_is_kept() -> None:
    store = Store(None)

    assert store.get_or_make(b"k", lambda: b"value") == b"value"
    assert store.get_or_make(b"k", lambda: b"other") == b"other"


def test_a_damaged_value_is_made_again(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.get_or_make(b"k", lambda: b"value")
    file = tmp_path / b"k".hex()
    for damaged in (b"", b"xx", file.read_bytes()[:-1], file.read_bytes() + b"x"):
        file.write_bytes(damaged)
        assert store.get_or_make(b"k", lambda: b"new") == b"new"


def test_a_disk_that_takes_nothing_does_not_stop_the_build(tmp_path: Path) -> None:
    (tmp_path / "images").write_text("a file where a folder should be", encoding="utf-8")

    assert Store(tmp_path / "images").get_or_make(b"k", lambda: b"value") == b"value"


def test_the_oldest_values_are_pruned_but_none_that_is_wanted(tmp_path: Path) -> None:
    store = Store(tmp_path)
    for age, name in enumerate(("new", "old", "wanted")):
        store.write(name, bytes(100))
        os.utime(tmp_path / name, (1000 - age, 1000 - age))

    store.prune({"wanted"}, max_bytes=210)

    assert sorted(path.name for path in tmp_path.iterdir()) == ["new", "wanted"]
