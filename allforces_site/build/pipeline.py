"""What a build and a check have in common: the configuration they go by, and what every page leads to."""

from __future__ import annotations

from msgspec.structs import replace

from allforces_site.build.options import BuildOptions, split_base_url
from allforces_site.cache.parse_cache import Memo
from allforces_site.config.load import load_config
from allforces_site.config.model import Config
from allforces_site.errors import Problem, warning
from allforces_site.model import Site, TermLink


def configure(options: BuildOptions, memo: Memo) -> tuple[Config, tuple[Problem, ...]]:
    """The configuration of the source folder with what `options` say, and warnings. Raises `SiteError`."""
    config, problems = load_config(options.source, memo)
    config = replace(
        config,
        show_drafts=config.show_drafts or options.drafts,
        future=config.future or options.future,
        unpublished=config.unpublished or options.unpublished,
    )
    if not options.asset_versions:
        config = replace(config, allforces=replace(config.allforces, asset_versions=False))
    if options.base_url is not None:
        url, baseurl = split_base_url(options.base_url)
        config = replace(config, url=url, baseurl=baseurl)
    return config, problems


def navigation(site: Site, config: Config) -> tuple[TermLink, ...]:
    """The categories that every page leads to: the configured ones in their order, else all by name."""
    terms = next(taxonomy.terms for taxonomy in site.taxonomies if taxonomy.kind == "category")
    links = [TermLink(term.name, term.url) for term in terms]
    if config.content_categories:
        return tuple(links[: len(config.content_categories)])
    return tuple(sorted(links, key=lambda link: link.name))


def no_address(config: Config) -> list[Problem]:
    """The problem that a site does not say where it lies."""
    if config.url:
        return []
    return [
        warning(
            "no-url",
            "the site has no address: no feed and no sitemap are written, and pages name no "
            "canonical address",
            "_config.yml",
            hint="write url: https://… into _config.yml, or use --base-url",
        )
    ]
