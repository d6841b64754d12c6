"""Which of Jekyll's plugins a site uses: `plugins` and `gems` of `_config.yml`, its theme, and its Gemfile.

What the usual ones do is part of the generator; each is in force only on a site that names it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from allforces_site.files.regular_files import read_regular
from allforces_site.text.late_pattern import late_pattern

GEMFILE = "Gemfile"

LAST_MODIFIED = "jekyll-last-modified-at"

SHAPING_PLUGINS = frozenset({"jekyll-default-layout", "jekyll-titles-from-headings"})
"""The plugins that change how a post is read."""

# Plugins that GitHub Pages adds to every site (github-pages-gem, `Configuration::DEFAULT_PLUGINS`).
_OF_GITHUB_PAGES = (
    "jekyll-coffeescript",
    "jekyll-default-layout",
    "jekyll-gist",
    "jekyll-github-metadata",
    "jekyll-optional-front-matter",
    "jekyll-paginate",
    "jekyll-readme-index",
    "jekyll-relative-links",
    "jekyll-titles-from-headings",
)
# What a name brings along: Jekyll loads the plugins that a gem-based theme depends on (`require_theme_deps`).
_BRINGS: Mapping[str, tuple[str, ...]] = {
    "github-pages": _OF_GITHUB_PAGES,
    "theme minima": ("jekyll-feed", "jekyll-seo-tag"),
}
# Earlier names of gems.
_RENAMED = {"jekyll-emoji": "jemoji"}

_GROUP = late_pattern(r"\s*group\b(?P<names>[^#]*?)\bdo\b")
_GEM = late_pattern(r"""\s*gem[\s(]+["'](?P<name>[^"']+)["'](?P<rest>[^#]*)""")
_OPENS = late_pattern(r"\b(?:do|if|unless|begin|case)\b(?![^#]*\bend\b)")
_PLUGIN_GROUP = ":jekyll_plugins"


def used_plugins(extra: Mapping[str, Any], gemfile: str = "") -> frozenset[str]:
    """The names of the plugins that a site uses.

    `extra` are the configuration's free keys, `gemfile` is the text of the site's Gemfile, "" without one.
    """
    theme = extra.get("theme")
    named = {*_texts(extra.get("plugins")), *_texts(extra.get("gems")), *gemfile_plugins(gemfile)}
    named |= {f"theme {theme}"} if isinstance(theme, str) else set()
    named |= {brought for name in named for brought in _BRINGS.get(name, ())}
    return frozenset(_RENAMED.get(name, name) for name in named if not name.startswith("theme "))


def _texts(value: object) -> Iterator[str]:
    items = [value] if isinstance(value, str) else value if isinstance(value, (list, tuple)) else ()
    return (item for item in items if isinstance(item, str) and item)


def plugin_options(extra: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    """The options of a plugin: what the configuration's free keys have below `key`, if it is a mapping."""
    written = extra.get(key)
    return written if isinstance(written, Mapping) else {}


def gemfile_plugins(text: str) -> tuple[str, ...]:
    """The gems of the group `jekyll_plugins` of a Gemfile, which Jekyll loads by itself, in order.

    Read as plain lines: `gem` inside `group :jekyll_plugins do … end`, or with `group: :jekyll_plugins`.
    """
    return tuple(dict.fromkeys(_in_plugin_group(text.splitlines())))


def _in_plugin_group(lines: Iterable[str]) -> Iterator[str]:
    blocks: list[bool] = []  # The blocks around a line: whether each is that group.
    for line in lines:
        gem = _GEM.match(line)
        if gem and (any(blocks) or _PLUGIN_GROUP in gem["rest"]):
            yield gem["name"]
        group = _GROUP.match(line)
        if group:
            blocks.append(_PLUGIN_GROUP in group["names"])
        elif re.match(r"\s*end\b", line):
            del blocks[-1:]
        elif _OPENS.search(line.partition("#")[0]) and not re.search(r"\S.*\b(?:if|unless)\b", line):
            blocks.append(False)


def text_or_nothing(file: Path) -> str:
    """The text of a file; "" if there is none, or one that cannot be read."""
    try:
        return read_regular(file).decode("utf-8", "replace")
    except OSError:
        return ""
