"""The values for the head of every page: title, canonical address, Open Graph and JSON-LD."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import msgspec

from allforces_site.config.model import Config
from allforces_site.images.card import CARD_SIZE
from allforces_site.model import Picture, Post, SourcePage, Summary, TermLink
from allforces_site.outputs.pagination import ListPage
from allforces_site.renderer.theme import absolute_url
from allforces_site.text.dates import date_iso

JsonLd = dict[str, Any]


class PageHead(msgspec.Struct, frozen=True):
    """`page` in a template. URLs are site-relative, except `canonical` and `image`, which are absolute.

    `canonical` is None if the configuration has no site address; `image_width` and `image_height` are in
    pixels, or None if unknown.
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
    json_ld: tuple[JsonLd, ...] = ()
    front_matter: Mapping[str, Any] = msgspec.field(default_factory=dict)


def post_head(post: Post, config: Config, social: str | None = None) -> PageHead:
    """Returns the head of a post's page. `social` is the site-relative URL of the picture drawn for it."""
    summary, source = post.summary, post.source
    # A post without text has no description.
    description = summary.description or config.description or summary.title
    canonical = canonical_url(config, post.url, source.canonical_url)
    crumbs = [*summary.categories[:1], TermLink(summary.title, post.url)]
    json_ld = {
        **_blog_posting(summary, config, post.url, description, social),
        "keywords": [tag.name for tag in summary.tags],
        "articleSection": [category.name for category in summary.categories],
        **_publisher(config),
    }
    if canonical:
        json_ld["mainEntityOfPage"] = {"@type": "WebPage", "@id": canonical}
    return PageHead(
        "post",
        summary.title,
        post.url,
        canonical,
        description,
        source.robots,
        _image(config, summary.image or social),
        *(CARD_SIZE if social else _size(summary.picture)),
        published=summary.date,
        updated=summary.updated,
        json_ld=(_with_context(json_ld), _breadcrumbs(crumbs, config)),
        front_matter=source.front_matter,
    )


def page_head(page: SourcePage, config: Config, picture: Picture | None = None) -> PageHead:
    """Returns the head of a page that an author wrote. `picture` describes its `image`, if known."""
    canonical = canonical_url(config, page.url, page.canonical_url)
    json_ld = _with_context(
        {
            "@type": "WebPage",
            "name": page.title,
            "description": page.description,
            "inLanguage": config.lang,
            **_url(canonical),
        }
    )
    return PageHead(
        "page",
        page.title,
        page.url,
        canonical,
        page.description or config.description or page.title,
        page.robots,
        _image(config, page.image),
        *_size(picture),
        published=page.date,
        updated=page.updated,
        json_ld=(json_ld,),
        front_matter=page.front_matter,
    )


def home_title(config: Config) -> str:
    """Returns the name of the home page: the site's title."""
    return config.title or "ホーム"


def home_head(listing: ListPage, config: Config) -> PageHead:
    """Returns the head of the home page or of one of its further pages."""
    title = home_title(config)
    posts = _postings(listing.posts, config)
    canonical = canonical_url(config, listing.url)
    blog = _with_context(
        {
            "@type": "Blog",
            "name": title,
            "description": config.description,
            "inLanguage": config.lang,
            **_url(canonical),
            "blogPost": posts,
            **_publisher(config),
        }
    )
    site = _with_context(
        {"@type": "WebSite", "name": title, "inLanguage": config.lang, **_url(canonical_url(config, "/"))}
    )
    return _listing(
        "home",
        _numbered(title, listing),
        listing,
        config,
        config.description or title,
        (site, blog),
    )


def listing_head(kind: str, title: str, listing: ListPage, config: Config, description: str) -> PageHead:
    """Returns the head of a page that lists posts."""
    title = _numbered(title, listing)
    collection = _with_context(
        {
            "@type": "CollectionPage",
            "name": title,
            "description": description,
            "inLanguage": config.lang,
            **_url(canonical_url(config, listing.url)),
            "hasPart": _postings(listing.posts, config),
        }
    )
    return _listing(kind, title, listing, config, description, (collection,))


def index_head(kind: str, title: str, url: str, config: Config, description: str) -> PageHead:
    """Returns the head of a page that lists terms, years or months, of the search or of the 404 page."""
    canonical = canonical_url(config, url)
    json_ld = _with_context(
        {
            "@type": "CollectionPage",
            "name": title,
            "description": description,
            "inLanguage": config.lang,
            **_url(canonical),
        }
    )
    return PageHead(kind, title, url, canonical, description, image=_image(config, None), json_ld=(json_ld,))


def canonical_url(config: Config, url: str, own: str | None = None) -> str | None:
    """Returns the address for search engines: `own` if given, else `url`; None without a site address."""
    if own:
        return absolute_url(config, own)
    return absolute_url(config, url) if config.url else None


def _listing(
    kind: str, title: str, listing: ListPage, config: Config, description: str, json_ld: tuple[JsonLd, ...]
) -> PageHead:
    return PageHead(
        kind,
        title,
        listing.url,
        canonical_url(config, listing.url),
        description,
        image=_image(config, None),
        previous_url=listing.paginator.previous_url,
        next_url=listing.paginator.next_url,
        json_ld=json_ld,
    )


def _numbered(title: str, listing: ListPage) -> str:
    page = listing.paginator
    return title if page.page == 1 else f"{title}（{page.page}/{page.total_pages}ページ）"


def _blog_posting(summary: Summary, config: Config, url: str, description: str, social: str | None) -> JsonLd:
    posting: JsonLd = {
        "@type": "BlogPosting",
        "headline": summary.title,
        "description": description,
        "inLanguage": config.lang,
        "datePublished": date_iso(summary.date),
        "dateModified": date_iso(summary.updated or summary.date),
        **_url(canonical_url(config, url)),
        "author": [_author(author, config) for author in summary.authors],
    }
    if image := _image(config, summary.image or social):
        posting["image"] = [image]
    return posting


def _postings(posts: Sequence[Summary], config: Config) -> list[JsonLd]:
    return [
        {
            "@type": "BlogPosting",
            "headline": post.title,
            **_url(canonical_url(config, post.url)),
            "datePublished": date_iso(post.date),
        }
        for post in posts
    ]


def _author(author: TermLink, config: Config) -> JsonLd:
    kind = "Organization" if author.name == config.author_name else "Person"
    return {"@type": kind, "name": author.name, **_url(canonical_url(config, author.url))}


def _publisher(config: Config) -> JsonLd:
    name = config.title or config.author_name
    return {"publisher": {"@type": "Organization", "name": name}} if name else {}


def _breadcrumbs(crumbs: Sequence[TermLink], config: Config) -> JsonLd:
    trail = [TermLink(home_title(config), "/"), *crumbs]
    return _with_context(
        {
            "@type": "BreadcrumbList",
            "itemListElement": [
                {
                    "@type": "ListItem",
                    "position": position,
                    "name": crumb.name,
                    "item": absolute_url(config, crumb.url),
                }
                for position, crumb in enumerate(trail, 1)
            ],
        }
    )


def _image(config: Config, image: str | None) -> str | None:
    chosen = image or config.extra.get("og_image")
    return absolute_url(config, chosen) if isinstance(chosen, str) and chosen else None


def _size(picture: Picture | None) -> tuple[int | None, int | None]:
    return (picture.width, picture.height) if picture else (None, None)


def _url(canonical: str | None) -> JsonLd:
    return {"url": canonical} if canonical else {}


def _with_context(json_ld: JsonLd) -> JsonLd:
    return {"@context": "https://schema.org", **json_ld}
