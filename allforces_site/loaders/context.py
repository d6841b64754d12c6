"""What reading one file needs to know besides the file."""

from __future__ import annotations

import os
from datetime import datetime
from hashlib import sha256
from typing import TYPE_CHECKING, Any

import msgspec

from allforces_site.cache.fingerprint import fingerprint
from allforces_site.config.file_patterns import in_scope, scope_path
from allforces_site.config.model import Config
from allforces_site.loaders.merge import merge
from allforces_site.text.plain_values import is_plain

if TYPE_CHECKING:
    from allforces_site.text.reading_time import ReadingSpeed


class ReadContext(msgspec.Struct, frozen=True):
    """`now` decides what lies in the future; `layouts` are the names of the layouts there are.

    With `for_pages` off, what only pages show of a post is left out: a check asks for none of it.
    """

    config: Config
    now: datetime
    layouts: frozenset[str]
    for_pages: bool = True

    @property
    def digest(self) -> bytes:
        """32 bytes that change when anything does that shapes what is read from a post, but the time."""
        config = self.config
        shaping = (
            self.for_pages,
            config.lang,
            config.timezone,
            config.post_permalink,
            config.excerpt_separator,
            config.author_name,
            config.show_drafts,
            config.unpublished,
            config.future,
            config.allforces.cjk_chars_per_minute,
            config.allforces.words_per_minute,
            self.has_search,
            [(chosen.scope.path, chosen.scope.type, _shown(chosen.values)) for chosen in config.defaults],
            sorted(self.layouts),
            self._fixes,
        )
        return sha256(fingerprint() + repr(shaping).encode()).digest()

    @property
    def has_search(self) -> bool:
        """Whether what a post adds to the search index is wanted."""
        return self.for_pages and self.config.allforces.search

    @property
    def _fixes(self) -> tuple[object, ...]:
        """What shapes the mends of a text before it is read."""
        config = self.config
        if not config.allforces.repairs_on_build:
            return ()
        from allforces_site.lint.cache_key import shaping_of

        checks = config.allforces.checks
        return (shaping_of(config), _shown(checks.rules), _shown(checks.paths))

    @property
    def speed(self) -> ReadingSpeed:
        """How fast readers read."""
        from allforces_site.text.reading_time import ReadingSpeed

        settings = self.config.allforces
        return ReadingSpeed(settings.cjk_chars_per_minute, settings.words_per_minute)

    def defaults(self, source: str, types: tuple[str, ...]) -> dict[str, Any]:
        """Front matter defaults for a file: the longer path wins, then a named type (Jekyll's rule)."""
        fitting = [chosen for chosen in self.config.defaults if in_scope(chosen.scope, source, types)]
        values: dict[str, Any] = {}
        for chosen in sorted(
            fitting, key=lambda chosen: (len(scope_path(chosen.scope)), chosen.scope.type is not None)
        ):
            values = merge(values, chosen.values)
        return values


def _shown(values: dict[str, Any]) -> str:
    """Values as text to compare; those that are too many to show are never equal to themselves."""
    return repr(values) if is_plain(values) else os.urandom(16).hex()
