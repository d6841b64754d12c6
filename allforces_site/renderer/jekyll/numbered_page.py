"""The pages of a list of posts that an author's page makes with `paginator`."""

from __future__ import annotations

from collections.abc import Iterator

from allforces_site.model import SourcePage
from allforces_site.renderer.jekyll.paginator import address
from allforces_site.urls.permalinks import output_path


class NumberedPage(SourcePage, frozen=True, kw_only=True):
    """One page of such a list. Pages count from 1; `urls` are those of all of them, in order."""

    number: int
    urls: tuple[str, ...]

    @property
    def previous_url(self) -> str | None:
        """The URL of the page before; None on the first."""
        return self.urls[self.number - 2] if self.number > 1 else None

    @property
    def next_url(self) -> str | None:
        """The URL of the page after; None on the last."""
        return self.urls[self.number] if self.number < len(self.urls) else None


def numbered_pages(page: SourcePage, total: int, pattern: str) -> Iterator[NumberedPage]:
    """Yields the `total` pages that `page` becomes. `pattern` is the configuration's `paginate_path`."""
    urls = tuple(address(number, page.url, pattern) for number in range(1, total + 1))
    values = {name: getattr(page, name) for name in page.__struct_fields__}
    for number, url in enumerate(urls, 1):
        path = page.path if number == 1 else output_path(url)
        yield NumberedPage(**{**values, "url": url, "path": path}, number=number, urls=urls)
