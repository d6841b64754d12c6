"""Nothing waits for a named pipe or a device in the place of a file."""

from __future__ import annotations

import os
import re
import signal
import socket
import sys
from collections.abc import Iterator
from contextlib import chdir
from pathlib import Path
from types import FrameType

import pytest
from click.testing import CliRunner

from allforces_site.cli import main
from allforces_site.files.regular_files import read_head, read_regular
from tests.conftest import Workshop

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such files in folders")

PACKAGE = Path(__file__).parents[2] / "allforces_site"
# These read files of this package and of others, of the system, or a file that a user names to the program.
READERS_OF_OTHERS = {
    "check/formats/editor_page/page.py", "cli/check.py", "cli/options.py",
    "files/documentation.py", "scaffold/new_blog.py", "scaffold/requirement.py", "serve/file_systems.py",
    "compare/formats/owner_page/page.py", "serve/injected.py", "text/time_zones.py",
    "notify/requests.py",  # It opens addresses.
}  # fmt: skip
# These look by themselves whether a file is regular, or make one that must not be there before.
CAREFUL = {
    "files/regular_files.py", "files/atomic_files.py", "renderer/environment.py", "serve/file_responses.py",
    "files/statuses.py",  # It opens folders.
}  # fmt: skip
# No command here takes a thousandth of it; one that waits for a pipe would wait for ever.
ENDLESS_SECONDS = 600


@pytest.fixture(autouse=True)
def _no_waiting() -> Iterator[None]:
    def give_up(_number: int, _frame: FrameType | None) -> None:
        pytest.fail("something waits for a pipe")

    before = signal.signal(signal.SIGALRM, give_up)
    signal.alarm(ENDLESS_SECONDS)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


def run(workshop: Workshop, *arguments: str) -> tuple[int, str]:
    with chdir(workshop.root):
        result = CliRunner().invoke(main, arguments)
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result.exit_code, result.output


def pipe(path: Path) -> None:
    path.unlink(missing_ok=True)
    path.parent.mkdir(parents=True, exist_ok=True)
    os.mkfifo(path)


def device(path: Path) -> None:
    path.unlink(missing_ok=True)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.symlink_to("/dev/zero")


@pytest.mark.parametrize(("make", "kind"), [(pipe, "named pipe"), (device, "device")])
def test_what_is_not_a_regular_file_is_not_read(tmp_path: Path, make: object, kind: str) -> None:
    assert callable(make)
    make(tmp_path / "a")
    for read in (read_regular, lambda path: read_head(path, 8)):
        with pytest.raises(OSError, match=kind):
            read(tmp_path / "a")
        with pytest.raises(IsADirectoryError):
            read(tmp_path)


def test_a_regular_file_is_read_whole_or_its_head(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"0123456789" * 100_000)
    assert len(read_regular(tmp_path / "a")) == 1_000_000
    assert read_head(tmp_path / "a", 8) == b"01234567"
    assert read_regular(str(tmp_path / "a")) == (tmp_path / "a").read_bytes()


@pytest.mark.parametrize("make", [pipe, device])
@pytest.mark.parametrize("command", ["build", "check", "repair"])
def test_settings_that_are_no_file_stop_with_a_message(
    workshop: Workshop, make: object, command: str
) -> None:
    assert callable(make)
    workshop.post("2026-01-02-tea", "title: お茶")
    make(workshop.source / "_config.yml")

    code, text = run(workshop, command)

    assert code == 1
    assert "_config.yml: error: cannot be read: it is a" in text


@pytest.mark.parametrize("command", ["build", "check"])
@pytest.mark.parametrize(
    ("place", "shown"),
    [
        ("content/_posts/2026-01-03-pipe.md", "_posts/2026-01-03-pipe.md"),
        ("content/_data/pipe.yml", "_data/pipe.yml"),
        ("content/about.md", "about.md"),
        ("content/assets/a.png", "assets/a.png"),
        ("static/a.css", "../static/a.css"),
    ],
)
def test_a_pipe_among_the_sources_is_reported_and_the_rest_is_built(
    workshop: Workshop, place: str, shown: str, command: str
) -> None:
    workshop.post("2026-01-02-tea", "title: お茶", "![図](/assets/a.png)\n")
    for _ in range(2):
        pipe(workshop.root / place)
        code, text = run(workshop, command)

        assert code == 0
        assert f"{shown}: warning: it is not a regular file but a named pipe, a socket or a device" in text
        assert command != "build" or "お茶" in workshop.page("2026/01/02/tea.html")


def test_a_socket_among_the_sources_is_reported(workshop: Workshop) -> None:
    workshop.post("2026-01-02-tea", "title: お茶")
    with socket.socket(socket.AF_UNIX) as opened, chdir(workshop.source):
        opened.bind("a.md")
    assert [(one.code, one.file) for one in workshop.build().problems] == [("irregular-file", "a.md")]


def test_a_template_that_is_a_pipe_is_named(workshop: Workshop) -> None:
    workshop.post("2026-01-02-tea", "title: お茶")
    pipe(workshop.root / "templates/post.html")

    code, text = run(workshop, "build")

    assert code == 1
    assert "templates/post.html:1: error: not a Jinja template: it is not a regular file" in text


def test_a_baseline_that_is_a_pipe_is_named(workshop: Workshop) -> None:
    workshop.config("allforces: {checks: {baseline: known.json}}\n")
    workshop.post("2026-01-02-tea", "title: お茶")
    pipe(workshop.source / "known.json")

    code, text = run(workshop, "check")

    assert code == 1
    assert "known.json cannot be used: it is a named pipe" in text


def test_pipes_in_place_of_what_builds_keep_do_no_harm(workshop: Workshop) -> None:
    workshop.config("allforces: {social_pictures: false}\n")
    workshop.post("2026-01-02-tea", "title: お茶", "![図](/assets/a.png)\n")
    assert run(workshop, "build")[0] == 0
    wanted = workshop.tree()
    kept = [path for path in (workshop.root / ".allforces").rglob("*") if path.is_file()]
    assert kept

    for path in kept:
        pipe(path)
        assert run(workshop, "check")[0] == 0
        assert run(workshop, "build")[0] == 0
        assert workshop.tree() == wanted


@pytest.mark.parametrize("name", ["index.html", ".allforces-manifest.json"])
def test_pipes_in_the_output_folder_are_not_read(workshop: Workshop, name: str) -> None:
    workshop.post("2026-01-02-tea", "title: お茶")
    assert run(workshop, "build")[0] == 0
    pipe(workshop.output / name)

    code, text = run(workshop, "build")

    assert code == (1 if name.endswith("json") else 0), text
    assert code == 0 or "it is a named pipe" in text
    assert run(workshop, "deploy", "nowhere")[0] != 0


def test_every_module_reads_files_of_sites_safely() -> None:
    """Other code that reads files could wait for a pipe; only `regular_files` does not."""
    reading = re.compile(r"\.read_(?:bytes|text)\(|(?:^|[\s.(=])open\((?!BytesIO|content)")
    found = {
        path.relative_to(PACKAGE).as_posix()
        for path in PACKAGE.rglob("*.py")
        if reading.search(path.read_text(encoding="utf-8"))
    }
    found -= {"images/scaling.py", "images/facts.py"}  # Pillow, which is given the bytes.
    assert found == READERS_OF_OTHERS | CAREFUL
