"""Small pages that lead to others: at former addresses (`redirect_from`), and in place of a page that names
another address (`redirect_to`). On a site that uses jekyll-redirect-from, `redirects.json` lists them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import partial

import msgspec

from allforces_site.config.page_language import language
from allforces_site.model import Claim, Output, Redirect, Site, SourcePage, SourcePost
from allforces_site.renderer.jekyll.made_page import MadePage
from allforces_site.renderer.theme import Theme, absolute_url
from allforces_site.urls.permalinks import output_path

PLUGIN = "jekyll-redirect-from"
LAYOUT = "redirect"
LIST = "redirects.json"


def plan(site: Site, theme: Theme) -> Iterator[Output]:
    """Yields an output for each former address."""
    for source, url in _sources(site):
        for address in source.redirect_from:
            path = output_path(address)
            yield redirect_page(path, address, url, theme, source, Claim.REDIRECT)


def plan_list(site: Site, aliases: Iterable[Output], theme: Theme) -> Iterator[Output]:
    """Yields the list of the redirects that authors name and of `aliases`, if the site asks for it."""
    if not (theme.config.uses(PLUGIN) and _wants_list(theme)):
        return
    listed: dict[str, str] = {}
    for source, url in _sources(site):
        target = redirect_target(source, theme)
        listed |= dict.fromkeys(source.redirect_from, absolute_url(theme.config, url))
        listed |= {url: absolute_url(theme.config, target)} if target is not None else {}
    for alias in aliases:
        if alias.redirect is not None:
            listed[alias.redirect.address] = absolute_url(theme.config, alias.redirect.target)
    yield Output(LIST, partial(render_list, listed), key=theme.key(None, LIST, listed))


def _sources(site: Site) -> Iterator[tuple[SourcePost | SourcePage, str]]:
    """The posts and pages, each with its URL."""
    yield from ((post.source, post.url) for post in site.posts)
    yield from ((page, page.url) for page in site.pages)


def redirect_target(source: SourcePost | SourcePage, theme: Theme) -> str | None:
    """Where a post or page leads instead of showing anything; None for most."""
    return source.redirect_to if source.redirect_to and theme.config.uses(PLUGIN) else None


def redirect_page(
    path: str, address: str, url: str, theme: Theme, source: SourcePost | SourcePage, claim: Claim
) -> Output:
    """The output at `path`, the file of `address`, that leads to `url`; in the site's own layout if any.

    It speaks the language of `source`.
    """
    target = absolute_url(theme.config, url)
    if theme.config.uses(PLUGIN) and theme.has_own_layout(LAYOUT):
        redirect = {"from": address, "to": target}
        page = MadePage(address, path, LAYOUT, {"permalink": address, "sitemap": False, "redirect": redirect})
        key = theme.key(None, "own redirect", theme.liquid.made_key(page))
        make = partial(render_own, page, theme)
    else:
        lang = language(source.front_matter, theme.config)
        key = theme.key("redirect.html", address, target, lang)
        make = partial(render_redirect, address, target, lang, theme)
    return Output(path, make, source.source, claim, key=key, redirect=Redirect(address, url))


def render_redirect(address: str, target: str, lang: str, theme: Theme) -> bytes:
    """Returns the page at `address` that leads to `target`, an absolute URL, in a language."""
    return theme.render("redirect.html", address, target=target, lang=lang)


def render_own(page: MadePage, theme: Theme) -> bytes:
    """Returns the page in the site's own layout."""
    return theme.liquid.made(page).encode()


def render_list(redirects: Mapping[str, str]) -> bytes:
    """Returns the list of all redirects: a JSON object of addresses and where each leads."""
    return msgspec.json.encode(redirects)


def _wants_list(theme: Theme) -> bool:
    """Whether the configuration leaves the list on (`redirect_from: {json: false}`)."""
    settings = theme.config.extra.get("redirect_from")
    return not (isinstance(settings, Mapping) and settings.get("json") is False)
