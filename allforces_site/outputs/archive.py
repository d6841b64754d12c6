"""The archive: years and months with their numbers of posts, and a month's posts on pages of their own.

A page must not see more than its key covers (see `Output.key`): with the posts in reach, an old title could
stay on a page of counts. So pages get years and months with their numbers of posts, but without the posts.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import msgspec

from allforces_site.messages.labels import label, label_plural, month_in, year_in
from allforces_site.model import Month, Output, TermLink, Year
from allforces_site.outputs.from_posts import Edit, Posts
from allforces_site.outputs.head import index_head, listing_head
from allforces_site.outputs.pagination import ListPage, changed_pages, listing_key
from allforces_site.renderer.theme import Theme
from allforces_site.site.connections import ARCHIVE_URL
from allforces_site.urls.permalinks import output_path

# A hundred titles are some 40 kB of HTML; the list exists to be scanned.
POSTS_A_PAGE = 100


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


def changed(posts: Posts, edit: Edit, theme: Theme) -> Iterator[Output]:
    """Yields the index, then each year and its months, newest first, if `edit` changes them."""
    other = edit.other_connections(posts.connections)
    years = tuple(map(_listed_year, posts.connections.archive))
    there = tuple(map(_listed_year, other.archive)) if other is not None else None
    if there != years:
        yield _index(years, theme)
    months = {month.url: month.posts for year in other.archive for month in year.months} if other else {}
    for year, listed in zip(posts.connections.archive, years, strict=True):
        if there is None or listed not in there:
            yield _year(listed, theme)
        for month in year.months:
            link = YearLink(year.year, year.url)
            yield from _pages(link, month, months.get(month.url), posts, edit, theme)


def _index(years: tuple[ListedYear, ...], theme: Theme) -> Output:
    return Output(
        output_path(ARCHIVE_URL),
        partial(render_index, years, theme),
        url=ARCHIVE_URL,
        title=_title(theme),
        in_sitemap=bool(years),
        key=theme.key("archive.html", years),
    )


def _year(year: ListedYear, theme: Theme) -> Output:
    return Output(
        output_path(year.url),
        partial(render_year, year, theme),
        url=year.url,
        title=_year_title(year, theme),
        in_sitemap=True,
        key=theme.key("archive_year.html", year),
    )


def _pages(
    year: YearLink,
    month: Month,
    there: tuple[int, ...] | None,
    posts: Posts,
    edit: Edit,
    theme: Theme,
) -> Iterator[Output]:
    listed, path = _listed_month(month), theme.config.paginate_path
    for listing in changed_pages(month.posts, there, month.url, POSTS_A_PAGE, path, posts, edit):
        yield Output(
            output_path(listing.url),
            partial(render_month, year, listed, listing, theme),
            url=listing.url,
            title=_month_title(listed, theme),
            in_sitemap=True,
            changed=listing.date,
            key=theme.key("archive_month.html", year, listed, *listing_key(listing)),
        )


def render_index(years: tuple[ListedYear, ...], theme: Theme) -> bytes:
    """Returns the page of all years and months."""
    description = label("All articles by year and month.", theme.config.lang)
    head = index_head("archive", _title(theme), ARCHIVE_URL, theme, description)
    return theme.render("archive.html", ARCHIVE_URL, page=head, years=years)


def render_year(year: ListedYear, theme: Theme) -> bytes:
    """Returns the page of a year's months."""
    title = _year_title(year, theme)
    description = label_plural(
        "{count} article of {year}, by month.",
        "{count} articles of {year}, by month.",
        year.count,
        theme.config.lang,
        year=year_in(year.year, theme.config.lang),
    )
    above = [TermLink(_title(theme), ARCHIVE_URL)]
    head = index_head("archive-year", title, year.url, theme, description, above)
    return theme.render("archive_year.html", year.url, page=head, year=year)


def render_month(year: YearLink, month: ListedMonth, listing: ListPage, theme: Theme) -> bytes:
    """Returns one page of a month's posts."""
    title = _month_title(month, theme)
    above = [TermLink(_title(theme), ARCHIVE_URL), TermLink(_year_title(year, theme), year.url)]
    description = label_plural(
        "{count} article of {month}.",
        "{count} articles of {month}.",
        month.count,
        theme.config.lang,
        month=month_in(month.year, month.month, theme.config.lang),
    )
    head = listing_head("archive-month", title, listing, theme, description, above)
    return theme.render(
        "archive_month.html",
        listing.url,
        page=head,
        year=year,
        month=month,
        posts=listing.posts,
        paginator=listing.paginator,
    )


def _listed_year(year: Year) -> ListedYear:
    return ListedYear(year.year, year.url, year.count, tuple(map(_listed_month, year.months)))


def _listed_month(month: Month) -> ListedMonth:
    return ListedMonth(month.year, month.month, month.url, month.count)


def _title(theme: Theme) -> str:
    return label("Archive", theme.config.lang)


def _year_title(year: ListedYear | YearLink, theme: Theme) -> str:
    return label("Articles of {year}", theme.config.lang, year=year_in(year.year, theme.config.lang))


def _month_title(month: ListedMonth, theme: Theme) -> str:
    lang = theme.config.lang
    return label("Articles of {month}", lang, month=month_in(month.year, month.month, lang))
