"""Writes again the outputs that an edit of posts changes: texts, titles, terms, dates, names, new posts."""

from __future__ import annotations

from collections.abc import Collection, Set

import msgspec
from msgspec.structs import replace

from allforces_site.build.incremental.arrangement import (
    Arrangement,
    Rearranged,
    is_rearranged,
    last_arrangement,
    rearranged,
    with_present_lines,
)
from allforces_site.build.incremental.changed_posts import ChangedPosts, read_changed
from allforces_site.build.incremental.comparison import Comparison
from allforces_site.build.incremental.edit_search import EditSide, edit_search
from allforces_site.build.incremental.edited_lists import (
    all_uses,
    edited_lists,
    needs_lists,
    reported_anew,
    uses_by_source,
)
from allforces_site.build.incremental.edited_outputs import EditedOutputs, edited_outputs
from allforces_site.build.incremental.edited_pictures import edited_pictures
from allforces_site.build.incremental.edited_record import edited_record, present_records
from allforces_site.build.incremental.last_build import LastBuild, packed_outlines
from allforces_site.build.incremental.new_pictures import new_pictures
from allforces_site.build.incremental.recorded_outputs import OutputLists, outputs_file
from allforces_site.build.incremental.recorded_posts import LostPostError, PostStore, RecordedPosts
from allforces_site.build.options import BuildOptions
from allforces_site.build.report import SiteCounts
from allforces_site.cache.output_stamps import stamps_file
from allforces_site.cache.parse_cache import ParseCache
from allforces_site.errors import Problem
from allforces_site.loaders.cached_documents import CachedDocuments
from allforces_site.loaders.context import ReadContext
from allforces_site.outputs.assets import copied
from allforces_site.outputs.conflicts import are_apart
from allforces_site.outputs.picture_uses import picture_problems
from allforces_site.renderer.theme import Theme
from allforces_site.write.write_site import KnownOutput, Written, write_site


class Rewritten(msgspec.Struct, frozen=True):
    """What such a build did: the record that it leaves (but not the state of the output), what it wrote, and
    notes on pages that are gone. `lists` are those of the record if the edit changes them.
    """

    recorded: LastBuild
    written: Written
    lists: OutputLists | None
    notes: list[Problem]


def rewrite_edited(
    options: BuildOptions,
    comparison: Comparison,
    known: KnownOutput,
    theme: Theme,
    phrases: dict[str, tuple[str, ...]],
    context: ReadContext,
    parse_cache: ParseCache,
) -> Rewritten | None:
    """Writes again what changed posts change; None, with nothing written, if that takes a full build.

    `known` is `comparison.output`; phrases of titles are added to `phrases`, those that `theme` knows. Raises
    `SiteError` if writing cannot begin.
    """
    documents = CachedDocuments(parse_cache, comparison.entries, context, context.digest)
    changed = read_changed(comparison, documents, parse_cache, options.jobs)
    if changed is None or changed.take_a_full_build(theme.config):
        return None
    try:
        edit = _planned(options, comparison, known, theme, phrases, documents, changed, parse_cache)
    except LostPostError:
        return None
    if edit is None or parse_cache.trouble:
        return None
    written = write_site(
        list(edit.outputs.after.values()),
        options.output,
        options.jobs,
        stale=edit.outputs.gone,
        address=theme.config.address,
        with_content=theme.config.allforces.indexnow is not None,
        max_lost=options.max_lost(theme.config),
        stamps_at=stamps_file(options.cache, options.output) if options.cache else None,
        known=known,
        is_private=options.is_private,
    )
    notes: list[Problem] = []
    if written.gone and edit.lists is not None and edit.new_lists is not None:
        from allforces_site.build.gone_pages import gone_page_notes  # Few builds need the nearest names.

        last_pages = edit.lists.pages_in_order
        notes = gone_page_notes(written, edit.new_lists.pages_in_order, last_pages)
    return Rewritten(edit.recorded, written, edit.new_lists, notes)


class _Edit(msgspec.Struct, frozen=True):
    """What an edit changes: outputs, and the record; lists of all outputs before and after it, if needed."""

    outputs: EditedOutputs
    recorded: LastBuild
    lists: OutputLists | None
    new_lists: OutputLists | None


class _Arranged(msgspec.Struct, frozen=True):
    """The arrangement of the posts before an edit, and after it if that is another one.

    `changed` are the posts that changed, `packed_outlines` those of all posts after it.
    """

    changed: ChangedPosts
    before: Arrangement
    now: Rearranged | None
    packed_outlines: msgspec.Raw

    @property
    def after(self) -> Arrangement:
        """The arrangement after the edit."""
        return self.now.arrangement if self.now is not None else self.before


def _arranged(last: LastBuild, changed: ChangedPosts) -> _Arranged | None:
    """How the posts are arranged; None if the record does not tell."""
    before = last_arrangement(last)
    if not is_rearranged(changed.old, changed.new):
        changed = changed.among(before.places)  # Posts beyond `limit_posts` have no page.
        outlines = with_present_lines(last, changed.old, changed.new)
        return _Arranged(changed, before, None, outlines) if outlines is not None else None
    if not last.shape.can_change or not changed.sources.isdisjoint(last.shape.moved):
        return None
    now = rearranged(last, before, changed.sources, changed.new)
    return _Arranged(changed, now.before, now, packed_outlines(now.outlines)) if now is not None else None


def _planned(
    options: BuildOptions,
    comparison: Comparison,
    known: KnownOutput,
    theme: Theme,
    phrases: dict[str, tuple[str, ...]],
    documents: CachedDocuments,
    changed: ChangedPosts,
    parse_cache: ParseCache,
) -> _Edit | None:
    """What the changed posts change; None if that takes a full build. Raises `LostPostError`."""
    last, sources = comparison.last, changed.sources
    if not sources.isdisjoint(last.shape.bodies):
        return None
    arranged = _arranged(last, changed)
    if arranged is None:
        return None
    changed, before, now = arranged.changed, arranged.before, arranged.now
    records = present_records(comparison, changed)
    store = PostStore(last.shape.moved, parse_cache, documents, theme, phrases)
    keys = {record.source: record.key for record in last.inputs.post_records}
    new_keys = keys | {record.source: record.key for record in records if record.source in sources}
    summary_keys = dict(zip(before.sources, last.shape.summary_keys, strict=True))
    unchanged = {source: key for source, key in summary_keys.items() if source not in sources}
    old = RecordedPosts(before, keys, unchanged, store)
    new = old.after(arranged.after, new_keys)
    edited = edited_outputs(old, new, changed.old, changed.new, theme)
    if edited is None:
        return None
    old_edit, new_edit, outputs = edited
    outputs = outputs.without_lost(last.shape.contested, known.stamps)
    if any(before.sources[place] in last.shape.summaries for place in old_edit.summaries or ()):
        return None
    sides = EditSide(old, old_edit), EditSide(new, new_edit)
    search = edit_search(last, *sides, now.outlines if now else None, documents, parse_cache, options)
    if search is None:
        return None
    outputs = outputs.with_more(search.before, search.after)
    urls = {source: url for source, (url, _) in last.shape.moved.items()}
    pictures = edited_pictures(changed.old, changed.new, urls, theme)
    files = new_pictures(comparison, {use.path for use in pictures.after})
    if files is None:
        return None
    outputs = outputs.with_more((), (copied(file, theme) for file in files))
    lists, new_lists, of_pictures = None, None, last.problems.of_pictures
    paths = known.stamps.keys() | last.state.unstamped.keys()
    if needs_lists(outputs, pictures, paths, changed, theme):
        assert options.cache is not None
        lists = last.outputs.read(outputs_file(options.cache, options.output))
        if lists is None:
            return None
        listed = edited_lists(outputs, pictures, lists, paths, changed, new, theme)
        if listed is None:
            return None
        outputs, new_lists = listed
        of_pictures = tuple(
            picture_problems(all_uses(new_lists.uses), (paths - outputs.gone) | outputs.added)
        )
    contested = last.shape.contested if now is not None else ()
    if not outputs.are_in(known.stamps) or not _are_free(outputs, paths, contested, changed):
        return None
    recorded = edited_record(
        comparison, changed, records, now, new, search.recorded, theme, documents.context
    )
    recorded = replace(
        recorded,
        shape=replace(recorded.shape, packed_outlines=arranged.packed_outlines),
        problems=replace(recorded.problems, of_pictures=of_pictures),
    )
    if new_lists is None:
        overlay = replace(
            last.outputs,
            pages=last.outputs.pages | reported_anew(outputs, changed, new, {}, theme.config),
            uses=last.outputs.uses | uses_by_source(pictures, sources),
        )
        return _Edit(outputs, replace(recorded, outputs=overlay), None, None)
    counts = SiteCounts(
        len(new_lists.pages),
        sum(page.date is not None for page in new_lists.pages.values()),
        last.site_counts.files - len(outputs.gone) + len(outputs.added),
    )
    return _Edit(outputs, replace(recorded, site_counts=counts), lists, new_lists)


def _are_free(
    outputs: EditedOutputs, paths: Set[str], contested: Collection[str], changed: ChangedPosts
) -> bool:
    """Whether no new output is in the way of another one, and none that goes was."""
    if outputs.added and not are_apart([*(paths - outputs.before.keys()), *outputs.after]):
        return False
    left = outputs.gone | {post.path for post in changed.old.values()}
    return not contested or are_apart([*contested, *left])
