"""The archives of a site that uses jekyll-archives: a page for each tag, category, year, month and day.

They are made where the site has a layout of its own for them, and then take the place of the theme's pages
at the same addresses.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from functools import partial

import msgspec

from allforces_site.config.archives import (
    ARCHIVES_PLUGIN,
    ArchiveKind,
    ArchiveSettings,
    archive_settings,
)
from allforces_site.config.front_matter_defaults import defaults_for
from allforces_site.errors import Problem, warning
from allforces_site.messages.message import Message, say, why_wrong
from allforces_site.model import Claim, Output, Post, Site
from allforces_site.renderer.jekyll.made_page import MadePage
from allforces_site.renderer.theme import Theme
from allforces_site.urls.permalinks import encode_url, expand, output_path, sanitize_url
from allforces_site.urls.slugs import slugify


class Group(msgspec.Struct, frozen=True):
    """The posts of one archive: what fills the permalink, and `title` or `date` of the page."""

    placeholders: Mapping[str, str]
    title: str | None = None
    date: date | None = None


def plan(site: Site, theme: Theme) -> Iterator[Output]:
    """Yields an output for each archive."""
    if not theme.config.uses(ARCHIVES_PLUGIN) or theme.jekyll is None:
        return
    settings = archive_settings(theme.config.extra)
    for kind in settings.kinds:
        if theme.has_own_layout(kind.layout):
            # Of two with one address, the last one is written.
            outputs = {output.path: output for output in _archives(kind, settings, site, theme)}
            yield from outputs.values()


def archive_problems(theme: Theme) -> list[Problem]:
    """The problems of archives that are asked for and cannot be made."""
    if not theme.config.uses(ARCHIVES_PLUGIN):
        return []
    problems = []
    for kind in archive_settings(theme.config.extra).kinds:
        if not theme.has_own_layout(kind.layout):
            message = say(
                'jekyll-archives: there is no layout "{layout}" for the pages by {kind}',
                layout=kind.layout,
                kind=kind.name,
            )
            file = f"{theme.config.layouts_dir}/{kind.layout}.html"
            hint = say("add {file}; until then the theme's pages take their place", file=file)
            problems.append(warning("layout-missing", message, "_config.yml", hint=hint))
        elif reason := _fault(kind):
            message = say(
                "jekyll-archives: no address can be made of `{permalink}`: {reason}",
                permalink=kind.permalink,
                reason=reason,
            )
            hint = say("write one such as {example}", example="/tag/:name/")
            problems.append(warning("permalink", message, "_config.yml", hint=hint))
    return problems


def _fault(kind: ArchiveKind) -> Message | None:
    """What is wrong with a permalink; None if it is one."""
    of_dates = {"year": "2000", "month": "01", "day": "01"}
    is_of_dates = kind.name in of_dates
    try:
        _address(kind, of_dates if is_of_dates else {"name": "name"})
    except ValueError as exc:
        return why_wrong(exc)
    return None


def _archives(kind: ArchiveKind, settings: ArchiveSettings, site: Site, theme: Theme) -> Iterator[Output]:
    for group, posts in _groups(kind, settings.slug_mode, site):
        try:
            url, path = _address(kind, group.placeholders)
        except ValueError:  # `archive_problems` reports a permalink that fits nothing.
            continue
        values = defaults_for(path, (kind.name,), theme.config)
        shown = {**values, "type": kind.name, "title": group.title, "date": group.date, "name": _name(path)}
        sources = tuple(post.source.source for post in posts)
        page = MadePage(url, path, kind.layout, shown, sources)
        yield Output(
            path,
            partial(render_archive, page, theme),
            claim=Claim.CONFIGURED,
            url=url,
            title=group.title or "-".join(group.placeholders.values()),
            in_sitemap=values.get("sitemap") is not False,
            key=theme.key(None, "archive", theme.liquid.made_key(page)),
            bodies=sources,
            summaries=sources,
        )


def render_archive(page: MadePage, theme: Theme) -> bytes:
    """Returns the page in the site's own layout."""
    return theme.liquid.made(page).encode()


def _address(kind: ArchiveKind, placeholders: Mapping[str, str]) -> tuple[str, str]:
    """The URL and the output file of an archive. Raises ValueError."""
    url = encode_url(sanitize_url(expand(kind.permalink, {**placeholders, "type": kind.name})))
    return url, output_path(url, ".html")


def _name(path: str) -> str:
    return path.rpartition("/")[2].rpartition(".")[0]


# ---- which posts -------------------------------------------------------------------------------

_NAMES_OF: Mapping[str, Callable[[Post], Iterable[str | tuple[int, ...]]]] = {
    "tag": lambda post: post.source.tags,
    "category": lambda post: post.source.categories,
    "year": lambda post: [_day_of(post)[:1]],
    "month": lambda post: [_day_of(post)[:2]],
    "day": lambda post: [_day_of(post)],
}


def _day_of(post: Post) -> tuple[int, ...]:
    written = post.source.date
    return written.year, written.month, written.day


def _groups(kind: ArchiveKind, slug_mode: str, site: Site) -> list[tuple[Group, list[Post]]]:
    """The posts of each archive, newest first; archives in the order in which posts name them first."""
    found: dict[str | tuple[int, ...], list[Post]] = {}
    for post in reversed(site.posts):
        for name in _NAMES_OF[kind.name](post):
            found.setdefault(name, []).append(post)
    return [(_group(name, slug_mode), posts[::-1]) for name, posts in found.items()]


def _group(name: str | tuple[int, ...], slug_mode: str) -> Group:
    if isinstance(name, str):
        return Group({"name": slugify(name, slug_mode)}, title=name)
    year, month, day = (*name, 1, 1)[:3]
    parts = zip(("year", "month", "day"), (f"{year:04}", f"{month:02}", f"{day:02}"), strict=True)
    return Group(dict([*parts][: len(name)]), date=date(year, month, day))
