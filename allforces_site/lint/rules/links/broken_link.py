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
from allforces_site.text.lookalikes import distinguished


def find_in_site(view: SiteView) -> Iterator[Finding]:
    """A finding for each link. The build reports missing pictures (`image-missing`)."""
    nearest: NearestAddress | None = None
    hints: dict[str, str | None] = {}
    for use in view.links.uses:
        link = use.link
        if link.is_image:
            continue
        if not link.target.strip():
            message = f'the link "{link.text}" has no target'
            yield link_finding(use.source, link, message, hint="write its address, or remove the link")
        elif use.own is not None and _is_broken(use.own.path, view.links):
            if nearest is None:
                nearest = NearestAddress(output.url for output in view.outputs.values() if output.url)
            if link.target not in hints:
                hints[link.target] = _hint(use.own.path, view.links, nearest)
            message = f"there is nothing at {_shown(use.own.path, link.target)}"
            yield link_finding(use.source, link, message, hint=hints[link.target])


def _is_broken(path: str, links: LinkTargets) -> bool:
    return links.look_up(path) is None and links.address_by_file_name(path) is None


def _hint(path: str, links: LinkTargets, nearest: NearestAddress) -> str:
    baseurl = links.baseurl
    if baseurl and not path.startswith(f"{baseurl}/") and links.look_up(baseurl + path) is not None:
        return f"the site is below {baseurl}: write {baseurl}{path}"
    near = nearest.find(path.removeprefix(baseurl))
    if not near:
        return "correct the address, or remove the link"
    meant = f"{baseurl}{unquote(near)}"
    return f"did you mean {meant}{distinguished(path, meant)}?"


def _shown(path: str, target: str) -> str:
    """The path for a message; for a relative link, with the target as it was written."""
    return path if target.startswith(("/", "http")) else f'{path} ("{target}")'


RULE = Rule(
    "broken-link",
    Severity.WARNING,
    "A link to nothing",
    title_ja="リンク切れ",
    advice_ja="リンク先のページがサイト内にありません。正しいURLに直すか、リンクを外してください。",
    find_in_site=find_in_site,
)
