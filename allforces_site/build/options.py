"""The options of a build."""

from __future__ import annotations

import re
from pathlib import Path
from time import perf_counter
from urllib.parse import urlsplit

import msgspec

from allforces_site.config.model import CONFIG_FILE, Config
from allforces_site.messages.message import WrongValueError, say


class BuildOptions(msgspec.Struct, frozen=True):
    """The options of the command line.

    `base_url` replaces the configuration's `url` and `baseurl`; `cache` is the folder of the caches. With
    `allow_loss` any number of pages may be removed. Without `asset_versions` the addresses of style sheets
    and scripts hold no version, whatever the configuration says. `configs` are the files of settings, of
    which later ones override earlier ones; none means `_config.yml` of the source. `environment` is what
    templates see as `jekyll.environment`. `chosen` are the codes of rules that a check or a repair was asked
    for, which switches optional rules on. `is_private`: the output folder is one of this program, where
    nobody looks for files that no build wrote.
    """

    source: Path
    output: Path
    jobs: int
    drafts: bool = False
    future: bool = False
    unpublished: bool = False
    base_url: str | None = None
    strict: bool = False
    cache: Path | None = None
    asset_versions: bool = True
    allow_loss: bool = False
    configs: tuple[Path, ...] = ()
    environment: str = "development"
    chosen: frozenset[str] = frozenset()
    is_private: bool = False

    @property
    def config_files(self) -> tuple[Path, ...]:
        """The files of settings that are read."""
        return self.configs or (self.source / CONFIG_FILE,)

    def max_lost(self, config: Config) -> float:
        """The share of the present pages that a build may remove."""
        return 1.0 if self.allow_loss else config.allforces.max_lost_pages / 100


def split_base_url(address: str) -> tuple[str, str]:
    """The `url` and `baseurl` that an address such as https://example.com/blog/ means.

    Raises ValueError for anything else; the rules are those of the configuration.
    """
    parts = urlsplit(address)
    if parts.query or parts.fragment:
        raise WrongValueError(say("it has a query or a fragment"))
    path = re.sub("/+", "/", parts.path)
    from allforces_site.config.schema import leading_slash, plain_origin

    return plain_origin(f"{parts.scheme}://{parts.netloc}"), leading_slash(path)


class Clock:
    """Measures the seconds of each phase."""

    def __init__(self) -> None:
        self._start = self._last = perf_counter()
        self._laps: dict[str, float] = {}

    def lap(self, phase: str) -> None:
        """Ends a phase."""
        now = perf_counter()
        self._laps[phase] = now - self._last
        self._last = now

    def seconds(self) -> dict[str, float]:
        """The seconds of each phase, and their `total`."""
        return {**self._laps, "total": self._last - self._start}
