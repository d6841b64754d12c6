"""The pictures that edited posts name, and their smaller copies."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

import msgspec

from allforces_site.model import NamedPicture, Output, SourcePost
from allforces_site.outputs import picture_copies
from allforces_site.outputs.picture_uses import PictureUse, in_order, named_by_file, uses_in
from allforces_site.renderer.theme import Theme


class EditedPictures(msgspec.Struct, frozen=True):
    """The uses of pictures in edited posts, in order, before and after the edit."""

    before: list[PictureUse]
    after: list[PictureUse]

    def change_problems(self, written: Collection[str]) -> bool:
        """Whether the edit changes what is reported; `written` are the paths of all outputs."""
        return _faulty(self.before, written) != _faulty(self.after, written)

    @property
    def change_copies(self) -> bool:
        """Whether other pictures are used than before."""
        return {use.path for use in self.before} != {use.path for use in self.after}

    def copies(self, used: Collection[str], theme: Theme) -> tuple[list[Output], list[Output]]:
        """The copies of pictures before and after the edit, without those that other posts and pages have
        `used` as well, which stay.
        """
        before, after = (
            list(picture_copies.plan([use for use in uses if use.path not in used], theme.gallery.store))
            for uses in (self.before, self.after)
        )
        return before, after


def _faulty(uses: Sequence[PictureUse], written: Collection[str]) -> list[NamedPicture]:
    faulty = [use for use in uses if use.trouble is not None or use.path not in written]
    return [named for own in named_by_file(faulty).values() for named in own]


def edited_pictures(
    old: Mapping[str, SourcePost], new: Mapping[str, SourcePost], urls: Mapping[str, str], theme: Theme
) -> EditedPictures:
    """The uses in the posts before and after an edit, both by source.

    `urls` are the addresses of posts that have another than their own, by source.
    """
    before, after = (
        in_order(
            use
            for post in posts.values()
            for use in uses_in(post, urls.get(post.source, post.url), theme.gallery)
        )
        for posts in (old, new)
    )
    return EditedPictures(before, after)
