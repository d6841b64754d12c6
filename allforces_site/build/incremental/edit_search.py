"""The shards of the search: those of the last build, patched, if little changed; else new ones."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from itertools import zip_longest
from pathlib import Path

import msgspec

from allforces_site.build.incremental.last_build import LastBuild
from allforces_site.build.options import BuildOptions
from allforces_site.cache.parse_cache import ParseCache
from allforces_site.errors import SiteError
from allforces_site.files.regular_files import read_regular
from allforces_site.loaders.cached_documents import CachedDocuments
from allforces_site.loaders.source_record import PostRecord
from allforces_site.loaders.stored_contributions import StoredContribution, load_contribution, search_key
from allforces_site.model import Output
from allforces_site.outputs.search import CATALOGUE_PATH, catalogue_key, plan_edit, shard_path
from allforces_site.search.catalogue import Catalogue, PartKeys
from allforces_site.search.contributions import Contribution
from allforces_site.search.parts import Part
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


class PartFiles:
    """The sources of the shards of one part: the contributions of `posts`, in the order of their numbers, and
    the shard files that the last build left in `output`. `index` is that of the part.
    """

    def __init__(self, posts: Sequence[StoredContribution], output: Path, index: int, count: int) -> None:
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
    posts: Sequence[StoredContribution],
    parts: Sequence[Part],
    last: LastBuild | None,
    parse_cache: ParseCache,
    options: BuildOptions,
) -> Shards:
    """The shards of `posts`, in the order of their numbers, which are divided into `parts`.

    `last` is the record of the build that wrote the files in the output folder.
    """
    before: Sequence[PartKeys] = ()
    added: list[bytes] = []
    # Without the catalogue, the shards rarely exist.
    if last is not None and last.search is not None and (options.output / CATALOGUE_PATH).is_file():
        before = last.search.parts
        added = [search_key(last.inputs.post_records[number].key) for number in last.shape.order]
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
    """The outputs to write, the new catalogue, and the keys that their files had `before`, by path."""

    catalogue: Catalogue | None
    outputs: list[Output]
    before: dict[str, bytes]


def edit_search(
    last: LastBuild,
    post_records: Sequence[PostRecord],
    documents: CachedDocuments,
    parse_cache: ParseCache,
    options: BuildOptions,
) -> EditedSearch | None:
    """The search after an edit of bodies; None if a post changed again meanwhile.

    `post_records` are the records after the edit.
    """
    if last.search is None:
        return EditedSearch(None, [], {})
    now = [post_records[number] for number in last.shape.order]
    posts = [
        StoredContribution(search_key(post_record.key), post_record.source, documents) for post_record in now
    ]
    try:
        parts = [own.part for own in last.search.parts]
        shards = current_shards(posts, parts, last, parse_cache, options)
    except SiteError:
        return None
    catalogue, outputs = plan_edit(last.search, shards.keys, shards)
    return EditedSearch(catalogue, outputs, _keys_before(last.search, outputs))


def _keys_before(catalogue: Catalogue, outputs: Sequence[Output]) -> dict[str, bytes]:
    keys = {
        shard_path(index, number): key
        for index, part in enumerate(catalogue.parts)
        for number, key in enumerate(part.shards)
    }
    keys[CATALOGUE_PATH] = catalogue_key(catalogue)
    return {item.path: keys[item.path] for item in outputs}
