"""Which addresses differ between two builds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import msgspec

from allforces_site.urls.permalinks import encoded_address
from allforces_site.write.manifest import Manifest, PageRecord


class Changes(msgspec.Struct, frozen=True):
    """Sorted addresses, absolute, of pages that search engines may be told of."""

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()

    @property
    def urls(self) -> tuple[str, ...]:
        """All of them, new pages first."""
        return (*self.added, *self.changed, *self.removed)


def changes_between(old: Manifest, new: Manifest) -> Changes:
    """What a search engine that knows the build `old` must read again, as addresses of `new`.

    A page changed if its content did (`write.page_content`), or its bytes if a build did not record that.
    A page that is gone, or whose place is taken by a redirect, is removed. Pages that the sitemap leaves out,
    and those with `noindex`, are in no list. Of another site, `old` says nothing.
    """
    if old.address not in ("", new.address):
        old = Manifest()
    pages = _announced(new.pages)
    before = _announced(old.pages) if old.pages else _unrecorded(old, new)
    gone = (page for path, page in before.items() if path not in new.pages)
    present = {page.url for page in pages.values()}
    return Changes(
        _addresses(new, (page for path, page in pages.items() if path not in before)),
        _addresses(
            new,
            (
                page
                for path, page in pages.items()
                if path in before and _is_changed(path, before[path], old, new)
            ),
        ),
        _addresses(new, (page for page in gone if page.url not in present)),
    )


def _is_changed(path: str, before: PageRecord, old: Manifest, new: Manifest) -> bool:
    page = new.pages[path]
    if before.content and page.content:
        return (before.content, before.url) != (page.content, page.url)
    return old.files.get(path) != new.files.get(path)


def _announced(pages: Mapping[str, PageRecord]) -> dict[str, PageRecord]:
    return {path: page for path, page in pages.items() if page.is_announced}


def _unrecorded(old: Manifest, new: Manifest) -> dict[str, PageRecord]:
    """The pages of `new` that are in the files of an `old` without pages."""
    return {path: PageRecord(page.url) for path, page in new.pages.items() if path in old.files}


def _addresses(site: Manifest, pages: Iterable[PageRecord]) -> tuple[str, ...]:
    return tuple(sorted(encoded_address(site.address + page.url) for page in pages))
