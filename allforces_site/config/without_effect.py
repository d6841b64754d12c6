"""Settings of Jekyll that change nothing here, each with the reason."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from allforces_site.config.markdown_options import names_without_effect
from allforces_site.messages.message import Message, say

_OPTION = say("an option of the command line has this place")
_SERVER = say("`allforces serve` has options of its own")
_GEM = say("themes that are gems are not read: what its layouts and includes do is still to port")

REASONS: Mapping[str, Message] = {
    "source": say("`--source` names the source folder"),
    "destination": say("`--output` names the folder of the built site; this one is not published"),
    "cache_dir": say("the cache is always .allforces/cache"),
    "disable_disk_cache": say("the cache is always .allforces/cache"),
    "safe": say("programs of a site run only where its owner starts the build"),
    "whitelist": say("plugins in Ruby are not loaded"),
    "keep_files": say("files that no build wrote are always kept"),
    "encoding": say("all files are UTF-8"),
    "markdown_ext": say("Markdown is .md, .markdown, .mkdown, .mkdn and .mkd"),
    "strict_front_matter": say("wrong front matter is always reported"),
    "lsi": say("related posts are always found"),
    "incremental": say("every build is incremental"),
    "profile": say("`--report` says how long a build took"),
    "liquid": say("faulty Liquid is always reported"),
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


def settings_without_effect(values: Mapping[str, Any]) -> dict[str, Message]:
    """The keys among a site's settings that change nothing, in their order, each with the reason."""
    found = {}
    for key in values:
        value = values[key]
        if key in REASONS and value is not None:
            found[key] = REASONS[key]
        elif names := names_without_effect({key: value}):
            found[key] = say("these options change nothing: {names}", names=tuple(names))
    return found
