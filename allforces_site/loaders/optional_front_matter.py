"""Markdown files without front matter as pages, on a site that uses jekyll-optional-front-matter 0.3."""

from __future__ import annotations

from pathlib import PurePosixPath

import msgspec

from allforces_site.config.collections import collection_at
from allforces_site.config.file_filter import FileFilter
from allforces_site.config.model import Config
from allforces_site.config.plugins import plugin_options
from allforces_site.loaders.post_names import MARKDOWN_EXTENSIONS

PLUGIN = "jekyll-optional-front-matter"

# Files of a repository that are no pages of its site (`FILENAME_BLACKLIST`).
_OF_THE_REPOSITORY = frozenset(
    {
        "README",
        "LICENSE",
        "LICENCE",
        "COPYING",
        "CODE_OF_CONDUCT",
        "CONTRIBUTING",
        "ISSUE_TEMPLATE",
        "PULL_REQUEST_TEMPLATE",
    }
)


class OptionalFrontMatter(msgspec.Struct, frozen=True):
    """Which files without front matter are pages. `keeps_originals`: whether they are copied as well."""

    config: Config
    files: FileFilter
    is_on: bool
    keeps_originals: bool

    @classmethod
    def of(cls, config: Config, files: FileFilter) -> OptionalFrontMatter:
        """What the configuration asks for."""
        options = plugin_options(config.extra, "optional_front_matter")
        needs_front_matter = bool(config.extra.get("require_front_matter"))
        is_on = config.uses(PLUGIN) and options.get("enabled") is not False and not needs_front_matter
        return cls(config, files, is_on, options.get("remove_originals") is not True)

    def makes_page(self, source: str) -> bool:
        """Whether the file `source`, which has no front matter, is a page."""
        if not self.is_on or not source.lower().endswith(MARKDOWN_EXTENSIONS):
            return False
        path = PurePosixPath(source)
        is_of_the_site = path.stem.upper() not in _OF_THE_REPOSITORY or self.files.is_named(source)
        return is_of_the_site and collection_at(source, self.config.collections) is None
