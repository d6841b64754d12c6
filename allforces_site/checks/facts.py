"""What the rules that look at a whole site know of each file: gathered once, kept until the file changes."""

from __future__ import annotations

import msgspec

from allforces_site.manuscripts.links import SourceLink


class PostFacts(msgspec.Struct, frozen=True):
    """Facts about one source file.

    `characters` is the length of its prose; `repeated` the share of it (0 to 1) that stands in it before;
    `sections` a digest for each part of its text, `signature` a sketch of all of it (see near_double);
    `words` the front matter's title, excerpt and description as written.
    """

    source: str
    is_post: bool
    characters: int
    repeated: float
    links: tuple[SourceLink, ...]
    signature: bytes
    keys: tuple[str, ...]
