"""What is served now, since when, and what an open page must hear of it."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any
from urllib.parse import quote, unquote

from allforces_site.serve.build_outcome import BuildOutcome, ShownProblem

_PAGES = (".html", ".htm")


@dataclass(frozen=True, slots=True)
class OpenPage:
    """A page in a browser: the server's run and build it was served at, and the output paths it shows.

    A page that was not found names the paths at which it would have been.
    """

    run: str
    build: int
    files: tuple[str, ...]


class SiteState:
    """The served site. `build` counts publications; 0 is before the first. `files` are its output paths;
    `baseurl` is decoded.

    Belongs to one event loop; every change goes through `apply`.
    """

    def __init__(self) -> None:
        self.run = secrets.token_hex(8)
        self.build = 0
        self.files: set[str] = set()
        self.baseurl = ""
        self.errors: tuple[ShownProblem, ...] = ()
        self.more = 0
        self.is_ready = asyncio.Event()
        self._changed_at: dict[str, int] = {}
        self._outcomes = 0
        self._next = asyncio.Event()

    def apply(self, outcome: BuildOutcome) -> None:
        """Takes over what a build did and wakes whoever waits for it."""
        if outcome.files is not None:
            self.files = set(outcome.files)
        self.files.update(outcome.changed)
        self.files.difference_update(outcome.removed)
        if outcome.files is not None or outcome.changed or outcome.removed:
            self.build += 1
            if self.build > 1:  # Whoever was there before the first build has nothing yet.
                self._changed_at |= dict.fromkeys((*outcome.changed, *outcome.removed), self.build)
        if outcome.baseurl is not None:
            self.baseurl = unquote(outcome.baseurl)
        self.errors, self.more = outcome.errors, outcome.more
        self._outcomes += 1
        self.is_ready.set()
        self._next.set()
        self._next = asyncio.Event()

    @property
    def outcomes(self) -> int:
        """Builds so far, failed ones too."""
        return self._outcomes

    async def next_outcome(self, seen: int) -> int:
        """Waits until there are more outcomes than `seen`; how many there are then."""
        while self._outcomes <= seen:
            await self._next.wait()
        return self._outcomes

    def news_for(self, page: OpenPage) -> dict[str, Any]:
        """What an open page must know: whether to load again, what has changed beside it, what is wrong."""
        return {
            "run": self.run,
            "build": self.build,
            "reload": self._must_reload(page),
            "assets": self._assets_since(page),
            "errors": [asdict(problem) for problem in self.errors],
            "more": self.more,
        }

    def _must_reload(self, page: OpenPage) -> bool:
        if page.run != self.run:
            return True
        if page.build == 0:
            return self.build > 0
        return any(self._changed_at.get(file, 0) > page.build for file in page.files)

    def _assets_since(self, page: OpenPage) -> Sequence[str]:
        if page.run != self.run:
            return ()
        return [
            quote(f"{self.baseurl}/{path}")
            for path, build in self._changed_at.items()
            if build > page.build and not path.endswith(_PAGES)
        ]
