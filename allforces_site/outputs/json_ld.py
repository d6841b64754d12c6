"""Structured data (schema.org) of a page: one graph in JSON-LD.

The fields are those that Google asks for and recommends for Article, BreadcrumbList, Organization,
ProfilePage and FAQPage (https://developers.google.com/search/docs/appearance/structured-data/search-gallery).
Nodes refer to each other by `@id`; a value that is not known is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from allforces_site.config.authors import AuthorProfile
from allforces_site.config.model import Config
from allforces_site.messages.labels import label
from allforces_site.model import Document, Post, SourcePage, Summary, TermLink
from allforces_site.renderer.theme import Theme, absolute_url
from allforces_site.text.dates import date_iso

JsonLd = dict[str, Any]

# A name of a type of schema.org.
_TYPE = re.compile(r"[A-Z][A-Za-z]+\Z")
_FIELD = re.compile(r"[a-z][A-Za-z0-9]*\Z")

# Parts of an organization, and their types (schema.org/Organization).
_PARTS = {
    "address": "PostalAddress",
    "contactPoint": "ContactPoint",
    "numberOfEmployees": "QuantitativeValue",
}


def graph(theme: Theme, *nodes: JsonLd) -> JsonLd:
    """Returns the graph of a page: its own nodes, the site, and who publishes it."""
    config = theme.config
    shared = [_website(config), *_organizations(config)]
    return {"@context": "https://schema.org", "@graph": [*nodes, *shared]}


# ---- the site ---------------------------------------------------------------------------------


def home_title(config: Config) -> str:
    """Returns the name of the home page: the site's title."""
    return config.title or label("Home", config.lang)


def _website(config: Config) -> JsonLd:
    node: JsonLd = {
        "@type": "WebSite",
        "@id": _id(config, "/", "website"),
        "name": home_title(config),
        "inLanguage": config.lang,
        **_url(config, "/"),
        **_publisher(config),
    }
    if config.description:
        node["description"] = config.description
    if config.allforces.search and config.url:
        target = f"{absolute_url(config, '/search/')}?q={{search_term_string}}"
        node["potentialAction"] = {
            "@type": "SearchAction",
            "target": {"@type": "EntryPoint", "urlTemplate": target},
            "query-input": "required name=search_term_string",
        }
    return node


def _organizations(config: Config) -> list[JsonLd]:
    """The publisher; none on a site without a name."""
    name = _publisher_name(config)
    if not name:
        return []
    social = _mapping(config.extra.get("social"))
    own = _mapping(config.extra.get("organization"))
    links = social.get("links")
    node: JsonLd = {
        "@type": "Organization",
        "@id": _id(config, "/", "organization"),
        "name": name,
        **_url(config, "/"),
    }
    logo = config.extra.get("logo")
    if isinstance(logo, str) and logo:
        node["logo"] = {"@type": "ImageObject", "url": absolute_url(config, logo)}
    if isinstance(links, list):
        node["sameAs"] = [link for link in links if isinstance(link, str)]
    fields = {
        key: _typed(value, _PARTS.get(key))
        for key, value in own.items()
        if isinstance(key, str) and _FIELD.match(key)
    }
    return [{**node, **fields}]


def _typed(value: object, kind: str | None) -> object:
    """A value of an organization; mappings have the type `kind` if they name none."""
    if isinstance(value, list):
        return [_typed(item, kind) for item in value]
    return {"@type": kind, **value} if kind is not None and isinstance(value, Mapping) else value


def _publisher_name(config: Config) -> str:
    social = _mapping(config.extra.get("social"))
    own = _mapping(config.extra.get("organization"))
    named = next((value for value in (own.get("name"), social.get("name")) if isinstance(value, str)), "")
    return named or config.title or config.author_name or ""


def _publisher(config: Config) -> JsonLd:
    return {"publisher": {"@id": _id(config, "/", "organization")}} if _publisher_name(config) else {}


# ---- posts ------------------------------------------------------------------------------------


def article(
    post: Post, document: Document, theme: Theme, description: str, language: str, image: JsonLd | None
) -> list[JsonLd]:
    """Returns the nodes of a post: the article, where it is, and its questions if it has some."""
    config, summary = theme.config, post.summary
    own_type = _own_type(post.source.front_matter)
    node: JsonLd = {
        "@type": own_type or _article_type(summary, _category_types(config), config),
        "@id": _id(config, post.url, "article"),
        "headline": summary.title,
        "description": description,
        "inLanguage": language,
        "datePublished": date_iso(summary.date),
        "dateModified": date_iso(summary.updated or summary.date),
        **_url(config, post.url),
        "author": [_author(author, theme) for author in summary.authors],
        **_publisher(config),
        "isPartOf": {"@id": _id(config, "/", "website")},
        "articleSection": [category.name for category in summary.categories],
        "keywords": [tag.name for tag in summary.tags],
        "wordCount": post.source.word_count,
    }
    if summary.reading_minutes:
        node["timeRequired"] = f"PT{summary.reading_minutes}M"
    if config.url:
        node["mainEntityOfPage"] = {"@type": "WebPage", "@id": absolute_url(config, post.url)}
    if image is not None:
        node["image"] = [image]
    crumbs = [*summary.categories[:1], TermLink(summary.title, post.url)]
    return [node, breadcrumbs(crumbs, config), *_questions(document, post.url, config)]


def _own_type(front_matter: Mapping[str, Any]) -> str | None:
    """The type that front matter names (`seo: {type: NewsArticle}`, as for jekyll-seo-tag)."""
    own = _mapping(front_matter.get("seo")).get("type")
    return own if isinstance(own, str) and _TYPE.match(own) else None


def _category_types(config: Config) -> dict[str, str]:
    """The type of the posts of each category that names one (`article_type`)."""
    types = {category.name: category.extra.get("article_type") for category in config.content_categories}
    return {name: found for name, found in types.items() if isinstance(found, str) and _TYPE.match(found)}


def _article_type(summary: Summary, types: Mapping[str, str], config: Config) -> str:
    """The type of the first category that has one, or the site's."""
    found = (types[category.name] for category in summary.categories if category.name in types)
    return next(found, config.allforces.article_type)


def image_object(url: str, width: int | None, height: int | None) -> JsonLd:
    """Returns a picture with its size, if it is known."""
    size = {"width": width, "height": height} if width and height else {}
    return {"@type": "ImageObject", "url": url, **size}


def _author(author: TermLink, theme: Theme) -> JsonLd:
    config = theme.config
    if author.name == config.author_name and author.name not in theme.authors:
        return {"@type": "Organization", "name": author.name, **_url(config, author.url)}
    return person(author.name, author.url, theme)


def person(name: str, url: str, theme: Theme) -> JsonLd:
    """Returns an author, whose page is at `url`, with what the site says of them."""
    config = theme.config
    profile = theme.authors.get(name, AuthorProfile(name, name))
    node: JsonLd = {
        "@type": "Person",
        "@id": _id(config, url, "person"),
        "name": name,
        **_url(config, url),
    }
    if profile.biography:
        node["description"] = profile.biography
    if profile.picture:
        node["image"] = absolute_url(config, profile.picture)
    if profile.role:
        node["jobTitle"] = profile.role
    if profile.links:
        node["sameAs"] = list(profile.links)
    if profile.x_name:
        node["alternateName"] = profile.x_name
    if profile.key != name:
        node["identifier"] = profile.key
    return node


# ---- questions --------------------------------------------------------------------------------

_QUESTION_MARKS = ("?", "？")
# Search engines ask for at least two questions of a page of questions.
_FEWEST_QUESTIONS = 2


def _questions(document: Document, url: str, config: Config) -> Iterator[JsonLd]:
    asked = [heading for heading in document.headings if heading.text.rstrip().endswith(_QUESTION_MARKS)]
    if len(asked) < _FEWEST_QUESTIONS:
        return
    answered = [(question, answer) for question, answer in _answers(document.html) if answer]
    if len(answered) >= _FEWEST_QUESTIONS:
        yield {
            "@type": "FAQPage",
            "@id": _id(config, url, "questions"),
            "mainEntity": [
                {
                    "@type": "Question",
                    "name": question,
                    "acceptedAnswer": {"@type": "Answer", "text": answer},
                }
                for question, answer in answered
            ],
        }


def _answers(html: str) -> list[tuple[str, str]]:
    """The questions of a body, which are headings, each with the text up to the next heading that is not
    below it.
    """
    # Imported here, because few posts have questions.
    from selectolax.lexbor import LexborHTMLParser

    body = LexborHTMLParser(html).body
    found: list[tuple[str, list[str]]] = []
    level = 0
    for node in body.iter() if body is not None else ():
        tag = node.tag or ""
        rank = int(tag[1]) if re.fullmatch("h[1-6]", tag) else 0
        text = " ".join(node.text(separator=" ").split())
        if rank and rank <= (level or rank):
            level = rank if text.endswith(_QUESTION_MARKS) else 0
            if level:
                found.append((text, []))
        elif level:
            found[-1][1].append(text)
    return [(question, " ".join(filter(None, parts))) for question, parts in found]


# ---- pages and lists --------------------------------------------------------------------------


def web_page(page: SourcePage, config: Config, language: str, image: JsonLd | None) -> list[JsonLd]:
    """Returns the nodes of a page that an author wrote."""
    node: JsonLd = {
        "@type": "WebPage",
        "@id": _id(config, page.url, "webpage"),
        "name": page.title,
        "inLanguage": language,
        **_url(config, page.url),
        "isPartOf": {"@id": _id(config, "/", "website")},
    }
    if page.description:
        node["description"] = page.description
    if page.date is not None:
        node["datePublished"] = date_iso(page.date)
    if page.updated is not None:
        node["dateModified"] = date_iso(page.updated)
    if image is not None:
        node["primaryImageOfPage"] = image
    crumbs = [TermLink(page.title, page.url)] if page.url != "/" else []
    return [node, *([breadcrumbs(crumbs, config)] if crumbs else [])]


def blog(title: str, url: str, posts: Sequence[Summary], config: Config) -> JsonLd:
    """Returns the node of the home page, or of one of its further pages."""
    return {
        "@type": "Blog",
        "@id": _id(config, url, "blog"),
        "name": title,
        "description": config.description,
        "inLanguage": config.lang,
        **_url(config, url),
        "blogPost": _postings(posts, config),
        **_publisher(config),
        "isPartOf": {"@id": _id(config, "/", "website")},
    }


def collection(
    title: str, url: str, description: str, crumbs: Sequence[TermLink], config: Config
) -> list[JsonLd]:
    """Returns the nodes of a page that lists something. `crumbs` lead from the home page to it."""
    node: JsonLd = {
        "@type": "CollectionPage",
        "@id": _id(config, url, "webpage"),
        "name": title,
        "description": description,
        "inLanguage": config.lang,
        **_url(config, url),
        "isPartOf": {"@id": _id(config, "/", "website")},
    }
    return [node, *([breadcrumbs(crumbs, config)] if crumbs else [])]


def with_posts(node: JsonLd, posts: Sequence[Summary], config: Config) -> JsonLd:
    """Returns the node of a list with the posts that it lists."""
    return {**node, "hasPart": _postings(posts, config)}


def profile_page(
    node: JsonLd, name: str, url: str, posts: Sequence[Summary], count: int, theme: Theme
) -> JsonLd:
    """Returns the node of a list of an author's posts as the page of that author, who wrote `count` posts."""
    changed = {"dateModified": date_iso(posts[0].updated or posts[0].date)} if posts else {}
    written = {
        "@type": "InteractionCounter",
        "interactionType": "https://schema.org/WriteAction",
        "userInteractionCount": count,
    }
    author = {**person(name, url, theme), "agentInteractionStatistic": written}
    return {**node, "@type": "ProfilePage", **changed, "mainEntity": author}


def breadcrumbs(crumbs: Sequence[TermLink], config: Config) -> JsonLd:
    """Returns the way from the home page to a page, the last of `crumbs`."""
    trail = [TermLink(home_title(config), "/"), *crumbs]
    return {
        "@type": "BreadcrumbList",
        "@id": _id(config, crumbs[-1].url, "breadcrumb"),
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


def _postings(posts: Sequence[Summary], config: Config) -> list[JsonLd]:
    types = _category_types(config)
    return [
        {
            "@type": _article_type(post, types, config),
            "@id": _id(config, post.url, "article"),
            "headline": post.title,
            **_url(config, post.url),
            "datePublished": date_iso(post.date),
        }
        for post in posts
    ]


# ---- values -----------------------------------------------------------------------------------


def _id(config: Config, url: str, fragment: str) -> str:
    return f"{absolute_url(config, url)}#{fragment}"


def _url(config: Config, url: str) -> JsonLd:
    """The address; none on a site without one."""
    return {"url": absolute_url(config, url)} if config.url else {}


def _mapping(value: object) -> Mapping[Any, Any]:
    return value if isinstance(value, Mapping) else {}
