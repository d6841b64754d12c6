"""Makes the outputs that show the bodies of some posts anew, where nothing but these bodies changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec
from msgspec.structs import replace

from allforces_site.build.incremental.edit_search import search_again
from allforces_site.build.incremental.last_build import LastBuild
from allforces_site.build.incremental.posts_in_place import posts_again
from allforces_site.build.options import BuildOptions
from allforces_site.cache.output_stamps import OutputStamps, stamps_file
from allforces_site.cache.parse_cache import Memo
from allforces_site.loaders.context import ReadContext
from allforces_site.loaders.recall import MemoDocuments, read_posts
from allforces_site.loaders.source_record import Trace
from allforces_site.loaders.walk import Entry
from allforces_site.model import Output, Post, StoredDocument
from allforces_site.outputs import SHOWING_BODIES
from allforces_site.renderer.theme import Theme
from allforces_site.search.catalogue import Catalogue
from allforces_site.write.write_site import Written, rewrite


class Bodies(msgspec.Struct, frozen=True):
    """`traces` are those of `last`, `changed` tells which of their files (`entries`, by source) hold other
    bytes now; `stamps` are those that the last build left.
    """

    last: LastBuild
    traces: Sequence[Trace]
    changed: Sequence[int]
    entries: Mapping[str, Entry]
    stamps: OutputStamps


class Rewritten(msgspec.Struct, frozen=True):
    """The traces and the search of now, and what was written."""

    traces: list[Trace]
    search: Catalogue | None
    written: Written


def rewrite_bodies(
    options: BuildOptions, bodies: Bodies, theme: Theme, context: ReadContext, before: Written, memo: Memo
) -> Rewritten | None:
    """What became of the changed bodies; None, and nothing was written, where more than bodies changed.

    `before` is what the last build left. Raises `SiteError` when writing cannot begin.
    """
    assert options.cache is not None
    traces = _read(bodies, context, options.jobs, memo)
    documents = MemoDocuments(memo, dict(bodies.entries), context, context.digest)
    if traces is None:
        return None
    outputs = _outputs(bodies, traces, theme, memo, documents)
    search = search_again(bodies.last, traces, documents, memo, options)
    if outputs is None or search is None or memo.trouble or not _are_ours(search.before, bodies.stamps):
        return None
    written = rewrite(
        [*outputs, *search.outputs],
        options.output,
        before,
        bodies.stamps,
        stamps_file(options.cache, options.output),
    )
    return Rewritten(traces, search.catalogue, written)


def _read(bodies: Bodies, context: ReadContext, jobs: int, memo: Memo) -> list[Trace] | None:
    """The traces, if only bodies changed. What was read stays in the memo in any case."""
    traces = list(bodies.traces)
    changed = [bodies.entries[traces[number].source] for number in bodies.changed]
    reads = read_posts(changed, context, jobs, memo, lambda *_: None)
    for number, read in zip(bodies.changed, reads, strict=True):
        if read.trace is None or read.trace.facts != traces[number].facts:
            return None
        traces[number] = read.trace
    return traces


def _outputs(
    bodies: Bodies, traces: Sequence[Trace], theme: Theme, memo: Memo, documents: MemoDocuments
) -> list[Output] | None:
    order = bodies.last.shape.order
    pages = set(order)
    shown = [number for number in bodies.changed if number in pages]
    groups = [(kind, group) for kind in SHOWING_BODIES for group in kind.groups(shown, order, theme)]
    posts = posts_again({n for _, group in groups for n in group}, bodies.last, traces, memo, documents)
    if posts is None:
        return None
    old = {number: _with_body(post, bodies.last.inputs.traces[number].key) for number, post in posts.items()}
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
