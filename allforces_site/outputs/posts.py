"""A page for each post."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from allforces_site.model import Claim, Document, Output, Post, Site, StoredDocument, Summary
from allforces_site.outputs.bodies import BodyOutputs
from allforces_site.outputs.head import post_head
from allforces_site.outputs.shown_body import shown_body
from allforces_site.outputs.social_pictures import social_url
from allforces_site.outputs.with_pictures import post_with_pictures
from allforces_site.renderer.theme import Theme


def plan(site: Site, theme: Theme) -> Iterator[Output]:
    """Yields an output for each post, newest first."""
    for post in site.posts:
        yield post_output(post, theme)


def _groups(changed: Sequence[int], _order: Sequence[int], _theme: Theme) -> Iterator[tuple[int, ...]]:
    return ((number,) for number in changed)


def _output(posts: tuple[Post, ...], theme: Theme) -> Output:
    return post_output(post_with_pictures(posts[0], theme.gallery), theme)


BODY_OUTPUTS = BodyOutputs(_groups, _output)


def post_output(post: Post, theme: Theme) -> Output:
    """Returns the page of one post, whose summaries have their pictures."""
    source = post.source
    return Output(
        post.path,
        partial(render_post, post, theme),
        source.source,
        Claim.POST,
        post.url,
        source.title,
        in_sitemap=source.in_sitemap,
        changed=source.updated or source.date,
        key=_key(post, theme),
        bodies=(source.source,),
    )


def _key(post: Post, theme: Theme) -> bytes:
    """Returns a key over all that the page shows: document, summary, neighbours, related posts, pictures."""
    document = post.source.document
    if not isinstance(document, StoredDocument):
        return b""
    if theme.has_own_layout(post.source.layout):
        liquid = theme.liquid.key(post, post.source.layout)
        return theme.key(None, "own layout", document.key, post.summary.key, liquid)
    neighbours = [near.key if near else b"" for near in (post.previous, post.next)]
    related = [near.key for near in post.related]
    pictures = [theme.gallery.picture(link.target, post.url) for link in post.source.pictures]
    template = f"{post.source.layout}.html" if post.source.layout is not None else None
    social = social_url(post, theme)
    shown = ["post", document.key, post.summary.key, neighbours, related, pictures, social]
    if post.source.needs is not None and theme.jekyll is not None:
        shown.append(theme.liquid.key(post, None))
    return theme.key(template, *shown)


def render_post(post: Post, theme: Theme) -> bytes:
    """Returns the page of a post in its layout, or its bare body if it has no layout."""
    needs_liquid = post.source.needs is not None and theme.jekyll is not None
    document = theme.liquid.document(post) if needs_liquid else post.source.document.load()
    if post.source.layout is None:
        return document.html.encode()
    if theme.has_own_layout(post.source.layout):
        return theme.liquid.page(post, document.html).encode()
    return theme.render(
        f"{post.source.layout}.html",
        post.source.source,
        page=post_head(post, theme.config, social_url(post, theme)),
        post=post.summary,
        body=shown_body(document, post.url, theme, leads=not post.summary.image),
        headings=document.headings,
        standfirst=standfirst(post.summary, document),
        previous=post.previous,
        next=post.next,
        related=post.related,
    )


def standfirst(summary: Summary, document: Document) -> str:
    """Returns the excerpt if neither the title nor the first paragraph says the same, otherwise ""."""
    excerpt = "".join(summary.excerpt.split())
    if not excerpt or excerpt == "".join(summary.title.split()):
        return ""
    # An excerpt may end before the paragraph does (with an ellipsis) or include the next one.
    first = "".join(document.first_paragraph.split())
    is_repeated = first and (first.startswith(excerpt.rstrip("…")) or excerpt.startswith(first))
    return "" if is_repeated else summary.excerpt
