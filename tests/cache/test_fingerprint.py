"""A fingerprint changes with the code and with the versions of the libraries."""

from __future__ import annotations

import sys
from importlib.metadata import version
from pathlib import Path

import pytest

from allforces_site.cache import fingerprint as module


@pytest.fixture(autouse=True)
def fingerprint_again() -> None:
    module.fingerprint.cache_clear()


@pytest.mark.parametrize("library", module._LIBRARIES)
def test_the_version_of_every_library_is_known_without_importing_metadata(library: str) -> None:
    assert module._installed()[library] == version(library)


def test_another_version_of_a_library_is_another_fingerprint(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = module.fingerprint()
    module.fingerprint.cache_clear()
    (tmp_path / "Jinja2-999.1.dist-info").mkdir()
    monkeypatch.setattr(sys, "path", [str(tmp_path / "nowhere"), str(tmp_path), *sys.path])

    assert module.fingerprint() != before


def test_other_code_is_another_fingerprint(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "markdown").mkdir()
    code = tmp_path / "markdown" / "code.py"
    code.write_bytes(b"1")
    monkeypatch.setattr(module, "__file__", str(tmp_path / "fingerprint.py"))
    before = module.fingerprint()
    module.fingerprint.cache_clear()
    code.write_bytes(b"2")

    assert module.fingerprint() != before
