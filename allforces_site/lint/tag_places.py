"""Where a tag is written."""

from __future__ import annotations

from allforces_site.model import Site, Term


def first_place(site: Site, tag: Term) -> tuple[str, int | None]:
    """The first file, by path, with a tag that posts use, and the line of its tags."""
    source = min(post.source for post in tag.posts)
    lines = next(post.source.lines for post in site.posts if post.source.source == source)
    return source, lines.get("tags") or lines.get("tag")
