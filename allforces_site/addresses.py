"""Two posts with one address: the later one keeps it, the earlier one moves to a stable other one."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from allforces_site.errors import Problem, Severity
from allforces_site.model import SourcePost
from allforces_site.permalinks import alternate_url, output_path


class PlacedPost(msgspec.Struct, frozen=True):
    """A post and the address at which it is written."""

    post: SourcePost
    url: str
    path: str


def place_posts(posts: Iterable[SourcePost], severity: Severity) -> tuple[list[PlacedPost], list[Problem]]:
    """Every post at an address of its own, in the given order, oldest first; a problem for each that moved.

    The later post keeps the address, as in Jekyll, where it overwrites the other (Document#<=>: by date,
    then by path). The earlier one's address depends on its own file and URL alone.
    """
    posts = list(posts)
    owner = {post.path: post for post in posts}
    placed, problems = [], []
    for post in posts:
        later = owner[post.path]
        if later is post:
            placed.append(PlacedPost(post, post.url, post.path))
            continue
        url, path = _other_address(post)
        placed.append(PlacedPost(post, url, path))
        problems.append(
            Problem(
                "url-collision",
                severity,
                f"this post and {later.source} both want {post.url}; "
                f"the later one keeps it, this one is at {url}",
                post.source,
                next((post.lines[key] for key in ("permalink", "slug", "date") if key in post.lines), None),
                hint="give one of them a `slug:` or `permalink:` of its own",
            )
        )
    return placed, problems


def _other_address(post: SourcePost) -> tuple[str, str]:
    url = alternate_url(post.url, post.source)
    try:
        return url, output_path(url)
    except ValueError:
        # The slug is so long that nothing can be added to it: the file's own mark is enough.
        url = alternate_url(post.url.rstrip("/").rpartition("/")[0] + "/post/", post.source)
        return url, output_path(url)
