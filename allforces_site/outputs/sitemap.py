"""The sitemap (sitemaps.org protocol 0.9) of the other outputs.

On a site that uses jekyll-sitemap it also lists copied pages and PDF files, and `robots.txt` names it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from functools import partial
from pathlib import PurePosixPath

import msgspec

from allforces_site.loaders.front_matter_defaults import defaults_for
from allforces_site.model import Claim, Output
from allforces_site.renderer.theme import Theme, absolute_url
from allforces_site.urls.permalinks import encode_url

PATH = "sitemap.xml"
ROBOTS = "robots.txt"
PLUGIN = "jekyll-sitemap"

# The protocol's limit for one file; beyond it, `sitemap.xml` is an index of several files.
URLS_A_FILE = 50_000

# jekyll-sitemap 1.4, `INCLUDED_EXTENSIONS`
_COPIED = frozenset({".htm", ".html", ".xhtml", ".pdf"})


class Entry(msgspec.Struct, frozen=True):
    """An address, site-relative, and when its page changed."""

    url: str
    changed: datetime | None = None


def plan(outputs: Sequence[Output], theme: Theme) -> Iterator[Output]:
    """Yields the sitemap of all outputs with `in_sitemap`, or nothing if the site has no address."""
    if not theme.config.url:
        return
    entries = [Entry(output.url or "", output.changed) for output in outputs if output.in_sitemap]
    if theme.config.uses(PLUGIN):
        entries = [*map(_folder, entries), *_copied(outputs, theme)]
        if not any(output.path == ROBOTS for output in outputs):
            yield Output(ROBOTS, partial(render_robots, theme), key=theme.key(None, ROBOTS))
    has_xsl = theme.config.uses(PLUGIN) and any(output.path == "sitemap.xsl" for output in outputs)
    if len(entries) <= URLS_A_FILE:
        yield _file(PATH, entries, has_xsl, theme)
        return
    names: list[str] = []
    for start in range(0, len(entries), URLS_A_FILE):
        names.append(f"sitemap-{len(names) + 1}.xml")
        yield _file(names[-1], entries[start : start + URLS_A_FILE], has_xsl, theme)
    yield Output(PATH, partial(render_index, names, theme), key=theme.key("sitemap_index.xml", names))


def _file(path: str, entries: Sequence[Entry], has_xsl: bool, theme: Theme) -> Output:
    key = theme.key("sitemap.xml", has_xsl, [(entry.url, entry.changed) for entry in entries])
    return Output(path, partial(render_sitemap, entries, has_xsl, theme), key=key)


def _folder(entry: Entry) -> Entry:
    """The entry with the address of a folder in place of its `index.html`."""
    return Entry(entry.url.replace("/index.html", "/"), entry.changed)


def _copied(outputs: Iterable[Output], theme: Theme) -> Iterator[Entry]:
    """Copied pages and PDF files of the source folder, unless `defaults` says `sitemap: false` of them.

    They have no date of change: that of a file is when the repository was checked out.
    """
    for output in outputs:
        path = PurePosixPath(output.path)
        source = output.source if output.claim is Claim.COPIED and path.suffix in _COPIED else None
        if source is None or source.startswith("../") or path.name == "404.html":
            continue
        if defaults_for(source, (), theme.config).get("sitemap") is not False:
            yield _folder(Entry(encode_url(f"/{output.path}")))


def render_sitemap(entries: Sequence[Entry], has_xsl: bool, theme: Theme) -> bytes:
    """Returns one file of addresses."""
    return theme.render("sitemap.xml", PATH, entries=entries, has_xsl=has_xsl)


def render_index(names: Sequence[str], theme: Theme) -> bytes:
    """Returns the index of the sitemap's files."""
    return theme.render("sitemap_index.xml", PATH, names=names)


def render_robots(theme: Theme) -> bytes:
    """Returns the file for search engines that names the sitemap."""
    return f"Sitemap: {absolute_url(theme.config, f'/{PATH}')}\n".encode()
