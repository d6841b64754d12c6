"""One save is one build, and so is a burst."""

from __future__ import annotations

import asyncio
import threading

import pytest

from allforces_site.serve.debounce import (
    BURST_FILES,
    BURST_QUIET_SECONDS,
    LONGEST_WAIT_SECONDS,
    QUIET_SECONDS,
    Debounce,
)
from tests.running_processes import PATIENCE_SECONDS
from tests.serve import virtual_time
from tests.serve.virtual_time import now


def test_one_save_does_not_wait_as_a_burst_does() -> None:
    async def run() -> None:
        debounce = Debounce()
        debounce.add("a.md")

        assert await debounce.resolved() == {"a.md"}
        assert now() == pytest.approx(QUIET_SECONDS)

    virtual_time.run(run())


def test_a_burst_is_taken_whole_though_it_pauses() -> None:
    async def run() -> None:
        debounce = Debounce()

        async def check_out() -> None:
            for number in range(BURST_FILES * 5):
                debounce.add(f"{number}.md")
                if number % (BURST_FILES * 2) == BURST_FILES:
                    await asyncio.sleep(BURST_QUIET_SECONDS * 0.9)

        writing = asyncio.create_task(check_out())
        assert len(await debounce.resolved()) == BURST_FILES * 5
        await writing

    virtual_time.run(run())


def test_what_changed_during_a_build_is_there_without_a_wait() -> None:
    async def run() -> None:
        debounce = Debounce()
        debounce.add("b.md")
        await asyncio.sleep(QUIET_SECONDS)
        end_of_build = now()

        assert await debounce.resolved() == {"b.md"}
        assert now() == end_of_build

    virtual_time.run(run())


def test_a_program_that_never_stops_writing_does_not_keep_a_build_from_beginning() -> None:
    async def run() -> None:
        debounce = Debounce()

        async def write() -> None:
            while True:
                debounce.add("log.txt")
                await asyncio.sleep(QUIET_SECONDS / 2)

        writing = asyncio.create_task(write())
        assert await debounce.resolved() == {"log.txt"}
        assert now() == pytest.approx(LONGEST_WAIT_SECONDS, abs=QUIET_SECONDS)
        writing.cancel()

    virtual_time.run(run())


def test_changes_come_from_other_threads_and_are_ignored_after_the_end() -> None:
    async def run() -> Debounce:
        debounce = Debounce()
        threading.Thread(target=debounce.add, args=("a.md",)).start()
        assert await asyncio.wait_for(debounce.resolved(), PATIENCE_SECONDS) == {"a.md"}
        return debounce

    asyncio.run(run()).add("late.md")
