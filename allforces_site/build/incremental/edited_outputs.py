"""The outputs that an edit changes: planned from the posts before it and from those after it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import msgspec

from allforces_site.build.incremental.recorded_posts import RecordedPosts
from allforces_site.cache.output_stamps import OutputStamps
from allforces_site.model import Claim, Output, SourcePost
from allforces_site.outputs import plan_changed
from allforces_site.outputs.from_posts import NOWHERE, Edit, OtherPosts
from allforces_site.renderer.theme import Theme
from allforces_site.text.robots import forbids_index


class EditedOutputs(msgspec.Struct, frozen=True):
    """Outputs as they are planned before and after an edit, by path."""

    before: dict[str, Output]
    after: dict[str, Output]

    @property
    def gone(self) -> frozenset[str]:
        """The paths of those that are no more."""
        return frozenset(self.before.keys() - self.after.keys())

    @property
    def added(self) -> frozenset[str]:
        """The paths of those that are new."""
        return frozenset(self.after.keys() - self.before.keys())

    def with_more(self, before: Iterable[Output], after: Iterable[Output]) -> EditedOutputs:
        """These outputs and others."""
        return EditedOutputs(self.before | by_path(before), self.after | by_path(after))

    def without_lost(self, contested: Iterable[str], stamps: OutputStamps) -> EditedOutputs:
        """The same without those that another output has won the path of, such as an author's own home page.

        `contested` are the paths for which that may be so.
        """
        lost = {path for path in contested if path in self.before and not _is_in(stamps, self.before[path])}
        before, after = (
            {path: output for path, output in outputs.items() if path not in lost}
            for outputs in (self.before, self.after)
        )
        return EditedOutputs(before, after)

    def are_in(self, stamps: OutputStamps) -> bool:
        """Whether the files are those that are planned before the edit, and the next build may know those
        after it: another output may have won a conflict for a path, and few have no key.
        """
        made = (output for output in self.after.values() if output.claim is not Claim.COPIED)
        return all(_is_in(stamps, output) for output in self.before.values()) and all(
            output.key for output in made
        )


def _is_in(stamps: OutputStamps, output: Output) -> bool:
    """Whether the file is the one of this output."""
    return output.path in stamps and stamps[output.path].key == output.key


def by_path(outputs: Iterable[Output]) -> dict[str, Output]:
    """The outputs by path."""
    return {output.path: output for output in outputs}


def edited_outputs(
    old: RecordedPosts,
    new: RecordedPosts,
    old_posts: Mapping[str, SourcePost],
    new_posts: Mapping[str, SourcePost],
    theme: Theme,
) -> tuple[Edit, Edit, EditedOutputs] | None:
    """The edit seen from the posts before and after it, and the outputs that it changes.

    `old_posts` and `new_posts` are the changed ones, by source. None if two outputs have one path.
    """
    places = old.arrangement.places, new.arrangement.places
    has_new_summary = {
        source
        for source in old_posts.keys() | new_posts.keys()
        if source not in old_posts
        or source not in new_posts
        or forbids_index(old_posts[source].robots) != forbids_index(new_posts[source].robots)
        or old.summary(places[0][source]).key != new.summary(places[1][source]).key
    }
    edits = [
        Edit(
            frozenset(own[source] for source in posts),
            frozenset(own[source] for source in posts if source in has_new_summary),
            _other(here, there, others) if here.arrangement is not there.arrangement else None,
        )
        for posts, own, others, here, there in (
            (old_posts, places[0], places[1], old, new),
            (new_posts, places[1], places[0], new, old),
        )
    ]
    before, after = (
        plan_changed(posts.lookups, edit, theme) for posts, edit in zip((old, new), edits, strict=True)
    )
    outputs = EditedOutputs(by_path(before), by_path(after))
    has_conflicts = len(outputs.before) < len(before) or len(outputs.after) < len(after)
    return None if has_conflicts else (edits[0], edits[1], outputs)


def _other(here: RecordedPosts, there: RecordedPosts, places: Mapping[str, int]) -> OtherPosts:
    return OtherPosts(
        there.arrangement.connections, [places.get(source, NOWHERE) for source in here.arrangement.sources]
    )
