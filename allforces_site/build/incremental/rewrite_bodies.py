"""Rewrites the outputs that show the bodies of some posts, if nothing but these bodies changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec
from msgspec.structs import replace

from allforces_site.build.incremental.assemble_posts import assemble_posts
from allforces_site.build.incremental.comparison import Comparison
from allforces_site.build.incremental.edit_search import edit_search
from allforces_site.build.options import BuildOptions
from allforces_site.cache.output_stamps import OutputStamps, stamps_file
from allforces_site.cache.parse_cache import ParseCache
from allforces_site.loaders.cached_documents import CachedDocuments
from allforces_site.loaders.context import ReadContext
from allforces_site.loaders.read_posts import read_posts
from allforces_site.loaders.source_record import PostRecord
from allforces_site.model import Output, Post, StoredDocument
from allforces_site.outputs import BODY_OUTPUTS
from allforces_site.renderer.theme import Theme
from allforces_site.search.catalogue import Catalogue
from allforces_site.write.write_site import KnownOutput, Written, write_site


class RewriteResult(msgspec.Struct, frozen=True):
    """The present records and search catalogue, and what was written."""

    post_records: list[PostRecord]
    search: Catalogue | None
    written: Written


def rewrite_bodies(
    options: BuildOptions,
    before: Comparison,
    known: KnownOutput,
    theme: Theme,
    context: ReadContext,
    parse_cache: ParseCache,
) -> RewriteResult | None:
    """Rewrites the outputs that show changed bodies; None, with nothing written, if more than bodies changed.

    `known` is `before.output`. Raises `SiteError` if writing cannot begin.
    """
    assert options.cache is not None
    post_records = _read_changed(before, context, options.jobs, parse_cache)
    documents = CachedDocuments(parse_cache, before.entries, context, context.digest)
    if post_records is None:
        return None
    outputs = _outputs(before, known, post_records, theme, parse_cache, documents)
    search = edit_search(before.last, post_records, documents, parse_cache, options)
    if (
        outputs is None
        or search is None
        or parse_cache.trouble
        or not _have_keys(search.before, known.stamps)
    ):
        return None
    written = write_site(
        [*outputs, *search.outputs],
        options.output,
        jobs=1,
        keep_stale=True,
        stamps_at=stamps_file(options.cache, options.output),
        known=known,
    )
    return RewriteResult(post_records, search.catalogue, written)


def _read_changed(
    before: Comparison, context: ReadContext, jobs: int, parse_cache: ParseCache
) -> list[PostRecord] | None:
    """The present records; None if more than bodies changed. What was read stays in the parse cache."""
    post_records = list(before.post_records)
    changed = [before.entries[post_records[number].source] for number in before.changed]
    reads = read_posts(changed, context, jobs, parse_cache, lambda *_: None)
    for number, read in zip(before.changed, reads, strict=True):
        if read.post_record is None or read.post_record.summary_digest != post_records[number].summary_digest:
            return None
        post_records[number] = read.post_record
    return post_records


def _outputs(
    comparison: Comparison,
    known: KnownOutput,
    post_records: Sequence[PostRecord],
    theme: Theme,
    parse_cache: ParseCache,
    documents: CachedDocuments,
) -> list[Output] | None:
    """The outputs to write; None if they cannot be made, or a file is not what the last build wrote."""
    last = comparison.last
    order = last.shape.order
    pages = set(order)
    shown = [number for number in comparison.changed if number in pages]
    groups = [(kind, group) for kind in BODY_OUTPUTS for group in kind.groups(shown, order, theme)]
    posts = assemble_posts(
        {number for _, group in groups for number in group},
        last,
        post_records,
        parse_cache,
        documents,
    )
    if posts is None:
        return None
    old = {number: _with_body(post, last.inputs.post_records[number].key) for number, post in posts.items()}
    before, after = (
        [kind.output(tuple(by_number[number] for number in group), theme) for kind, group in groups]
        for by_number in (old, posts)
    )
    if not last.shape.outputs_of(shown) <= {output.path for output in after}:
        return None
    return after if _have_keys({item.path: item.key for item in before}, known.stamps) else None


def _have_keys(keys: Mapping[str, bytes], stamps: OutputStamps) -> bool:
    """Whether the files have these keys, by path: another output may have won a conflict for the path."""
    return all(path in stamps and stamps[path].key == key for path, key in keys.items())


def _with_body(post: Post, key: bytes) -> Post:
    """The post with its body as the parse cache keeps it under `key`."""
    document = post.source.document
    assert isinstance(document, StoredDocument)
    return replace(post, source=replace(post.source, document=replace(document, key=key)))
