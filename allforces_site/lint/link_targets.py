"""Where the links of a site lead: to which of its outputs, or to another site."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from urllib.parse import unquote, urljoin, urlsplit

import msgspec

from allforces_site.config.model import Config
from allforces_site.lint.facts import FileFacts
from allforces_site.lint.source.links import SourceLink
from allforces_site.model import Output, Post, Site
from allforces_site.text.dates import filename_date
from allforces_site.urls.file_name_urls import file_name_urls
from allforces_site.urls.lookup import Elsewhere, FoundFile, look_up


class OwnTarget(msgspec.Struct, frozen=True):
    """A place on this site: a request path, decoded and with the baseurl, and an anchor, decoded."""

    path: str
    fragment: str = ""


class LinkUse(msgspec.Struct, frozen=True):
    """A link of the file `source`. `own` is None if its target is on another site or unknown."""

    source: str
    link: SourceLink
    own: OwnTarget | None


class LinkTargets(msgspec.Struct, frozen=True, dict=True):
    """All links of a site and their targets."""

    config: Config
    site: Site
    outputs: Mapping[str, Output]
    facts: Mapping[str, FileFacts]

    @cached_property
    def uses(self) -> tuple[LinkUse, ...]:
        """Every link and picture of every post, draft and page, in order of file and place."""
        return tuple(self._uses())

    @cached_property
    def baseurl(self) -> str:
        """The decoded path below which the site is published."""
        return unquote(self.config.baseurl)

    @cached_property
    def posts(self) -> dict[str, Post]:
        """The posts by their output paths."""
        return {post.path: post for post in self.site.posts}

    @cached_property
    def file_name_paths(self) -> dict[str, str]:
        """Maps the request paths that a post would have by the name of its file (`file_name_urls`), and at
        which nothing is, to the site-relative URL of the post.

        Only posts that such a link means for sure: their address is not taken by another post, no other post
        has the same name on that day, and no unpublished post has the same name at all.
        """
        posts = [post for post in self.site.posts if post.url == post.source.url]
        found = [(path, post) for post in posts for path in _file_name_paths(post, self.config)]
        wanted = Counter(path for path, _ in found)
        wanted.update(unquote(post.source.url) for post in self.site.posts)
        waiting = self._unpublished_names if found else frozenset()
        return {
            self.baseurl + path: post.url
            for path, post in found
            if wanted[path] == 1
            and _name(post.source.source) not in waiting
            and self.look_up(self.baseurl + path) is None
        }

    @cached_property
    def _unpublished_names(self) -> frozenset[str]:
        """The names without dates of posts and drafts that are not published."""
        published = {post.source.source for post in self.site.posts}
        unpublished = (facts.source for facts in self.facts.values() if facts.is_post)
        return frozenset(_name(source) for source in unpublished if source not in published)

    def address_by_file_name(self, path: str) -> str | None:
        """The URL of the post that `path` means by the name of its file, or None."""
        paths = self.file_name_paths
        forms = (path, f"{path}/", path.removesuffix("index.html"))
        return next((paths[form] for form in forms if form in paths), None) if paths else None

    def look_up(self, path: str) -> FoundFile | Elsewhere | None:
        """What a request for `path` leads to; None for a page that does not exist."""
        found = look_up(self.outputs, self.baseurl, path)
        return found if isinstance(found, (FoundFile, Elsewhere)) else None

    def output(self, path: str) -> Output | None:
        """The output that a request for `path` gets after redirects, or None."""
        found = self.look_up(path)
        if isinstance(found, Elsewhere):
            found = self.look_up(unquote(found.address))
        return self.outputs.get(found.path) if isinstance(found, FoundFile) else None

    def uses_of(self, source: str, links: Iterable[SourceLink]) -> Iterator[LinkUse]:
        """`links` of the file `source`, whose text may have changed since its facts were gathered."""
        url = self._urls.get(source)
        page = self.config.baseurl + url if url is not None else None
        for link in links:
            if link.target.startswith(("/", "http")):
                if link.target not in self._rooted:
                    self._rooted[link.target] = own_target(link.target, None, self.config)
                own = self._rooted[link.target]
            else:
                own = own_target(link.target, page, self.config)
            yield LinkUse(source, link, own)

    def _uses(self) -> Iterator[LinkUse]:
        for source in sorted(self.facts):
            yield from self.uses_of(source, self.facts[source].links)

    @cached_property
    def _urls(self) -> dict[str, str]:
        """The site-relative URLs of posts and pages by source."""
        urls = {post.source.source: post.url for post in self.site.posts}
        return urls | {page.source: page.url for page in self.site.pages}

    @cached_property
    def _rooted(self) -> dict[str, OwnTarget | None]:
        """The places of targets that mean the same on every page, each computed once."""
        return {}


def own_target(target: str, page: str | None, config: Config) -> OwnTarget | None:
    """The place on this site that `target` names; None for another site, for mail and the like, and for a
    target with Liquid in it.

    `page` is the encoded path, with baseurl, of the page with the link; None if there is no such page.
    """
    target = target.strip()
    if "{{" in target or "{%" in target:
        return None
    try:
        parts = urlsplit(target)
        path = unquote(_path(parts.scheme, parts.netloc, parts.path, page, config) or "", errors="strict")
    except ValueError:  # It is no URL, or not UTF-8: its target is unknown.
        return None
    return OwnTarget(path, unquote(parts.fragment)) if path else None


def _path(scheme: str, netloc: str, path: str, page: str | None, config: Config) -> str | None:
    """The encoded path on this site; None for another site."""
    if scheme not in ("", "http", "https"):
        return None
    if netloc or scheme:
        if not config.url or netloc.lower() != urlsplit(config.url).netloc.lower():
            return None
        return urljoin("/", path or "/")
    if path.startswith("/"):
        return urljoin("/", path) if "./" in path else path
    if page is None:
        return None
    return urljoin(page, path) if path else page


def _name(source: str) -> str:
    """The name of a post's file without its date and extension."""
    named = filename_date(source)
    return named[1] if named else source.rpartition("/")[2].rpartition(".")[0]


def _file_name_paths(post: Post, config: Config) -> list[str]:
    """The decoded site-relative paths of a post by the name of its file, but for its own."""
    return [unquote(url) for url in file_name_urls(post.source, config.post_permalink, config.zone)]
