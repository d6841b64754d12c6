"""A page for each post."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial

from allforces_site.model import Claim, Connections, Document, Output, Post, StoredDocument, Summary
from allforces_site.outputs.from_posts import Edit, Posts
from allforces_site.outputs.head import post_head
from allforces_site.outputs.markdown_twins import twin_url
from allforces_site.outputs.redirects import redirect_page, redirect_target
from allforces_site.outputs.shown_body import shown_body
from allforces_site.outputs.social_pictures import social_url
from allforces_site.outputs.with_liquid import document_of
from allforces_site.renderer.theme import Theme


def changed(posts: Posts, edit: Edit, theme: Theme) -> Iterator[Output]:
    """Yields the pages of edited posts, and of those that show other posts or other summaries, newest
    first.
    """
    for place in sorted(_places(posts.connections, edit), reverse=True):
        yield _output(posts.post(place), theme)


def _places(connections: Connections, edit: Edit) -> Iterable[int]:
    if edit.posts is None or edit.summaries is None:
        return connections.posts
    neighbours = {place + step for place in edit.summaries for step in (-1, 1)}
    # A loop over all posts: it asks in the fastest way.
    is_other = edit.summaries.isdisjoint
    related = {place for place, near in enumerate(connections.related) if not is_other(near)}
    apart = edit.other.apart(connections) if edit.other is not None else ()
    return edit.posts | related | neighbours.intersection(connections.posts) | {*apart}


def _output(post: Post, theme: Theme) -> Output:
    source = post.source
    target = redirect_target(source, theme)
    if target is not None:
        return redirect_page(post.path, post.url, target, theme, source, Claim.POST)
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
    )


def _key(post: Post, theme: Theme) -> bytes:
    """Returns a key over all that the page shows: document, summary, neighbours, related posts, pictures."""
    document = post.source.document
    if not isinstance(document, StoredDocument):
        return b""
    if theme.has_own_post_layout(post.source.layout):
        liquid = theme.liquid.key(post, post.source.layout)
        return theme.key(None, "own layout", document.key, post.summary.key, liquid)
    neighbours = [near.key if near else b"" for near in (post.previous, post.next)]
    related = [near.key for near in post.related]
    pictures = [theme.gallery.picture(link.target, post.url) for link in post.source.pictures]
    template = f"{post.source.layout}.html" if post.source.layout is not None else None
    social = social_url(post, theme)
    twins = theme.twins.get(post.url)
    shown = ["post", document.key, post.summary.key, neighbours, related, pictures, social, twins]
    if post.source.needs is not None and theme.jekyll is not None:
        shown.append(theme.liquid.key(post, None))
    return theme.key(template, *shown)


def render_post(post: Post, theme: Theme) -> bytes:
    """Returns the page of a post in its layout, or its bare body if it has no layout."""
    document = document_of(post, theme)
    if post.source.layout is None:
        return document.html.encode()
    if theme.has_own_post_layout(post.source.layout):
        return theme.liquid.page(post, document.html).encode()
    return theme.render(
        f"{post.source.layout}.html",
        post.source.source,
        page=post_head(post, document, theme, social_url(post, theme)),
        post=post.summary,
        body=shown_body(document, post.url, theme, leads=not post.summary.image),
        headings=document.headings,
        standfirst=standfirst(post.summary, document),
        previous=post.previous,
        next=post.next,
        related=post.related,
        markdown_url=twin_url(post, theme),
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
