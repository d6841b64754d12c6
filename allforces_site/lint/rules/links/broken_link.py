"""A link to a page or file of this site that does not exist."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import unquote

from allforces_site.errors import Severity
from allforces_site.lint.finding import Finding, link_finding
from allforces_site.lint.link_targets import LinkTargets
from allforces_site.lint.nearest_address import NearestAddress
from allforces_site.lint.rule import Rule
from allforces_site.lint.site_view import SiteView
from allforces_site.messages.message import Message, say
from allforces_site.text.lookalikes import distinguished


def find_in_site(view: SiteView) -> Iterator[Finding]:
    """A finding for each link. The build reports missing pictures (`image-missing`)."""
    nearest: NearestAddress | None = None
    hints: dict[str, Message] = {}
    for use in view.links.uses:
        link = use.link
        if link.is_image:
            continue
        if not link.target.strip():
            message = say('the link "{text}" has no target', text=link.text)
            yield link_finding(use.source, link, message, hint=say("write its address, or remove the link"))
        elif use.own is not None and _is_broken(use.own.path, view.links):
            if nearest is None:
                nearest = NearestAddress(output.url for output in view.outputs.values() if output.url)
            if link.target not in hints:
                hints[link.target] = _hint(use.own.path, view.links, nearest)
            message = _message(use.own.path, link.target)
            yield link_finding(use.source, link, message, hint=hints[link.target])


def _is_broken(path: str, links: LinkTargets) -> bool:
    return links.look_up(path) is None and links.address_by_file_name(path) is None


def _hint(path: str, links: LinkTargets, nearest: NearestAddress) -> Message:
    baseurl = links.baseurl
    if baseurl and not path.startswith(f"{baseurl}/") and links.look_up(baseurl + path) is not None:
        return say("the site is below {baseurl}: write {baseurl}{path}", baseurl=baseurl, path=path)
    near = nearest.find(path.removeprefix(baseurl))
    if not near:
        return say("correct the address, or remove the link")
    meant = f"{baseurl}{unquote(near)}"
    return say("did you mean {address}{difference}?", address=meant, difference=distinguished(path, meant))


def _message(path: str, target: str) -> Message:
    """Names a relative link's target as it was written, too."""
    if target.startswith(("/", "http")):
        return say("there is nothing at {path}", path=path)
    return say('there is nothing at {path} ("{target}")', path=path, target=target)


RULE = Rule(
    "broken-link",
    Severity.WARNING,
    say("A link to nothing"),
    say("The linked page is not part of the site. Correct the address, or remove the link."),
    find_in_site=find_in_site,
)
