"""The sitemap (sitemaps.org protocol 0.9) of the other outputs, with pictures and twins in other languages.

On a site that uses jekyll-sitemap it also lists copied pages and PDF files.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import partial
from pathlib import PurePosixPath

from markupsafe import escape

from allforces_site.config.front_matter_defaults import defaults_for
from allforces_site.model import Claim, NamedPicture, Output, SitemapEntry
from allforces_site.renderer.theme import Theme
from allforces_site.urls.permalinks import encode_url

PATH = "sitemap.xml"
PLUGIN = "jekyll-sitemap"

# The protocol's limits for one file; beyond them, `sitemap.xml` is an index of several files.
URLS_A_FILE = 50_000
BYTES_A_FILE = 50 * 1024 * 1024

# Google reads so many pictures of a page (Search Central, "Image sitemaps").
_PICTURES_A_PAGE = 1000

# At least the bytes of an entry, of a picture and of a twin besides the address, and of what is around all.
_MARKUP = 200

# jekyll-sitemap 1.4, `INCLUDED_EXTENSIONS`
_COPIED = frozenset({".htm", ".html", ".xhtml", ".pdf"})


def plan(by_path: Mapping[str, SitemapEntry], written: Container[str], theme: Theme) -> Iterator[Output]:
    """Yields the sitemap of these entries, if there are any. `written` are the paths of all other outputs.

    Addresses are sorted, so that their order does not depend on how they were planned.
    """
    entries = sorted({entry.url: entry for entry in by_path.values()}.values(), key=lambda entry: entry.url)
    if not entries:
        return
    has_xsl = theme.config.uses(PLUGIN) and "sitemap.xsl" in written
    parts = list(_parts(entries, len(theme.config.url + theme.config.baseurl)))
    if len(parts) == 1:
        yield _file(PATH, entries, has_xsl, theme)
        return
    files = [(f"sitemap-{number}.xml", _last_change(part)) for number, part in enumerate(parts, 1)]
    for (name, _), part in zip(files, parts, strict=True):
        yield _file(name, part, has_xsl, theme)
    yield Output(PATH, partial(render_index, files, theme), key=theme.key("sitemap_index.xml", files))


def entries_of(
    outputs: Sequence[Output], uses: Iterable[NamedPicture], written: Container[str], theme: Theme
) -> dict[str, SitemapEntry]:
    """The entries of those of `outputs` with `in_sitemap`, by path, if the site has an address.

    `uses` are those of pictures on their pages; of them it lists those that are `written`, by path.
    """
    if not theme.config.url:
        return {}
    listed = {output.url: output for output in outputs if output.in_sitemap and output.url}
    pictures = _pictures(uses, written)
    entries = {
        output.path: SitemapEntry(
            _shown(url, theme),
            output.changed,
            pictures.get(output.source or "", ()),
            _twins(url, listed, theme) if url in theme.twins else (),
        )
        for url, output in listed.items()
    }
    return entries | dict(_copied(outputs, theme)) if theme.config.uses(PLUGIN) else entries


def _shown(url: str, theme: Theme) -> str:
    """The URL of a page as it is listed: with jekyll-sitemap that of the folder of an `index.html`."""
    return url.replace("/index.html", "/") if theme.config.uses(PLUGIN) else url


def _pictures(uses: Iterable[NamedPicture], written: Container[str]) -> dict[str, tuple[str, ...]]:
    """The URLs of the pictures that each source shows and the site has."""
    found: dict[str, dict[str, None]] = {}
    for use in uses:
        if use.path in written:
            found.setdefault(use.file, {})[use.path] = None
    return {
        source: tuple(encode_url(f"/{path}") for path in list(paths)[:_PICTURES_A_PAGE])
        for source, paths in found.items()
    }


def _twins(url: str, listed: Mapping[str, Output], theme: Theme) -> tuple[tuple[str, str], ...]:
    """A page in each language; the site's own language is also the one for all others, as in its head."""
    twins = [(lang, _shown(twin, theme)) for lang, twin in theme.twins[url] if twin in listed]
    own = [("x-default", twin) for lang, twin in twins if lang == theme.config.lang]
    return (*twins, *own[:1]) if len(twins) > 1 else ()


def _parts(entries: Sequence[SitemapEntry], base: int) -> Iterator[list[SitemapEntry]]:
    """The entries of each file: as many as it may hold.

    `base` is the length of the site's address.
    """
    urls = [url for entry in entries for url in _urls(entry)]
    # No letter of an address takes more than five when it is escaped. This is enough for most sites.
    most = sum(map(len, urls)) * 5 + len(urls) * (_MARKUP + base)
    if len(entries) <= URLS_A_FILE and most <= BYTES_A_FILE - 2 * _MARKUP:
        yield list(entries)
        return
    part: list[SitemapEntry] = []
    size = 0
    for entry in entries:
        own = _most_bytes(entry, base)
        if part and (len(part) == URLS_A_FILE or size + own > BYTES_A_FILE - 2 * _MARKUP):
            yield part
            part, size = [], 0
        part.append(entry)
        size += own
    yield part


def _most_bytes(entry: SitemapEntry, base: int) -> int:
    """No fewer bytes than the entry takes."""
    return sum(_MARKUP + base + len(escape(url)) for url in _urls(entry))


def _urls(entry: SitemapEntry) -> tuple[str, ...]:
    """All addresses of an entry."""
    return (entry.url, *entry.pictures, *(url for _, url in entry.twins))


def _last_change(entries: Iterable[SitemapEntry]) -> datetime | None:
    return max((entry.changed for entry in entries if entry.changed), default=None)


def _file(path: str, entries: Sequence[SitemapEntry], has_xsl: bool, theme: Theme) -> Output:
    key = theme.key("sitemap.xml", has_xsl, entries)
    return Output(path, partial(render_sitemap, entries, has_xsl, theme), key=key)


def _copied(outputs: Iterable[Output], theme: Theme) -> Iterator[tuple[str, SitemapEntry]]:
    """Copied pages and PDF files of the source folder, unless `defaults` says `sitemap: false` of them.

    They have no date of change: that of a file is when the repository was checked out.
    """
    for output in outputs:
        path = PurePosixPath(output.path)
        source = output.source if output.claim is Claim.COPIED and path.suffix in _COPIED else None
        if source is None or source.startswith("../") or path.name == "404.html":
            continue
        if defaults_for(source, (), theme.config).get("sitemap") is not False:
            yield output.path, SitemapEntry(_shown(encode_url(f"/{output.path}"), theme))


def render_sitemap(entries: Sequence[SitemapEntry], has_xsl: bool, theme: Theme) -> bytes:
    """Returns one file of addresses."""
    return theme.render(
        "sitemap.xml",
        PATH,
        entries=entries,
        has_xsl=has_xsl,
        has_pictures=any(entry.pictures for entry in entries),
        has_twins=any(entry.twins for entry in entries),
    )


def render_index(files: Sequence[tuple[str, datetime | None]], theme: Theme) -> bytes:
    """Returns the index of the sitemap's files, given by name and date of the last change."""
    return theme.render("sitemap_index.xml", PATH, files=files)
