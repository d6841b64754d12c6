"""`robots.txt` (RFC 9309) of a site that has none of its own: where its sitemaps are, and which crawlers of
language models may come.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from functools import partial

from allforces_site.config.model import Config
from allforces_site.model import Claim, Output
from allforces_site.outputs import news_sitemap, sitemap
from allforces_site.renderer.theme import Theme, absolute_url

PATH = "robots.txt"


def plan(paths: Collection[str], theme: Theme) -> Iterator[Output]:
    """Yields the file, unless it would say nothing or nobody would read it; `paths` are those of all others.

    The site's own file is used in its place; if crawlers are named, a note says so.
    """
    config = theme.config
    sitemaps = [path for path in (sitemap.PATH, news_sitemap.PATH) if path in paths]
    names_crawlers = bool(config.allforces.ai.refused or config.allforces.ai.allowed)
    # Only that of the host is read. jekyll-sitemap makes one all the same.
    is_read = not config.baseurl or config.uses(sitemap.PLUGIN)
    has_own = PATH in paths
    if names_crawlers or (sitemaps and is_read and not has_own):
        claim = Claim.CONFIGURED if names_crawlers else Claim.GENERATED
        yield Output(
            PATH, partial(robots, sitemaps, config), claim=claim, key=theme.key(None, PATH, sitemaps)
        )


def robots(sitemaps: Sequence[str], config: Config) -> bytes:
    """Returns the file."""
    settings = config.allforces.ai
    groups = [
        *_group(settings.refused, "Disallow: /"),
        *_group(settings.allowed, "Allow: /"),
        [f"Sitemap: {absolute_url(config, f'/{path}')}" for path in sorted(sitemaps, reverse=True)],
    ]
    return "\n".join("".join(f"{line}\n" for line in group) for group in groups if group).encode()


def _group(crawlers: Sequence[str], rule: str) -> Iterator[list[str]]:
    if crawlers:
        yield [*(f"User-agent: {name}" for name in crawlers), rule]
