"""What reading one file needs to know besides the file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from fnmatch import fnmatchcase
from typing import Any

from allforces_site.config import Config, DefaultSet
from allforces_site.loaders.fields import merge
from allforces_site.reading import ReadingSpeed

# `defaults` of older Jekyll versions name types in the singular.
_TYPES = {"post": "posts", "page": "pages", "draft": "drafts"}


@dataclass(frozen=True, slots=True)
class ReadContext:
    """`now` decides what lies in the future; `layouts` are the names of the layouts there are."""

    config: Config
    now: datetime
    layouts: frozenset[str]

    @property
    def speed(self) -> ReadingSpeed:
        """How fast readers read."""
        settings = self.config.allforces
        return ReadingSpeed(settings.cjk_chars_per_minute, settings.words_per_minute)

    def defaults(self, source: str, types: tuple[str, ...]) -> dict[str, Any]:
        """Front matter defaults for a file: the longer path wins, then a named type (Jekyll's rule)."""
        fitting = [chosen for chosen in self.config.defaults if _fits(chosen, source, types)]
        values: dict[str, Any] = {}
        for chosen in sorted(fitting, key=lambda chosen: (len(_path(chosen)), chosen.scope.type is not None)):
            values = merge(values, chosen.values)
        return values


def _path(chosen: DefaultSet) -> str:
    return (chosen.scope.path or "").removeprefix("/")


def _fits(chosen: DefaultSet, source: str, types: tuple[str, ...]) -> bool:
    wanted, path = chosen.scope.type, _path(chosen)
    if wanted is not None and _TYPES.get(wanted, wanted) not in types:
        return False
    if "*" in path:
        # A shell pattern's `*` stops at a slash; the pattern may name a folder above the file.
        steps = source.split("/")[: path.count("/") + 1]
        return len(steps) == path.count("/") + 1 and all(
            fnmatchcase(step, part) for step, part in zip(steps, path.split("/"), strict=True)
        )
    return source.startswith(path)
