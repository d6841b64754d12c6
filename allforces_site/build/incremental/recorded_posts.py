"""The posts of the last build, or those after an edit, read from the parse cache when they are asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from allforces_site.build.incremental.last_build import LastBuild
from allforces_site.cache.parse_cache import ParseCache
from allforces_site.loaders.cached_documents import CachedDocuments
from allforces_site.loaders.packing import unpack
from allforces_site.loaders.posts import PostReading, reading_at
from allforces_site.model import Post, Summary
from allforces_site.outputs.from_posts import Posts
from allforces_site.outputs.with_pictures import with_picture
from allforces_site.renderer.theme import Theme
from allforces_site.site.assemble import connected_post, summary_of
from allforces_site.site.collisions import PlacedPost
from allforces_site.site.taxonomy import KINDS, TermEntry, TermIndex, term_key


class LostPostError(Exception):
    """The parse cache lost a post."""


class RecordedPosts:
    """The posts as `site.assemble` would connect them: how is taken from `last`, and not found out again.

    `keys` are those of their readings, by place. The phrases of their titles are added to `phrases`. Raises
    `LostPostError` for a post that the parse cache lost.
    """

    def __init__(
        self,
        last: LastBuild,
        keys: Sequence[bytes],
        parse_cache: ParseCache,
        documents: CachedDocuments,
        theme: Theme,
        phrases: dict[str, tuple[str, ...]],
    ) -> None:
        self._last = last
        self._keys = keys
        self._parse_cache = parse_cache
        self._documents = documents
        self._theme = theme
        self._phrases = phrases
        self._links = [index.links for index in _indexes(last)]
        self._placed: dict[int, PlacedPost] = {}
        self._summaries: dict[int, Summary] = {}

    def after(self, keys: Mapping[int, bytes]) -> RecordedPosts:
        """The posts after an edit: those at the places `keys` have other keys."""
        present = [keys.get(place, key) for place, key in enumerate(self._keys)]
        after = RecordedPosts(
            self._last, present, self._parse_cache, self._documents, self._theme, self._phrases
        )
        after._placed = {place: post for place, post in self._placed.items() if place not in keys}
        after._summaries = {place: known for place, known in self._summaries.items() if place not in keys}
        return after

    @property
    def lookups(self) -> Posts:
        """The posts as outputs are planned from them."""
        return Posts(self._last.shape.connections, self.post, self.summary)

    def post(self, place: int) -> Post:
        """The post at a place, with its neighbours and related posts."""
        return connected_post(self._at(place), place, self._last.shape.connections, self.summary)

    def summary(self, place: int) -> Summary:
        """The summary of the post at a place, with its picture."""
        if place not in self._summaries:
            summary = summary_of(self._at(place), self._last.config, self._links)
            self._summaries[place] = with_picture(summary, self._theme.gallery)
        return self._summaries[place]

    def minutes(self, place: int) -> int:
        """The minutes that were measured for the post at a place."""
        return self._at(place).post.measured_minutes

    def keys_and_sources(self) -> Iterator[tuple[bytes, str]]:
        """The key of the reading of each post, and its source, oldest first."""
        for key, number in zip(self._keys, self._last.shape.order, strict=True):
            yield key, self._last.inputs.post_records[number].source

    def _at(self, place: int) -> PlacedPost:
        if place not in self._placed:
            self._placed[place] = self._read(place)
        return self._placed[place]

    def _read(self, place: int) -> PlacedPost:
        reading = stored_reading(self._keys[place], self._parse_cache, self._documents)
        post = reading_at(reading, self._documents.context.now).post if reading is not None else None
        if post is None:
            raise LostPostError
        self._phrases[post.title] = post.title_phrases
        url, path = self._last.shape.moved.get(self._last.shape.order[place], (post.url, post.path))
        return PlacedPost(post, url, path)


def stored_reading(key: bytes, parse_cache: ParseCache, documents: CachedDocuments) -> PostReading | None:
    """The reading that the parse cache holds under `key`; None if it lost it."""
    packed = parse_cache.summaries([key]).get(key)
    return unpack(packed, key, documents, documents.context.config.zone) if packed is not None else None


def _indexes(last: LastBuild) -> list[TermIndex]:
    """The terms of each kind with their links; slugs and descriptions are left empty."""
    return [
        TermIndex(
            kind.kind,
            kind.url,
            {term_key(term.name): TermEntry(term.link, "", "") for term in taxonomy.terms},
        )
        for kind, taxonomy in zip(KINDS, last.shape.connections.taxonomies, strict=True)
    ]
