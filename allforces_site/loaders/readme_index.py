"""A README as the index of its folder, on a site that uses jekyll-readme-index 0.3."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePosixPath

import msgspec

from allforces_site.config.model import Config
from allforces_site.config.plugins import plugin_options
from allforces_site.loaders.post_names import MARKDOWN_EXTENSIONS

PLUGIN = "jekyll-readme-index"


class ReadmeIndex(msgspec.Struct, frozen=True):
    """`indexed` are the folders that have an index of their own; None where the plugin is not in force."""

    indexed: frozenset[str] | None

    @classmethod
    def of(cls, config: Config, sources: Iterable[str]) -> ReadmeIndex:
        """What the configuration asks for in a site of these files."""
        if not config.uses(PLUGIN) or plugin_options(config.extra, "readme_index").get("enabled") is False:
            return cls(None)
        paths = map(PurePosixPath, sources)
        return cls(frozenset(str(path.parent) for path in paths if path.stem.lower() == "index"))

    def permalink(self, source: str) -> str | None:
        """The address of a README without front matter that is an index; None for other files."""
        if self.indexed is None:
            return None
        path = PurePosixPath(source)
        is_readme = path.stem.lower() == "readme" and path.suffix.lower() in MARKDOWN_EXTENSIONS
        folder = str(path.parent)
        if not is_readme or folder in self.indexed:
            return None
        return "/" if folder == "." else f"/{folder}/"
