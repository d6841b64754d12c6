"""The posts of the last build, or those after an edit, read from the parse cache when they are asked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from allforces_site.build.incremental.arrangement import Arrangement
from allforces_site.cache.parse_cache import ParseCache
from allforces_site.errors import SiteError, error
from allforces_site.loaders.cached_documents import CachedDocuments
from allforces_site.loaders.packing import unpack
from allforces_site.loaders.posts import reading_at
from allforces_site.messages.message import say
from allforces_site.model import Post, Summary
from allforces_site.outputs.from_posts import Posts
from allforces_site.outputs.with_pictures import with_picture
from allforces_site.renderer.theme import Theme
from allforces_site.site.assemble import connected_post, summary_of
from allforces_site.site.collisions import PlacedPost


class LostPostError(SiteError):
    """The parse cache lost a post: another build into the same cache has removed what it did not use."""

    def __init__(self, source: str) -> None:
        hint = say("build again")
        message = say("the cache lost what was read of this file while the site was built")
        super().__init__([error("unreadable", message, source, hint=hint)])


class PostStore:
    """The posts that the parse cache holds; phrases of their titles are added to `phrases`.

    `moved` are the URL and path of posts that were moved by a conflict, by source. `summaries` are those that
    were made, by the key of the reading: posts that did not change have the same before and after an edit.
    """

    def __init__(
        self,
        moved: Mapping[str, tuple[str, str]],
        parse_cache: ParseCache,
        documents: CachedDocuments,
        theme: Theme,
        phrases: dict[str, tuple[str, ...]],
    ) -> None:
        self._moved = moved
        self._parse_cache = parse_cache
        self._documents = documents
        self._phrases = phrases
        self._packed: dict[bytes, bytes] = {}
        self.theme = theme
        self.summaries: dict[bytes, Summary] = {}

    def look_up(self, keys: Sequence[bytes]) -> None:
        """Looks up at once what will be read: the readings with these keys."""
        self._packed |= self._parse_cache.summaries([key for key in keys if key not in self._packed])

    def read(self, source: str, key: bytes) -> PlacedPost:
        """The post whose reading has this key. Raises `LostPostError` if the parse cache lost it."""
        self.look_up([key])
        documents, packed = self._documents, self._packed.pop(key, None)
        zone = documents.context.config.zone
        reading = unpack(packed, key, documents, zone) if packed is not None else None
        post = reading_at(reading, documents.context.now).post if reading is not None else None
        if post is None:
            raise LostPostError(source)
        self._phrases[post.title] = post.title_phrases
        return PlacedPost(post, *self._moved.get(source, (post.url, post.path)))


class RecordedPosts:
    """The posts as `site.assemble` would connect them: how is taken from their `arrangement`.

    `keys` are those of their readings, and `summary_keys` those of the summaries of posts that did not
    change, by source. Raises `LostPostError` for a post that the parse cache lost.
    """

    def __init__(
        self,
        arrangement: Arrangement,
        keys: Mapping[str, bytes],
        summary_keys: Mapping[str, bytes],
        store: PostStore,
    ) -> None:
        self.arrangement = arrangement
        self.keys = keys
        self._summary_keys = summary_keys
        self._store = store
        self._placed: dict[int, PlacedPost] = {}

    def after(self, arrangement: Arrangement, keys: Mapping[str, bytes]) -> RecordedPosts:
        """The posts after an edit."""
        return RecordedPosts(arrangement, keys, self._summary_keys, self._store)

    @property
    def lookups(self) -> Posts:
        """The posts as outputs are planned from them."""
        connections = self.arrangement.connections
        return Posts(connections, self.post, self.summary, self.summaries, self.summary_key, self.date)

    def summary_key(self, place: int) -> bytes:
        """The key of the summary of the post at a place, with its picture."""
        return self._summary_keys.get(self.arrangement.sources[place]) or self.summary(place).key

    def date(self, place: int) -> datetime:
        """The date of the post at a place."""
        dates = self.arrangement.dates
        return dates[place] if dates is not None else self.summary(place).date

    def post(self, place: int) -> Post:
        """The post at a place, with its neighbours and related posts."""
        return connected_post(self._at(place), place, self.arrangement.connections, self.summary)

    def summary(self, place: int) -> Summary:
        """The summary of the post at a place, with its picture."""
        key, summaries = self.keys[self.arrangement.sources[place]], self._store.summaries
        if key not in summaries:
            # It is not kept as a whole: most are only listed.
            placed = self._placed.get(place) or self._read(place)
            summary = summary_of(placed, self._store.theme.config, self.arrangement.links)
            summaries[key] = with_picture(summary, self._store.theme.gallery)
        return summaries[key]

    def summaries(self, places: Sequence[int]) -> list[Summary]:
        """The summaries of the posts at some places."""
        keys = [self.keys[self.arrangement.sources[place]] for place in places]
        self._store.look_up([key for key in keys if key not in self._store.summaries])
        return list(map(self.summary, places))

    def minutes(self, place: int) -> int:
        """The minutes that were measured for the post at a place."""
        return self._at(place).post.measured_minutes

    def _at(self, place: int) -> PlacedPost:
        if place not in self._placed:
            self._placed[place] = self._read(place)
        return self._placed[place]

    def _read(self, place: int) -> PlacedPost:
        source = self.arrangement.sources[place]
        return self._store.read(source, self.keys[source])
