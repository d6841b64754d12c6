"""What Jekyll's templates see of a site: `site`, `page` and the documents, as mappings.

A `Drop` computes a value when a template asks for it. The keys are those of Jekyll's drops (`SiteDrop`,
`DocumentDrop`); what front matter says comes before some of them and after others, as there.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime
from pathlib import PurePosixPath
from typing import Any

from allforces_site.config.model import Config
from allforces_site.model import Post, Site, SourcePage, Summary

Html = Callable[[Any], str]

_FIRST_BLOCK = re.compile(r"\s*<(\w+)\b[^>]*>.*?</\1>\n?", re.DOTALL)


class Drop(dict[str, Any]):
    """A mapping of which some values are computed when they are asked for."""

    def __init__(self, values: Mapping[str, Any], later: Mapping[str, Callable[[], Any]]) -> None:
        super().__init__(values)
        self._later = {**later}

    def __missing__(self, key: str) -> Any:
        value = self._later.pop(key)()
        self[key] = value
        return value

    def __contains__(self, key: object) -> bool:
        return super().__contains__(key) or key in self._later

    def __iter__(self) -> Iterator[str]:
        for key in tuple(self._later):
            self[key]
        return super().__iter__()

    def __len__(self) -> int:
        return super().__len__() + len(self._later)

    def __eq__(self, other: object) -> bool:
        return self is other

    def __hash__(self) -> int:  # type: ignore[override]
        return id(self)


def plain(value: Any, zone_time: Callable[[datetime], datetime] = lambda moment: moment) -> Any:
    """A value of front matter or of the configuration as templates see it: keys are texts, tuples lists."""
    if isinstance(value, Mapping):
        return {_key(key): plain(item, zone_time) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(item, zone_time) for item in value]
    if isinstance(value, (str, bool, int, float, date)) or value is None:
        return str(value) if isinstance(value, str) else value
    return str(value)


def _key(key: object) -> Any:
    return str(key) if isinstance(key, str) else key


class SiteDrops:
    """The drops of one site. `html` renders the body of a post or page."""

    def __init__(
        self,
        config: Config,
        site: Site,
        data: Mapping[str, Any],
        now: datetime,
        html: Html,
        environment: str = "development",
    ) -> None:
        self._html = html
        self._posts = {post.source.source: self._post(post) for post in site.posts}
        self._pages = [self._page(page) for page in site.pages]
        self.jekyll = {"version": "4.3.1", "environment": environment}
        self._data = plain(data)
        self.site = self._site(config, site, now)
        self._related = {post.source.source: post.related for post in site.posts}

    def of(self, source: str) -> Drop:
        """The drop of a post or page by its source."""
        found = self._posts.get(source)
        return found if found is not None else next(page for page in self._pages if page["path"] == source)

    def _site(self, config: Config, site: Site, now: datetime) -> Drop:
        posts = list(self._posts.values())
        values = {
            **_jekyll_settings(config),
            **plain(config.extra),
            "data": self._data,
            "time": now.astimezone(config.zone),
            "posts": posts,
            "pages": self._pages,
            "static_files": [_static_file(asset.source, asset.path) for asset in site.assets],
        }
        return Drop(
            values,
            {
                "html_pages": lambda: [page for page in self._pages if page["url"].endswith((".html", "/"))],
                "documents": lambda: posts[::-1],
                "collections": lambda: [{"label": "posts", "docs": posts[::-1], "output": True}],
                "categories": lambda: _by_name(posts, "categories"),
                "tags": lambda: _by_name(posts, "tags"),
                "related_posts": lambda: posts[:10],
                "html_files": list,
            },
        )

    def _post(self, post: Post) -> Drop:
        source = post.source
        name = PurePosixPath(source.source).name
        values = {
            **plain(source.front_matter),
            "title": source.title,
            "date": source.date,
            "categories": list(source.categories),
            "tags": list(source.tags),
            "slug": source.slug,
            "ext": PurePosixPath(source.source).suffix,
            "draft": source.source.startswith("_drafts/") or "/_drafts/" in source.source,
            "path": source.source,
            "relative_path": source.source,
            "name": name,
            "collection": "posts",
            "url": post.url,
            "id": _without_extension(post.url),
            "layout": source.layout,
        }
        later: dict[str, Callable[[], Any]] = {
            "content": lambda: self._html(post),
            "output": lambda: self._html(post),
            "previous": lambda: self._near(post.previous),
            "next": lambda: self._near(post.next),
            "related_posts": lambda: [self._posts[near.source] for near in post.related],
        }
        if not values.get("excerpt"):
            values.pop("excerpt", None)
            later["excerpt"] = lambda: first_block(self._html(post))
        return Drop(values, later)

    def _near(self, near: Summary | None) -> Drop | None:
        return self._posts.get(near.source) if near is not None else None

    def _page(self, page: SourcePage) -> Drop:
        path = PurePosixPath(page.source)
        values = {
            **plain(page.front_matter),
            "name": path.name,
            "path": page.source,
            "url": page.url,
            "dir": page.url if page.url.endswith("/") else page.url.rpartition("/")[0] + "/",
        }
        return Drop(values, {"content": lambda: self._html(page)})


def first_block(html: str) -> str:
    """The first paragraph or other block of a body: what Jekyll takes for its excerpt."""
    match = _FIRST_BLOCK.match(html)
    return match[0].strip() + "\n" if match else html


def _without_extension(url: str) -> str:
    """The id of a document: its address without the extension."""
    return re.sub(r"\.[^./]+$", "", url).rstrip("/") if not url.endswith("/") else url.rstrip("/")


def _by_name(posts: Sequence[Drop], key: str) -> dict[str, list[Drop]]:
    """Posts by the names of their terms; the newest come first, terms as the oldest post names them."""
    found: dict[str, list[Drop]] = {}
    for post in reversed(posts):
        for name in post[key]:
            found.setdefault(name, []).append(post)
    return {name: listed[::-1] for name, listed in found.items()}


def _static_file(source: str, path: str) -> dict[str, Any]:
    file = PurePosixPath(source)
    return {
        "path": f"/{source}",
        "basename": file.stem,
        "name": file.name,
        "extname": file.suffix,
        "url": f"/{path}",
    }


def _jekyll_settings(config: Config) -> dict[str, Any]:
    """The keys of the configuration that templates may ask for, with Jekyll's defaults."""
    return {
        "title": config.title or None,
        "description": config.description or None,
        "url": config.url or None,
        "baseurl": config.baseurl or None,
        "lang": config.lang,
        "author": plain(config.author),
        "timezone": config.timezone,
        "permalink": config.permalink,
        "paginate": config.paginate,
        "paginate_path": config.paginate_path,
        "future": config.future,
        "show_drafts": config.show_drafts,
        "exclude": list(config.exclude),
        "include": list(config.include),
        "excerpt_separator": config.excerpt_separator,
        "content_categories": [
            {
                "name": category.name,
                "slug": category.slug,
                "description": category.description,
                **plain(category.extra),
            }
            for category in config.content_categories
        ],
    }
