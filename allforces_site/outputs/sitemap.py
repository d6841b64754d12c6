"""The sitemap (sitemaps.org protocol 0.9) of the other outputs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial

from allforces_site.model import Output
from allforces_site.renderer.theme import Theme

PATH = "sitemap.xml"

# The protocol's limit for one file; beyond it, `sitemap.xml` is an index of several files.
URLS_A_FILE = 50_000


def plan(outputs: Iterable[Output], theme: Theme) -> Iterator[Output]:
    """Yields the sitemap of all outputs with `in_sitemap`, or nothing if the site has no address."""
    if not theme.config.url:
        return
    listed = [output for output in outputs if output.in_sitemap]
    if len(listed) <= URLS_A_FILE:
        yield Output(PATH, partial(render_sitemap, listed, theme), key=_key(listed, theme))
        return
    names: list[str] = []
    for start in range(0, len(listed), URLS_A_FILE):
        names.append(f"sitemap-{len(names) + 1}.xml")
        part = listed[start : start + URLS_A_FILE]
        yield Output(names[-1], partial(render_sitemap, part, theme), key=_key(part, theme))
    yield Output(PATH, partial(render_index, names, theme), key=theme.key("sitemap_index.xml", names))


def _key(outputs: Sequence[Output], theme: Theme) -> bytes:
    return theme.key("sitemap.xml", [(output.url, output.changed) for output in outputs])


def render_sitemap(outputs: Sequence[Output], theme: Theme) -> bytes:
    """Returns one file of addresses."""
    return theme.render("sitemap.xml", PATH, outputs=outputs)


def render_index(names: Sequence[str], theme: Theme) -> bytes:
    """Returns the index of the sitemap's files."""
    return theme.render("sitemap_index.xml", PATH, names=names)
