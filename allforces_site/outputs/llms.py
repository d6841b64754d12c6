"""What language models read: the list of posts `llms.txt` (llmstxt.org), and all texts in a few files."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

import msgspec

from allforces_site.model import Connections, Output, Post
from allforces_site.outputs.from_posts import Edit, Posts
from allforces_site.outputs.markdown_twins import has_text, markdown_of, twin_key, twin_url
from allforces_site.renderer.theme import Theme, absolute_url

LIST_PATH = "llms.txt"
FULL_PATH = "llms-full.txt"

# The posts of one file of texts: 100 of 10,000 Japanese characters are 3 MB. Parts are counted from the
# oldest post, so that a new one changes the last part alone.
POSTS_A_PART = 100


class ListedPost(msgspec.Struct, frozen=True):
    """A post of the list; `url` is site-relative, that of its Markdown if there is any."""

    title: str
    url: str
    description: str


class Section(msgspec.Struct, frozen=True):
    """The posts of a category, newest first; one of several is in the first. `name` is "" for none."""

    name: str
    posts: tuple[ListedPost, ...]


def changed(posts: Posts, edit: Edit, theme: Theme) -> Iterator[Output]:
    """Yields the files that the settings ask for and that `edit` changes, if the site has an address."""
    settings = theme.config.allforces.ai
    if not theme.config.url:
        return
    other, names = edit.other_connections(posts.connections), _names(posts.connections)
    there = other.findable if other is not None else None
    if settings.llms_txt and (
        edit.changes_list(posts.connections.findable, there) or other is None or _names(other) != names
    ):
        sections = _sections(posts, theme)
        yield Output(LIST_PATH, partial(render_list, sections, theme), key=theme.key("llms.txt", sections))
    if settings.llms_full_txt:
        yield from _texts(posts, there, edit, theme)


def _sections(posts: Posts, theme: Theme) -> list[Section]:
    found: dict[str, list[ListedPost]] = {name: [] for name in _names(posts.connections)}
    for place in reversed(posts.connections.findable):
        post = posts.post(place)
        if has_text(post, theme):
            categories = post.summary.categories
            found.setdefault(categories[0].name if categories else "", []).append(_listed(post, theme))
    return [Section(name, tuple(own)) for name, own in found.items() if own]


def _names(connections: Connections) -> list[str]:
    """The names of the categories, in their order, which posts that are not listed decide, too."""
    return [term.name for term in connections.terms("category")]


def _listed(post: Post, theme: Theme) -> ListedPost:
    summary = post.summary
    url = twin_url(post, theme) or post.url
    return ListedPost(_on_one_line(summary.title or url), url, _on_one_line(summary.description))


def _on_one_line(text: str) -> str:
    """Text of Markdown on one line, without signs that would begin or end a link."""
    return " ".join(text.split()).replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]")


def render_list(sections: Sequence[Section], theme: Theme) -> bytes:
    """Returns the list of posts by category."""
    return theme.render("llms.txt", LIST_PATH, sections=sections)


# ---- all texts ---------------------------------------------------------------------------------


def _texts(posts: Posts, there: Sequence[int] | None, edit: Edit, theme: Theme) -> Iterator[Output]:
    """Yields the parts of all texts; if there are several, also the list of them.

    `there` are the findable posts on the other side of the edit.
    """
    parts = _parts(posts.connections.findable)
    others = _parts(there) if there is not None else {}
    paths = [*parts]
    if len(paths) > 1 and paths != [*others]:
        yield Output(FULL_PATH, partial(render_parts, paths, theme), key=theme.key(None, FULL_PATH, paths))
    for path, part in parts.items():
        if edit.changes_texts(part, others.get(path)):
            shown = [post for post in map(posts.post, part) if has_text(post, theme)]
            keys = [twin_key(post, theme) for post in shown]
            key = theme.key("post.md", "texts", keys) if all(keys) else b""
            yield Output(path, partial(render_texts, shown, theme), key=key)


def _parts(places: Sequence[int]) -> dict[str, Sequence[int]]:
    """The places of the posts of each file of texts, by its path."""
    parts = [places[first : first + POSTS_A_PART] for first in range(0, len(places), POSTS_A_PART)]
    if len(parts) == 1:
        return {FULL_PATH: parts[0]}
    return {f"llms-full-{number}.txt": part for number, part in enumerate(parts, 1)}


def render_texts(posts: Sequence[Post], theme: Theme) -> bytes:
    """Returns the texts of posts, with a line between them."""
    return b"\n---\n\n".join(markdown_of(post, theme) for post in posts)


def render_parts(paths: Sequence[str], theme: Theme) -> bytes:
    """Returns the list of the files of texts, oldest posts first."""
    links = [f"- [{path}]({absolute_url(theme.config, f'/{path}')})" for path in paths]
    return "\n".join([f"# {theme.config.title or theme.config.url}", "", *links, ""]).encode()
