"""Reads posts whose files changed, appeared or went since the last build."""

from __future__ import annotations

from collections.abc import Container, Mapping

import msgspec
from msgspec.structs import replace

from allforces_site.build.incremental.comparison import Comparison
from allforces_site.cache.parse_cache import ParseCache
from allforces_site.config.model import Config
from allforces_site.errors import Severity
from allforces_site.loaders.cached_documents import CachedDocuments
from allforces_site.loaders.packing import unpack
from allforces_site.loaders.posts import PostReading, reading_at
from allforces_site.loaders.read_posts import read_posts
from allforces_site.loaders.source_record import PostRecord
from allforces_site.model import SourcePost
from allforces_site.site.time_zone_notice import time_zone_problems


class ChangedPost(msgspec.Struct, frozen=True):
    """A post whose file changed: its record and its reading in the last build and in this one.

    Each is None where there is no file. The readings do not depend on the time yet (`loaders.posts`).
    """

    source: str
    old_record: PostRecord | None
    new_record: PostRecord | None
    old_reading: PostReading | None
    new_reading: PostReading | None

    @property
    def has_new_body_alone(self) -> bool:
        """Whether nothing but its body changed."""
        old, new = self.old_record, self.new_record
        return old is not None and new is not None and old.summary_digest == new.summary_digest


class ChangedPosts(msgspec.Struct, frozen=True):
    """All posts whose files changed; `old` and `new` are those that have a page, by source."""

    all: list[ChangedPost]
    old: dict[str, SourcePost]
    new: dict[str, SourcePost]

    @property
    def sources(self) -> frozenset[str]:
        """The sources of all of them."""
        return frozenset(post.source for post in self.all)

    @property
    def new_readings(self) -> dict[str, PostReading]:
        """The readings of those that have a file now, by source."""
        return {post.source: post.new_reading for post in self.all if post.new_reading is not None}

    def among(self, places: Container[str]) -> ChangedPosts:
        """The same, but only those of `places` (sources) have a page."""
        old, new = (
            {source: post for source, post in posts.items() if source in places}
            for posts in (self.old, self.new)
        )
        return replace(self, old=old, new=new)

    def take_a_full_build(self, config: Config) -> bool:
        """Whether an error or Liquid is among them, or what no other build plans changes: redirects, pages in
        other languages, and the note on a site without a time zone.
        """
        before, now = (time_zone_problems(config, posts.values()) for posts in (self.old, self.new))
        if before != now:
            return True
        return (
            any(map(_has_error, self.new_readings.values()))
            or any(_has_liquid(post) for post in (*self.old.values(), *self.new.values()))
            or any(
                _leads_elsewhere(self.old.get(source), self.new.get(source), config)
                for source in self.sources
            )
        )


def _has_error(reading: PostReading) -> bool:
    return any(problem.severity is Severity.ERROR for problem in reading.problems)


def _has_liquid(post: SourcePost) -> bool:
    return post.needs is not None or post.has_liquid_excerpt


def _leads_elsewhere(old: SourcePost | None, new: SourcePost | None, config: Config) -> bool:
    values = [_elsewhere(post, config) for post in (old, new) if post is not None]
    if old is not None and new is not None and values[0] == values[1] and old.url == new.url:
        return False
    return any(any(own) for own in values)


def _elsewhere(post: SourcePost, config: Config) -> tuple[object, ...]:
    """Other addresses, the language and the twins of a post; each is false for most posts."""
    lang = post.front_matter.get("lang")
    return (
        post.redirect_from,
        post.redirect_to,
        lang if lang != config.lang else None,
        post.front_matter.get("lang_pair"),
    )


def read_changed(
    comparison: Comparison, documents: CachedDocuments, parse_cache: ParseCache, jobs: int
) -> ChangedPosts | None:
    """The posts whose files changed; None if one of them cannot be read or stored.

    What was read is kept by the parse cache.
    """
    old_records = {
        record.source: record
        for record in map(comparison.last.inputs.post_records.__getitem__, comparison.changed)
    }
    sources = sorted({*old_records, *comparison.added})
    entries = [comparison.entries[source] for source in sources if source in comparison.entries]
    reads = read_posts(entries, documents.context, jobs, parse_cache, lambda *_: None)
    present = {entry.source: read for entry, read in zip(entries, reads, strict=True)}
    changed = []
    for source in sources:
        old_record, read = old_records.get(source), present.get(source)
        old = stored_reading(old_record.key, parse_cache, documents) if old_record is not None else None
        if (old_record is not None and old is None) or (read is not None and read.post_record is None):
            return None
        changed.append(
            ChangedPost(
                source,
                old_record,
                read.post_record if read is not None else None,
                old,
                read.reading if read is not None else None,
            )
        )
    return ChangedPosts(
        changed,
        _with_page({post.source: post.old_reading for post in changed}, documents),
        _with_page({post.source: post.new_reading for post in changed}, documents),
    )


def _with_page(
    readings: Mapping[str, PostReading | None], documents: CachedDocuments
) -> dict[str, SourcePost]:
    """The posts that have a page at the time of the build, by source."""
    now = documents.context.now
    present = {source: reading_at(reading, now).post for source, reading in readings.items() if reading}
    return {source: post for source, post in present.items() if post is not None}


def stored_reading(key: bytes, parse_cache: ParseCache, documents: CachedDocuments) -> PostReading | None:
    """The reading that the parse cache holds under `key`; None if it lost it."""
    packed = parse_cache.summaries([key]).get(key)
    return unpack(packed, key, documents, documents.context.config.zone) if packed is not None else None
