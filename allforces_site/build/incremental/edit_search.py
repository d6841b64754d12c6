"""The shards of the search: those of the last build, patched, if little changed; else new ones.

After an edit of posts, also the files of the search that the edit changes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from itertools import zip_longest
from pathlib import Path

import msgspec

from allforces_site.build.incremental.last_build import LastBuild, RecordedSearch
from allforces_site.build.incremental.recorded_posts import RecordedPosts
from allforces_site.build.options import BuildOptions
from allforces_site.cache.parse_cache import ParseCache
from allforces_site.errors import SiteError
from allforces_site.files.regular_files import read_regular
from allforces_site.loaders.cached_documents import CachedDocuments
from allforces_site.loaders.stored_contributions import (
    PageContribution,
    StoredContribution,
    load_contribution,
    search_key,
)
from allforces_site.model import Outline, Output, Summary
from allforces_site.outputs.from_posts import Edit
from allforces_site.outputs.search import (
    CATALOGUE_PATH,
    Indexed,
    edited_catalogue,
    facets_key,
    plan_index,
    shard_path,
)
from allforces_site.search.catalogue import PartKeys
from allforces_site.search.contributions import Contribution
from allforces_site.search.documents import Facets
from allforces_site.search.near_terms import words_of
from allforces_site.search.parts import Part, parts_of
from allforces_site.search.shard_edits import (
    NO_EDITS,
    ShardEdits,
    Shift,
    changes_of,
    edits_by_shard,
    patch_shard,
)
from allforces_site.search.shards import Entries, gather, make_shard, shard_key
from allforces_site.workers import spread

# If more than one post in this many changed, making all shards again takes no longer than patching.
_MIN_POSTS_PER_CHANGE = 4

Contributed = StoredContribution | PageContribution

_WORDS = msgspec.msgpack.Decoder(dict[str, int])


class PartFiles:
    """The sources of the shards of one part: the contributions of `posts`, in the order of their numbers, and
    the shard files that the last build left in `output`. `index` is that of the part.
    """

    def __init__(self, posts: Sequence[Contributed], output: Path, index: int, count: int) -> None:
        self.posts = posts
        self.count = count
        self._output = output
        self._index = index
        self._entries: list[Entries] | None = None

    def entries(self) -> list[Entries]:
        """What the posts add to each shard, gathered once. Raises `SiteError` if a post changed meanwhile."""
        if self._entries is None:
            self._entries = gather((post.load() for post in self.posts), self.count)
        return self._entries

    def written(self, number: int, key: bytes) -> bytes | None:
        """The shard `number` as its file holds it; None if the file does not have this key."""
        file = self._output / shard_path(self._index, number)
        try:
            content = read_regular(file) if file.is_file() else b""
        except OSError:
            return None
        return content if shard_key(content) == key else None


class PartShards:
    """The shards of one part: `keys` are those of the shards by number; a call returns the bytes of one."""

    def __init__(self, keys: Sequence[bytes], made: Mapping[int, bytes], files: PartFiles) -> None:
        self.keys = keys
        self._made = made
        self._files = files

    def __call__(self, number: int) -> bytes:
        """The bytes of the shard `number`. Raises `SiteError` if a post changed before it is made."""
        if number in self._made:
            return self._made[number]
        written = self._files.written(number, self.keys[number])
        return written if written is not None else make_shard(self._files.entries()[number])


class Shards(msgspec.Struct, frozen=True):
    """The shards of all `parts`; a call returns the bytes of one, by the index of its part and its number."""

    parts: Sequence[Part]
    made: Sequence[PartShards]

    @property
    def keys(self) -> list[PartKeys]:
        """The parts with the keys of their shards."""
        return [PartKeys(part, own.keys) for part, own in zip(self.parts, self.made, strict=True)]

    def __call__(self, part: int, number: int) -> bytes:
        """The bytes of one shard. Raises `SiteError` if a post changed before it is made."""
        return self.made[part](number)


def current_shards(
    posts: Sequence[Contributed],
    parts: Sequence[Part],
    last: LastBuild | None,
    parse_cache: ParseCache,
    options: BuildOptions,
) -> Shards:
    """The shards of `posts` and pages, in the order of their numbers, which are divided into `parts`.

    `last` is the record of the build that wrote the files in the output folder.
    """
    before: Sequence[PartKeys] = ()
    added: list[bytes] = []
    # Without the catalogue, the shards rarely exist.
    if last is not None and last.search is not None and (options.output / CATALOGUE_PATH).is_file():
        before = last.search.catalogue.parts
        order, places = last.shape.order, last.shape.connections.findable
        of_posts = (search_key(last.inputs.post_records[order[place]].key) for place in places)
        added = [*last.search.documents, *of_posts]
    made = []
    for index, (part, old) in enumerate(zip_longest(parts, before[: len(parts)])):
        files = PartFiles(posts[part.first : part.end], options.output, index, part.shards)
        own_added = added[old.part.first : old.part.end] if old is not None else []
        made.append(_part_shards(files, old, own_added, parse_cache, options.jobs))
    return Shards(parts, made)


def _part_shards(
    files: PartFiles, before: PartKeys | None, added: Sequence[bytes], parse_cache: ParseCache, jobs: int
) -> PartShards:
    if before is not None and len(before.shards) == files.count:
        patched = _patched(files, before.shards, added, parse_cache, jobs)
        if patched is not None:
            return patched
    made: list[bytes] = spread(make_shard, files.entries(), jobs)
    return PartShards(list(map(shard_key, made)), dict(enumerate(made)), files)


def _patched(
    files: PartFiles, before: Sequence[bytes], added: Sequence[bytes], parse_cache: ParseCache, jobs: int
) -> PartShards | None:
    """The shards with the keys `before`, patched; None if that takes longer than making them, or anything is
    missing.

    `added` are the keys of the contributions that these shards were made of, by number.
    """
    changes = changes_of(added, [post.key for post in files.posts])
    posts = max(len(added), len(files.posts))
    if changes is None or changes.count * _MIN_POSTS_PER_CHANGE > posts:
        return None
    old: dict[int, Contribution] = {}
    for number in changes.old_numbers:
        kept = load_contribution(added[number], parse_cache)
        if kept is None:  # The parse cache drops values that no build uses any more.
            return None
        old[number] = kept
    new = {number: files.posts[number].load() for number in changes.new_numbers}
    edits = edits_by_shard(changes, old, new, files.count)
    numbers = range(files.count) if changes.shifts else sorted(edits)
    patch = partial(_patch, files=files, keys=before, edits=edits, shifts=changes.shifts)
    patched: list[bytes | None] = spread(patch, numbers, jobs)
    made: dict[int, bytes] = {}
    for number, shard in zip(numbers, patched, strict=True):
        if shard is None:
            return None
        made[number] = shard
    keys = [shard_key(made[number]) if number in made else key for number, key in enumerate(before)]
    return PartShards(keys, made, files)


def _patch(
    number: int,
    files: PartFiles,
    keys: Sequence[bytes],
    edits: Mapping[int, ShardEdits],
    shifts: Sequence[Shift],
) -> bytes | None:
    """The patched shard `number`; None if its file is not the one that the last build left."""
    written = files.written(number, keys[number])
    return patch_shard(written, edits.get(number, NO_EDITS), shifts) if written is not None else None


class EditedSearch(msgspec.Struct, frozen=True):
    """The search after an edit: its new record, and the files that the edit changes, before and after it."""

    recorded: RecordedSearch | None
    before: Sequence[Output] = ()
    after: Sequence[Output] = ()


class EditSide(msgspec.Struct, frozen=True):
    """The posts before or after an edit, and the edit as it is seen from them."""

    posts: RecordedPosts
    edit: Edit

    @property
    def findable(self) -> Sequence[int]:
        """The places of the posts that the search finds, in the order of their numbers."""
        return self.posts.arrangement.connections.findable

    @property
    def minutes(self) -> int:
        """The minutes of the edited posts that the search finds."""
        edited = self.edit.posts or frozenset()
        return sum(self.posts.minutes(place) for place in self.findable if place in edited)

    @property
    def edited(self) -> dict[int, Summary]:
        """The edited summaries of posts that the search finds, by number."""
        edited = self.edit.summaries or frozenset()
        return {
            number: self.posts.summary(place) for number, place in enumerate(self.findable) if place in edited
        }

    @property
    def sources(self) -> list[str]:
        """The sources of the posts that the search finds, in the order of their numbers."""
        return list(map(self.posts.arrangement.sources.__getitem__, self.findable))


def edit_search(
    last: LastBuild,
    old: EditSide,
    new: EditSide,
    outlines: Sequence[Outline] | None,
    documents: CachedDocuments,
    parse_cache: ParseCache,
    options: BuildOptions,
) -> EditedSearch | None:
    """The search after an edit of posts. `outlines` are those of all posts after it, if it changes how posts
    are connected.

    None if the index holds pages, or if a post changed again meanwhile.
    """
    if last.search is None:
        return EditedSearch(None)
    if last.search.documents:  # They are not in the record.
        return None
    before, findable, sources = last.search.catalogue, new.findable, new.sources
    minutes = last.search.minutes - old.minutes + new.minutes
    parts = parts_of(len(findable), minutes)
    stored = [StoredContribution(search_key(new.posts.keys[source]), source, documents) for source in sources]
    try:
        shards = current_shards(stored, parts, last, parse_cache, options)
    except SiteError:
        return None
    old_edited, new_edited = old.edited, new.edited
    numbers, facets, facets_after = {*new_edited}, before.facets, list[Facets]()
    if outlines is not None:
        before_and_now = zip_longest(old.sources, sources)
        numbers |= {number for number, (was, present) in enumerate(before_and_now) if was != present}
        facets_after = _facets(outlines, new)
        facets = facets_key(facets_after)
    summary: Callable[[int], Summary] = lambda number: new.posts.summary(findable[number])  # noqa: E731
    catalogue = edited_catalogue(before, shards.keys, summary, numbers, facets)
    words = last.search.words
    if old_edited or new_edited:
        words = _edited_words(words, old_edited.values(), new_edited.values())
    indexed = Indexed(shards, summary, lambda: facets_after, partial(_WORDS.decode, words))
    was, now = ({output.path: output for output in plan_index(each, indexed)} for each in (before, catalogue))
    return EditedSearch(
        RecordedSearch(catalogue, minutes, words),
        [output for path, output in was.items() if path not in now or now[path].key != output.key],
        [output for path, output in now.items() if path not in was or was[path].key != output.key],
    )


def _facets(outlines: Sequence[Outline], new: EditSide) -> list[Facets]:
    """The values by which posts are filtered, in the order of their numbers."""
    categories, tags, _ = new.posts.arrangement.links
    found = map(outlines.__getitem__, new.findable)
    return [Facets(outline.month[0], categories(outline.categories), tags(outline.tags)) for outline in found]


def _edited_words(words: bytes, old: Iterable[Summary], new: Iterable[Summary]) -> bytes:
    """The packed words of all posts after an edit of some of them."""
    edited = Counter(_WORDS.decode(words))
    edited.subtract(words_of(old))
    edited.update(words_of(new))
    return msgspec.msgpack.encode(+edited)
