"""What language models read: the list of posts `llms.txt` (llmstxt.org), and all texts in a few files."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

import msgspec

from allforces_site.model import Output, Post
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
    if settings.llms_txt and edit.changes_summaries(posts.connections.findable):
        sections = _sections(posts, theme)
        yield Output(LIST_PATH, partial(render_list, sections, theme), key=theme.key("llms.txt", sections))
    if settings.llms_full_txt:
        yield from _texts(posts, edit, theme)


def _sections(posts: Posts, theme: Theme) -> list[Section]:
    found: dict[str, list[ListedPost]] = {term.name: [] for term in posts.connections.terms("category")}
    for place in reversed(posts.connections.findable):
        post = posts.post(place)
        if has_text(post, theme):
            categories = post.summary.categories
            found.setdefault(categories[0].name if categories else "", []).append(_listed(post, theme))
    return [Section(name, tuple(own)) for name, own in found.items() if own]


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


def _texts(posts: Posts, edit: Edit, theme: Theme) -> Iterator[Output]:
    """Yields the parts of all texts; if there are several, also the list of them."""
    places = posts.connections.findable
    parts = [places[first : first + POSTS_A_PART] for first in range(0, len(places), POSTS_A_PART)]
    paths = [f"llms-full-{number}.txt" for number in range(1, len(parts) + 1)]
    if len(parts) > 1 and edit.is_everything:
        yield Output(FULL_PATH, partial(render_parts, paths, theme), key=theme.key(None, FULL_PATH, paths))
    for path, part in zip(paths if len(parts) > 1 else [FULL_PATH], parts, strict=True):
        if edit.changes_posts(part):
            shown = [post for post in map(posts.post, part) if has_text(post, theme)]
            keys = [twin_key(post, theme) for post in shown]
            key = theme.key("post.md", "texts", keys) if all(keys) else b""
            yield Output(path, partial(render_texts, shown, theme), key=key)


def render_texts(posts: Sequence[Post], theme: Theme) -> bytes:
    """Returns the texts of posts, with a line between them."""
    return b"\n---\n\n".join(markdown_of(post, theme) for post in posts)


def render_parts(paths: Sequence[str], theme: Theme) -> bytes:
    """Returns the list of the files of texts, oldest posts first."""
    links = [f"- [{path}]({absolute_url(theme.config, f'/{path}')})" for path in paths]
    return "\n".join([f"# {theme.config.title or theme.config.url}", "", *links, ""]).encode()
