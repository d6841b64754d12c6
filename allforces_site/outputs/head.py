"""The values for the head of every page: title, canonical address, robots, Open Graph and JSON-LD."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

import msgspec
from msgspec.structs import replace

from allforces_site.config.model import Config
from allforces_site.config.page_language import language
from allforces_site.images.card import CARD_SIZE
from allforces_site.messages.labels import label
from allforces_site.model import Document, Picture, Post, SourcePage, TermLink
from allforces_site.outputs import json_ld
from allforces_site.outputs.json_ld import JsonLd, home_title
from allforces_site.outputs.pagination import ListPage
from allforces_site.renderer.jekyll.numbered_page import NumberedPage
from allforces_site.renderer.theme import Theme, absolute_url


class Twin(msgspec.Struct, frozen=True):
    """The same page in a language: `url` is absolute. The language `x-default` is for all other readers."""

    lang: str
    url: str


class Graph:
    """Structured data that is made when a template asks for it. As text, it is what it makes."""

    __slots__ = ("_make",)

    def __init__(self, make: Callable[[], JsonLd]) -> None:
        self._make = make

    def __call__(self) -> JsonLd:
        """The structured data."""
        return self._make()

    def __repr__(self) -> str:
        return repr(self._make())


class PageHead(msgspec.Struct, frozen=True):
    """`page` in a template. URLs are site-relative, except `canonical` and `image`, which are absolute.

    `canonical` is None if the configuration has no site address; `image_width` and `image_height` are in
    pixels, or None if unknown. `graph` makes the structured data. `twins` are the page in other languages,
    and itself, if there are any. `creator` is the account on X of a post's author.
    """

    kind: str
    title: str
    url: str
    canonical: str | None
    description: str
    robots: str | None = None
    image: str | None = None
    image_width: int | None = None
    image_height: int | None = None
    published: datetime | None = None
    updated: datetime | None = None
    previous_url: str | None = None
    next_url: str | None = None
    graph: Graph | None = None
    front_matter: Mapping[str, Any] = msgspec.field(default_factory=dict)
    lang: str = ""
    twins: tuple[Twin, ...] = ()
    creator: str = ""

    @property
    def json_ld(self) -> tuple[JsonLd, ...]:
        """The structured data, made when a template asks for it."""
        return (self.graph(),) if self.graph is not None else ()


def post_head(post: Post, document: Document, theme: Theme, social: str | None = None) -> PageHead:
    """Returns the head of a post's page. `social` is the site-relative URL of the picture drawn for it."""
    config, summary, source = theme.config, post.summary, post.source
    description = summary.description or _about(summary.title, config)
    image = _image(config, summary.image or social)
    size = CARD_SIZE if social else _size(summary.picture)
    picture = json_ld.image_object(image, *size) if image else None
    lang = language(source.front_matter, config)

    def graph() -> JsonLd:
        return json_ld.graph(theme, *json_ld.article(post, document, theme, description, lang, picture))

    return PageHead(
        "post",
        summary.title,
        post.url,
        canonical_url(config, post.url, source.canonical_url),
        description,
        robots(config, source.robots),
        image,
        *size,
        published=summary.date,
        updated=summary.updated,
        graph=Graph(graph),
        front_matter=dict(source.front_matter.items()),
        lang=lang,
        twins=_twins(post.url, theme),
        creator=next((_x_name(author, theme) for author in summary.authors), ""),
    )


def page_head(page: SourcePage, theme: Theme, picture: Picture | None = None) -> PageHead:
    """Returns the head of a page that an author wrote. `picture` describes its `image`, if known."""
    config, lang = theme.config, language(page.front_matter, theme.config)
    if isinstance(page, NumberedPage):
        own = page.description or _page_description(page, config)
        page = replace(page, title=_of_page(page.title, page, lang), description=_of_page(own, page, lang))
    image = _image(config, page.image)
    shown = json_ld.image_object(image, *_size(picture)) if image and page.image else None
    return PageHead(
        "page",
        page.title,
        page.url,
        canonical_url(config, page.url, page.canonical_url),
        page.description or _page_description(page, config),
        robots(config, page.robots),
        image,
        *_size(picture),
        published=page.date,
        updated=page.updated,
        previous_url=page.previous_url if isinstance(page, NumberedPage) else None,
        next_url=page.next_url if isinstance(page, NumberedPage) else None,
        graph=Graph(lambda: json_ld.graph(theme, *json_ld.web_page(page, config, lang, shown))),
        front_matter=page.front_matter,
        lang=lang,
        twins=_twins(page.url, theme),
    )


def home_head(listing: ListPage, theme: Theme) -> PageHead:
    """Returns the head of the home page or of one of its further pages."""
    config = theme.config
    title = _numbered(home_title(config), listing, config)
    description = _numbered(config.description or home_title(config), listing, config)
    head = _listing("home", title, listing, theme, description)
    return replace(
        head,
        graph=Graph(lambda: json_ld.graph(theme, json_ld.blog(title, listing.url, listing.findable, config))),
    )


def listing_head(
    kind: str, title: str, listing: ListPage, theme: Theme, description: str, above: Sequence[TermLink]
) -> PageHead:
    """Returns the head of a page that lists posts. `above` are the pages that lead to it from home."""
    title, description = (_numbered(text, listing, theme.config) for text in (title, description))

    def graph() -> JsonLd:
        crumbs = [*above, TermLink(title, listing.url)]
        node, *rest = json_ld.collection(title, listing.url, description, crumbs, theme.config)
        return json_ld.graph(theme, json_ld.with_posts(node, listing.findable, theme.config), *rest)

    return replace(_listing(kind, title, listing, theme, description), graph=Graph(graph))


def author_head(name: str, listing: ListPage, theme: Theme, description: str, above: TermLink) -> PageHead:
    """Returns the head of the page of an author, which lists the author's posts."""
    head = listing_head("term", name, listing, theme, description, [above])

    def graph() -> JsonLd:
        [made] = head.json_ld
        node, *rest = made["@graph"]
        pages = listing.paginator
        profile = json_ld.profile_page(node, name, pages.urls[0], listing.findable, pages.total_posts, theme)
        return {**made, "@graph": [profile, *rest]}

    return replace(head, graph=Graph(graph))


def index_head(
    kind: str, title: str, url: str, theme: Theme, description: str, above: Sequence[TermLink] = ()
) -> PageHead:
    """Returns the head of a page that lists terms, years or months, of the search or of the 404 page."""
    config = theme.config

    def graph() -> JsonLd:
        crumbs = [*above, TermLink(title, url)]
        return json_ld.graph(theme, *json_ld.collection(title, url, description, crumbs, config))

    return PageHead(
        kind,
        title,
        url,
        canonical_url(config, url),
        description,
        robots(config, None),
        _image(config, None),
        graph=Graph(graph),
        lang=config.lang,
    )


# Search engines may show a picture, a text and a video of any size; without these words only small ones
# (https://developers.google.com/search/docs/crawling-indexing/robots-meta-tag).
LARGE_PREVIEWS = "max-image-preview:large, max-snippet:-1, max-video-preview:-1"


def robots(config: Config, own: str | None) -> str:
    """Returns what search engines are told of a page: its own words, and that they may show large previews.

    A page that is kept out of them, or that says how large previews may be, has only its own words.
    """
    if own and any(word in own.lower() for word in ("noindex", "none", "max-", "nosnippet")):
        return own
    default = config.allforces.robots if config.allforces.robots is not None else LARGE_PREVIEWS
    return ", ".join(filter(None, (own, default)))


def _twins(url: str, theme: Theme) -> tuple[Twin, ...]:
    """Returns the page in each language; the site's own language is also the one for all others."""
    config = theme.config
    twins = [Twin(lang, absolute_url(config, twin)) for lang, twin in theme.twins.get(url, ())]
    if not (twins and config.url):
        return ()
    own = [Twin("x-default", twin.url) for twin in twins if twin.lang == config.lang]
    return (*twins, *own[:1])


def _x_name(author: TermLink, theme: Theme) -> str:
    profile = theme.authors.get(author.name)
    return profile.x_name if profile is not None else ""


def canonical_url(config: Config, url: str, own: str | None = None) -> str | None:
    """Returns the address for search engines: `own` if given, else `url`; None without a site address."""
    if own:
        return absolute_url(config, own)
    return absolute_url(config, url) if config.url else None


def _listing(kind: str, title: str, listing: ListPage, theme: Theme, description: str) -> PageHead:
    config = theme.config
    return PageHead(
        kind,
        title,
        listing.url,
        canonical_url(config, listing.url),
        description,
        robots(config, None),
        _image(config, None),
        previous_url=listing.paginator.previous_url,
        next_url=listing.paginator.next_url,
        lang=config.lang,
        twins=_twins(listing.url, theme),
    )


def _numbered(text: str, listing: ListPage, config: Config) -> str:
    return _with_number(text, listing.paginator.page, listing.paginator.total_pages, config.lang)


def _with_number(text: str, number: int, total: int, lang: str) -> str:
    if number == 1:
        return text
    return label("{text} (page {page} of {pages})", lang, text=text, page=number, pages=total)


def _of_page(text: str, page: NumberedPage, lang: str) -> str:
    return _with_number(text, page.number, len(page.urls), lang)


def _page_description(page: SourcePage, config: Config) -> str:
    """The description of a page that has none: that of the site if it is the home page."""
    return config.description or page.title if page.url == "/" else _about(page.title, config)


def _about(title: str, config: Config) -> str:
    """What is said of a page without a description: no two pages share one, so its title is part of it."""
    return f"{title} – {config.description}" if config.description else title


def _image(config: Config, image: str | None) -> str | None:
    chosen = image or config.extra.get("og_image")
    return absolute_url(config, chosen) if isinstance(chosen, str) and chosen else None


def _size(picture: Picture | None) -> tuple[int | None, int | None]:
    return (picture.width, picture.height) if picture else (None, None)
