"""A link by the name of a post's file, where the post's address is another one.

A post's address has the day of its `date` in the site's time zone, which may differ from the file name's:
`date: 2026-01-05 20:00:00 +0000` is the 6th in Japan. And it has no hyphen at its end.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from urllib.parse import unquote, urlsplit

from allforces_site.errors import Severity
from allforces_site.lint.finding import Finding, ProposedFix, link_finding
from allforces_site.lint.link_targets import LinkUse
from allforces_site.lint.rule import Rule
from allforces_site.lint.site_view import SiteView
from allforces_site.lint.source.edits import Edit
from allforces_site.lint.source.links import SourceLink, source_links
from allforces_site.lint.source.source_file import SourceFile
from allforces_site.messages.message import say

# Characters that would end or split a target in Markdown or in a tag.
_UNSAFE = " ()<>\"'`\\"


def find_in_site(view: SiteView) -> Iterator[Finding]:
    """A finding for each link."""
    for use, url in _wrong(view, view.links.uses):
        yield _finding(use, url, None)


def find_in_file(source_file: SourceFile, view: SiteView) -> Iterator[Finding]:
    """The findings in one text, with fixes that change the path of the target only."""
    # Not the links of the view: other fixes may have changed the text.
    for use, url in _wrong(view, view.links.uses_of(source_file.source, source_links(source_file))):
        yield _finding(use, url, _edit(source_file.text, use.link, url))


def _finding(use: LinkUse, url: str, edit: Edit | None) -> Finding:
    path = use.own.path if use.own is not None else ""
    address = unquote(url)
    message = say(
        "{path} is the name of the post's file; its address is {address}", path=path, address=address
    )
    hint = say("write {address}", address=address)
    proposal = ProposedFix(hint, (edit,)) if edit is not None else None
    return link_finding(use.source, use.link, message, hint=hint, proposal=proposal)


def _edit(text: str, link: SourceLink, url: str) -> Edit | None:
    start, end = link.target_start, link.target_end
    written = text[start:end]
    new = _with_path(written, url)
    return Edit(start, end, new) if new is not None and new != written else None


def _wrong(view: SiteView, uses: Iterable[LinkUse]) -> Iterator[tuple[LinkUse, str]]:
    for use in uses if view.links.file_name_paths else ():
        url = view.links.address_by_file_name(use.own.path) if use.own is not None else None
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
    say("A link by the name of a post's file"),
    say(
        "A post's address has the date of its front matter, which may not be that of the file's name, and"
        " no hyphens from the end of that name. Write the address that is published."
    ),
    find_in_site=find_in_site,
    find_in_file=find_in_file,
    fixes=True,
)
