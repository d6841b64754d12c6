"""The shards of the search: those of the last build, patched, if little changed; else new ones."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
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
from allforces_site.search.catalogue import Catalogue
from allforces_site.search.contributions import Contribution
from allforces_site.search.grams import SHARDS
from allforces_site.search.shard_edits import Edits, Shift, changes_of, edits_by_shard, patch_shard
from allforces_site.search.shards import Entries, gather, make_shard, shard_key
from allforces_site.workers import spread

# If more than one post in this many changed, making all shards again takes no longer than patching.
_MIN_POSTS_PER_CHANGE = 4


class ShardFiles:
    """The sources of `count` shards: the contributions of `posts`, in the order of their numbers, and the
    shard files that the last build left in `output`.
    """

    def __init__(self, posts: Sequence[StoredContribution], output: Path, count: int = SHARDS) -> None:
        self.posts = posts
        self.count = count
        self._output = output
        self._entries: list[Entries] | None = None

    def entries(self) -> list[Entries]:
        """What the posts add to each shard, gathered once. Raises `SiteError` if a post changed meanwhile."""
        if self._entries is None:
            self._entries = gather((post.load() for post in self.posts), self.count)
        return self._entries

    def written(self, number: int, key: bytes) -> bytes | None:
        """The shard `number` as its file holds it; None if the file does not have this key."""
        file = self._output / shard_path(number)
        try:
            content = read_regular(file) if file.is_file() else b""
        except OSError:
            return None
        return content if shard_key(content) == key else None

    def exist(self) -> bool:
        """Whether the catalogue of the last build exists; if not, the shards rarely do."""
        return (self._output / CATALOGUE_PATH).is_file()


class Shards:
    """The shards of all posts: `keys` are those of the shards by number; a call returns the bytes of one."""

    def __init__(self, keys: Sequence[bytes], made: Mapping[int, bytes], files: ShardFiles) -> None:
        self.keys = keys
        self._made = made
        self._files = files

    def __call__(self, number: int) -> bytes:
        """The bytes of the shard `number`. Raises `SiteError` if a post changed before it is made."""
        if number in self._made:
            return self._made[number]
        written = self._files.written(number, self.keys[number])
        return written if written is not None else make_shard(self._files.entries()[number])


def current_shards(files: ShardFiles, last: LastBuild | None, parse_cache: ParseCache, jobs: int) -> Shards:
    """The shards of the posts of `files`. `last` is the record of the build that wrote these files."""
    before = last.search if last is not None else None
    if last is not None and before is not None and len(before.shards) == files.count and files.exist():
        added = [search_key(last.inputs.post_records[number].key) for number in last.shape.order]
        patched = _patched(files, before, added, parse_cache, jobs)
        if patched is not None:
            return patched
    made: list[bytes] = spread(make_shard, files.entries(), jobs)
    return Shards(list(map(shard_key, made)), dict(enumerate(made)), files)


def _patched(
    files: ShardFiles, before: Catalogue, added: Sequence[bytes], parse_cache: ParseCache, jobs: int
) -> Shards | None:
    """The shards of `before`, patched; None if that takes longer than making them, or anything is missing.

    `added` are the keys of the contributions that the shards of `before` were made of, by number.
    """
    changes = changes_of(added, [post.key for post in files.posts])
    if changes is None or len(changes.new_numbers) * _MIN_POSTS_PER_CHANGE > len(files.posts):
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
    patch = partial(_patch, files=files, keys=before.shards, edits=edits, shifts=changes.shifts)
    patched: list[bytes | None] = spread(patch, numbers, jobs)
    made: dict[int, bytes] = {}
    for number, shard in zip(numbers, patched, strict=True):
        if shard is None:
            return None
        made[number] = shard
    keys = [shard_key(made[number]) if number in made else key for number, key in enumerate(before.shards)]
    return Shards(keys, made, files)


def _patch(
    number: int,
    files: ShardFiles,
    keys: Sequence[bytes],
    edits: Mapping[int, Edits],
    shifts: Sequence[Shift],
) -> bytes | None:
    """The patched shard `number`; None if its file is not the one that the last build left."""
    written = files.written(number, keys[number])
    return patch_shard(written, edits.get(number, {}), shifts) if written is not None else None


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
        files = ShardFiles(posts, options.output, len(last.search.shards))
        shards = current_shards(files, last, parse_cache, options.jobs)
    except SiteError:
        return None
    catalogue, outputs = plan_edit(last.search, shards.keys, shards)
    return EditedSearch(catalogue, outputs, _keys_before(last.search, outputs))


def _keys_before(catalogue: Catalogue, outputs: Sequence[Output]) -> dict[str, bytes]:
    keys = {shard_path(number): key for number, key in enumerate(catalogue.shards)}
    keys[CATALOGUE_PATH] = catalogue_key(catalogue)
    return {item.path: keys[item.path] for item in outputs}
