"""`robots.txt` (RFC 9309) of a site that has none of its own: where its sitemaps are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from allforces_site.config.model import Config
from allforces_site.model import Output
from allforces_site.outputs import news_sitemap, sitemap
from allforces_site.renderer.theme import Theme, absolute_url

PATH = "robots.txt"


def plan(outputs: Sequence[Output], theme: Theme) -> Iterator[Output]:
    """Yields the file, unless the site has one or nobody would read it; `outputs` are all others."""
    config = theme.config
    # Only that of the host is read. jekyll-sitemap makes one all the same.
    is_read = not config.baseurl or config.uses(sitemap.PLUGIN)
    if not config.url or not is_read or any(output.path == PATH for output in outputs):
        return
    sitemaps = [output.path for output in outputs if output.path in (sitemap.PATH, news_sitemap.PATH)]
    if sitemaps:
        yield Output(PATH, partial(robots, sitemaps, config), key=theme.key(None, PATH, sitemaps))


def robots(sitemaps: Sequence[str], config: Config) -> bytes:
    """Returns the file that names the sitemaps."""
    lines = [f"Sitemap: {absolute_url(config, f'/{path}')}" for path in sorted(sitemaps, reverse=True)]
    return "".join(f"{line}\n" for line in lines).encode()
