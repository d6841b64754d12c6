"""The values that flow through a build: frozen, without logic.

Sources become `SourcePost` and `SourcePage` (what one file says), `assemble` turns them into a
`Site` (what they say together), `outputs` turn a `Site` into `Output`s (what is written).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from enum import IntEnum
from typing import Any, Protocol

import msgspec

from allforces_site.errors import Problem
from allforces_site.messages.message import Message, say

# ---- what Markdown gives ---------------------------------------------------------------------


class Heading(msgspec.Struct, frozen=True):
    """A heading of a document. `text` is plain (no markup, entities resolved), `id` its anchor."""

    level: int
    id: str
    text: str
    line: int


class Link(msgspec.Struct, frozen=True):
    """A link or picture: its target as the author wrote it, and its line."""

    target: str
    line: int
    is_image: bool = False


class LiquidNeeds(msgspec.Struct, frozen=True, array_like=True):
    """What a template needs besides its page, the configuration and the data.

    `posts`: what front matter says of all posts and pages; `bodies`: their bodies as well; `near`: the posts
    before, after and related; `paginator`: that variable. `links` are the tags, with their markup, that look
    for the address of a file. `times` are the formats in which it shows the time of the build, "" for any
    other use. `includes` are the templates that it includes, "" for one that is not known before; `relative`
    those beside the page. `sass`: the files that style sheets in Sass import.
    """

    posts: bool = False
    bodies: bool = False
    near: bool = False
    paginator: bool = False
    links: tuple[tuple[str, str], ...] = ()
    times: tuple[str, ...] = ()
    includes: tuple[str, ...] = ()
    relative: tuple[str, ...] = ()
    sass: bool = False


class Body:
    """The body of a post: a `Document`, or a `StoredDocument` that loads one."""

    __slots__ = ()

    def load(self) -> Document:
        """The document."""
        raise NotImplementedError


class Document(Body, msgspec.Struct, frozen=True):
    """A rendered body.

    `text` is what a reader reads, blocks separated by newlines, without code blocks; `first_paragraph` is the
    plain text of the first paragraph that has any, or "". `limited_from` is the line from which uses of
    definitions are left out, because they made the document too long; None if none are.
    `as_written_from` is the line from which the body is shown as written, because it holds too much markup;
    None if all of it is rendered.
    `liquid` is the text as a template if it holds Liquid, with its `needs`; it begins at `first_line` of its
    file. The other values are then those of the text without its tags.
    `written` is the text as its author wrote it, if the site publishes that and it holds no Liquid.
    """

    html: str
    text: str
    first_paragraph: str
    headings: tuple[Heading, ...] = ()
    links: tuple[Link, ...] = ()
    limited_from: int | None = None
    as_written_from: int | None = None
    liquid: str | None = None
    needs: LiquidNeeds | None = None
    first_line: int = 1
    written: str | None = None

    def load(self) -> Document:
        """The document itself."""
        return self


class Documents(Protocol):
    """A store of documents by key."""

    def fetch(self, key: bytes, source: str) -> Document:
        """The document of the post `source`, which is kept under `key`."""
        ...


class StoredDocument(Body, msgspec.Struct, frozen=True):
    """A document that is loaded when its page is rendered, so that memory never holds all at once."""

    key: bytes
    source: str
    documents: Documents

    def load(self) -> Document:
        """The document."""
        return self.documents.fetch(self.key, self.source)


# ---- what one source file says ---------------------------------------------------------------


class SourcePost(msgspec.Struct, frozen=True):
    """A post as its file and the configuration define it, without the other posts.

    `source` is relative to the source folder, with `/`. `url` begins with `/`, is percent-encoded
    as Jekyll does it and holds no baseurl; `path` is the output file, relative to the output folder.
    `date` and `updated` are in the site's zone. `declared_minutes` is front matter's `reading_time`.
    Each Japanese, Chinese or Korean character of `word_count` is a word.
    `pictures` are those of its body. `title_phrases` are the parts of a Japanese title between which a line
    may break. `lines` are the lines of the front matter's keys. `redirect_to`: where the page leads on a site
    that uses jekyll-redirect-from. `needs` are those of a body with Liquid,
    which is rendered when the page is made. With `has_liquid_excerpt`, Liquid may change the excerpt and the
    description, which are made when outputs are planned.
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
    word_count: int = 0
    declared_minutes: int | None = None
    updated: datetime | None = None
    image: str | None = None
    layout: str | None = "post"
    robots: str | None = None
    canonical_url: str | None = None
    in_sitemap: bool = True
    redirect_from: tuple[str, ...] = ()
    redirect_to: str | None = None
    front_matter: Mapping[str, Any] = msgspec.field(default_factory=dict)
    lines: Mapping[str, int] = msgspec.field(default_factory=dict)
    pictures: tuple[Link, ...] = ()
    title_phrases: tuple[str, ...] = ()
    needs: LiquidNeeds | None = None
    has_liquid_excerpt: bool = False


class Outline(msgspec.Struct, frozen=True, array_like=True):
    """What of a post decides how it is connected with others, whatever its texts.

    Fields with the names of those of `SourcePost` hold the same. `month` is the year and month of `date` in
    the site's zone: the record of a build has dates in UTC. `is_hidden`: search engines must not find it.
    `has_card`: a picture is drawn for it if there is a font. `packed_lines` are `lines` as MessagePack.
    """

    source: str
    url: str
    path: str
    date: datetime
    month: tuple[int, int]
    categories: tuple[str, ...]
    tags: tuple[str, ...]
    authors: tuple[str, ...]
    is_hidden: bool
    has_card: bool
    packed_lines: bytes

    @property
    def lines(self) -> Mapping[str, int]:
        """The lines of the front matter's keys."""
        lines: dict[str, int] = msgspec.msgpack.decode(self.packed_lines)
        return lines


class SourcePage(msgspec.Struct, frozen=True):
    """A page that is not a post. The fields are those of `SourcePost`.

    With `has_faulty_liquid`, its body is shown without Liquid tags, which are faulty. A document of a
    `collection` is a page, too; if it is not written, only templates in Liquid see it.
    """

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
    has_faulty_liquid: bool = False
    pictures: tuple[Link, ...] = ()
    redirect_from: tuple[str, ...] = ()
    redirect_to: str | None = None
    front_matter: Mapping[str, Any] = msgspec.field(default_factory=dict)
    lines: Mapping[str, int] = msgspec.field(default_factory=dict)
    collection: str = ""
    has_liquid_excerpt: bool = False
    is_written: bool = True

    @property
    def is_html(self) -> bool:
        """Whether its body is HTML, and not a style sheet, a feed or another text."""
        return self.path.endswith((".html", ".htm"))


class Asset(msgspec.Struct, frozen=True):
    """A file to copy: `source` as in `SourcePost`, `file` the path to read, `path` the output path."""

    source: str
    file: str
    path: str


class Skipped(msgspec.Struct, frozen=True):
    """A source file that makes no page, and why.

    `is_left_out` if no site publishes such a file by default, but its owner may all the same.
    """

    source: str
    why: Message
    is_left_out: bool = False

    @property
    def reason(self) -> Message:
        """Why it makes no page, and what to do if it should."""
        if self.is_left_out:
            return say("{reason}; name it under `include:` to publish it", reason=self.why)
        return self.why


class Sources(msgspec.Struct, frozen=True):
    """All that was read from a source folder: posts sorted by date, the rest by path.

    `partials` are the paths of files that style sheets in Sass may import.
    """

    posts: tuple[SourcePost, ...] = ()
    pages: tuple[SourcePage, ...] = ()
    assets: tuple[Asset, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    problems: tuple[Problem, ...] = ()
    partials: tuple[str, ...] = ()


# ---- what they say together ------------------------------------------------------------------


class TermLink(msgspec.Struct, frozen=True):
    """A link to a term's page. `url` is site-relative, without baseurl."""

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
    """What lists, neighbours and feeds may show of a post. An edit of only the body leaves it equal.

    `key` is made of all other values but `picture`. `picture` describes `image`; it is set when outputs are
    planned.
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
    """A post with its address, its neighbours and its related posts."""

    summary: Summary
    source: SourcePost
    url: str
    path: str
    previous: Summary | None = None
    next: Summary | None = None
    related: tuple[Summary, ...] = ()


class Term(msgspec.Struct, frozen=True, array_like=True):
    """A category, tag or author: its page's URL and the places of its posts, newest first."""

    name: str
    slug: str
    url: str
    description: str
    posts: tuple[int, ...]

    @property
    def link(self) -> TermLink:
        """The link to its page."""
        return TermLink(self.name, self.url)

    @property
    def count(self) -> int:
        """Number of posts."""
        return len(self.posts)


class Taxonomy(msgspec.Struct, frozen=True, array_like=True):
    """All terms of one kind. `kind` is `category`, `tag` or `author`; `url` its index."""

    kind: str
    url: str
    terms: tuple[Term, ...]


class Month(msgspec.Struct, frozen=True, array_like=True):
    """A month of the archive, and the places of its posts, newest first."""

    year: int
    month: int
    url: str
    posts: tuple[int, ...]

    @property
    def count(self) -> int:
        """Number of posts."""
        return len(self.posts)


class Year(msgspec.Struct, frozen=True, array_like=True):
    """A year of the archive, months newest first."""

    year: int
    url: str
    months: tuple[Month, ...]

    @property
    def count(self) -> int:
        """Number of posts."""
        return sum(month.count for month in self.months)


class Connections(msgspec.Struct, frozen=True, array_like=True):
    """How the posts of a site are connected, without the posts: an edit of a title leaves it equal.

    Posts are places in their order: 0 is the oldest. `related` are the related posts of each, best first.
    `hidden` are those with `robots: noindex`, which nothing but the pages for visitors lists.
    """

    related: tuple[tuple[int, ...], ...]
    taxonomies: tuple[Taxonomy, ...]
    archive: tuple[Year, ...]
    hidden: tuple[int, ...] = ()

    @property
    def posts(self) -> range:
        """The places of all posts, oldest first."""
        return range(len(self.related))

    def terms(self, kind: str) -> tuple[Term, ...]:
        """The terms of a kind."""
        return next(taxonomy.terms for taxonomy in self.taxonomies if taxonomy.kind == kind)

    @property
    def findable(self) -> Sequence[int]:
        """The places of the posts that may be found, oldest first."""
        return self.among_findable(self.posts)

    def among_findable(self, places: Sequence[int]) -> Sequence[int]:
        """Those of `places` whose posts may be found, in their order."""
        hidden = frozenset(self.hidden)
        return [place for place in places if place not in hidden] if hidden else places


class Site(msgspec.Struct, frozen=True):
    """The whole site as values; posts newest first. `unwritten` are documents that make no page.
    `outlines` are those of the posts, at their places in `connections`.

    `twins` are pairs of language and URL of pages that say the same, by URL, each with itself.
    `term_problems` are those of `problems` that terms have.
    `searched` are the pages besides the posts that the search finds, oldest first, those without a date at
    the beginning.
    """

    posts: tuple[Post, ...]
    pages: tuple[SourcePage, ...]
    assets: tuple[Asset, ...]
    connections: Connections
    outlines: tuple[Outline, ...] = ()
    unwritten: tuple[SourcePage, ...] = ()
    searched: tuple[SourcePage, ...] = ()
    twins: Mapping[str, tuple[tuple[str, str], ...]] = msgspec.field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    term_problems: tuple[Problem, ...] = ()

    def post(self, place: int) -> Post:
        """The post at a place of `connections`."""
        return self.posts[-1 - place]

    @property
    def findable(self) -> list[Post]:
        """The posts that may be found, oldest first."""
        return [self.post(place) for place in self.connections.findable]


# ---- what is written -------------------------------------------------------------------------


class Claim(IntEnum):
    """How strongly an output claims its path when another one wants it too.

    A redirect from an old address is dropped for any page, and a post moves to another address. Of the
    others, what an author wrote replaces what the configuration asks for, that what the generator would
    make by itself, and any of these replaces a page that only Liquid could fill (`WEAK`). A copied file
    cannot have another address.
    """

    REDIRECT = 0
    POST = 1
    WEAK = 2
    GENERATED = 3
    CONFIGURED = 4
    AUTHORED = 5
    COPIED = 6


class Redirect(msgspec.Struct, frozen=True):
    """A page that only leads on: its site-relative address, and where it leads, site-relative or absolute."""

    address: str
    target: str


class Output(msgspec.Struct, frozen=True):
    """A file to write: `path` is relative to the output folder, `make` returns its bytes.

    `source` is the source file it was made for, None for what the generator makes by itself. `url` and
    `title` are set for pages that readers visit; `url` is site-relative, without baseurl. Outputs with
    `in_sitemap` are in the sitemap, with `changed` as their date of change. Outputs with equal keys have the
    same bytes; an output without a key is made in every build. An output that is planned with the whole site
    (see `outputs.from_posts`) names the sources of the posts whose `bodies` and `summaries` it shows: an edit
    of any of them changes it. `cost` is how long it takes to make, compared with a page; 0 if it is made
    along with the output before it. `redirect` says where a page leads that only leads on.
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
    summaries: tuple[str, ...] = ()
    cost: int = 1
    redirect: Redirect | None = None


class SitemapEntry(msgspec.Struct, frozen=True, array_like=True):
    """An entry of the sitemap: an address and when its page changed.

    `pictures` are on the page, `twins` are it in each language, with pairs of a language and an address. All
    addresses are site-relative.
    """

    url: str
    changed: datetime | None = None
    pictures: tuple[str, ...] = ()
    twins: tuple[tuple[str, str], ...] = ()


class NamedPicture(msgspec.Struct, frozen=True, array_like=True):
    """A place that names the picture at the output path `path`; `line` is None if it comes from a default.

    `trouble` says why readers may not see the picture, if it exists.
    """

    path: str
    file: str
    line: int | None
    trouble: Message | None
