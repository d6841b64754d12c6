"""The archive: years and months with their numbers of posts, and a month's posts on pages of their own."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from allforces_site.model import Month, Output, Site, Year
from allforces_site.outputs.head import index_head, listing_head
from allforces_site.outputs.pagination import ListPage, listing_key, paginate
from allforces_site.permalinks import output_path
from allforces_site.render import Theme
from allforces_site.site import ARCHIVE_URL

TITLE = "アーカイブ"

# Lines of a month's list. A hundred titles are some 40 kB of HTML; the list exists to be scanned.
POSTS_A_PAGE = 100


def plan(site: Site, theme: Theme) -> Iterator[Output]:
    """The index, then each year and its months, newest first."""
    yield Output(
        output_path(ARCHIVE_URL),
        partial(render_index, site.archive, theme),
        url=ARCHIVE_URL,
        title=TITLE,
        in_sitemap=bool(site.archive),
        key=theme.key("archive", [_counts(year) for year in site.archive]),
    )
    for year in site.archive:
        yield Output(
            output_path(year.url),
            partial(render_year, year, theme),
            url=year.url,
            title=_year_title(year),
            in_sitemap=True,
            key=theme.key("archive-year", *_counts(year)),
        )
        for month in year.months:
            for listing in paginate(month.posts, month.url, POSTS_A_PAGE, theme.config.paginate_path):
                yield Output(
                    output_path(listing.url),
                    partial(render_month, year, month, listing, theme),
                    url=listing.url,
                    title=_month_title(month),
                    in_sitemap=True,
                    key=theme.key("archive-month", year.year, month.month, *listing_key(listing)),
                )


def render_index(years: tuple[Year, ...], theme: Theme) -> bytes:
    """All years and months."""
    head = index_head("archive", TITLE, ARCHIVE_URL, theme.config, "これまでの記事を年と月からたどれます。")
    return theme.render("archive.html", ARCHIVE_URL, page=head, years=years)


def render_year(year: Year, theme: Theme) -> bytes:
    """The months of a year."""
    title = _year_title(year)
    head = index_head(
        "archive-year", title, year.url, theme.config, f"{title}（{year.count}件）を月ごとにまとめました。"
    )
    return theme.render("archive_year.html", year.url, page=head, year=year)


def render_month(year: Year, month: Month, listing: ListPage, theme: Theme) -> bytes:
    """One page of a month's posts."""
    title = _month_title(month)
    head = listing_head(
        "archive-month", title, listing, theme.config, f"{title}の一覧です（{month.count}件）。"
    )
    return theme.render(
        "archive_month.html",
        listing.url,
        page=head,
        year=year,
        month=month,
        posts=listing.posts,
        paginator=listing.paginator,
    )


def _year_title(year: Year) -> str:
    return f"{year.year}年の記事"


def _month_title(month: Month) -> str:
    return f"{month.year}年{month.month}月の記事"


def _counts(year: Year) -> tuple[object, ...]:
    return (year.year, year.url, [(month.month, month.count) for month in year.months])
