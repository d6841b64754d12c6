"""Reads edited posts, and finds out whether the edits leave the shape of the site as it is.

The shape is everything but the texts: addresses, order, terms, pictures, and what is left out or reported.
"""

from __future__ import annotations

from typing import Any

import msgspec
from msgspec.structs import asdict

from allforces_site.build.incremental.comparison import Comparison
from allforces_site.build.incremental.recorded_posts import stored_reading
from allforces_site.cache.parse_cache import ParseCache
from allforces_site.loaders.cached_documents import CachedDocuments
from allforces_site.loaders.posts import PostReading
from allforces_site.loaders.read_posts import read_posts
from allforces_site.loaders.source_record import PostRecord
from allforces_site.text.robots import forbids_index

# What an edit may change of a post: it is shown on pages that are there, and nothing else depends on it.
_SHOWN = frozenset(
    {
        "title",
        "title_phrases",
        "excerpt",
        "description",
        "measured_minutes",
        "word_count",
        "declared_minutes",
        "robots",
        "canonical_url",
        "front_matter",
        "document",
        # These hold lines; the pictures are compared without them.
        "lines",
        "pictures",
    }
)


class EditedPost(msgspec.Struct, frozen=True):
    """An edited post: its index in the records, its present record, and its place; None without a page.

    `is_reported_anew`: more of it changed than its body.
    """

    number: int
    post_record: PostRecord
    place: int | None
    is_reported_anew: bool


def read_edited(
    comparison: Comparison, documents: CachedDocuments, parse_cache: ParseCache, jobs: int
) -> list[EditedPost] | None:
    """The edited posts; None if an edit changes the shape of the site. What was read is kept by the cache."""
    last = comparison.last
    places = {number: place for place, number in enumerate(last.shape.order)}
    in_problems = {problem.file for problem in last.problems}
    records = [last.inputs.post_records[number] for number in comparison.changed]
    entries = [comparison.entries[record.source] for record in records]
    reads = read_posts(entries, documents.context, jobs, parse_cache, lambda *_: None)
    edited = []
    for number, old, read in zip(comparison.changed, records, reads, strict=True):
        if read.post_record is None:
            return None
        has_new_summary = read.post_record.summary_digest != old.summary_digest
        if has_new_summary:
            before = stored_reading(old.key, parse_cache, documents)
            is_named = old.source in in_problems
            if before is None or _shape_of(before, is_named) != _shape_of(read.reading, is_named):
                return None
        edited.append(EditedPost(number, read.post_record, places.get(number), has_new_summary))
    return edited


def _shape_of(reading: PostReading, is_named: bool) -> dict[str, Any]:
    """What a reading adds to the shape of the site. The lines of a post count if problems name it."""
    post = reading.post
    values = {name: value for name, value in asdict(post).items() if name not in _SHOWN} if post else {}
    if post is not None:
        values["pictures"] = post.pictures if is_named else [link.target for link in post.pictures]
        values["lines"] = post.lines if is_named else {}
        values["is_hidden"] = forbids_index(post.robots)
        values["twins"] = [post.front_matter.get(key) for key in ("lang", "lang_pair")]
    return {**values, "skipped": reading.skipped, "problems": reading.problems, "waits": reading.waits}
