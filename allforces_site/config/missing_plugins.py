"""The plugins that a site names and nothing here provides."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from allforces_site.errors import Problem, note
from allforces_site.files.documentation import page_named
from allforces_site.messages.message import say, say_plural

PROVIDED = frozenset(
    {
        "jekyll-archives",
        "jekyll-default-layout",
        "jekyll-feed",
        "jekyll-gist",
        "jekyll-include-cache",
        "jekyll-last-modified-at",
        "jekyll-optional-front-matter",
        "jekyll-paginate",
        "jekyll-readme-index",
        "jekyll-redirect-from",
        "jekyll-relative-links",
        "jekyll-sass-converter",
        "jekyll-seo-tag",
        "jekyll-sitemap",
        "jekyll-titles-from-headings",
        "jemoji",
    }
)
"""The plugins whose work is part of the generator; the page `plugins.md` of the documentation has them."""

# Gems of a Gemfile's group that add nothing to a site: Jekyll's own parts, servers, themes.
_ADDS_NOTHING = frozenset(
    {
        "github-pages",
        "http_parser.rb",
        "jekyll",
        "jekyll-watch",
        "kramdown",
        "kramdown-parser-gfm",
        "minima",
        "rouge",
        "tzinfo",
        "tzinfo-data",
        "wdm",
        "webrick",
    }
)


def not_provided(used: Collection[str]) -> list[str]:
    """Those of the used plugins whose work nothing here does, sorted."""
    return sorted(name for name in used if name not in PROVIDED and name not in _ADDS_NOTHING)


def missing_plugins(used: Collection[str], files: Mapping[str, str]) -> list[Problem]:
    """One note that lists all used plugins which nobody provides; none if there are none.

    `files` are the texts of the files that name plugins, by name; the note is at the first line of them that
    names one of those plugins.
    """
    missing = not_provided(used)
    if not missing:
        return []
    file, line = _place(missing, files)
    return [
        note(
            "no-plugin",
            say_plural(
                "nothing here does what this plugin does in Jekyll: {names}",
                "nothing here does what these plugins do in Jekyll: {names}",
                number=len(missing),
                names=tuple(missing),
            ),
            file,
            line,
            hint=say(
                "see {page}; compare the pages that need it with those of Jekyll",
                page=page_named("plugins.md"),
            ),
        )
    ]


def _place(names: Collection[str], files: Mapping[str, str]) -> tuple[str, int | None]:
    for file, text in files.items():
        for number, line in enumerate(text.split("\n"), 1):
            if any(name in line for name in names):
                return file, number
    return next(iter(files)), None
