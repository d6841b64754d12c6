"""A signal ends every command at any moment: with its exit code, without a traceback, with all it started."""

from __future__ import annotations

import os
import pty
import shutil
import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.commands import run_command
from tests.compiled_templates import put_compiled_theme
from tests.conftest import Workshop
from tests.running_processes import COMMAND, PATIENCE_SECONDS, Gate, Marked, eventually

SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


@pytest.fixture
def marked() -> Iterator[Marked]:
    """Starts programs; none of their processes may be left at the end of a test."""
    found = Marked()
    yield found
    left = found.alive()
    for pid in left:
        os.kill(pid, signal.SIGKILL)
    assert not left


@pytest.fixture
def site(tiny: Workshop) -> Workshop:
    """A site that is large enough for two processes."""
    for number in range(120):
        tiny.post(f"2026-01-{number % 28 + 1:02}-p{number}", f"title: 記事{number}")
    put_compiled_theme(tiny.root)
    return tiny


@pytest.fixture
def gate(site: Workshop) -> Gate:
    """Where a build of the site waits in the middle of its pages."""
    found = Gate(site.root / "gate")
    site.write("templates/post.html", f"{found.template}{{{{ body }}}}")
    return found


def send(pid: int, number: int, *, to_group: bool) -> None:
    (os.killpg if to_group else os.kill)(pid, number)


# ---- in the middle of the work ----------------------------------------------------------------


@pytest.mark.parametrize("to_group", [False, True], ids=["parent", "group"])
@pytest.mark.parametrize("number", SIGNALS)
@pytest.mark.parametrize("jobs", [1, 2])
def test_a_build_ends_with_all_its_processes(
    site: Workshop, gate: Gate, marked: Marked, jobs: int, number: int, to_group: bool
) -> None:
    process = marked.start([*COMMAND, "build", "--jobs", jobs], site.root)
    gate.met()

    send(process.pid, number, to_group=to_group)
    said = process.communicate(timeout=PATIENCE_SECONDS)[1]

    assert process.returncode == 128 + number, said
    assert marked.alive() == []
    assert said.splitlines()[-1] == "Aborted!"
    assert "Traceback" not in said and "ended from outside" not in said
    site.write("templates/post.html", "{{ body }}")
    assert run_command(site.root, "build", "--jobs", "1").returncode == 0


def test_a_build_that_is_killed_leaves_no_worker(site: Workshop, gate: Gate, marked: Marked) -> None:
    process = marked.start([*COMMAND, "build", "--jobs", "2"], site.root)
    gate.met()
    eventually(lambda: len(marked.alive()) == 3)

    process.kill()
    process.communicate()

    eventually(lambda: not marked.alive())


def test_a_build_ends_when_its_terminal_is_closed(site: Workshop, gate: Gate, marked: Marked) -> None:
    parent, child = pty.openpty()
    # The first terminal that the leader of a session opens is the session's own.
    script = f"import os, sys; os.open({os.ttyname(child)!r}, os.O_RDWR); os.execv(sys.argv[1], sys.argv[1:])"
    process = marked.start(
        [sys.executable, "-c", script, *COMMAND, "build", "--jobs", "2"],
        site.root, stdin=child, stdout=child, stderr=child,
    )  # fmt: skip
    os.close(child)
    gate.met()

    os.close(parent)

    assert process.wait(PATIENCE_SECONDS) == 128 + signal.SIGHUP


def test_a_command_under_nohup_continues_when_its_terminal_is_closed(
    site: Workshop, gate: Gate, marked: Marked
) -> None:
    process = marked.start(["nohup", *COMMAND, "build", "--jobs", "2"], site.root)
    gate.met()

    os.killpg(process.pid, signal.SIGHUP)
    gate.met()
    os.killpg(process.pid, signal.SIGINT)

    process.communicate()
    assert process.returncode == 128 + signal.SIGINT


def test_a_full_pipe_keeps_nothing_from_ending(site: Workshop, marked: Marked) -> None:
    reader, writer = os.pipe()
    os.set_blocking(writer, False)
    with pytest.raises(BlockingIOError):
        while True:
            os.write(writer, b"x" * 4096)
    os.set_blocking(writer, True)
    process = marked.start([*COMMAND, "build"], site.root, stderr=writer)
    waits_to_write = Path(f"/proc/{process.pid}/syscall")
    eventually(lambda: waits_to_write.read_text().split()[:2] == ["1", "0x2"])

    process.terminate()

    assert process.wait(PATIENCE_SECONDS) == 128 + signal.SIGTERM
    os.close(reader)
    os.close(writer)


# ---- at bad moments ---------------------------------------------------------------------------

# Each is code that runs before the command and has it send a signal to itself where Python would forget an
# exception, or break something by it.
_MOMENTS = {
    "a hook of fork": "os.register_at_fork(before=hit)",
    "a hook of fork in the parent": "os.register_at_fork(after_in_parent=hit)",
    "an import": (
        "sys.addaudithook(lambda name, args: name == 'import' and args[0] == 'click.core' and hit())"
    ),
    "a finalizer": (
        "class Held:\n"
        "    __del__ = lambda self: hit()\n"
        "def hook(name, args):\n"
        "    if name == 'import' and args[0].endswith('.build'): Held()\n"
        "sys.addaudithook(hook)"
    ),
    "a callback of a weak reference": (
        "import weakref\n"
        "class Held: pass\n"
        "held = Held()\n"
        "reference = weakref.ref(held, lambda _: hit())\n"
        "def hook(name, args):\n"
        "    if name == 'import' and args[0].endswith('.build'): globals().pop('held', None)\n"
        "sys.addaudithook(hook)"
    ),
    "the end of the program": (
        "class Out:\n"
        "    def __init__(self, stream): self.stream = stream\n"
        "    def __getattr__(self, name): return getattr(self.stream, name)\n"
        "    def flush(self): self.stream.flush(); sys._getframe(1).f_code.co_name == 'leave' and hit()\n"
        "sys.stdout = Out(sys.stdout)"
    ),
}


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("moment", _MOMENTS)
def test_no_moment_swallows_a_signal(site: Workshop, marked: Marked, moment: str, number: int) -> None:
    script = (
        f"import os, sys\ndef hit(): os.kill(os.getpid(), {int(number)})\n{_MOMENTS[moment]}\n"
        "from allforces_site.__main__ import main\nmain()\n"
    )

    code, said = marked.run([sys.executable, "-c", script, "build", "--jobs", "2"], site.root)

    assert code == 128 + number, said
    assert "Traceback" not in said and "ignored" not in said


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["build", "--help"], ["check"], ["repair"]])
def test_a_command_that_imports_ends_too(site: Workshop, marked: Marked, arguments: list[str]) -> None:
    hook = "lambda name, args: name == 'import' and args[0] == 'click' and os.kill(os.getpid(), 2)"
    script = f"import os, sys\nsys.addaudithook({hook})\nfrom allforces_site.__main__ import main\nmain()\n"

    assert marked.run([sys.executable, "-c", script, *arguments], site.root) == (130, "Aborted!\n")


# ---- serve ------------------------------------------------------------------------------------


@pytest.mark.parametrize("to_group", [False, True], ids=["parent", "group"])
@pytest.mark.parametrize("number", SIGNALS)
def test_a_server_ends_in_the_middle_of_a_build(
    site: Workshop, gate: Gate, marked: Marked, number: int, to_group: bool
) -> None:
    process = marked.start([*COMMAND, "serve", "--port", "0"], site.root)
    gate.met()

    send(process.pid, number, to_group=to_group)
    said = process.communicate(timeout=PATIENCE_SECONDS)[1]

    assert process.returncode == 128 + number
    assert "Traceback" not in said and "Aborted" not in said
    eventually(lambda: not marked.alive())


@pytest.mark.parametrize("number", SIGNALS)
def test_a_builder_that_still_imports_ends_with_its_server(
    site: Workshop, marked: Marked, number: int
) -> None:
    # A signal to the group reaches the builder before it has said what it does with signals.
    hook = (
        "import os, sys\n"
        "sys.addaudithook(lambda name, args: name == 'import'\n"
        "    and args[0] == 'allforces_site.serve.build_process'\n"
        f"    and 'spawn_main' in ' '.join(sys.orig_argv) and os.killpg(os.getpgrp(), {int(number)}))\n"
    )
    site.write("hook/sitecustomize.py", hook)
    environment = {"PYTHONPATH": str(site.root / "hook")}

    ended = marked.run([*COMMAND, "serve", "--port", "0"], site.root, env=environment)

    assert ended == (128 + number, "")
    eventually(lambda: not marked.alive())


def test_a_server_that_is_killed_leaves_neither_builder_nor_worker(
    site: Workshop, gate: Gate, marked: Marked
) -> None:
    process = marked.start([*COMMAND, "serve", "--port", "0"], site.root)
    gate.met()

    process.kill()
    process.communicate()

    eventually(lambda: not marked.alive())


# ---- programs of others -----------------------------------------------------------------------


@pytest.fixture
def deploy(site: Workshop, marked: Marked) -> Callable[[str], Any]:
    """Starts a deploy of the site with a program that only waits in the place of git or rsync."""
    assert run_command(site.root, "build", "--jobs", "1").returncode == 0
    for folder in ("programs", "temporary"):
        (site.root / folder).mkdir()

    def start(program: str) -> Any:
        site.write(
            "content/_config.yml", f"title: 試験\nurl: https://example.com\nallforces: {_TARGETS[program]}"
        )
        file = site.write(f"programs/{program}", f"#!/bin/sh\nexec {shutil.which('sleep')} 1000 <gate\n")
        file.chmod(0o755)
        environment = {
            "PATH": f"{site.root}/programs:{os.environ['PATH']}",
            "TMPDIR": str(site.root / "temporary"),
        }
        return marked.start([*COMMAND, "deploy", "there"], site.root, env=environment)

    return start


_TARGETS = {
    "git": "{deploy: {there: {branch: gh-pages}}}",
    "rsync": "{deploy: {there: {rsync: /nowhere/site}}}",
}


@pytest.mark.parametrize("to_group", [False, True], ids=["parent", "group"])
@pytest.mark.parametrize("number", SIGNALS)
@pytest.mark.parametrize("program", _TARGETS)
def test_a_deploy_ends_with_the_programs_it_runs(
    site: Workshop, marked: Marked, deploy: Callable[[str], Any], program: str, number: int, to_group: bool
) -> None:
    gate = Gate(site.root / "gate")
    process = deploy(program)
    gate.met()

    send(process.pid, number, to_group=to_group)
    said = process.communicate(timeout=PATIENCE_SECONDS)[1]

    assert (process.returncode, said.splitlines()[-1]) == (128 + number, "Aborted!")
    assert "Traceback" not in said
    assert marked.alive() == []
    assert list((site.root / "temporary").iterdir()) == []


@pytest.mark.parametrize("program", _TARGETS)
def test_a_deploy_that_is_killed_leaves_no_program(
    site: Workshop, marked: Marked, deploy: Callable[[str], Any], program: str
) -> None:
    gate = Gate(site.root / "gate")
    process = deploy(program)
    gate.met()

    process.kill()
    process.communicate()

    eventually(lambda: not marked.alive())
