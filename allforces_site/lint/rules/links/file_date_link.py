"""A link that has the date of a post's file name, where the post's address has another one.

A post's address has the day of its `date` in the site's zone, which may be another one than the file
name's: `date: 2026-01-05 20:00:00 +0000` is the 6th in Japan.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from urllib.parse import unquote, urlsplit

from allforces_site.errors import Severity
from allforces_site.lint.finding import REPAIR_DOES_IT, Finding, link_finding
from allforces_site.lint.link_targets import LinkUse
from allforces_site.lint.rule import Rule
from allforces_site.lint.site_view import SiteView
from allforces_site.lint.source.edits import Edit
from allforces_site.lint.source.links import source_links
from allforces_site.lint.source.prose import SENTENCE_ENDS
from allforces_site.lint.source.source_file import Manuscript

# What would end a target in Markdown or in a tag, or part it.
_UNSAFE = " ()<>\"'`\\"


def judge_site(view: SiteView) -> Iterator[Finding]:
    """A finding for each link."""
    for use, url in _wrong(view, view.links.uses):
        path = use.own.path if use.own is not None else ""
        message = f"{path} has the date of the post's file name; its address is {unquote(url)}"
        by_hand = f"write {unquote(url)}"
        if any(mark in use.link.target for mark in SENTENCE_ENDS):  # Repair takes it for a sentence.
            yield link_finding(use.source, use.link, message, hint=by_hand)
        else:
            hint = f"{by_hand}; {REPAIR_DOES_IT}"
            yield link_finding(use.source, use.link, message, hint=hint, by_hand=by_hand)


def mend_site(manuscript: Manuscript, view: SiteView) -> list[Edit]:
    """The targets get the posts' addresses; what stands before and behind the path stays."""
    edits = []
    # Not the links that the view knows: they are those of the file, in which other mends may have been made.
    for use, url in _wrong(view, view.links.uses_of(manuscript.source, source_links(manuscript))):
        start, end = use.link.target_start, use.link.target_end
        written = manuscript.text[start:end]
        new = _with_path(written, url)
        if new is not None and written != new:
            edits.append(Edit(start, end, new))
    return list(dict.fromkeys(edits))


def _wrong(view: SiteView, uses: Iterable[LinkUse]) -> Iterator[tuple[LinkUse, str]]:
    for use in uses if view.links.file_date_paths else ():
        url = view.links.address_by_file_date(use.own.path) if use.own is not None else None
        if url is not None:
            yield use, view.config.baseurl + url


def _with_path(written: str, url: str) -> str | None:
    """The written target with the path of `url`, spelled as the author spells paths."""
    path = urlsplit(written).path
    if not path:
        return None
    is_plain = "%" not in path and not path.isascii()
    new = unquote(url) if is_plain and not any(sign in unquote(url) for sign in _UNSAFE) else url
    return written.replace(path, new, 1)


RULE = Rule(
    "file-date-link",
    Severity.WARNING,
    "A link with the date of a post's file name",
    judge_site=judge_site,
    mend_site=mend_site,
)
