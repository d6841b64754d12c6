"""Each change of files leads to one more build."""

from __future__ import annotations

import asyncio
from contextlib import suppress

from allforces_site.serve.build_outcome import BuildOutcome
from allforces_site.serve.debounce import Debounce
from allforces_site.serve.server import keep_building
from allforces_site.serve.site_state import SiteState
from tests.serve import virtual_time


class Builds:
    """Builds that end when the test says so."""

    def __init__(self) -> None:
        self.begun = 0
        self.running = 0
        self.most = 0
        self.may_end = asyncio.Semaphore(0)

    async def build(self) -> BuildOutcome:
        self.begun += 1
        self.running += 1
        self.most = max(self.most, self.running)
        await self.may_end.acquire()
        self.running -= 1
        return BuildOutcome()


def test_edits_during_a_build_are_one_more_build_and_none_runs_beside_another() -> None:
    async def run() -> None:
        state, debounce, builds, followed = SiteState(), Debounce(), Builds(), []
        loop = asyncio.create_task(
            keep_building(state, debounce, builds.build, lambda: followed.append(builds.begun))
        )
        for _ in range(5):
            debounce.add("a.md")
            debounce.add("b.md")
            await asyncio.sleep(1)
        assert (builds.begun, followed) == (1, [])

        builds.may_end.release()
        await state.next_outcome(0)
        builds.may_end.release()
        await state.next_outcome(1)
        await asyncio.sleep(60)
        assert (builds.begun, builds.running, builds.most) == (2, 0, 1)
        assert followed == [1]

        debounce.add("a.md")
        builds.may_end.release()
        await state.next_outcome(2)
        assert builds.most == 1
        loop.cancel()
        with suppress(asyncio.CancelledError):
            await loop

    virtual_time.run(run())
