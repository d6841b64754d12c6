"""The state of the served site, and the news that an open page needs about it."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any
from urllib.parse import quote, unquote

from allforces_site.messages.message import ENGLISH
from allforces_site.serve.build_outcome import BuildOutcome, ShownProblem
from allforces_site.serve.overlay_words import overlay_words

_PAGES = (".html", ".htm")


@dataclass(frozen=True, slots=True)
class OpenPage:
    """A page in a browser: the run and build of the server that served it, and the output paths it shows.

    For a 404 page these include the paths at which the missing page would be.
    """

    run: str
    build: int
    files: tuple[str, ...]


class SiteState:
    """The served site. Belongs to one event loop; only `apply` changes it.

    `build` counts publications; 0 is before the first. `files` are the output paths; `baseurl` is decoded.
    `lang` is the language of the overlay and of the server's own pages.
    """

    def __init__(self) -> None:
        self.run = secrets.token_hex(8)
        self.build = 0
        self.files: set[str] = set()
        self.baseurl = ""
        self.errors: tuple[ShownProblem, ...] = ()
        self.more = 0
        self.lang = ENGLISH
        self.is_ready = asyncio.Event()
        self._changed_at: dict[str, int] = {}
        self._outcomes = 0
        self._next = asyncio.Event()

    def apply(self, outcome: BuildOutcome) -> None:
        """Applies the outcome of a build and wakes everything that waits for it."""
        if outcome.files is not None:
            self.files = set(outcome.files)
        self.files.update(outcome.changed)
        self.files.difference_update(outcome.removed)
        if outcome.files is not None or outcome.changed or outcome.removed:
            self.build += 1
            if self.build > 1:  # Pages from before the first build reload anyway.
                self._changed_at |= dict.fromkeys((*outcome.changed, *outcome.removed), self.build)
        if outcome.baseurl is not None:
            self.baseurl = unquote(outcome.baseurl)
        self.errors, self.more, self.lang = outcome.errors, outcome.more, outcome.lang
        self._outcomes += 1
        self.is_ready.set()
        self._next.set()
        self._next = asyncio.Event()

    @property
    def outcomes(self) -> int:
        """The number of builds so far, including failed ones."""
        return self._outcomes

    async def next_outcome(self, seen: int) -> int:
        """Waits until there are more outcomes than `seen`. Returns their number."""
        while self._outcomes <= seen:
            await self._next.wait()
        return self._outcomes

    def news_for(self, page: OpenPage) -> dict[str, Any]:
        """The news for an open page: whether to reload, which assets have changed, and the errors with
        the words around them."""
        return {
            "run": self.run,
            "build": self.build,
            "reload": self._must_reload(page),
            "assets": self._assets_since(page),
            "errors": [asdict(problem) for problem in self.errors],
            "more": self.more,
            "words": self._words(),
        }

    def _words(self) -> dict[str, str]:
        return overlay_words(len(self.errors) + self.more, self.more, self.lang, has_site=self.build > 0)

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
