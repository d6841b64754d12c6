"""The feeds that `feed:` of `_config.yml` asks for, as jekyll-feed 0.17 reads it (its `Generator`)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import msgspec

from allforces_site.urls.permalinks import encode_url, output_path, sanitize_url

FEED_PLUGIN = "jekyll-feed"
FEED_URL = "/feed.xml"
ENTRIES = 10

# Others would make odd addresses; jekyll-feed passes over such tags.
_PLAIN_TAG = re.compile(r"[a-zA-Z0-9_]+")


class Feed(msgspec.Struct, frozen=True):
    """A feed at the site-relative `url`: of a collection, perhaps only of one category of it, or of a tag."""

    url: str
    collection: str = "posts"
    category: str | None = None
    tag: str | None = None

    @property
    def is_of_all_posts(self) -> bool:
        """Whether it holds the newest of all posts."""
        return self.collection == "posts" and self.category is None and self.tag is None


class TagFeeds(msgspec.Struct, frozen=True):
    """Which tags have feeds: `only` these (None: all), but not those of `without`; below `path`."""

    path: str = "/feed/by_tag/"
    only: tuple[str, ...] | None = None
    without: tuple[str, ...] = ()

    def feeds(self, tags: Iterable[str]) -> Iterator[Feed]:
        """The feeds of the tags of a site."""
        for tag in tags if self.only is None else self.only:
            if tag not in self.without and _PLAIN_TAG.fullmatch(tag):
                yield Feed(_url(f"{self.path}{tag}.xml"), tag=tag)


class FeedSettings(msgspec.Struct, frozen=True):
    """`feeds` are those of collections, posts among them; `icon` and `logo` are as written."""

    feeds: tuple[Feed, ...] = (Feed(FEED_URL),)
    tags: TagFeeds | None = None
    entries: int = ENTRIES
    excerpt_only: bool = False
    icon: str | None = None
    logo: str | None = None
    is_off_in_development: bool = False


def feed_settings(extra: Mapping[str, Any]) -> FeedSettings:
    """The settings in the configuration's free keys. Odd values count as absent, as do impossible paths."""
    written = extra.get("feed")
    values: Mapping[str, Any] = written if isinstance(written, Mapping) else {}
    limit = values.get("posts_limit")
    return FeedSettings(
        tuple(_collection_feeds(values)),
        _tag_feeds(values.get("tags")),
        limit if isinstance(limit, int) and not isinstance(limit, bool) and limit >= 0 else ENTRIES,
        bool(values.get("excerpt_only")),
        _text(values.get("icon")),
        _text(values.get("logo")),
        bool(values.get("disable_in_development")),
    )


def _collection_feeds(values: Mapping[str, Any]) -> Iterator[Feed]:
    """The feeds of each collection, after those of its categories; the posts need not be named."""
    for name, settings in _collections(values).items():
        prefix = "/feed" if name == "posts" else f"/feed/{name}"
        for category, path in _categories(settings.get("categories")).items():
            url = path or f"{prefix}/{category}.xml"
            if _is_possible(url):
                yield Feed(_url(url), name, category)
        url = _text(settings.get("path")) or f"{prefix}.xml"
        yield Feed(_url(url) if _is_possible(url) else _url(f"{prefix}.xml"), name)


def _collections(values: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    written = values.get("collections")
    if isinstance(written, (list, tuple)):
        written = {name: {} for name in written if isinstance(name, str)}
    listed = written.items() if isinstance(written, Mapping) else ()
    found = {str(name): dict(own) if isinstance(own, Mapping) else {} for name, own in listed}
    posts = found.setdefault("posts", {})
    for key in ("path", "categories"):
        posts[key] = posts.get(key) or values.get(key)
    return {name: own for name, own in found.items() if _is_possible(f"/feed/{name}.xml")}


def _categories(written: object) -> dict[str, str | None]:
    """Categories with their paths: those of a list have none. A mapping gives `path`, or the path itself."""
    if isinstance(written, Mapping):
        own = (
            (name, value.get("path") if isinstance(value, Mapping) else value)
            for name, value in written.items()
        )
        return {str(name): _text(path) for name, path in own}
    items = [written] if isinstance(written, str) else written if isinstance(written, (list, tuple)) else ()
    return {str(name): None for name in items if isinstance(name, (str, int)) and name != ""}


def _tag_feeds(written: object) -> TagFeeds | None:
    if not written:
        return None
    if not isinstance(written, Mapping):
        return TagFeeds()
    path = _text(written.get("path")) or TagFeeds().path
    only = written.get("only")
    return TagFeeds(
        path if _is_possible(f"{path}tag.xml") else TagFeeds().path,
        tuple(map(str, only)) if isinstance(only, (list, tuple)) else None,
        tuple(map(str, without)) if isinstance(without := written.get("except"), (list, tuple)) else (),
    )


def impossible_paths(extra: Mapping[str, Any]) -> Iterator[tuple[tuple[str, ...], str]]:
    """The paths of `feed:` at which no file can be written, each after the keys that lead to it."""
    values = extra.get("feed")
    if not isinstance(values, Mapping):
        return
    above: list[tuple[tuple[str, ...], object]] = [
        (("feed",), values),
        (("feed", "tags"), values.get("tags")),
    ]
    collections = values.get("collections")
    if isinstance(collections, Mapping):
        above += [(("feed", "collections", str(name)), own) for name, own in collections.items()]
    for keys, own in above:
        path = _text(own.get("path")) if isinstance(own, Mapping) else None
        if path is not None and not _is_possible(f"{path}tag.xml" if keys[-1] == "tags" else path):
            yield (*keys, "path"), path


def _url(path: str) -> str:
    return encode_url(sanitize_url(path))


def _is_possible(path: str) -> bool:
    """Whether a feed can be written to a path, a file inside the output folder."""
    try:
        return not output_path(_url(path)).endswith("/index.html")
    except ValueError:
        return False


def _text(value: object) -> str | None:
    return value if isinstance(value, str) and value else None
