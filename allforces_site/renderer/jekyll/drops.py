"""What Jekyll's templates see of a site: `site`, `page` and the documents, as mappings.

A `Drop` computes a value when a template asks for it. The keys are those of Jekyll's drops (`SiteDrop`,
`DocumentDrop`); what front matter says comes before some of them and after others, as there.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime
from functools import cached_property, cmp_to_key
from itertools import islice, pairwise
from pathlib import PurePosixPath
from typing import Any

from allforces_site.config.collections import Collection
from allforces_site.config.model import Config
from allforces_site.liquid.values import compare, get
from allforces_site.loaders.post_names import MARKDOWN_EXTENSIONS
from allforces_site.model import Post, Site, SourcePage, SourcePost, Summary
from allforces_site.urls.permalinks import document_id
from allforces_site.urls.slugs import document_slug, titleize_slug

Html = Callable[[Any], str]

_MOST_RELATED = 10
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


class SeenSite(Drop):
    """The drop of a site as one page sees it: only `related_posts` are the page's own."""

    def __init__(self, site: Drop, related: Callable[[], list[Drop] | None]) -> None:
        super().__init__({}, {"related_posts": related})
        self._site = site

    def __missing__(self, key: str) -> Any:
        return super().__missing__(key) if key in self._later else self._site[key]

    def __contains__(self, key: object) -> bool:
        return super().__contains__(key) or key in self._site

    def __iter__(self) -> Iterator[str]:
        return iter(self._site)

    def __len__(self) -> int:
        return len(self._site)


_PLAIN = frozenset({str, int, float, bool, type(None)})


def plain(value: Any) -> Any:
    """A value of front matter or of the configuration as templates see it: keys are texts, tuples lists."""
    if type(value) in _PLAIN:  # Nearly always; the tests below take ten times as long.
        return value
    if isinstance(value, (dict, Mapping)):
        return {_key(key): plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    if isinstance(value, (str, bool, int, float, date)) or value is None:
        return str(value) if isinstance(value, str) else value
    return str(value)


def _key(key: object) -> Any:
    return str(key) if type(key) is not str and isinstance(key, str) else key


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
        self._separator = config.excerpt_separator
        self._redirects = config.uses("jekyll-redirect-from")
        self._posts = {post.source.source: self._post(post) for post in site.posts}
        self._pages = [self._page(page) for page in site.pages if not page.collection]
        self._now = now.astimezone(config.zone)
        self._documents = self._collection_documents(config, site)
        self._files = {
            collection.name: [
                _static_file(asset.source, asset.path)
                for asset in site.assets
                if asset.source.startswith(f"{collection.folder}/")
            ]
            for collection in config.collections
        }
        self.jekyll = {"version": "4.3.1", "environment": environment}
        self._data = plain(data)
        self.site = self._site(config, site, now)
        self._related = {post.source.source: post.related for post in site.posts}

    def of(self, source: str) -> Drop:
        """The drop of a post or page by its source."""
        return self._posts.get(source) or self._by_source[source]

    def site_for(self, source: str) -> SeenSite:
        """`site` as the templates around a post or page see it."""
        return SeenSite(self.site, lambda: self._related_posts(source))

    def _related_posts(self, source: str) -> list[Drop] | None:
        """The newest posts but itself, for a post or document; nil for a page (Jekyll's `RelatedPosts`)."""
        if "collection" not in self.of(source):
            return None
        newest = [drop for path, drop in islice(self._posts.items(), _MOST_RELATED + 1) if path != source]
        return newest[:_MOST_RELATED]

    @cached_property
    def _by_source(self) -> dict[str, Drop]:
        """The pages and documents by source."""
        documents = (document for documents in self._documents.values() for document in documents)
        return {drop["path"]: drop for drop in (*self._pages, *documents)}

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
            **self._documents,
        }
        values.pop("collections", None)
        return Drop(
            values,
            {
                "html_pages": lambda: [page for page in self._pages if page["url"].endswith((".html", "/"))],
                "documents": lambda: self._all_documents(posts[::-1]),
                "collections": lambda: self._collections(config, posts[::-1]),
                "categories": lambda: _by_name(posts, "categories"),
                "tags": lambda: _by_name(posts, "tags"),
                "related_posts": lambda: None,
            },
        )

    def _collection_documents(self, config: Config, site: Site) -> dict[str, list[Drop]]:
        """The documents of each collection, in its order."""
        found: dict[str, list[Drop]] = {}
        for collection in config.collections:
            pages = [page for page in (*site.pages, *site.unwritten) if page.collection == collection.name]
            drops = [self._document(page, collection) for page in pages]
            found[collection.name] = ordered = _in_order(drops, collection)
            for before, after in pairwise(ordered):
                before["next"], after["previous"] = after, before
        return found

    def _document(self, page: SourcePage, collection: Collection) -> Drop:
        path = PurePosixPath(page.source)
        relative = page.source.removeprefix(collection.folder.removesuffix(f"_{collection.name}"))
        own = plain(page.front_matter)
        slug = document_slug(page.source, own)
        values = {
            "categories": [],
            "tags": [],
            "draft": False,
            "name": path.name,
            **own,
            "title": own.get("title") or titleize_slug(slug),
            "date": page.date or self._now,
            "slug": slug,
            "ext": path.suffix,
            "path": page.source,
            "relative_path": relative,
            "collection": collection.name,
            "url": page.url,
            "id": document_id(page.url, slug),
            "previous": None,
            "next": None,
        }
        later: dict[str, Callable[[], Any]] = {
            "content": lambda: self._content(page, page),
            "output": lambda: self._html(page) if collection.output else None,
        }
        if not values.get("excerpt"):
            values.pop("excerpt", None)
            later["excerpt"] = lambda: excerpt_of(self._html(page), self._separator, page.source)
        return Drop(values, later)

    def _all_documents(self, posts: list[Drop]) -> list[dict[str, Any]]:
        """`site.documents`: the documents of all collections, and the files among them."""
        documents: list[dict[str, Any]] = [*posts]
        for name, found in self._documents.items():
            documents += [*found, *self._files[name]]
        return documents

    def _collections(self, config: Config, posts: list[Drop]) -> list[dict[str, Any]]:
        """`site.collections`: each with its documents and what the configuration says of it."""
        written = config.extra.get("collections")
        settings = plain(written) if isinstance(written, Mapping) else {}
        listed = [("posts", "_posts", True, posts)]
        listed += [
            (found.name, found.folder, found.output, self._documents[found.name])
            for found in config.collections
        ]
        return [
            {
                "output": output,
                **(settings.get(name) or {}),
                "label": name,
                "docs": documents,
                "files": self._files.get(name, []),
                "relative_directory": folder,
            }
            for name, folder, output, documents in sorted(listed, key=lambda item: item[0])
        ]

    def _post(self, post: Post) -> Drop:
        source = post.source
        name = PurePosixPath(source.source).name
        values = {
            "name": name,
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
            "collection": "posts",
            "url": post.url,
            "id": document_id(post.url, source.slug),
            "layout": source.layout,
        }
        later: dict[str, Callable[[], Any]] = {
            "content": lambda: self._content(post, source),
            "output": lambda: self._html(post),
            "previous": lambda: self._near(post.previous),
            "next": lambda: self._near(post.next),
            "related_posts": lambda: [self._posts[near.source] for near in post.related],
        }
        if not values.get("excerpt"):
            values.pop("excerpt", None)
            later["excerpt"] = lambda: excerpt_of(self._html(post), self._separator, source.source)
        return Drop(values, later)

    def _content(self, item: Post | SourcePage, source: SourcePost | SourcePage) -> str:
        """The body, of which a post that redirects to another page has none."""
        return "" if source.redirect_to and self._redirects else self._html(item)

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


def _in_order(drops: list[Drop], collection: Collection) -> list[Drop]:
    """Documents by `order`, else by `sort_by`, else by date and path (`Collection#sort_docs!`)."""
    by_path = sorted(drops, key=lambda drop: (drop["date"], drop["relative_path"]))
    if collection.order:
        places = {f"_{collection.name}/{path}": place for place, path in enumerate(collection.order)}
        return sorted(by_path, key=lambda drop: places.get(drop["relative_path"], len(places)))
    if collection.sort_by is None:
        return by_path
    key = collection.sort_by

    def order(left: Drop, right: Drop) -> int:
        one, other = get(left, key), get(right, key)
        if one is None or other is None:
            return 0 if one is other else 1 if one is None else -1
        return compare(one, other) or 0

    return sorted(by_path, key=cmp_to_key(order))


def excerpt_of(html: str, separator: str, source: str) -> str:
    """What Jekyll takes for the excerpt of a body: what is before `excerpt_separator` in the file `source`.

    Where that is a blank line, it is the first block that Markdown makes.
    """
    is_markdown = source.lower().endswith(MARKDOWN_EXTENSIONS)
    if is_markdown and not separator.strip():
        return first_block(html)
    before, mark, _ = html.partition(separator)
    return before if mark or not is_markdown else first_block(html)


def first_block(html: str) -> str:
    """The first paragraph or other block of a body."""
    match = _FIRST_BLOCK.match(html)
    return match[0].strip() + "\n" if match else html


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
        # Of these three, Jekyll knows no defaults.
        **{name: getattr(config, name) for name in ("lang", "timezone", "paginate") if name in config.named},
        "title": config.title or None,
        "description": config.description or None,
        "url": config.url or None,
        "baseurl": config.baseurl or None,
        "author": plain(config.author),
        "permalink": config.permalink,
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
