"""What `make test` and `make test-fast` run."""

from __future__ import annotations

import multiprocessing
import os
import subprocess
from collections.abc import Callable
from fnmatch import fnmatch
from typing import Any

import pytest

from tests.marks import MARKED, TESTS, left_out, marks_of


def test_no_folder_of_tests_is_passed_over(request: pytest.FixtureRequest) -> None:
    """Of itself pytest passes over folders that are named `build`, `dist` or `venv`."""
    passed_over = request.config.getini("norecursedirs")
    folders = {part for file in TESTS.rglob("test_*.py") for part in file.relative_to(TESTS).parts[:-1]}

    assert "build" in folders
    assert [name for name in folders if any(fnmatch(name, pattern) for pattern in passed_over)] == []


def test_marks_are_given_to_files_and_folders_that_exist() -> None:
    assert [name for names in MARKED.values() for name in names if not (TESTS / name).exists()] == []


@pytest.mark.parametrize(
    ("expression", "names"),
    [
        ("not slow and not browser and not process", {"slow", "browser", "process"}),
        ("not slow", {"slow"}),
        ("", set()),
        ("slow", set()),
        ("not slow or browser", set()),
        ("not slow and browser", set()),
        ("not (slow and browser)", set()),
    ],
)
def test_files_are_passed_over_only_where_no_test_of_theirs_is_asked_for(
    expression: str, names: set[str]
) -> None:
    assert left_out(expression) == names


def test_a_file_has_the_marks_of_its_folders() -> None:
    assert marks_of(TESTS / "build" / "test_build.py") == {"slow", "process"}
    assert marks_of(TESTS / "search") == {"slow"}
    assert marks_of(TESTS / "text" / "test_dates.py") == marks_of(TESTS) == set()


def spawn() -> None:
    multiprocessing.get_context("spawn").Process(target=os.getpid).start()


STARTS: tuple[Callable[[], Any], ...] = (
    lambda: subprocess.run(["true"], check=True),
    lambda: os.system("true"),
    lambda: os.posix_spawn("/bin/true", ["true"], {}),
    os.fork,
    multiprocessing.get_context("fork").Process(target=os.getpid).start,
    spawn,
)


@pytest.mark.parametrize("start", STARTS)
def test_a_test_that_starts_a_program_must_be_marked(start: Callable[[], Any]) -> None:
    with pytest.raises(pytest.fail.Exception, match="is not marked `process`"):
        start()


@pytest.mark.process
def test_a_marked_test_may_start_programs() -> None:
    subprocess.run(["true"], check=True)
