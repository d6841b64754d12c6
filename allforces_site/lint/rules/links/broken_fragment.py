"""A link to an `#id` that its page does not have."""

from __future__ import annotations

from collections.abc import Iterator

from allforces_site.errors import Severity, SiteError
from allforces_site.lint.finding import Finding, link_finding
from allforces_site.lint.rule import Rule
from allforces_site.lint.site_view import SiteView
from allforces_site.lint.source.source_file import HTML_FILES
from allforces_site.markdown.heading_ids import heading_id
from allforces_site.messages.message import Message, say
from allforces_site.model import Output
from allforces_site.text.character_references import resolved
from allforces_site.text.late_pattern import late_pattern
from allforces_site.text.lookalikes import distinguished
from allforces_site.text.nearest_names import NearestNames

_ID = late_pattern(r"""<[A-Za-z][^<>]*?\s(?:id|name)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'<>=]+))""")
# `#top` and `#` are the top of any page (HTML Living Standard, "indicated part of the document"); `#:~:text=`
# names words of the page.
_ANYWHERE = ("top", "")
# For each broken link, so many ids of the page are compared as parts of the wanted one.
_MOST_PARTS = 500


def find_in_site(view: SiteView) -> Iterator[Finding]:
    """A finding for each such link to a page that exists."""
    pages = _Pages(view)
    for use in view.links.uses:
        if use.own is None or use.own.fragment.lower() in _ANYWHERE or use.link.is_image:
            continue
        fragment = use.own.fragment
        output = view.links.output(use.own.path)
        if output is None or not output.path.endswith(HTML_FILES) or ":~:" in fragment:
            continue
        if not pages.has(output, fragment):
            message = (
                say("this page has no place #{fragment}", fragment=fragment)
                if output.source == use.source
                else say("/{path} has no place #{fragment}", path=output.path, fragment=fragment)
            )
            hint = _hint(fragment, pages.nearest(output, fragment))
            yield link_finding(use.source, use.link, message, hint=hint)


def _hint(fragment: str, near: str | None) -> Message:
    if not near:
        return say("correct the anchor, or remove it")
    return say("did you mean #{near}{difference}?", near=near, difference=distinguished(fragment, near))


class _Pages:
    """The ids of pages, read on demand."""

    def __init__(self, view: SiteView) -> None:
        self._posts = view.links.posts
        self._body_ids: dict[str, set[str]] = {}
        self._ids: dict[str, list[str]] = {}
        self._names: dict[str, NearestNames] = {}

    def has(self, output: Output, fragment: str) -> bool:
        """Whether a page has an id. The rendered text is searched first, as it is already in memory."""
        if output.path not in self._body_ids:
            post = self._posts.get(output.path)
            html = post.source.document.load().html if post is not None else ""
            self._body_ids[output.path] = set(_ids(html))
        return fragment in self._body_ids[output.path] or fragment in self.ids(output)

    def ids(self, output: Output) -> list[str]:
        """All ids of a page, those of its template included."""
        if output.path not in self._ids:
            try:
                html = output.make().decode("utf-8", "replace")
            except SiteError:  # The build reports it.
                html = ""
            self._ids[output.path] = _ids(html)
        return self._ids[output.path]

    def nearest(self, output: Output, fragment: str) -> str | None:
        """The id of the page that is most like `fragment`, or None."""
        ids, wanted = self.ids(output), heading_id(fragment)
        if wanted in self._body_ids[output.path]:
            return wanted
        if output.path not in self._names:
            self._names[output.path] = NearestNames(ids, 0.5)
        near = self._names[output.path].find(wanted)
        parts = (one for one in ids[:_MOST_PARTS] if wanted in one or one in wanted)
        return near if near is not None else next(parts, None)


def _ids(html: str) -> list[str]:
    return [resolved(found[1] or found[2] or found[3] or "") for found in _ID.finditer(html)]


RULE = Rule(
    "broken-fragment",
    Severity.WARNING,
    say("A link to a place that is not there"),
    say("The linked page has no place with the name after `#`. Correct it, as the heading may have changed."),
    find_in_site=find_in_site,
)
