"""Colours and moving lines: only where a terminal shows them and nobody forbade it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Mapping
from io import StringIO

import pytest

from allforces_site.terminal.colours import colours, shows_links
from tests.compiled_templates import put_compiled_theme
from tests.conftest import Workshop

pty = pytest.importorskip("pty")

# SGR, "Select Graphic Rendition" of ECMA-48: colours, bold and the like; and any escape sequence.
SGR = re.compile(r"\x1b\[[0-9;:]*m")
ESCAPE = re.compile(r"\x1b")
VARIABLES = ("NO_COLOR", "FORCE_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "TERM", "COLORTERM")


@pytest.mark.parametrize(
    ("environment", "shown"),
    [
        ({}, None),
        ({"TERM": "xterm-256color"}, None),
        ({"NO_COLOR": ""}, None),
        ({"NO_COLOR": "1"}, False),
        ({"NO_COLOR": "0"}, False),
        ({"TERM": "dumb"}, False),
        ({"CLICOLOR": "0"}, False),
        ({"CLICOLOR": "1"}, None),
        ({"FORCE_COLOR": "1"}, True),
        ({"FORCE_COLOR": ""}, None),
        ({"CLICOLOR_FORCE": "1"}, True),
        ({"CLICOLOR_FORCE": "0"}, None),
        ({"TERM": "dumb", "FORCE_COLOR": "1"}, True),
        ({"NO_COLOR": "1", "FORCE_COLOR": "1"}, False),
    ],
)
def test_the_environment_decides_about_colours(environment: Mapping[str, str], shown: bool | None) -> None:
    assert colours(environment) is shown


class Terminal(StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("environment", "shown"),
    [
        ({"TERM": "xterm-256color"}, True),
        ({"TERM": "dumb"}, False),
        ({"TERM": "linux"}, False),
        ({}, False),
        ({"TERM": "xterm", "NO_COLOR": "1"}, False),
        ({"TERM": "xterm", "VTE_VERSION": "4205"}, False),
        ({"TERM": "xterm", "VTE_VERSION": "7003"}, True),
        ({"TERM": "xterm", "FORCE_HYPERLINK": "0"}, False),
    ],
)
def test_the_terminal_decides_about_links(environment: Mapping[str, str], shown: bool) -> None:
    assert shows_links(Terminal(), environment) is shown
    assert not shows_links(StringIO(), environment)


def test_links_can_be_forced() -> None:
    assert shows_links(StringIO(), {"FORCE_HYPERLINK": "1", "TERM": "dumb"})


def reported(shop: Workshop, command: str, on_terminal: bool, **environment: str) -> str:
    """All that a command shows, on a terminal or in a pipe."""
    clean = {name: value for name, value in os.environ.items() if name not in VARIABLES}
    line = [sys.executable, "-m", "allforces_site", command]
    every = {**clean, "TERM": "xterm-256color", **environment}
    if not on_terminal:
        done = subprocess.run(line, cwd=shop.root, env=every, capture_output=True, text=True, check=False)
        return done.stdout + done.stderr
    ours, theirs = pty.openpty()
    process = subprocess.Popen(line, cwd=shop.root, env=every, stdout=theirs, stderr=theirs, stdin=theirs)
    os.close(theirs)
    shown = b""
    try:
        while part := os.read(ours, 65536):
            shown += part
    except OSError:  # Linux says so when the last one at the other end is gone.
        pass
    process.wait()
    os.close(ours)
    return shown.decode()


@pytest.fixture
def shop(workshop: Workshop) -> Workshop:
    """A site of which each command has something to say."""
    workshop.post("2026-01-02-tea", "title: お茶\nimage: /none.png", "本文です。\n\n---END---\n")
    put_compiled_theme(workshop.root)
    return workshop


COMMANDS = ("build", "check", "repair")


@pytest.mark.parametrize("command", COMMANDS)
def test_a_terminal_shows_colours_unless_it_is_asked_not_to(shop: Workshop, command: str) -> None:
    assert SGR.search(reported(shop, command, True)) or command == "repair"
    for forbidden in ({"NO_COLOR": "1"}, {"CLICOLOR": "0"}):
        shown = reported(shop, command, True, **forbidden)
        assert "tea.md" in shown
        assert not SGR.search(shown), forbidden


@pytest.mark.parametrize("command", COMMANDS)
def test_a_dumb_terminal_and_a_pipe_show_text_alone(shop: Workshop, command: str) -> None:
    for shown in (reported(shop, command, True, TERM="dumb"), reported(shop, command, False)):
        assert "tea.md" in shown
        assert not ESCAPE.search(shown)


@pytest.mark.parametrize("variable", ["FORCE_COLOR", "CLICOLOR_FORCE"])
def test_colours_can_be_asked_for_in_a_pipe(shop: Workshop, variable: str) -> None:
    for command in ("build", "check"):
        shown = reported(shop, command, False, **{variable: "1"})
        assert SGR.search(shown)
        assert not ESCAPE.search(SGR.sub("", shown))
