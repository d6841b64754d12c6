"""Tells of pages of the last build that are gone without a redirect, and which page each may have become."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from allforces_site.build.report import ReportedPage
from allforces_site.errors import Problem, note
from allforces_site.messages.message import say, say_plural, some_of
from allforces_site.text.nearest_names import NearestNames
from allforces_site.write.manifest import PageRecord
from allforces_site.write.write_site import Written


def gone_page_notes(
    written: Written, pages: Iterable[ReportedPage], last: Sequence[ReportedPage] | None
) -> list[Problem]:
    """A note for each page that seems to have another address now, and one for all others that are gone.

    `pages` are those of this build, `last` those of the last one, if it is known: then lists that the
    generator makes by itself are not told of.
    """
    gone = written.gone
    if last is not None:
        made = {page.output for page in last if page.source is None}
        gone = {path: page for path, page in gone.items() if path not in made}
    if not gone:
        return []
    added = frozenset(written.added)
    guesses = _Guesses(
        [page for page in pages if page.source is not None and page.output in added], last or ()
    )
    became = {path: guesses.of(path, page) for path, page in sorted(gone.items())}
    notes = [_moved(gone[path], page) for path, page in became.items() if page is not None]
    return [*notes, *_gone([gone[path].url for path, page in became.items() if page is None])]


class _Guesses:
    """Which of the new pages `added` a page of the build `last` became."""

    def __init__(self, added: Sequence[ReportedPage], last: Sequence[ReportedPage]) -> None:
        self._last = {page.output: page for page in last}
        self._by_source = {page.source: page for page in added}
        self._by_title = {page.title: page for page in added if page.title}
        self._by_name = {_name(page.url): page for page in added}
        self._names = NearestNames(self._by_name)

    def of(self, path: str, page: PageRecord) -> ReportedPage | None:
        """The page with the same file, or title, or last part of its address, or with a similar one."""
        before = self._last.get(path)
        if before is not None:
            sure = self._by_source.get(before.source) or self._by_title.get(before.title)
            if sure is not None:
                return sure
        return self._by_name.get(self._names.find(_name(page.url)) or "")


def _name(url: str) -> str:
    """The last part of an address, which names its page."""
    return url.removesuffix("index.html").rstrip("/").rpartition("/")[2].removesuffix(".html")


def _moved(page: PageRecord, now: ReportedPage) -> Problem:
    message = say(
        "{url} of the last build is gone without a redirect; this page seems to be what it became",
        url=page.url,
    )
    hint = say("write `redirect_from: {url}` into its front matter, if it is", url=page.url)
    return note("address-gone", message, now.source, hint=hint)


def _gone(urls: Sequence[str]) -> list[Problem]:
    if not urls:
        return []
    message = say_plural(
        "{number} page of the last build is gone without a redirect: {names}",
        "{number} pages of the last build are gone without a redirect: {names}",
        number=len(urls),
        names=some_of(urls),
    )
    hint = say(
        "if one has another address now, write `redirect_from:` with the old one into its front matter"
    )
    return [note("address-gone", message, hint=hint)]
