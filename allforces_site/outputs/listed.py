"""Terms, years and months as pages that list them see them: with their numbers of posts, without the posts.

A page must not see more than its key holds (see `Output.key`): with the posts in reach, a title shown
on a page of counts would stay yesterday's.
"""

from __future__ import annotations

import msgspec

from allforces_site.model import Month, Taxonomy, Term, Year


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


class ListedMonth(msgspec.Struct, frozen=True):
    """`month` in a template."""

    year: int
    month: int
    url: str
    count: int


class YearLink(msgspec.Struct, frozen=True):
    """`year` in the template of one month."""

    year: int
    url: str


class ListedYear(msgspec.Struct, frozen=True):
    """`year` in the templates of the archive and of one year."""

    year: int
    url: str
    count: int
    months: tuple[ListedMonth, ...]


def listed_term(term: Term) -> ListedTerm:
    """A term without its posts."""
    return ListedTerm(term.name, term.slug, term.url, term.description, term.count)


def listed_taxonomy(taxonomy: Taxonomy) -> ListedTaxonomy:
    """A taxonomy without posts."""
    return ListedTaxonomy(taxonomy.kind, taxonomy.url, tuple(map(listed_term, taxonomy.terms)))


def listed_month(month: Month) -> ListedMonth:
    """A month without its posts."""
    return ListedMonth(month.year, month.month, month.url, month.count)


def listed_year(year: Year) -> ListedYear:
    """A year without posts."""
    return ListedYear(year.year, year.url, year.count, tuple(map(listed_month, year.months)))
