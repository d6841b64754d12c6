"""A canonical address on this site that leads nowhere: search engines then list neither page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from allforces_site.errors import Severity
from allforces_site.lint.finding import Finding
from allforces_site.lint.link_targets import own_target
from allforces_site.lint.nearest_address import NearestAddress
from allforces_site.lint.rule import Rule
from allforces_site.lint.site_view import SiteView
from allforces_site.model import Claim, SourcePage, SourcePost
from allforces_site.urls.lookup import Elsewhere, FoundFile


def find_in_site(view: SiteView) -> Iterator[Finding]:
    """A finding for each post and page with such a `canonical_url`."""
    pages: list[tuple[str, SourcePost | SourcePage]] = [(post.url, post.source) for post in view.site.posts]
    pages += [(page.url, page) for page in view.site.pages]
    named = [(url, source) for url, source in pages if source.canonical_url]
    if not named:
        return
    urls = {source.source: view.config.baseurl + url for url, source in pages}
    nearest = NearestAddress(output.url for output in view.outputs.values() if output.url)
    for url, source in named:
        written = source.canonical_url or ""
        target = own_target(written, view.config.baseurl + url, view.config)
        if target is None:
            continue
        found = view.links.look_up(target.path)
        if found is None:
            near = nearest.find(target.path.removeprefix(view.links.baseurl))
            hint = f"did you mean {near}?" if near else "correct the address, or remove the key"
            yield _finding(source, f"there is nothing at the canonical address {written}", hint)
        elif on := _leads_on(found, view, urls):
            message = f"the canonical address {written} only leads on to {on}"
            yield _finding(source, message, f"write {on}")


def _leads_on(found: FoundFile | Elsewhere, view: SiteView, urls: Mapping[str, str]) -> str | None:
    """The address to which browsers are sent on; None if the page is there."""
    if isinstance(found, Elsewhere):
        return found.address
    output = view.outputs[found.path]
    return urls.get(output.source or "") if output.claim is Claim.REDIRECT else None


def _finding(source: SourcePost | SourcePage, message: str, hint: str) -> Finding:
    excerpt = f"canonical_url: {source.canonical_url}"
    return Finding(message, source.source, source.lines.get("canonical_url"), 1, hint, excerpt)


RULE = Rule(
    "broken-canonical",
    Severity.WARNING,
    "A canonical address of nothing",
    title_ja="存在しない正規URL",
    advice_ja="canonical_urlのページがサイト内にありません。検索結果に出なくなるため、正しいURLに直すか、キーを削除してください。",
    find_in_site=find_in_site,
)
