"""One save is one build, and so is a burst."""

from __future__ import annotations

import asyncio
import threading

import pytest

from allforces_site.serve import changes as changes_module
from allforces_site.serve.changes import BURST_FILES, BURST_QUIET_SECONDS, LONGEST_WAIT_SECONDS, Changes


async def soon(changes: Changes, seconds: float = 5) -> frozenset[str]:
    return await asyncio.wait_for(changes.settled(), seconds)


def test_one_save_does_not_wait_as_a_burst_does(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(changes_module, "BURST_QUIET_SECONDS", 60.0)

    async def run() -> None:
        changes = Changes()
        changes.add("a.md")

        assert await soon(changes) == {"a.md"}

    asyncio.run(run())


def test_a_burst_is_taken_whole_though_it_pauses() -> None:
    async def run() -> None:
        changes = Changes()

        async def check_out() -> None:
            for number in range(BURST_FILES * 5):
                changes.add(f"{number}.md")
                if number % (BURST_FILES * 2) == BURST_FILES:
                    await asyncio.sleep(BURST_QUIET_SECONDS / 3)

        writing = asyncio.create_task(check_out())
        assert len(await soon(changes)) == BURST_FILES * 5
        await writing

    asyncio.run(run())


def test_what_changed_during_a_build_is_there_without_a_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(changes_module, "QUIET_SECONDS", 1.0)

    async def run() -> None:
        changes = Changes()
        changes.add("b.md")
        await asyncio.sleep(1.1)

        assert await soon(changes, 0.5) == {"b.md"}

    asyncio.run(run())


def test_a_program_that_never_stops_writing_does_not_keep_a_build_from_beginning() -> None:
    async def run() -> None:
        changes = Changes()

        async def write() -> None:
            while True:
                changes.add("log.txt")
                await asyncio.sleep(0.005)

        writing = asyncio.create_task(write())
        assert await soon(changes, LONGEST_WAIT_SECONDS * 2) == {"log.txt"}
        writing.cancel()

    asyncio.run(run())


def test_changes_come_from_other_threads_and_are_ignored_after_the_end() -> None:
    async def run() -> Changes:
        changes = Changes()
        threading.Thread(target=changes.add, args=("a.md",)).start()
        assert await soon(changes) == {"a.md"}
        return changes

    asyncio.run(run()).add("late.md")
