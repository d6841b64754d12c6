"""The order in which files are deployed, and how long browsers may keep them."""

from __future__ import annotations

import re
from enum import IntEnum


class Stage(IntEnum):
    """The stage in which a file is sent: a page after the files that it loads, a feed after its pages."""

    ASSET = 0
    PAGE = 1
    INDEX = 2


# The search's index.json names all other files of the search. Feeds may have any address: most XML is one.
_INDEXES = re.compile(
    r".*\.(?:xml|rss|atom)|(?:.*/)?feed[^/]*\.json|search/index\.json|robots\.txt|llms[^/]*\.txt",
    re.DOTALL,
)
_PAGES = (".html", ".htm")
_TEXTS = (".json", ".txt", ".md", ".xsl", ".bin", ".css", ".js")

# Their address or name contains a version: different bytes have a different address.
_VERSIONED = re.compile(
    r"static/.*\.(?:css|js)|search/.*\.bin|social/.*\.png|.*\.[0-9a-f]{8,}-[0-9]+\.avif", re.DOTALL
)

_YEAR, _DAY, _MINUTES = 31_536_000, 86_400, 300


def stage_of(path: str) -> Stage:
    """The stage of an output path."""
    if _INDEXES.fullmatch(path):
        return Stage.INDEX
    return Stage.PAGE if path.endswith(_PAGES) else Stage.ASSET


def cache_control(path: str, *, versions: bool) -> str:
    """The Cache-Control header of an output path. `versions`: whether addresses contain versions.

    A versioned file is kept for a year and never requested again (`immutable`, RFC 8246); pages, feeds and
    other text for five minutes, so that a correction reaches readers; pictures and fonts for a day.
    """
    if versions and _VERSIONED.fullmatch(path):
        return f"public, max-age={_YEAR}, immutable"
    if stage_of(path) is not Stage.ASSET or path.endswith(
        (".json", ".txt", ".md", ".xsl", ".bin", ".css", ".js")
    ):
        return f"public, max-age={_MINUTES}"
    return f"public, max-age={_DAY}"
