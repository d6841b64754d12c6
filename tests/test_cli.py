"""The `allforces` command as a user meets it: exit codes, messages, progress, the report file."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.commands import Finished, run_command
from tests.compiled_templates import put_compiled_theme

COMMAND = [sys.executable, "-m", "allforces_site"]


def allforces(workshop: Any, *arguments: str) -> Finished:
    """Runs the command in the site's folder."""
    return run_command(workshop.root, *arguments)


def program(workshop: Any, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Runs the command as a program in the site's folder, with pipes instead of a terminal."""
    put_compiled_theme(workshop.root)
    return subprocess.run(
        [*COMMAND, *arguments],
        cwd=workshop.root,
        env={**os.environ, **environment},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_a_fine_site_ends_with_zero_and_one_summary(workshop: Any) -> None:
    workshop.post("2026-01-02-tea")
    workshop.write("content/_drafts/later.md", "---\n---\n")

    done = program(workshop, "build")

    assert done.returncode == 0, done.stderr
    *skipped, summary = done.stdout.splitlines()
    assert skipped == ["skipped _drafts/later.md: draft: it lies in _drafts"]
    assert summary.startswith("Built 9 pages (1 post) in ")
    assert summary.endswith("1 skipped, 0 errors, 0 warnings")
    assert (workshop.output / "index.html").exists()


def test_the_report_and_the_summary_are_in_the_language_of_the_command(workshop: Any) -> None:
    workshop.post("2026-01-02-tea", "image: /cup.png")

    done = allforces(workshop, "build", "--lang", "ja", "--report", "r.json", "--summary", "s.md")

    report = json.loads((workshop.root / "r.json").read_text(encoding="utf-8"))
    [problem] = [problem for problem in report["problems"] if problem["code"] == "image-missing"]
    assert problem["message"] == "画像`/cup.png`がありません"
    assert "警告: 画像`/cup.png`がありません [image-missing]\n" in done.stderr
    assert (workshop.root / "s.md").read_text(encoding="utf-8").startswith("## サイト\n")


def test_away_from_a_terminal_progress_is_plain_lines(workshop: Any) -> None:
    workshop.post("2026-01-02-tea")

    done = program(workshop, "build")

    assert done.stderr.splitlines()[0] == "Reading posts: 1"
    assert "\x1b" not in done.stdout + done.stderr
    assert "\r" not in done.stdout + done.stderr


def test_on_a_terminal_a_bar_shows_progress_and_vanishes(workshop: Any) -> None:
    for day in range(1, 29):
        workshop.post(f"2026-01-{day:02}-p{day}")
    put_compiled_theme(workshop.root)
    parent, child = pty.openpty()
    process = subprocess.Popen(
        [*COMMAND, "build"],
        cwd=workshop.root,
        env={**os.environ, "TERM": "xterm-256color", "COLUMNS": "80"},
        stdin=child,
        stdout=child,
        stderr=child,
    )
    os.close(child)

    shown = read_terminal(parent)

    assert process.wait() == 0
    assert "Reading posts" in shown
    assert "━" in shown
    assert "28/28" in shown
    assert "\x1b[2K" in shown, "the bar is wiped"
    assert shown.splitlines()[-1].removeprefix("\x1b[1A\x1b[2K" * 2).startswith("Built ")


def read_terminal(parent: int) -> str:
    shown = b""
    try:
        while chunk := os.read(parent, 65_536):
            shown += chunk
    except OSError:  # Linux says EIO at the end.
        pass
    os.close(parent)
    return shown.decode()


def test_an_error_ends_with_one_and_names_file_line_and_hint(workshop: Any) -> None:
    workshop.post("2026-01-02-tea", "date: 2026-13-40")

    done = program(workshop, "build")

    assert done.returncode == 1
    assert "content/_posts/2026-01-02-tea.md:2: error: " in done.stderr
    assert "  2 | date: 2026-13-40" in done.stderr
    assert "  hint: " in done.stderr
    assert "Because of the errors no old files were removed from the output folder." in done.stdout
    assert "Traceback" not in done.stderr


def test_a_warning_fails_only_a_strict_build(workshop: Any) -> None:
    workshop.post("2026-01-02-tea", "tags: [AI]")
    workshop.post("2026-01-03-tea", "tags: [ai]")

    assert allforces(workshop, "build").returncode == 0
    done = allforces(workshop, "build", "--strict")
    assert done.returncode == 1
    assert "Built with problems" in done.stdout


def test_a_note_never_fails(workshop: Any) -> None:
    workshop.write("content/index.md", "---\ntitle: 自作\n---\n本文\n")

    done = allforces(workshop, "build", "--strict")

    assert (done.returncode, done.stderr.count("note: ")) == (0, 1)


@pytest.mark.parametrize(
    "arguments",
    [
        ["--jobs", "0"],
        ["--jobs", "many"],
        ["--unknown"],
        ["--base-url", "example.com"],
        ["--base-url", "ftp://example.com"],
        ["--base-url", "http://[::1"],
        ["--base-url", "https://exa mple.com"],
        ["--base-url", "https://example.com/a b"],
        ["--base-url", "https://example.com/../x"],
        ["--base-url", "https://example.com/?q=1"],
        ["--report", "."],
        ["--report", "content/_config.yml/r.json"],
        ["--report", "content/_config.yml/deep/r.json"],
        ["stray"],
    ],
)
def test_wrong_usage_ends_with_two_and_builds_nothing(workshop: Any, arguments: list[str]) -> None:
    done = allforces(workshop, "build", *arguments)

    assert done.returncode == 2, done.stderr
    assert "Traceback" not in done.stderr
    assert not workshop.output.exists()


@pytest.mark.parametrize(
    ("address", "link", "canonical"),
    [
        ("https://other.example/blog", "/blog/archive/", "https://other.example/blog/"),
        ("https://other.example/blog/", "/blog/archive/", "https://other.example/blog/"),
        ("https://other.example", "/archive/", "https://other.example/"),
        ("https://other.example/", "/archive/", "https://other.example/"),
        ("https://other.example//blog//", "/blog/archive/", "https://other.example/blog/"),
        ("http://127.0.0.1:8000/x/y", "/x/y/archive/", "http://127.0.0.1:8000/x/y/"),
        ("https://other.example/茶", "/%E8%8C%B6/archive/", "https://other.example/%E8%8C%B6/"),
    ],
)
def test_base_url_replaces_address_and_baseurl(
    workshop: Any, address: str, link: str, canonical: str
) -> None:
    workshop.config("baseurl: /old")
    workshop.post("2026-01-02-tea")

    done = allforces(workshop, "build", "--base-url", address)

    assert done.returncode == 0, done.stderr
    page = workshop.page("index.html")
    assert f'href="{link}"' in page
    assert f'<link rel="canonical" href="{canonical}">' in page
    assert "/old" not in page
    assert "example.com" not in page


def test_output_that_cannot_be_written_is_an_error_and_no_traceback(workshop: Any) -> None:
    workshop.post("2026-01-02-tea")
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [*COMMAND, "build"], cwd=workshop.root, stdout=full, stderr=subprocess.PIPE, encoding="utf-8"
        )

    assert done.returncode == 1
    assert done.stderr.splitlines()[-1] == "Error: the output cannot be written: No space left on device"
    assert "Traceback" not in done.stderr


def test_drafts_future_and_unpublished_are_built_when_asked_for(workshop: Any) -> None:
    workshop.write("content/_drafts/later.md", "---\n---\n")
    workshop.post("2199-01-02-future")
    workshop.post("2026-01-02-secret", "published: false")

    allforces(workshop, "build", "--drafts", "--future", "--unpublished", "--report", "report.json")

    report = json.loads((workshop.root / "report.json").read_text(encoding="utf-8"))
    assert report["skipped"] == []
    assert report["counts"]["posts"] == 3


def test_a_folder_beside_the_source_that_is_published_is_noted_once(workshop: Any) -> None:
    for name in ("static/style.css", "static/deep/a.js", "static/.hidden"):
        workshop.write(name, "x")

    done = allforces(workshop, "build", "--strict", "--report", "r.json")

    assert done.returncode == 0, done.stderr
    assert done.stderr.count("note: ") == 1
    report = json.loads((workshop.root / "r.json").read_text(encoding="utf-8"))
    assert [(problem["code"], problem["message"]) for problem in report["problems"]] == [
        (
            "static-own",
            "the folder static/ beside the source folder is published too: 2 files, under /static/",
        )
    ]


def test_source_output_and_report_may_be_anywhere(workshop: Any) -> None:
    workshop.source.rename(workshop.root / "素材")

    done = allforces(workshop, "build", "--source", "素材", "--output", "a/b", "--report", "c/d/r.json")

    assert done.returncode == 0, done.stderr
    assert (workshop.root / "a/b/index.html").exists()
    assert (workshop.root / "c/d/r.json").exists()


def test_a_missing_source_is_reported_and_the_report_says_so_too(workshop: Any) -> None:
    done = allforces(workshop, "build", "--source", "nowhere", "--report", "r.json")

    assert done.returncode == 2
    assert "the source folder nowhere does not exist" in done.stderr
    report = json.loads((workshop.root / "r.json").read_text(encoding="utf-8"))
    assert [problem["code"] for problem in report["problems"]] == ["source-folder"]
    assert report["pages"] == []


@pytest.mark.parametrize("output", [".", "content", "content/_posts", "content/_config.yml"])
def test_an_output_folder_that_is_refused_is_wrong_usage(workshop: Any, output: str) -> None:
    done = allforces(workshop, "build", "--output", output)

    assert done.returncode == 2
    assert "the output folder" in done.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ("build", "--source"), ("build", "--output"), ("build", "--report"), ("check",),
        ("check", "--baseline"), ("check", "--output"), ("repair",), ("repair", "--report"),
        ("deploy", "there", "--output"), ("init",), ("serve", "--source"), ("new", "題", "--source"),
    ],
)  # fmt: skip
def test_a_path_that_no_file_can_have_is_wrong_usage(workshop: Any, arguments: tuple[str, ...]) -> None:
    done = allforces(workshop, *arguments, "茶" * 100)

    assert done.returncode == 2, done.stderr
    assert "so long a name" in done.stderr


def test_a_report_that_cannot_be_written_is_reported_before_the_build(workshop: Any) -> None:
    workshop.write("file", "")

    done = allforces(workshop, "build", "--report", "file/r.json")

    assert done.returncode == 2
    assert "file/r.json cannot be written" in done.stderr
    assert not workshop.output.exists()


@pytest.mark.parametrize("place", ["content/r.json", "content/new/r.json", "static/r.json"])
def test_a_report_that_the_next_build_would_publish_is_refused(workshop: Any, place: str) -> None:
    done = allforces(workshop, "build", "--report", place)

    assert done.returncode == 2
    assert "the next build would publish it" in done.stderr
    assert not (workshop.root / place).exists()
    assert not workshop.output.exists()


@pytest.mark.parametrize(
    "environment",
    [
        {"LC_ALL": "C"},
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"PYTHONIOENCODING": "ascii"},
    ],
)
def test_japanese_messages_end_no_build_on_a_terminal_without_japanese(
    workshop: Any, environment: dict[str, str]
) -> None:
    workshop.post("2026-01-02-お茶", "published: false")
    workshop.post("2026-01-02-茶", "date: ない")

    done = program(workshop, "build", **environment)

    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "Built with problems" in done.stdout


def test_many_warnings_of_one_kind_are_cut_short_and_the_report_has_all(workshop: Any) -> None:
    for day in range(1, 26):
        workshop.write(f"content/_posts/nodate-{day}.md", "---\n---\n")

    done = allforces(workshop, "build", "--report", "r.json")

    assert done.stderr.count("warning: ") == 10
    assert "… and 15 more of the kind post-name (--report FILE lists all)" in done.stderr
    report = json.loads((workshop.root / "r.json").read_text(encoding="utf-8"))
    assert report["counts"]["warnings"] == 25
    assert report["counts"]["skipped"] == 25


def test_help_and_version_answer() -> None:
    for argument in ("--help", "--version"):
        done = subprocess.run([*COMMAND, argument], capture_output=True, encoding="utf-8", check=True)
        assert "allforces" in done.stdout


@pytest.mark.parametrize(
    "command",
    [["build"], ["build", "--strict"], ["check"], ["repair"], ["repair", "--write"], ["new", "題"],
     ["deploy", "x"], ["serve", "--port", "0"]],
)  # fmt: skip
def test_every_command_refuses_the_folder_above_the_source(workshop: Any, command: list[str]) -> None:
    workshop.post("2026-01-02-a")
    workshop.write("README.md", "# 読む\n")

    done = allforces(workshop, *command, "--source", ".")

    assert done.returncode == 2
    assert "did you mean --source content?" in done.stderr
    assert not (workshop.root / "_site").exists()
    assert not (workshop.root / "_posts").exists()
