"""Settings of Jekyll that change nothing here, each with the reason."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from allforces_site.config.markdown_options import names_without_effect

_OPTION = "an option of the command line has this place"
_SERVER = "`allforces serve` has options of its own"
_GEM = "themes that are gems are not read: what its layouts and includes do is still to port"

REASONS: Mapping[str, str] = {
    "source": "`--source` names the source folder",
    "destination": "`--output` names the folder of the built site; this one is not published",
    "cache_dir": "the cache is always .allforces/cache",
    "disable_disk_cache": "the cache is always .allforces/cache",
    "safe": "programs of a site run only where its owner starts the build",
    "whitelist": "plugins in Ruby are not loaded",
    "keep_files": "files that no build wrote are always kept",
    "encoding": "all files are UTF-8",
    "markdown_ext": "Markdown is .md, .markdown, .mkdown, .mkdn and .mkd",
    "strict_front_matter": "wrong front matter is always reported",
    "lsi": "related posts are always found",
    "incremental": "every build is incremental",
    "profile": "`--report` says how long a build took",
    "liquid": "faulty Liquid is always reported",
    "detach": _SERVER,
    "port": _SERVER,
    "host": _SERVER,
    "livereload": _SERVER,
    "show_dir_listing": _SERVER,
    "quiet": _OPTION,
    "verbose": _OPTION,
    "theme": _GEM,
    "remote_theme": _GEM,
}
"""Keys of Jekyll 4.3 (`Configuration::DEFAULTS`) and of its themes that nothing here reads. Templates may."""


def settings_without_effect(values: Mapping[str, Any]) -> dict[str, str]:
    """The keys among a site's settings that change nothing, in their order, each with the reason."""
    found = {}
    for key in values:
        value = values[key]
        if key in REASONS and value is not None:
            found[key] = REASONS[key]
        elif names := names_without_effect({key: value}):
            found[key] = f"these options change nothing: {', '.join(names)}"
    return found
