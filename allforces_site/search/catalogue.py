"""The only file of the index whose content changes at a fixed address: it holds the versions of all others.

The browser loads it each time and caches the others: a new version has another address (`?…`).
"""

from __future__ import annotations

from base64 import urlsafe_b64encode
from collections.abc import Sequence

import msgspec

# Letters of a version. One in 16 million changes leaves a file's version as it was, and that matters only
# until the browser drops the old file.
_VERSION_LETTERS = 4


class Catalogue(msgspec.Struct, frozen=True):
    """The keys of all files: shards by number (`shards.shard_key`), blocks of posts by number, facets, terms.

    It is stored for the next build.
    """

    posts: int
    shards: Sequence[bytes]
    blocks: Sequence[bytes]
    facets: bytes
    terms: bytes


def catalogue_file(catalogue: Catalogue) -> bytes:
    """Returns the file: JSON; the versions of shards and of blocks, `_VERSION_LETTERS` each, are one text."""
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
