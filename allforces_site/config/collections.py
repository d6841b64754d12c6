"""The collections of `_config.yml`: folders of documents beside the posts (Jekyll's `Collection`)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

_POSTS = frozenset({"posts", "drafts"})


class Collection(msgspec.Struct, frozen=True):
    """A collection. `folder` is relative to the source folder; without `output`, documents make no page.

    `sort_by` is a key of front matter, `order` the documents in order, as paths in `folder`. With
    `is_searched`, which Jekyll does not have, the search of the site finds the documents that have a page.
    """

    name: str
    folder: str
    output: bool = False
    permalink: str | None = None
    sort_by: str | None = None
    order: tuple[str, ...] = ()
    is_searched: bool = False


def collections_of(extra: Mapping[str, Any]) -> tuple[Collection, ...]:
    """The collections that the configuration's free keys name, by name. Odd values count as absent."""
    written = extra.get("collections")
    if isinstance(written, list):
        written = {name: None for name in written if isinstance(name, str)}
    if not isinstance(written, Mapping):
        return ()
    folder = _text(extra.get("collections_dir")) or ""
    found = [
        _collection(name, values if isinstance(values, Mapping) else {}, folder.strip("/"))
        for name, values in written.items()
        if isinstance(name, str) and name not in _POSTS and _is_name(name)
    ]
    return tuple(sorted(found, key=lambda collection: collection.name))


def _collection(name: str, values: Mapping[str, Any], above: str) -> Collection:
    order = values.get("order")
    return Collection(
        name,
        f"{above}/_{name}" if above else f"_{name}",
        values.get("output") is True,
        _text(values.get("permalink")),
        _text(values.get("sort_by")),
        tuple(item for item in order if isinstance(item, str)) if isinstance(order, list) else (),
        values.get("search") is True,
    )


def _text(value: object) -> str | None:
    return value if isinstance(value, str) and value else None


def _is_name(name: str) -> bool:
    return bool(name) and "/" not in name and not name.startswith(".") and "\0" not in name


def collection_at(source: str, collections: tuple[Collection, ...]) -> Collection | None:
    """The collection in whose folder a file is."""
    return next((found for found in collections if source.startswith(f"{found.folder}/")), None)


def permalink_of(collection: Collection, site_style: str) -> str:
    """The permalink template; its default ends as the site's does (`add_permalink_suffix`)."""
    if collection.permalink:
        return collection.permalink
    if site_style == "pretty" or site_style.endswith("/"):
        return "/:collection/:path/"
    is_plain = site_style in ("date", "ordinal", "none") or site_style.endswith(":output_ext")
    return "/:collection/:path:output_ext" if is_plain else "/:collection/:path"
