"""Gives posts and pages addresses of their own: one whose path is taken moves to a stable alternate address.

Copied files and those that the generator makes keep their paths; then pages get theirs, then posts. Of two
posts the later one keeps the address, as in Jekyll, where it overwrites the other (Document#<=>: by date,
then by path); of two pages the first by path keeps it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import msgspec
from msgspec.structs import replace

from allforces_site.errors import Problem, Severity
from allforces_site.messages.message import Message, say
from allforces_site.model import Asset, Output, SourcePage, SourcePost
from allforces_site.text.lookalikes import distinguished
from allforces_site.urls.permalinks import alternate_urls, folders_above, output_path, same_name


class PlacedPost(msgspec.Struct, frozen=True):
    """A post and the address at which it is written."""

    post: SourcePost
    url: str
    path: str


class Places:
    """Output paths that are taken, and their owners. A file takes its path and the folders above it.

    An owner is a source file, or, with a slash before it, the path of a file that the generator makes.

    With `ignore_case`, names that macOS and Windows treat as equal are equal (see `same_name`).
    """

    def __init__(self, *, ignore_case: bool = False) -> None:
        self._name: Callable[[str], str] = same_name if ignore_case else str
        self._files: dict[str, str] = {}
        self._folders: dict[str, str] = {}

    def take(self, path: str, owner: str) -> None:
        """Gives the path to `owner`, if it is free."""
        name = self._name(path)
        self._files.setdefault(name, owner)
        for folder in folders_above(name):
            if folder in self._folders:
                break
            self._folders[folder] = owner

    def owner(self, path: str) -> str | None:
        """The owner of what keeps a file from being written at `path`; None if nothing does."""
        if not self._files:
            return None
        return self._files.get(self._name(path)) or self.blocker(path)

    def blocker(self, path: str) -> str | None:
        """The owner of a folder at `path`, or of a file where a folder above it is needed; else None."""
        name = self._name(path)
        if name in self._folders:
            return self._folders[name]
        for folder in folders_above(name):
            if folder in self._files:
                return self._files[folder]
            if folder in self._folders:  # Then those above it are folders, too.
                break
        return None


class OtherPlaces(msgspec.Struct, frozen=True):
    """The places of everything but posts: copied files, files that the generator makes, and pages."""

    copied: Places
    made: Places
    pages: Places

    def owner(self, path: str) -> str | None:
        """The owner of what keeps a post from being written at `path`; None if nothing does."""
        return self.pages.owner(path) or self.copied.owner(path) or self.made.owner(path)


def fixed_places(assets: Iterable[Asset], outputs: Iterable[Output] = ()) -> OtherPlaces:
    """The places of `assets` and of other `outputs` that cannot move, without any pages."""
    copied, made = Places(ignore_case=True), Places(ignore_case=True)
    for asset in assets:
        copied.take(asset.path, asset.source)
    for output in outputs:
        if output.source is None:
            made.take(output.path, f"/{output.path}")
        else:
            copied.take(output.path, output.source)
    return OtherPlaces(copied, made, Places(ignore_case=True))


# ---- pages -----------------------------------------------------------------------------------


def place_pages(
    pages: Sequence[SourcePage], fixed: OtherPlaces
) -> tuple[tuple[SourcePage, ...], list[Problem]]:
    """Every page at an address of its own, in the given order, and a problem for each that moved.

    The pages are added to the `fixed` places. A page may replace a file of the generator, and any other file
    replaces a page that only Liquid could fill: such pairs share a path for now.
    """
    # Pages without Liquid replace pages with Liquid, so these are kept apart.
    whole, liquid = Places(), Places()
    taken_by: dict[str, str] = {}
    for page in pages:
        rival = fixed.made.blocker(page.path)
        if page.has_faulty_liquid:
            rival = rival or fixed.copied.blocker(page.path) or liquid.owner(page.path)
        else:
            rival = rival or fixed.copied.owner(page.path) or whole.owner(page.path)
        if rival is None:
            (liquid if page.has_faulty_liquid else whole).take(page.path, page.source)
        else:
            taken_by[page.source] = rival
    placed, problems = [], []
    for page in pages:
        if page.source in taken_by:
            rivals = (fixed, whole, liquid)
            url, path = _free_address(page.url, page.source, "page", rivals)
            whole.take(path, page.source)
            problems.append(_page_moved(page, taken_by[page.source], url))
            page = replace(page, url=url, path=path)
        fixed.pages.take(page.path, page.source)
        placed.append(page)
    return tuple(placed), problems


def _page_moved(page: SourcePage, rival: str, url: str) -> Problem:
    return Problem(
        "output-collision",
        Severity.WARNING,
        say(
            "{source} wants {wanted}, the place of {rival}; it is at {url} instead",
            source=page.source,
            wanted=page.url,
            rival=_named(rival, page.source),
            url=url,
        ),
        page.source,
        page.lines.get("permalink"),
        hint=say("give it another `permalink:` or name"),
    )


# ---- posts -----------------------------------------------------------------------------------


def place_posts(
    posts: Iterable[SourcePost], severity: Severity, others: OtherPlaces | None = None
) -> tuple[list[PlacedPost], list[Problem]]:
    """Every post at an address of its own, in the given order, oldest first; a problem for each that moved.

    `others` are the places of everything but posts. The alternate address of a post depends only on its own
    file and URL, unless it is taken, too.
    """
    posts = list(posts)
    others = others or fixed_places(())
    own = Places()
    taken_by: dict[str, str] = {}
    for post in reversed(posts):
        rival = others.owner(post.path) or own.owner(post.path)
        if rival is None:
            own.take(post.path, post.source)
        else:
            taken_by[post.source] = rival
    placed, problems = [], []
    for post in posts:
        if post.source not in taken_by:
            placed.append(PlacedPost(post, post.url, post.path))
            continue
        url, path = _free_address(post.url, post.source, "post", (others, own))
        own.take(path, post.source)
        placed.append(PlacedPost(post, url, path))
        is_fixed = others.owner(post.path) is not None
        problems.append(_post_moved(post, taken_by[post.source], url, severity, is_fixed=is_fixed))
    return placed, problems


def _post_moved(post: SourcePost, rival: str, url: str, severity: Severity, *, is_fixed: bool) -> Problem:
    other = _named(rival, post.source)
    if is_fixed:
        message = say(
            "{source} wants {wanted}, the place of {rival}; it is at {url} instead",
            source=post.source,
            wanted=post.url,
            rival=other,
            url=url,
        )
    else:
        message = say(
            "this post and {other} both want {wanted}; the later one keeps it, this one is at {url}",
            other=other,
            wanted=post.url,
            url=url,
        )
    return Problem(
        "url-collision",
        severity,
        message,
        post.source,
        next((post.lines[key] for key in ("permalink", "slug", "date") if key in post.lines), None),
        hint=say("give one of them a `slug:` or `permalink:` of its own"),
    )


def _named(owner: str, source: str) -> Message:
    """The owner of a path that `source` wants, and in what their names differ if they look the same."""
    if owner.startswith("/"):
        return say("the generator's {path}", path=owner)
    return say("{file}{difference}", file=owner, difference=distinguished(source, owner))


def _free_address(url: str, source: str, name: str, taken: Sequence[Places | OtherPlaces]) -> tuple[str, str]:
    """URL and output path of the first of a source's alternate addresses that is free."""
    for other in alternate_urls(url, source, name):
        try:
            path = output_path(other)
        except ValueError:  # The name is so long that nothing can be added to it.
            continue
        if all(places.owner(path) is None for places in taken):
            return other, path
    raise AssertionError("alternate addresses never run out")
