"""Small sites and every byte they become: `cases/<name>/in` builds to `cases/<name>/out`.

`in` holds `content/`; `cases/_theme` are the templates of all cases, so that a change of the real
theme changes no case. Beside the files `out` holds `problems.txt`, what the build told.

After a wanted change `UPDATE_GOLDEN=1 pytest tests/test_golden.py` writes `out` anew; read the
difference before committing it.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import tree

CASES = Path(__file__).parent / "cases"
NAMES = sorted(path.name for path in CASES.iterdir() if (path / "in").is_dir())


def build(name: str, workshop: Any) -> dict[str, bytes]:
    shutil.rmtree(workshop.source)
    shutil.copytree(CASES / name / "in", workshop.root, dirs_exist_ok=True)
    shutil.copytree(CASES / "_theme", workshop.root / "templates")
    report = workshop.build()
    reported = [f"{p.file}:{p.line}: {p.severity}: {p.code}: {p.message!s}\n" for p in report.problems]
    # The theme's own style sheet is no part of a case; the manifest repeats what the files say.
    files = {path: content for path, content in workshop.tree().items()
             if not path.startswith(("static/", ".allforces"))}  # fmt: skip
    return files | {"problems.txt": "".join(reported).encode()}


def golden(name: str) -> dict[str, bytes]:
    return tree(CASES / name / "out")


def without_search(files: dict[str, bytes]) -> dict[str, bytes]:
    """The 500 files of the search have tests of their own."""
    return {path: content for path, content in files.items() if not path.startswith("search/")}


@pytest.mark.parametrize("name", NAMES)
def test_the_site_becomes_these_bytes(name: str, workshop: Any) -> None:
    built = without_search(build(name, workshop))
    if os.environ.get("UPDATE_GOLDEN"):
        shutil.rmtree(CASES / name / "out", ignore_errors=True)
        for path, content in built.items():
            target = CASES / name / "out" / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)

    expected = golden(name)

    assert sorted(built) == sorted(expected)
    for path, content in built.items():
        assert content.decode() == expected[path].decode(), path
