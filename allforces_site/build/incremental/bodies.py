"""Makes the outputs that show the bodies of some posts anew, where nothing but these bodies changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec
from msgspec.structs import replace

from allforces_site.build.incremental.edit_search import edit_search
from allforces_site.build.incremental.last_build import LastBuild
from allforces_site.build.incremental.posts_in_place import posts_in_place
from allforces_site.build.options import BuildOptions
from allforces_site.cache.output_stamps import OutputStamps, stamps_file
from allforces_site.cache.parse_cache import ParseCache
from allforces_site.loaders.cached_documents import CachedDocuments
from allforces_site.loaders.context import ReadContext
from allforces_site.loaders.read_posts import read_posts
from allforces_site.loaders.source_record import PostRecord
from allforces_site.loaders.walk import SourceEntry
from allforces_site.model import Output, Post, StoredDocument
from allforces_site.outputs import BODY_OUTPUTS
from allforces_site.renderer.theme import Theme
from allforces_site.search.catalogue import Catalogue
from allforces_site.write.write_site import Written, rewrite


class Bodies(msgspec.Struct, frozen=True):
    """`post_records` are those of `last`; `changed` are the indexes of those whose files hold other bytes now
    (`entries`, by source); `stamps` are those that the last build left.
    """

    last: LastBuild
    post_records: Sequence[PostRecord]
    changed: Sequence[int]
    entries: Mapping[str, SourceEntry]
    stamps: OutputStamps


class Rewritten(msgspec.Struct, frozen=True):
    """The records and the search of now, and what was written."""

    post_records: list[PostRecord]
    search: Catalogue | None
    written: Written


def rewrite_bodies(
    options: BuildOptions,
    bodies: Bodies,
    theme: Theme,
    context: ReadContext,
    before: Written,
    parse_cache: ParseCache,
) -> Rewritten | None:
    """What became of the changed bodies; None, and nothing was written, where more than bodies changed.

    `before` is what the last build left. Raises `SiteError` when writing cannot begin.
    """
    assert options.cache is not None
    post_records = _read(bodies, context, options.jobs, parse_cache)
    documents = CachedDocuments(parse_cache, dict(bodies.entries), context, context.digest)
    if post_records is None:
        return None
    outputs = _outputs(bodies, post_records, theme, parse_cache, documents)
    search = edit_search(bodies.last, post_records, documents, parse_cache, options)
    if (
        outputs is None
        or search is None
        or parse_cache.trouble
        or not _are_ours(search.before, bodies.stamps)
    ):
        return None
    written = rewrite(
        [*outputs, *search.outputs],
        options.output,
        before,
        bodies.stamps,
        stamps_file(options.cache, options.output),
    )
    return Rewritten(post_records, search.catalogue, written)


def _read(
    bodies: Bodies, context: ReadContext, jobs: int, parse_cache: ParseCache
) -> list[PostRecord] | None:
    """The records, if only bodies changed. What was read stays in the parse cache in any case."""
    post_records = list(bodies.post_records)
    changed = [bodies.entries[post_records[number].source] for number in bodies.changed]
    reads = read_posts(changed, context, jobs, parse_cache, lambda *_: None)
    for number, read in zip(bodies.changed, reads, strict=True):
        if read.post_record is None or read.post_record.summary_digest != post_records[number].summary_digest:
            return None
        post_records[number] = read.post_record
    return post_records


def _outputs(
    bodies: Bodies,
    post_records: Sequence[PostRecord],
    theme: Theme,
    parse_cache: ParseCache,
    documents: CachedDocuments,
) -> list[Output] | None:
    order = bodies.last.shape.order
    pages = set(order)
    shown = [number for number in bodies.changed if number in pages]
    groups = [(kind, group) for kind in BODY_OUTPUTS for group in kind.groups(shown, order, theme)]
    posts = posts_in_place(
        {n for _, group in groups for n in group}, bodies.last, post_records, parse_cache, documents
    )
    if posts is None:
        return None
    old = {
        number: _with_body(post, bodies.last.inputs.post_records[number].key)
        for number, post in posts.items()
    }
    before, after = (
        [kind.output(tuple(of[number] for number in group), theme) for kind, group in groups]
        for of in (old, posts)
    )
    if not bodies.last.shape.outputs_of(shown) <= {output.path for output in after}:
        return None
    return after if _are_ours({item.path: item.key for item in before}, bodies.stamps) else None


def _are_ours(keys: Mapping[str, bytes], stamps: OutputStamps) -> bool:
    """Whether the files at these paths were made of just this: one may be that of a rival for its path."""
    return all(path in stamps and stamps[path].key == key for path, key in keys.items())


def _with_body(post: Post, key: bytes) -> Post:
    """The post as it was when its body was the one that `key` names."""
    document = post.source.document
    assert isinstance(document, StoredDocument)
    return replace(post, source=replace(post.source, document=replace(document, key=key)))
