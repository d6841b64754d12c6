"""A module imports only from the rows above its own, so that the data flows one way."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports

PACKAGE = Path(__file__).parents[1] / "allforces_site"


def test_rooms_import_only_from_the_rooms_below_and_never_in_a_circle(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """The contracts are in pyproject.toml; `lint-imports` shows them with all that breaks them."""
    status = lint_imports(str(PACKAGE.parent / "pyproject.toml"), no_cache=True)
    assert status == EXIT_STATUS_SUCCESS, capsys.readouterr().out


# Rooms that know neither the disk nor the clock nor other programs.
PURE = ("front_matter", "liquid", "markdown", "model", "search", "site", "text", "urls")
# What reaches the disk, the clock or other programs.
MODULES = {"os", "io", "shutil", "tempfile", "subprocess", "time", "pathlib.Path", "sqlite3"}
FUNCTIONS = {"open", "print", "input"}


@pytest.mark.parametrize("name", PURE)
def test_only_the_edges_reach_the_disk_the_clock_and_other_programs(name: str) -> None:
    place = PACKAGE.joinpath(*name.split("."))
    for path in place.rglob("*.py") if place.is_dir() else [place.with_suffix(".py")]:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            used: set[str] = set()
            if isinstance(node, ast.Import):
                used = {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom):
                used = {f"{node.module}.{alias.name}" for alias in node.names} | {str(node.module)}
            elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                assert node.func.id not in FUNCTIONS, path
            assert not used & MODULES, path


def test_no_module_is_a_utils_module() -> None:
    names = {
        part for name in PACKAGE.rglob("*.py") for part in name.relative_to(PACKAGE).with_suffix("").parts
    }

    assert not names & {"utils", "util", "helpers", "common", "misc", "manager"}


def test_the_documentation_names_every_room_and_no_other() -> None:
    text = (PACKAGE.parent / "docs" / "architecture.md").read_text(encoding="utf-8")
    table = text.partition("| room | what is in it |")[2].partition("\n\n")[0]
    named = set(
        re.findall(r"`([a-z_]+)(?:\.py)?`", "\n".join(row.split("|")[1] for row in table.split("\n")[2:]))
    )
    rooms = {
        path.stem for path in PACKAGE.iterdir() if path.suffix == ".py" or (path / "__init__.py").exists()
    }
    assert named == rooms - {"__init__", "__main__"}
