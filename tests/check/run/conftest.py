"""The source folder that checks read."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture
def posts(tmp_path: Path) -> Path:
    """The source folder of a small site."""
    folder = tmp_path / "content"
    (folder / "_posts").mkdir(parents=True)
    return folder
