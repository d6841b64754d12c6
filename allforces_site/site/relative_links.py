"""Links from Markdown to source files, `[x](other.md)`, as links to their pages: jekyll-relative-links 0.7.

The plugin replaces them in the Markdown; here they are replaced in the HTML made of it, so that code is left
alone. A body with Liquid is still Markdown, and is treated as the plugin does it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape, unescape
from posixpath import dirname, normpath
from urllib.parse import unquote

import msgspec
from msgspec.structs import replace

from allforces_site.cache.keys import key_of
from allforces_site.config.file_patterns import FilePatterns
from allforces_site.config.model import Config
from allforces_site.config.plugins import plugin_options
from allforces_site.model import Asset, Document, Link, SourcePage, SourcePost, StoredDocument
from allforces_site.text.late_pattern import late_pattern
from allforces_site.urls.permalinks import encode_url

PLUGIN = "jekyll-relative-links"

_ATTRIBUTE = late_pattern(r'(<(?:a|img)\b[^>]*?\s(?:href|src)=")([^"]*)(")')
# The target of a link or of a definition in Markdown. None of the parts can be read in two ways.
_TARGET = late_pattern(r'(\]\(|^[ \t]*\[[^\]\n]+\]:[ \t]+)([^\s()<>#"\']+)', re.MULTILINE)
_SCHEME = late_pattern(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//|#")
_MARKDOWN = (".md", ".markdown", ".mkdown", ".mkdn", ".mkd")


class LinkTargets(msgspec.Struct, frozen=True):
    """`urls` are the addresses of all files by source, with the baseurl; `key` is one of all of them.

    `excluded` are patterns of files whose links stay as they are; `of_documents`: whether those of posts and
    documents of collections are replaced, too.
    """

    urls: Mapping[str, str]
    key: bytes
    excluded: FilePatterns
    of_documents: bool

    def page(self, page: SourcePage) -> SourcePage:
        """The page with its links replaced."""
        if not self._are_replaced(page.source, is_document=bool(page.collection)):
            return page
        return replace(
            page,
            document=self.document(page.document, page.source),
            pictures=self._links(page.pictures, page.source),
        )

    def post(self, post: SourcePost) -> SourcePost:
        """The post with its links replaced when its document is loaded."""
        if not self._are_replaced(post.source, is_document=True):
            return post
        kept = post.document
        key = key_of("relative links", self.key, kept.key) if isinstance(kept, StoredDocument) else b""
        document = (
            LinkedDocument(key, post.source, kept.documents, kept, self)
            if isinstance(kept, StoredDocument)
            else self.document(kept.load(), post.source)
        )
        return replace(post, document=document, pictures=self._links(post.pictures, post.source))

    def document(self, document: Document, source: str) -> Document:
        """The document of the file `source` with its links replaced."""
        liquid = document.liquid

        def in_html(match: re.Match[str]) -> str:
            url = self._url(unescape(match[2]), source)
            return match[0] if url is None else f"{match[1]}{escape(url)}{match[3]}"

        def in_markdown(match: re.Match[str]) -> str:
            return match[1] + (self._url(match[2], source) or match[2])

        return replace(
            document,
            html=_ATTRIBUTE.sub(in_html, document.html),
            links=self._links(document.links, source),
            liquid=None if liquid is None else _TARGET.sub(in_markdown, liquid),
        )

    def _are_replaced(self, source: str, *, is_document: bool) -> bool:
        is_markdown = source.lower().endswith(_MARKDOWN)
        return is_markdown and (self.of_documents or not is_document) and not self._is_excluded(source)

    def _is_excluded(self, source: str) -> bool:
        return self.excluded.match(source, is_folder=False)

    def _links(self, links: tuple[Link, ...], source: str) -> tuple[Link, ...]:
        urls = [self._url(link.target, source) for link in links]
        return tuple(
            link if url is None else replace(link, target=url) for link, url in zip(links, urls, strict=True)
        )

    def _url(self, target: str, source: str) -> str | None:
        """The address of the file that a link in `source` leads to; None for other links."""
        path, mark, fragment = target.partition("#")
        if not path or _SCHEME.match(path):
            return None
        wanted = unquote(path)
        folder = "" if wanted.startswith("/") else dirname(source)
        found = self.urls.get(normpath(f"{folder}/{wanted}").lstrip("/"))
        return None if found is None else f"{found}{mark}{fragment}"


class LinkedDocument(StoredDocument, frozen=True):
    """A stored document whose links are replaced when it is loaded."""

    stored: StoredDocument
    targets: LinkTargets

    def load(self) -> Document:
        """The document."""
        return self.targets.document(self.stored.load(), self.source)


def link_targets(
    config: Config,
    posts: Mapping[str, str],
    pages: tuple[SourcePage, ...],
    assets: tuple[Asset, ...],
) -> LinkTargets | None:
    """What links of the site lead to; None on a site that does not use the plugin. `posts`: URL by source."""
    options = plugin_options(config.extra, "relative_links")
    if not config.uses(PLUGIN) or options.get("enabled") is False:
        return None
    urls = {asset.source: encode_url(f"/{asset.path}") for asset in assets}
    urls |= {**{page.source: page.url for page in pages}, **posts}
    urls = {source: config.baseurl + url for source, url in urls.items()}
    patterns = options.get("exclude")
    excluded = [patterns] if isinstance(patterns, str) else patterns if isinstance(patterns, list) else []
    return LinkTargets(
        urls,
        key_of(sorted(urls.items())),
        FilePatterns(tuple(pattern for pattern in excluded if isinstance(pattern, str))),
        links_of_documents(config),
    )


def links_of_documents(config: Config) -> bool:
    """Whether links of posts are replaced, which depends on the addresses of all other files."""
    options = plugin_options(config.extra, "relative_links")
    return config.uses(PLUGIN) and options.get("collections") is True and options.get("enabled") is not False
