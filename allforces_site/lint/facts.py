"""What the rules that look at a whole site know of each file: gathered once, kept until the file changes."""

from __future__ import annotations

import msgspec

from allforces_site.lint.source.links import SourceLink


class Said(msgspec.Struct, frozen=True):
    """What the front matter says under a key: its `words` folded (see `prose.folded`), the line, and that
    line as it is shown."""

    words: str
    line: int
    excerpt: str


class FactSecret(msgspec.Struct, frozen=True):
    """A key, token or password in a file: its place, what it is, its first letters (`secret_patterns`)."""

    line: int
    column: int
    kind: str
    masked: str


class FileFacts(msgspec.Struct, frozen=True):
    """Facts about one source file.

    `characters` is the length of its prose; `repeated` the share of it (0 to 1) that stands in it before.
    `phrases` and `signature` are the sketch of a post's text (see `source.sketch`), empty for a page;
    `said` what its front matter says as title, excerpt and description, by key. `keys` are all keys of the
    front matter. `secrets` is what must not be published.
    """

    source: str
    is_post: bool
    characters: int
    repeated: float
    links: tuple[SourceLink, ...]
    phrases: bytes
    signature: bytes
    said: dict[str, Said]
    keys: tuple[str, ...]
    secrets: tuple[FactSecret, ...] = ()
