"""What reading a file depends on besides the file itself."""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import datetime
from hashlib import sha256
from typing import TYPE_CHECKING, Any

import msgspec

from allforces_site.cache.fingerprint import fingerprint
from allforces_site.config.model import Config
from allforces_site.config.plugins import SHAPING_PLUGINS, plugin_options
from allforces_site.text.plain_values import is_plain

if TYPE_CHECKING:
    from allforces_site.text.reading_time import ReadingSpeed


class ReadContext(msgspec.Struct, frozen=True):
    """`now` is the time of the build; `layouts` are the names of the layouts that exist,
    `own_layouts` those of the site's own in Liquid, `includes` the files that templates may include.
    `author_names` are names of authors by the keys that front matter may use instead.

    Without `for_pages`, what only pages show of a post is left out, as a check does not need it.
    """

    config: Config
    now: datetime
    layouts: frozenset[str]
    for_pages: bool = True
    own_layouts: frozenset[str] = frozenset()
    includes: frozenset[str] = frozenset()
    author_names: Mapping[str, str] = msgspec.field(default_factory=dict)

    @property
    def digest(self) -> bytes:
        """32 bytes that change when anything changes that shapes the reading of a post, except the time."""
        config = self.config
        shaping = (
            self.for_pages,
            config.lang,
            config.timezone,
            config.post_permalink,
            config.excerpt_separator,
            config.markdown_options,
            config.author_name,
            config.show_drafts,
            config.unpublished,
            config.future,
            config.allforces.cjk_chars_per_minute,
            config.allforces.words_per_minute,
            self.has_search,
            self.keeps_texts,
            [(chosen.scope.path, chosen.scope.type, _shown(chosen.values)) for chosen in config.defaults],
            sorted(self.layouts),
            sorted(self.own_layouts),
            sorted(self.includes),
            config.includes_dir,
            sorted(self.collections),
            config.allforces.layouts,
            sorted(self.author_names.items()),
            self._plugins,
            sorted(config.allforces.filters),
            self._fixes,
        )
        return sha256(fingerprint() + repr(shaping).encode()).digest()

    @property
    def collections(self) -> frozenset[str]:
        """The names of collections, which templates see as keys of `site`."""
        return frozenset(collection.name for collection in self.config.collections)

    @property
    def has_search(self) -> bool:
        """Whether posts are read with what they contribute to the search index."""
        return self.for_pages and self.config.allforces.search

    @property
    def keeps_texts(self) -> bool:
        """Whether posts are read with their texts as written, which the site publishes."""
        settings = self.config.allforces.ai
        return self.for_pages and (settings.markdown or settings.llms_full_txt)

    @property
    def _plugins(self) -> tuple[object, ...]:
        """What plugins of Jekyll change in a post; empty without one that changes any."""
        config = self.config
        shaping = sorted(config.plugins & SHAPING_PLUGINS)
        return (*shaping, _shown(plugin_options(config.extra, "titles_from_headings"))) if shaping else ()

    @property
    def _fixes(self) -> tuple[object, ...]:
        """What shapes the fixes made before a text is read; empty without `repair: on-build`."""
        config = self.config
        if not config.allforces.repairs_on_build:
            return ()
        from allforces_site.lint.cache_key import shaping_of

        checks = config.allforces.checks
        ignored = {pattern: list(codes) for pattern, codes in checks.per_file_ignores.items()}
        return (shaping_of(config), _shown(checks.rules), _shown(checks.paths), _shown(ignored))

    @property
    def speed(self) -> ReadingSpeed:
        """The reading speed that the configuration sets."""
        from allforces_site.text.reading_time import ReadingSpeed

        settings = self.config.allforces
        return ReadingSpeed(settings.cjk_chars_per_minute, settings.words_per_minute)


def _shown(values: Mapping[str, Any]) -> str:
    """Values as text to compare; values too large to show are never equal, not even to themselves."""
    return repr(values) if is_plain(values) else os.urandom(16).hex()
