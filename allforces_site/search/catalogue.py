"""The one file of the index with a fixed address and changing content: it names the versions of all others.

The browser asks for it anew each time and keeps the others: a new version has another address (`?…`).
"""

from __future__ import annotations

from base64 import urlsafe_b64encode
from collections.abc import Sequence

import msgspec

# Letters of a version: one in 16 million changes keeps its file's version, and only until the browser
# forgets the old one.
_VERSION_LETTERS = 4


class Catalogue(msgspec.Struct, frozen=True):
    """Keys of all files: of shards by number (`shards.shard_key`), of blocks of posts by number, of
    facets and terms. A build keeps it, and the next one begins there.
    """

    posts: int
    shards: Sequence[bytes]
    blocks: Sequence[bytes]
    facets: bytes
    terms: bytes


def catalogue_file(catalogue: Catalogue) -> bytes:
    """The file: JSON, versions of shards and blocks as one text each, `_VERSION_LETTERS` for each."""
    return msgspec.json.encode(
        {
            "posts": catalogue.posts,
            "shards": "".join(map(_version, catalogue.shards)),
            "blocks": "".join(map(_version, catalogue.blocks)),
            "facets": _version(catalogue.facets),
            "terms": _version(catalogue.terms),
        }
    )


def _version(key: bytes) -> str:
    return urlsafe_b64encode(key[:6]).decode()[:_VERSION_LETTERS]
