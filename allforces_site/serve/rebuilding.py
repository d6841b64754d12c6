"""One build after the other, as long as files change: never two at once, and no change forgotten."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from allforces_site.serve.changes import Changes
from allforces_site.serve.outcome import Outcome
from allforces_site.serve.site_state import SiteState


async def keep_building(
    state: SiteState, changes: Changes, build: Callable[[], Awaitable[Outcome]], follow: Callable[[], None]
) -> None:
    """Builds once, and again after each change, until it is cancelled; whatever changes during a build
    is one more. Each outcome goes to `state`; before each further build `follow` has its turn.
    """
    while True:
        state.apply(await build())
        await changes.settled()
        follow()
