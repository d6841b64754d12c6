"""Posts as Markdown beside their pages, for programs that read texts: `allforces: {ai: {markdown: true}}`."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from allforces_site.config.page_language import language
from allforces_site.model import Output, Post
from allforces_site.outputs.from_posts import Edit, Posts
from allforces_site.outputs.redirects import redirect_target
from allforces_site.outputs.with_liquid import body_key
from allforces_site.renderer.theme import Theme
from allforces_site.text.robots import forbids_index
from allforces_site.urls.permalinks import encode_url, output_path

TEMPLATE = "post.md"


def changed(posts: Posts, edit: Edit, theme: Theme) -> Iterator[Output]:
    """Yields the texts of edited posts, newest first."""
    if not theme.config.allforces.ai.markdown:
        return
    places = posts.connections.posts if edit.posts is None else edit.posts
    for place in sorted(places, reverse=True):
        post = posts.post(place)
        url = twin_url(post, theme)
        if url is not None:
            yield Output(output_path(url), partial(markdown_of, post, theme), key=twin_key(post, theme))


def twin_url(post: Post, theme: Theme) -> str | None:
    """Returns the site-relative URL of the Markdown of a post; None if it has none."""
    if not theme.config.allforces.ai.markdown or not has_text(post, theme):
        return None
    path = output_path(post.url)
    return encode_url(f"/{path.removesuffix('.html').removesuffix('.htm')}.md")


def has_text(post: Post, theme: Theme) -> bool:
    """Whether a post may be read elsewhere, and shows a text."""
    return not forbids_index(post.source.robots) and redirect_target(post.source, theme) is None


def twin_key(post: Post, theme: Theme) -> bytes:
    """Returns the key of what `markdown_of` returns; b"" if it has none."""
    body = body_key(post, theme)
    lang = language(post.source.front_matter, theme.config)
    return theme.key(TEMPLATE, "markdown", body, post.summary.key, lang) if body else b""


def markdown_of(post: Post, theme: Theme) -> bytes:
    """Returns a post as Markdown: title, dates and so on, then the text as written, with Liquid rendered."""
    document = post.source.document.load()
    text = theme.liquid.text(post) if document.liquid is not None else document.written or ""
    lang = language(post.source.front_matter, theme.config)
    return theme.render(TEMPLATE, post.source.source, post=post.summary, lang=lang, text=text.strip())
