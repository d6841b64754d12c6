"""The tags `seo` and `feed_meta`, as jekyll-seo-tag 2.8 and jekyll-feed 0.17 write them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any

from allforces_site.config.site_feeds import FeedLink
from allforces_site.liquid.context import Context
from allforces_site.liquid.filters.site import json_text
from allforces_site.liquid.values import get, is_true, to_text

_HOME = re.compile(r"/(?:about/)?(?:index\.html?)?\Z")
_ABSOLUTE = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:")
_VERIFICATIONS = (
    ("google", "google-site-verification"),
    ("bing", "msvalidate.01"),
    ("alexa", "alexaVerifyID"),
    ("yandex", "yandex-verification"),
    ("baidu", "baidu-site-verification"),
    ("facebook", "facebook-domain-verification"),
)


class _Seo:
    """The values of one page."""

    def __init__(self, context: Context, markup: str) -> None:
        self._filters = context.environment.filters
        self._context = context
        self.page: Any = context.find("page") or {}
        self.site: Any = context.find("site") or {}
        self.paginator: Any = context.find("paginator")
        self._shows_title = not re.search("title=false", markup, re.IGNORECASE)

    def filter(self, name: str, value: object, *arguments: object) -> Any:
        """The value that passed a filter."""
        return self._filters[name](self._context, value, *arguments)

    def _text(self, value: object) -> str | None:
        for name in ("markdownify", "strip_html", "normalize_whitespace", "escape_once"):
            value = self.filter(name, value)
        return to_text(value) or None

    @cached_property
    def site_title(self) -> str | None:
        return self._text(get(self.site, "title") or get(self.site, "name"))

    @cached_property
    def page_title(self) -> str | None:
        return self._text(get(self.page, "title")) or self.site_title

    @cached_property
    def title(self) -> str | None:
        site_title, site_description = self.site_title, self._text(get(self.site, "description"))
        if site_title and self.page_title != site_title:
            title = f"{self.page_title} | {site_title}"
        elif site_description and site_title:
            title = f"{site_title} | {self._text(get(self.site, 'tagline')) or site_description}"
        else:
            title = self.page_title or ""
        number = get(self.paginator, "page")
        if isinstance(number, int) and number > 1:
            message = get(self.site, "seo_paginator_message") or "Page %<current>s of %<total>s for "
            total = to_text(get(self.paginator, "total_pages"))
            message = re.sub(r"%<current>[sd]|%\{current\}", str(number), message)
            title = re.sub(r"%<total>[sd]|%\{total\}", total, message) + title
        return title if title and self._shows_title else None

    @cached_property
    def description(self) -> str | None:
        own = get(self.page, "description") or get(self.page, "excerpt")
        return self._text(own) or self._text(get(self.site, "description"))

    @cached_property
    def author(self) -> Mapping[str, Any]:
        authors = get(self.page, "authors")
        found = [get(self.page, "author"), authors[0] if isinstance(authors, list) and authors else None]
        author = next((one for one in (*found, get(self.site, "author")) if to_text(one)), None)
        if isinstance(author, dict):
            return author
        if not isinstance(author, str):
            return {}
        known = get(get(get(self.site, "data"), "authors"), author)
        return {"name": author, **(known if isinstance(known, dict) else {})}

    @cached_property
    def image(self) -> dict[str, Any] | None:
        image = get(self.page, "image")
        values = dict(image) if isinstance(image, dict) else {"path": image}
        path = values.get("path") or values.get("facebook") or values.get("twitter")
        if not isinstance(path, str):
            return None
        return {**values, "path": self.filter("uri_escape", self._absolute(path))}

    def _absolute(self, address: str) -> str:
        return address if _ABSOLUTE.match(address) else to_text(self.filter("absolute_url", address))

    @property
    def canonical_url(self) -> str:
        own = to_text(get(self.page, "canonical_url"))
        return own or re.sub(
            r"/index\.html$", "/", to_text(self.filter("absolute_url", get(self.page, "url")))
        )

    @property
    def locale(self) -> str:
        language = get(self.page, "lang") or get(self.site, "lang") or "en_US"
        return to_text(get(self.page, "locale") or get(self.site, "locale") or language).replace("-", "_")

    @property
    def _is_home(self) -> bool:
        return _HOME.match(to_text(get(self.page, "url"))) is not None

    def _own(self, key: str) -> Any:
        return get(get(self.page, "seo"), key)

    @property
    def type(self) -> str:
        kind = "WebSite" if self._is_home else "BlogPosting" if get(self.page, "date") else "WebPage"
        return to_text(self._own("type")) or kind

    def json_ld(self) -> dict[str, Any]:
        """The values of schema.org, sorted by key."""
        logo, author, page, name = get(self.site, "logo"), self.author, self.page, None
        if self._own("name"):
            name = self._text(self._own("name"))
        elif self._is_home:
            name = self._text(get(get(self.site, "social"), "name")) or self.site_title
        links = self._own("links") or (get(get(self.site, "social"), "links") if self._is_home else None)
        logo = self.filter("uri_escape", self._absolute(logo)) if isinstance(logo, str) else None
        modified = self._own("date_modified") or get(page, "last_modified_at") or get(page, "date")
        is_person = author.get("name") and author.get("type", "Person") in ("Person", "Organization")
        values = {
            "@context": "https://schema.org",
            "@type": self.type,
            "author": {
                "@type": author.get("type", "Person"),
                "name": author["name"],
                **({"url": author["url"]} if author.get("url") else {}),
            }
            if is_person
            else None,
            "dateModified": self.filter("date_to_xmlschema", modified) if modified else None,
            "datePublished": self.filter("date_to_xmlschema", page["date"]) if get(page, "date") else None,
            "description": self.description,
            "headline": self.page_title,
            "image": self._json_image(),
            "mainEntityOfPage": {"@type": "WebPage", "@id": self.canonical_url}
            if self.type in ("BlogPosting", "CreativeWork")
            else None,
            "name": name,
            "publisher": {
                "@type": "Organization",
                "logo": {"@type": "ImageObject", "url": logo},
                **({"name": author["name"]} if author.get("name") else {}),
            }
            if logo
            else None,
            "sameAs": links or None,
            "url": self.canonical_url,
        }
        return {key: value for key, value in values.items() if value is not None}

    def _json_image(self) -> Any:
        image = self.image
        if image is None or len(image) == 1:
            return image["path"] if image is not None else None
        rest = {key: value for key, value in image.items() if key != "path"}
        return {**rest, "url": image["path"], "@type": "imageObject"}


def seo(context: Context, markup: str, _: str | None) -> str:
    """The tags for search engines and social networks."""
    lines = _lines(_Seo(context, markup))
    return "\n".join(["<!-- Begin Jekyll SEO tag v2.8.0 -->", *lines, "<!-- End Jekyll SEO tag -->", ""])


def _lines(values: _Seo) -> Iterator[str]:
    """The elements in the order of jekyll-seo-tag's template."""
    yield from _description(values)
    yield from _kind(values)
    yield from _neighbours(values)
    yield from _cards(values)
    yield from _owners(values)
    yield f'<script type="application/ld+json">\n{_in_script(json_text(values.json_ld()))}</script>'


def _meta(attribute: str, name: str, content: object) -> Iterator[str]:
    if is_true(content):
        yield f'<meta {attribute}="{name}" content="{to_text(content)}" />'


def _description(values: _Seo) -> Iterator[str]:
    """What the page is: title, author, language, description, address, site."""
    if values.title:
        yield f"<title>{values.title}</title>"
    yield from _meta("name", "generator", "Jekyll v4.3.1")
    yield from _meta("property", "og:title", values.page_title)
    yield from _meta("name", "author", values.author.get("name"))
    yield from _meta("property", "og:locale", values.locale)
    yield from _meta("name", "description", values.description)
    yield from _meta("property", "og:description", values.description)
    if get(values.site, "url"):
        yield f'<link rel="canonical" href="{values.canonical_url}" />'
        yield from _meta("property", "og:url", values.canonical_url)
    yield from _meta("property", "og:site_name", values.site_title)


def _kind(values: _Seo) -> Iterator[str]:
    """Its picture, and whether it is an article."""
    image, page = values.image, values.page
    if image is not None:
        yield from _meta("property", "og:image", image["path"])
        for key in ("height", "width", "alt"):
            yield from _meta("property", f"og:image:{key}", image.get(key))
    if get(page, "date"):
        yield from _meta("property", "og:type", "article")
        published = values.filter("date_to_xmlschema", page["date"])
        yield from _meta("property", "article:published_time", published)
    else:
        yield from _meta("property", "og:type", "website")


def _neighbours(values: _Seo) -> Iterator[str]:
    for relation, key in (("prev", "previous_page"), ("next", "next_page")):
        if get(values.paginator, key):
            address = values.filter("absolute_url", values.paginator[f"{key}_path"])
            yield f'<link rel="{relation}" href="{address}" />'


def _cards(values: _Seo) -> Iterator[str]:
    """How X shows it."""
    site, image = values.site, values.image
    if image is not None:
        own = get(get(values.page, "twitter"), "card") or get(get(site, "twitter"), "card")
        yield from _meta("name", "twitter:card", own or "summary_large_image")
        yield from _meta("property", "twitter:image", image["path"])
        yield from _meta("name", "twitter:image:alt", image.get("alt"))
    else:
        yield from _meta("name", "twitter:card", "summary")
    yield from _meta("property", "twitter:title", values.page_title)
    if is_true(get(site, "twitter")):
        name = to_text(get(site["twitter"], "username"))
        yield from _meta("name", "twitter:site", "@" + name.replace("@", ""))
        creator = values.author.get("twitter") or values.author.get("name")
        if isinstance(creator, str):
            yield from _meta("name", "twitter:creator", "@" + creator.replace("@", ""))


def _owners(values: _Seo) -> Iterator[str]:
    """Whose site it is, for Facebook and search engines."""
    site, facebook = values.site, get(values.site, "facebook")
    yield from _meta("property", "fb:admins", get(facebook, "admins"))
    yield from _meta("property", "article:publisher", get(facebook, "publisher"))
    yield from _meta("property", "fb:app_id", get(facebook, "app_id"))
    if is_true(get(site, "webmaster_verifications")):
        for key, name in _VERIFICATIONS:
            yield from _meta("name", name, get(site["webmaster_verifications"], key))
    else:
        yield from _meta("name", "google-site-verification", get(site, "google_site_verification"))


def _in_script(text: str) -> str:
    """JSON that cannot end the script around it."""
    return text.replace("</", "<\\/")


def feed_meta(feeds: Sequence[FeedLink], context: Context, _: str, __: str | None) -> str:
    """The links to the feeds of all posts."""
    site: Any = context.find("site") or {}
    escape: Callable[..., str] = context.environment.filters["xml_escape"]
    title = get(site, "title") or get(site, "name")
    named = f' title="{escape(context, title)}"' if title else ""
    absolute_url = context.environment.filters["absolute_url"]
    addresses = [(feed.type, escape(context, absolute_url(context, feed.url))) for feed in feeds]
    return "\n".join(
        f'<link type="{kind}" rel="alternate" href="{address}"{named} />' for kind, address in addresses
    )
