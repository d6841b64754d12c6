"""The record of a build after an edit of posts."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from allforces_site.build.incremental.arrangement import Rearranged
from allforces_site.build.incremental.changed_posts import ChangedPosts
from allforces_site.build.incremental.comparison import Comparison
from allforces_site.build.incremental.last_build import Inputs, LastBuild, RecordedSearch
from allforces_site.build.incremental.recorded_posts import RecordedPosts
from allforces_site.loaders.context import ReadContext
from allforces_site.loaders.load import due_of
from allforces_site.loaders.posts import reading_at
from allforces_site.loaders.source_record import PostRecord, names_digest_of
from allforces_site.outputs import news_sitemap, social_pictures
from allforces_site.renderer.theme import Theme


def present_records(comparison: Comparison, changed: ChangedPosts) -> list[PostRecord]:
    """The present records of all posts, by source."""
    sources = changed.sources
    kept = [record for record in comparison.post_records if record.source not in sources]
    new = [post.new_record for post in changed.all if post.new_record is not None]
    return sorted([*kept, *new], key=lambda record: record.source)


def edited_record(
    comparison: Comparison,
    changed: ChangedPosts,
    records: Sequence[PostRecord],
    now: Rearranged | None,
    new: RecordedPosts,
    search: RecordedSearch | None,
    theme: Theme,
    context: ReadContext,
) -> LastBuild:
    """The record after the edit, but what it says of outputs and outlines, and of the problems of pictures.

    `now` is how posts are arranged if that has changed, and `new` are the posts in any case.
    """
    last, arrangement = comparison.last, new.arrangement
    readings = {source: reading_at(reading, context.now) for source, reading in changed.new_readings.items()}
    times = [due_of(changed.new_readings.values(), (), context.now)]
    shape, problems = last.shape, last.problems
    numbers = {record.source: number for number, record in enumerate(records)}
    shape = replace(
        shape,
        order=tuple(map(numbers.__getitem__, arrangement.sources)),
        summary_keys=list(map(new.summary_key, arrangement.connections.posts)),
    )
    if now is not None:
        shape = replace(shape, connections=arrangement.connections)
        fonts = social_pictures.font_problems(now.outlines, theme)
        problems = replace(problems, of_terms=now.term_problems, of_fonts=tuple(fonts))
        times.append(news_sitemap.next_change((outline.date for outline in now.outlines), theme))
    of_posts = {source: own for source, own in problems.of_posts.items() if source not in changed.sources}
    of_posts |= {source: reading.problems for source, reading in readings.items() if reading.problems}
    beyond = {source for source, reading in readings.items() if reading.post is not None} - changed.new.keys()
    skipped = [item for item in last.skipped if item.source not in changed.sources - beyond]
    skipped += [reading.skipped for reading in readings.values() if reading.skipped is not None]
    return replace(
        last,
        due=min([*filter(None, [last.due]), *(time.timestamp() for time in times if time)], default=None),
        inputs=_inputs(comparison, records),
        shape=shape,
        search=search,
        skipped=tuple(sorted(skipped, key=lambda item: item.source)),
        problems=replace(problems, of_posts=of_posts),
    )


def _inputs(comparison: Comparison, records: Sequence[PostRecord]) -> Inputs:
    """What was read: of the files that are no posts, only new pictures differ."""
    inputs, new = replace(comparison.last.inputs, post_records=tuple(records)), comparison.new_states
    if not new or comparison.sources.found is None:
        return inputs
    return replace(
        inputs,
        names_digest=names_digest_of(comparison.sources.found),
        others=inputs.others | new,
        bare=tuple(sorted({*inputs.bare, *new})),
    )
