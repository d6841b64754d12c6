"""The process that builds, and what becomes of it."""

from __future__ import annotations

import asyncio
import os
import signal
from pathlib import Path
from typing import Any

import pytest

from allforces_site.build.run import BuildOptions
from allforces_site.serve.build_process import BuildProcess
from tests.running_processes import Gate, eventually, is_alive


@pytest.fixture
def build_process(workshop: Any) -> Any:
    workshop.post("2026-01-02-tea", "title: お茶")
    folder = workshop.root / ".allforces"
    made = BuildProcess(BuildOptions(workshop.source, folder / "build", 1), folder / "site")
    yield made
    made.stop()


def is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_builds_share_one_process_that_ends_with_stop(build_process: BuildProcess) -> None:
    async def run() -> tuple[int | None, int | None]:
        assert (await build_process.build()).files
        first = build_process.pid
        assert (await build_process.build()).errors == ()
        return first, build_process.pid

    first, second = asyncio.run(run())
    assert first == second
    build_process.stop()

    assert first is not None
    assert not is_running(first)


def test_a_process_that_was_killed_between_builds_is_replaced_unnoticed(build_process: BuildProcess) -> None:
    async def run() -> None:
        await build_process.build()
        pid = build_process.pid
        assert pid is not None
        os.kill(pid, signal.SIGKILL)
        await asyncio.to_thread(eventually, lambda: not is_alive(pid))

        outcome = await build_process.build()

        assert outcome.errors == ()
        assert outcome.files
        assert build_process.pid != pid

    asyncio.run(run())


def test_one_that_is_killed_in_a_build_is_reported_and_replaced_by_the_next(
    build_process: BuildProcess, workshop: Any
) -> None:
    async def run() -> None:
        await build_process.build()
        gate = Gate(workshop.root / "gate")
        template = workshop.write("templates/post.html", gate.template * 2)
        running_build = asyncio.create_task(build_process.build())
        await asyncio.to_thread(gate.met)
        template.unlink()
        assert build_process.pid is not None
        os.kill(build_process.pid, signal.SIGKILL)

        outcome = await running_build

        assert "was ended from outside" in str(outcome.errors[0].message)
        assert (await build_process.build()).errors == ()

    asyncio.run(run())


def test_stopping_in_a_build_ends_it_at_once_and_starts_no_other(
    build_process: BuildProcess, workshop: Any
) -> None:
    gate = Gate(workshop.root / "gate")
    workshop.write("templates/post.html", gate.template * 2)  # Nobody opens it for the second time.

    async def run() -> None:
        running_build = asyncio.create_task(build_process.build())
        await asyncio.to_thread(gate.met)
        build_process.stop()

        assert (await running_build).errors
        assert (await build_process.build()).errors
        assert build_process.pid is None

    asyncio.run(run())


def test_a_large_build_may_have_processes_of_its_own(workshop: Any) -> None:
    for number in range(200):
        workshop.post(
            f"2026-02-{number % 28 + 1:02}-p{number}", f"title: 記事{number}", "本文です。\n\n" * 100
        )
    gate = Gate(workshop.root / "gate")
    workshop.write("templates/post.html", gate.template)
    folder = workshop.root / ".allforces"
    build_process = BuildProcess(BuildOptions(workshop.source, folder / "build", 2), folder / "site")

    async def run() -> None:
        running_build = asyncio.create_task(build_process.build())
        await asyncio.to_thread(
            eventually, lambda: build_process.pid is not None and len(children_of(build_process.pid)) == 2
        )
        with gate.opened():
            assert (await running_build).errors == ()

    try:
        asyncio.run(run())
    finally:
        build_process.stop()


def children_of(pid: int) -> list[str]:
    try:
        return Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return []
