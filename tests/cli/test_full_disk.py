"""A disk that is full, and files that cannot be written: nothing is half there, and the last line is true."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from unittest.mock import patch

import pytest
from click.testing import CliRunner

from allforces_site.cli import main
from tests.commands import Finished, run_command
from tests.compiled_templates import put_compiled_theme
from tests.conftest import Workshop, tree

# Files may have no more bytes than this: what a full disk does to a write, in the middle of it.
ROOM = 10
MARKED = "---\ntitle: お茶\n---\n一つ目の文です。\n\n---END---\n"

Run = Callable[..., Finished]


@pytest.fixture
def shop(workshop: Workshop, monkeypatch: pytest.MonkeyPatch) -> Workshop:
    monkeypatch.chdir(workshop.root)
    for number in (2, 3):
        workshop.write(f"content/_posts/2026-01-0{number}-tea.md", MARKED)
    return workshop


@pytest.fixture
def full(shop: Workshop) -> Run:
    """Runs a command that can write no file larger than `room`."""

    def run(*arguments: str, room: int = ROOM) -> Finished:
        soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (room, hard))
        try:
            return run_command(shop.root, *arguments)
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))

    return run


def last_line(text: str) -> str:
    return text.rstrip().splitlines()[-1]


def test_repair_says_what_it_could_not_write(shop: Workshop, full: Run) -> None:
    before = tree(shop.source)

    result = full("repair", "--write")

    assert result.returncode == 1
    assert last_line(result.stdout) == "Nothing was repaired: 2 files could not be repaired: see above"
    assert result.stderr.count("error: cannot be repaired: File too large") == 2
    assert "Traceback" not in result.stderr
    assert tree(shop.source) == before


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        ("went", "No such file or directory"),
        ("changed", "it was changed during the repair"),
        ("read-only", "it is read-only"),
    ],
)
def test_repair_counts_what_it_repaired_and_what_it_could_not(shop: Workshop, spoil: str, said: str) -> None:
    from allforces_site.check import repair_site

    bad = shop.source / "_posts/2026-01-03-tea.md"
    write_repair, access = repair_site.write_repair, os.access

    def spoiled(repair: repair_site.SiteRepair) -> object:
        if spoil == "went":
            bad.unlink()
        elif spoil == "changed":
            bad.write_text("saved just now", encoding="utf-8")
        return write_repair(repair)

    def is_allowed(path: object, mode: int) -> bool:
        return not (spoil == "read-only" and str(path) == str(bad)) and access(str(path), mode)

    with patch.object(repair_site, "write_repair", spoiled), patch.object(os, "access", is_allowed):
        result = CliRunner().invoke(main, ["repair", "--write"])

    assert result.exit_code == 1
    assert said in result.stderr
    assert last_line(result.stdout) == (
        "1 of 2 files repaired: 1 end-marker; 1 file could not be repaired: see above"
    )


def test_a_file_that_cannot_be_understood_does_not_count_as_nothing_to_repair(shop: Workshop) -> None:
    for file in (shop.source / "_posts").iterdir():
        file.write_text("---\ntitle: '茶\n---\n---END---\n", encoding="utf-8")

    result = CliRunner().invoke(main, ["repair", "--write"])

    assert result.exit_code == 1
    assert last_line(result.stdout) == "Nothing was repaired: 2 files could not be repaired: see above"


WRITTEN = [
    ("build", "--report"),
    ("check", "--report"),
    ("check", "--output"),
    ("check", "--write-baseline"),
    *(("check", "--format", name, "--output") for name in ("json", "github", "sarif", "html")),
    ("repair", "--report"),
]


@pytest.mark.parametrize("command", WRITTEN, ids=" ".join)
def test_a_file_that_was_asked_for_is_whole_or_as_it_was(
    shop: Workshop, full: Run, command: tuple[str, ...]
) -> None:
    shop.write("kept.txt", "as it was")

    for name in ("kept.txt", "new.txt"):
        result = full(*command, name)
        assert result.returncode == 1
        assert f"Error: {name} cannot be written: File too large" in result.stderr
        assert "Traceback" not in result.stderr

    left = {path.name for path in shop.root.iterdir()} - {"_site", ".allforces"}
    assert left == {"content", "kept.txt"}
    assert (shop.root / "kept.txt").read_text(encoding="utf-8") == "as it was"


def test_a_summary_that_is_appended_to_is_whole_or_as_it_was(shop: Workshop, full: Run) -> None:
    shop.write("summary.md", "before")

    result = full("build", "--summary", "summary.md")

    assert result.returncode == 1
    assert "Error: summary.md cannot be written: File too large" in result.stderr
    assert (shop.root / "summary.md").read_text(encoding="utf-8") == "before"


@pytest.mark.parametrize(
    "command", [("init", "blog"), ("init", "a/b"), ("new", "題名"), ("new", "--draft", "題")]
)
def test_a_new_blog_or_post_is_written_whole_or_not_at_all(
    shop: Workshop, full: Run, command: tuple[str, ...]
) -> None:
    before = sorted(shop.root.rglob("*"))

    # Room for some of the files of a blog, and for none of a post.
    for room in (ROOM, 300) if command[0] == "init" else (ROOM,):
        result = full(*command, room=room)
        assert result.returncode == 1
        assert "cannot be written: File too large" in result.stderr
        assert "None" not in result.stderr
        assert sorted(shop.root.rglob("*")) == before

    assert CliRunner().invoke(main, list(command)).exit_code == 0


def test_a_folder_that_was_there_stays(shop: Workshop, full: Run) -> None:
    (shop.root / "blog").mkdir()

    assert full("init", "blog").returncode == 1

    assert list((shop.root / "blog").iterdir()) == []


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
@pytest.mark.parametrize(
    "command", [("repair",), ("check",), ("check", "--format", "html"), ("build",), ("init", "blog")]
)
def test_what_cannot_be_printed_is_an_error_without_a_traceback(
    shop: Workshop, command: tuple[str, ...]
) -> None:
    put_compiled_theme(shop.root)
    with Path("/dev/full").open("w") as full:
        result = subprocess.run(
            [sys.executable, "-m", "allforces_site", *command],
            cwd=shop.root, stdout=full, stderr=subprocess.PIPE, text=True, check=False,
        )  # fmt: skip

    assert result.returncode == 1
    assert last_line(result.stderr) == ("Error: the output cannot be written: No space left on device")
    assert "Traceback" not in result.stderr


@pytest.mark.usefixtures("shop")
def test_a_report_may_be_a_pipe_or_a_device() -> None:
    assert CliRunner().invoke(main, ["check", "--report", "/dev/null"]).exit_code == 1
    assert Path("/dev/null").is_char_device()
