"""For each taxonomy an index of its terms, and for each term the pages that list its posts.

A page must not see more than its key covers (see `Output.key`): with the posts in reach, an old title could
stay on a page of counts. So pages get terms with their numbers of posts, but without the posts.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import msgspec

from allforces_site.config.model import Config
from allforces_site.config.site_feeds import FeedLink, links_of_term, titled
from allforces_site.messages.labels import label, label_plural, theme_word
from allforces_site.model import Output, Taxonomy, Term, TermLink
from allforces_site.outputs.from_posts import Edit, Posts
from allforces_site.outputs.head import author_head, index_head, listing_head
from allforces_site.outputs.pagination import ListPage, changed_pages, listing_key
from allforces_site.renderer.theme import Theme
from allforces_site.urls.permalinks import output_path

# The titles of the indexes.
TITLES = {
    "category": theme_word("All categories"),
    "tag": theme_word("All tags"),
    "author": theme_word("All authors"),
}


class ListedTerm(msgspec.Struct, frozen=True):
    """`term` in a template."""

    name: str
    slug: str
    url: str
    description: str
    count: int


class TaxonomyLink(msgspec.Struct, frozen=True):
    """`taxonomy` in the template of one term."""

    kind: str
    url: str


class ListedTaxonomy(msgspec.Struct, frozen=True):
    """`taxonomy` in the template of the index of terms."""

    kind: str
    url: str
    terms: tuple[ListedTerm, ...]


def changed(posts: Posts, edit: Edit, theme: Theme) -> Iterator[Output]:
    """Yields the index of each taxonomy, then its terms' pages, in the order of the terms, if `edit` changes
    them.
    """
    other = edit.other_connections(posts.connections)
    for taxonomy in posts.connections.taxonomies:
        terms_there = other.terms(taxonomy.kind) if other is not None else None
        if terms_there is not taxonomy.terms:
            yield from _changed_index(taxonomy, terms_there, theme)
        link = TaxonomyLink(taxonomy.kind, taxonomy.url)
        is_same = terms_there is taxonomy.terms
        there = {} if is_same else {_listed_term(term): term.posts for term in terms_there or ()}
        for term in taxonomy.terms:
            places_there = term.posts if is_same else there.get(_listed_term(term))
            yield from _pages(link, term, places_there, posts, edit, theme)


def _changed_index(taxonomy: Taxonomy, there: tuple[Term, ...] | None, theme: Theme) -> Iterator[Output]:
    listed = ListedTaxonomy(taxonomy.kind, taxonomy.url, tuple(map(_listed_term, taxonomy.terms)))
    if there is not None and listed.terms == tuple(map(_listed_term, there)):
        return
    yield Output(
        output_path(taxonomy.url),
        partial(render_index, listed, theme),
        url=taxonomy.url,
        title=_index_title(taxonomy.kind, theme.config),
        in_sitemap=bool(taxonomy.terms),
        key=theme.key("terms.html", listed),
    )


def _pages(
    taxonomy: TaxonomyLink,
    term: Term,
    there: tuple[int, ...] | None,
    posts: Posts,
    edit: Edit,
    theme: Theme,
) -> Iterator[Output]:
    config, listed = theme.config, _listed_term(term)
    for listing in changed_pages(
        term.posts, there, term.url, config.paginate, config.paginate_path, posts, edit
    ):
        yield Output(
            output_path(listing.url),
            partial(render_term, taxonomy, listed, listing, theme),
            url=listing.url,
            title=term.name,
            in_sitemap=bool(listing.places),
            changed=listing.date,
            key=theme.key("term.html", taxonomy, listed, *listing_key(listing)),
        )


def render_index(taxonomy: ListedTaxonomy, theme: Theme) -> bytes:
    """Returns the page of all terms of a taxonomy, with their numbers of posts."""
    title, count = _index_title(taxonomy.kind, theme.config), len(taxonomy.terms)
    about = label_plural(
        "{title}: {count} in all.", "{title}: {count} in all.", count, theme.config.lang, title=title
    )
    head = index_head("terms", title, taxonomy.url, theme, about)
    return theme.render("terms.html", taxonomy.url, page=head, taxonomy=taxonomy)


def render_term(taxonomy: TaxonomyLink, term: ListedTerm, listing: ListPage, theme: Theme) -> bytes:
    """Returns one page of a term's posts."""
    profile = theme.authors.get(term.name) if taxonomy.kind == "author" else None
    own = term.description or (profile.biography if profile is not None else "")
    description = own or _description(taxonomy.kind, term.name, theme.config.lang)
    above = TermLink(_index_title(taxonomy.kind, theme.config), taxonomy.url)
    if taxonomy.kind == "author":
        head = author_head(term.name, listing, theme, description, above)
    else:
        head = listing_head("term", term.name, listing, theme, description, [above])
    return theme.render(
        "term.html",
        listing.url,
        page=head,
        taxonomy=taxonomy,
        term=term,
        author=profile,
        posts=listing.posts,
        paginator=listing.paginator,
        feeds=_feeds(taxonomy.kind, term, theme.config),
    )


def _feeds(kind: str, term: ListedTerm, config: Config) -> tuple[FeedLink, ...]:
    if not config.url:
        return ()
    return links_of_term(
        config.own_feeds, kind, term.slug, titled(term.name, config.title or config.url, config.lang)
    )


def _listed_term(term: Term) -> ListedTerm:
    return ListedTerm(term.name, term.slug, term.url, term.description, term.count)


def _index_title(kind: str, config: Config) -> str:
    return label(TITLES[kind], config.lang)


def _description(kind: str, name: str, lang: str) -> str:
    if kind == "author":
        return label("All articles by {name}.", lang, name=name)
    if kind == "tag":  # A category may have the same name, and no two pages share a description.
        return label("All articles with the tag “{name}”.", lang, name=name)
    return label("All articles on “{name}”.", lang, name=name)
