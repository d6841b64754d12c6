"""What a build left out by default is one line in the terminal, once there is more than a little of it."""

from __future__ import annotations

from typing import Any

from tests.commands import run_command


def shown(workshop: Any, *names: str) -> list[str]:
    for name in names:
        workshop.write(f"content/{name}", "x")
    *lines, _ = run_command(workshop.root, "build").stdout.splitlines()
    return lines


def test_a_few_files_are_shown_with_their_reasons(workshop: Any) -> None:
    assert shown(workshop, "README.md", "package.json") == [
        "skipped README.md: it is a note for those who work on the site; "
        "name it under `include:` to publish it",
        "skipped package.json: it is another tool's list of packages; name it under `include:` to publish it",
    ]


def test_many_files_are_one_line_with_their_number_and_the_first(workshop: Any) -> None:
    names = ["LICENSE", "Makefile", "README.md", "make.py", "notes.txt", "package.json"]

    assert shown(workshop, *names) == [
        "6 files and folders are not published by default: LICENSE, Makefile, README.md, make.py, "
        "notes.txt, …. To publish one, name it under `include:` (--report FILE lists all)"
    ]
