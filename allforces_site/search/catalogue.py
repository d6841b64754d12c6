"""The only file of the index whose content changes at a fixed address: it holds the versions of all others.

The browser loads it each time and caches the others: a new version has another address (`?…`).
"""

from __future__ import annotations

from base64 import urlsafe_b64encode
from collections.abc import Iterable, Sequence

import msgspec

from allforces_site.search.parts import PART_FOLDERS, Part

# Letters of a version. One in 16 million changes leaves a file's version as it was, and that matters only
# until the browser drops the old file.
_VERSION_LETTERS = 4


class PartKeys(msgspec.Struct, frozen=True):
    """A part of the index, and the keys of its shards by number (`shards.shard_key`)."""

    part: Part
    shards: Sequence[bytes]


class Catalogue(msgspec.Struct, frozen=True):
    """The keys of all files: the shards of each part, blocks of posts by number, facets, terms.

    It is stored for the next build.
    """

    parts: Sequence[PartKeys]
    blocks: Sequence[bytes]
    facets: bytes
    terms: bytes

    @property
    def posts(self) -> int:
        """The number of posts in the index."""
        return self.parts[-1].part.end


def catalogue_file(catalogue: Catalogue) -> bytes:
    """Returns the file: JSON; the versions of the shards of a part, and those of blocks, `_VERSION_LETTERS`
    each, are one text. `first` is the number of the first post of a part.
    """
    return msgspec.json.encode(
        {
            "posts": catalogue.posts,
            "parts": [
                {"folder": folder, "first": own.part.first, "shards": _versions(own.shards)}
                for folder, own in zip(PART_FOLDERS, catalogue.parts, strict=False)
            ],
            "blocks": _versions(catalogue.blocks),
            "facets": _versions([catalogue.facets]),
            "terms": _versions([catalogue.terms]),
        }
    )


def _versions(keys: Iterable[bytes]) -> str:
    return "".join(urlsafe_b64encode(key[:6]).decode()[:_VERSION_LETTERS] for key in keys)
