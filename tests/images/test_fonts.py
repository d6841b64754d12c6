"""Which fonts are found, and which files are not fonts."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from allforces_site.images import fonts
from allforces_site.images.fonts import find_font

OPEN_TYPE = b"OTTO" + bytes(100)


def test_a_font_from_a_package_comes_before_the_systems(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    system = tmp_path / "system-Bold.ttc"
    system.write_bytes(b"ttcf" + bytes(100))
    packaged = tmp_path / "site-packages/pylopdf_fonts_jp/NotoSansJP-Regular.otf"
    packaged.parent.mkdir(parents=True)
    packaged.write_bytes(OPEN_TYPE)
    monkeypatch.setattr(fonts, "_SYSTEM", (str(tmp_path / "nowhere.ttf"), str(system)))
    monkeypatch.setattr(sys, "path", [str(tmp_path)])
    found = find_font(None)
    assert found is not None
    assert (found.file, found.is_bold) == (str(system), True)

    monkeypatch.setattr(sys, "path", [str(tmp_path / "site-packages")])

    found = find_font(None)
    assert found is not None
    assert (found.file, found.is_bold) == (str(packaged), False)


def test_an_own_font_is_the_only_one_that_counts(tmp_path: Path) -> None:
    own = tmp_path / "own.otf"
    own.write_bytes(OPEN_TYPE)

    assert find_font(str(own)) is not None
    assert find_font(str(tmp_path / "other.otf")) is None


def test_other_files_are_not_fonts(tmp_path: Path) -> None:
    (tmp_path / "a.ttf").write_bytes(b"<html>")

    assert find_font(str(tmp_path / "a.ttf")) is None
    assert find_font(str(tmp_path)) is None


def test_another_font_has_another_digest(tmp_path: Path) -> None:
    digests = set()
    for content in (OPEN_TYPE, OPEN_TYPE + b"x", b"OTTO" + b"\1" * 100):
        (tmp_path / "a.ttf").write_bytes(content)
        found = find_font(str(tmp_path / "a.ttf"))
        assert found is not None
        digests.add(found.digest)

    assert len(digests) == 3
