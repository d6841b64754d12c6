"""Writes again the outputs that show edited posts, if the edits leave the shape of the site as it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from allforces_site.build.incremental.comparison import Comparison
from allforces_site.build.incremental.edit_search import edit_search
from allforces_site.build.incremental.edited_posts import EditedPost, read_edited
from allforces_site.build.incremental.last_build import LastBuild
from allforces_site.build.incremental.recorded_posts import LostPostError, RecordedPosts
from allforces_site.build.options import BuildOptions
from allforces_site.build.report import ReportedPage, reported_page
from allforces_site.cache.output_stamps import stamps_file
from allforces_site.cache.parse_cache import ParseCache
from allforces_site.loaders.cached_documents import CachedDocuments
from allforces_site.loaders.context import ReadContext
from allforces_site.model import Output
from allforces_site.outputs import plan_changed
from allforces_site.outputs.from_posts import Edit
from allforces_site.renderer.theme import Theme
from allforces_site.write.write_site import KnownOutput, Written, write_site


def rewrite_edited(
    options: BuildOptions,
    comparison: Comparison,
    known: KnownOutput,
    theme: Theme,
    phrases: dict[str, tuple[str, ...]],
    context: ReadContext,
    parse_cache: ParseCache,
) -> tuple[LastBuild, Written] | None:
    """Writes again what shows edited posts; None, with nothing written, if the shape of the site changed.

    Returns the record of the last build with what the edits change of it (but not the state of the output),
    and what was written. `known` is `comparison.output`; phrases of titles are added to `phrases`, those that
    `theme` knows. Raises `SiteError` if writing cannot begin.
    """
    assert options.cache is not None
    last = comparison.last
    documents = CachedDocuments(parse_cache, comparison.entries, context, context.digest)
    edited = read_edited(comparison, documents, parse_cache, options.jobs)
    if edited is None:
        return None
    post_records = list(comparison.post_records)
    for post in edited:
        post_records[post.number] = post.post_record
    keys = [last.inputs.post_records[number].key for number in last.shape.order]
    old = RecordedPosts(last, keys, parse_cache, documents, theme, phrases)
    shown = {post.place: post for post in edited if post.place is not None}
    new = old.after({place: post.post_record.key for place, post in shown.items()})
    try:
        edit = _edit(shown, old, new)
        if _shows_more(last, edit):
            return None
        before, after = (plan_changed(posts.lookups, edit, theme) for posts in (old, new))
        search = edit_search(last, edit, old, new, documents, parse_cache, options)
    except LostPostError:
        return None
    keys_before = {output.path: output.key for output in [*before, *(search.before if search else [])]}
    if search is None or parse_cache.trouble or not _have_keys(keys_before, known):
        return None
    written = write_site(
        [*after, *search.outputs],
        options.output,
        options.jobs,
        keep_stale=True,
        address=last.config.address,
        with_content=last.config.allforces.indexnow is not None,
        stamps_at=stamps_file(options.cache, options.output),
        known=known,
        is_private=options.is_private,
    )
    inputs = replace(last.inputs, post_records=tuple(post_records))
    changed = _changed_pages(last, new, after, shown)
    pages = replace(last.pages, changed={**last.pages.changed, **changed})
    return replace(last, inputs=inputs, search=search.recorded, pages=pages), written


def _edit(shown: Mapping[int, EditedPost], old: RecordedPosts, new: RecordedPosts) -> Edit:
    """What the edits change of the posts with a page, which are given by place."""
    has_new_summary = (
        place for place, post in shown.items() if old.summary(place).key != new.summary(place).key
    )
    return Edit(frozenset(shown), frozenset(has_new_summary))


def _shows_more(last: LastBuild, edit: Edit) -> bool:
    """Whether the edit changes an output that only a full build plans."""
    return edit.changes_posts(last.shape.bodies) or edit.changes_summaries(last.shape.summaries)


def _have_keys(keys: Mapping[str, bytes], known: KnownOutput) -> bool:
    """Whether the files have these keys, by path: another output may have won a conflict for the path."""
    return all(path in known.stamps and known.stamps[path].key == key for path, key in keys.items())


def _changed_pages(
    last: LastBuild, posts: RecordedPosts, outputs: Sequence[Output], shown: Mapping[int, EditedPost]
) -> dict[str, ReportedPage]:
    """The pages of the report that the edit changes, by output path."""
    edited = [posts.post(place) for place, post in shown.items() if post.is_reported_anew]
    by_path = {output.path: output for output in outputs}
    return {post.path: reported_page(by_path[post.path], post.url, post, last.config) for post in edited}
