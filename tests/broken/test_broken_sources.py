"""Every folder below `cases` is a broken site; its `expected.txt` says what its author is told.

`UPDATE_EXPECTED=1 pytest tests/broken` writes the files anew: read the difference before you commit it.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

CASES = sorted((Path(__file__).parent / "cases").iterdir())


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_author_is_told_what_is_wrong_and_the_rest_is_built(
    case: Path,
    tmp_path: Path,
    build_site: Callable[[Path], object],
    complete_source: Callable[[Path], None],
) -> None:
    shutil.copytree(case, tmp_path / "case")
    source = tmp_path / "case" / "source"
    complete_source(source)
    outcome = build_site(source)
    expected = case / "expected.txt"
    if os.environ.get("UPDATE_EXPECTED"):
        expected.write_text(outcome.as_text(), encoding="utf-8")
    assert outcome.as_text() == expected.read_text(encoding="utf-8")
    if outcome.report["pages"]:
        outcome.assert_good_post_is_right()
    else:
        assert not outcome.output.exists(), "a build that could not begin wrote something"
