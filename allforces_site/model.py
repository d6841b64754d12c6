"""The values that flow through a build: frozen, without logic.

Sources become `SourcePost` and `SourcePage` (what one file says), `assemble` turns them into a
`Site` (what they say together), `outputs` turn a `Site` into `Output`s (what is written).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from enum import IntEnum
from typing import Any, Protocol

import msgspec

from allforces_site.errors import Problem

# ---- what Markdown gives ---------------------------------------------------------------------


class Heading(msgspec.Struct, frozen=True):
    """A heading of a document. `text` is plain (no markup, entities resolved), `id` its anchor."""

    level: int
    id: str
    text: str
    line: int


class Link(msgspec.Struct, frozen=True):
    """A link or picture as the author wrote its target, with the line it stands on."""

    target: str
    line: int
    is_image: bool = False


class Body:
    """The body of a post: a `Document`, or what fetches one."""

    __slots__ = ()

    def load(self) -> Document:
        """The document."""
        raise NotImplementedError


class Document(Body, msgspec.Struct, frozen=True):
    """A rendered body.

    `text` is what a reader reads, blocks parted by newlines, code blocks left out;
    `first_paragraph` is the plain text of the first paragraph that has any, or "". `limited_from` is
    the line from which what was defined elsewhere is left out, because there was too much of it.
    """

    html: str
    text: str
    first_paragraph: str
    headings: tuple[Heading, ...] = ()
    links: tuple[Link, ...] = ()
    limited_from: int | None = None

    def load(self) -> Document:
        """Itself: a document at hand needs no fetching."""
        return self


class Documents(Protocol):
    """Where documents are kept that are not at hand."""

    def fetch(self, key: bytes, source: str) -> Document:
        """The document of the post `source` that is kept under `key`."""
        ...


class StoredDocument(Body, msgspec.Struct, frozen=True):
    """A document that is fetched when its page is rendered, so that never all are held at once."""

    key: bytes
    source: str
    documents: Documents

    def load(self) -> Document:
        """The document."""
        return self.documents.fetch(self.key, self.source)


# ---- what one source file says ---------------------------------------------------------------


class SourcePost(msgspec.Struct, frozen=True):
    """A post as its own file and the configuration say, before other posts are known.

    `pictures` are those of its body. `title_phrases` are the parts of a Japanese title between which a line
    may end; joined they are the title.

    `source` is relative to the source folder, with `/`. `url` begins with `/`, is percent-encoded
    as Jekyll does it and holds no baseurl; `path` is the output file, relative to the output folder.
    `date` and `updated` are in the site's zone. `declared_minutes` is front matter's `reading_time`.
    """

    source: str
    url: str
    path: str
    title: str
    date: datetime
    slug: str
    categories: tuple[str, ...]
    tags: tuple[str, ...]
    authors: tuple[str, ...]
    excerpt: str
    description: str
    measured_minutes: int
    document: Body
    declared_minutes: int | None = None
    updated: datetime | None = None
    image: str | None = None
    layout: str | None = "post"
    robots: str | None = None
    canonical_url: str | None = None
    in_sitemap: bool = True
    redirect_from: tuple[str, ...] = ()
    front_matter: Mapping[str, Any] = msgspec.field(default_factory=dict)
    lines: Mapping[str, int] = msgspec.field(default_factory=dict)
    pictures: tuple[Link, ...] = ()
    title_phrases: tuple[str, ...] = ()


class SourcePage(msgspec.Struct, frozen=True):
    """A page that is no post. The fields are those of `SourcePost`."""

    source: str
    url: str
    path: str
    title: str
    description: str
    document: Document
    date: datetime | None = None
    updated: datetime | None = None
    image: str | None = None
    layout: str | None = "page"
    robots: str | None = None
    canonical_url: str | None = None
    in_sitemap: bool = True
    has_liquid: bool = False
    pictures: tuple[Link, ...] = ()
    redirect_from: tuple[str, ...] = ()
    front_matter: Mapping[str, Any] = msgspec.field(default_factory=dict)
    lines: Mapping[str, int] = msgspec.field(default_factory=dict)


class Asset(msgspec.Struct, frozen=True):
    """A file to copy: `source` as above, `file` where its bytes lie, `path` where they go."""

    source: str
    file: str
    path: str


class Skipped(msgspec.Struct, frozen=True):
    """A source that makes no page, and why (a sentence for the author)."""

    source: str
    reason: str


class Sources(msgspec.Struct, frozen=True):
    """All that was read from a source folder, in a fixed order: posts by date, the rest by path."""

    posts: tuple[SourcePost, ...] = ()
    pages: tuple[SourcePage, ...] = ()
    assets: tuple[Asset, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    problems: tuple[Problem, ...] = ()


# ---- what they say together ------------------------------------------------------------------


class TermLink(msgspec.Struct, frozen=True):
    """A term as posts point at it. `url` is site-relative, without baseurl."""

    name: str
    url: str


class PictureCopy(msgspec.Struct, frozen=True):
    """A smaller copy of a picture: its output path, its site-relative URL, its width in pixels."""

    path: str
    url: str
    width: int


class Picture(msgspec.Struct, frozen=True):
    """A picture of this site as pages show it: its site-relative URL, its size in CSS pixels, its copies."""

    url: str
    width: int
    height: int
    copies: tuple[PictureCopy, ...] = ()


class Summary(msgspec.Struct, frozen=True):
    """What a listing, a neighbour or a feed may know of a post. An edit inside a body leaves it equal.

    `key` stands for all the other values: it differs where any of them does. `picture` is what is known of
    `image` when outputs are planned.
    """

    source: str
    url: str
    title: str
    date: datetime
    updated: datetime | None
    categories: tuple[TermLink, ...]
    tags: tuple[TermLink, ...]
    authors: tuple[TermLink, ...]
    excerpt: str
    description: str
    reading_minutes: int
    image: str | None
    key: bytes = b""
    picture: Picture | None = None


class Post(msgspec.Struct, frozen=True):
    """A post with its place among the others."""

    summary: Summary
    source: SourcePost
    url: str
    path: str
    previous: Summary | None = None
    next: Summary | None = None
    related: tuple[Summary, ...] = ()


class Term(msgspec.Struct, frozen=True):
    """A category, tag or author: its page's URL and its posts, newest first."""

    name: str
    slug: str
    url: str
    description: str
    posts: tuple[Summary, ...]

    @property
    def count(self) -> int:
        """Number of posts."""
        return len(self.posts)


class Taxonomy(msgspec.Struct, frozen=True):
    """All terms of one kind. `kind` is `category`, `tag` or `author`; `url` its index."""

    kind: str
    url: str
    terms: tuple[Term, ...]


class Month(msgspec.Struct, frozen=True):
    """A month of the archive, posts newest first."""

    year: int
    month: int
    url: str
    posts: tuple[Summary, ...]

    @property
    def count(self) -> int:
        """Number of posts."""
        return len(self.posts)


class Year(msgspec.Struct, frozen=True):
    """A year of the archive, months newest first."""

    year: int
    url: str
    months: tuple[Month, ...]

    @property
    def count(self) -> int:
        """Number of posts."""
        return sum(month.count for month in self.months)


class Site(msgspec.Struct, frozen=True):
    """The whole site as values; posts newest first."""

    posts: tuple[Post, ...]
    pages: tuple[SourcePage, ...]
    assets: tuple[Asset, ...]
    taxonomies: tuple[Taxonomy, ...]
    archive: tuple[Year, ...]
    problems: tuple[Problem, ...] = ()


# ---- what is written -------------------------------------------------------------------------


class Claim(IntEnum):
    """How strongly an output claims its path when another one wants it too.

    An old address (a redirect) gives way to any page, and a post moves to another address. Of the others,
    what an author wrote replaces what the generator would make by itself, and a page that only Liquid could
    fill is replaced by either. A copied file has no other address than its own.
    """

    REDIRECT = 0
    POST = 1
    WEAK = 2
    GENERATED = 3
    AUTHORED = 4
    COPIED = 5


class Output(msgspec.Struct, frozen=True):
    """A file to write: `path` relative to the output folder, `make` gives its bytes when asked.

    `source` is the file that asked for it, None for what the generator makes by itself. `url` and
    `title` are set for pages a reader visits; `url` is site-relative, without baseurl. Those with
    `in_sitemap` go into the sitemap, with `changed` as their date of change. Outputs with one `key` are
    made of the same and have the same bytes; one without a key is made at each build. `bodies` are the
    sources of the posts whose text it shows: it follows an edit of one of them.
    """

    path: str
    make: Callable[[], bytes]
    source: str | None = None
    claim: Claim = Claim.GENERATED
    url: str | None = None
    title: str = ""
    in_sitemap: bool = False
    changed: datetime | None = None
    key: bytes = b""
    bodies: tuple[str, ...] = ()
