"""The pictures that social networks show for posts that have none of their own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial

from allforces_site.cache.fingerprint import fingerprint_of
from allforces_site.cache.keys import key_of
from allforces_site.errors import Problem, SiteError, error, note, reason_of, warning
from allforces_site.images.card import Card, draw_card
from allforces_site.images.fonts import Font
from allforces_site.images.store import Store
from allforces_site.messages.message import Message, as_it_is, say, say_plural
from allforces_site.model import Outline, Output, Post
from allforces_site.outputs.from_posts import Edit, Posts
from allforces_site.renderer.theme import Theme
from allforces_site.site.outlines import has_card
from allforces_site.urls.permalinks import encode_url, fitting_name

FOLDER = "social"

# Characters of the key in the address. Networks cache a picture by its address, so it must change with it.
_VERSION_CHARS = 8

# How long it takes to draw a picture, compared with rendering a page.
_COST = 5


def changed(posts: Posts, edit: Edit, theme: Theme) -> Iterator[Output]:
    """Yields an output for each post without a picture, if there is a font to draw it."""
    if theme.font is None:
        return
    places = posts.connections.posts if edit.posts is None else sorted(edit.posts)
    for post in map(posts.post, reversed(places)):
        if has_card(post.source):
            card = _card(post, theme)
            make = partial(make_picture, card, theme.font, theme.gallery.store)
            yield Output(_path(post), make, key=_key(card, theme.font), cost=_COST)


def social_url(post: Post, theme: Theme) -> str | None:
    """Returns the site-relative URL of the picture that is drawn for a post, or None if none is."""
    if theme.font is None or not has_card(post.source):
        return None
    return f"{encode_url('/' + _path(post))}?v={_key(_card(post, theme), theme.font).hex()[:_VERSION_CHARS]}"


def make_picture(card: Card, font: Font, store: Store) -> bytes:
    """Returns the bytes of a picture. Raises `SiteError` if the font cannot be used."""
    try:
        return store.get_or_make(_key(card, font), partial(draw_card, card, font))
    except (OSError, ValueError) as exc:
        raise SiteError(
            [
                error(
                    "social-font-broken",
                    say("the font {file} cannot be used: {reason}", file=str(font.file), reason=_reason(exc)),
                    hint=say("name another one as allforces.social_font"),
                )
            ]
        ) from exc


def _reason(exc: OSError | ValueError) -> Message:
    return reason_of(exc) if isinstance(exc, OSError) and exc.strerror else as_it_is(str(exc))


def font_problems(outlines: Iterable[Outline], theme: Theme) -> list[Problem]:
    """Reports that posts with these outlines should have drawn pictures and there is no font for them."""
    settings, config = theme.config.allforces, theme.config
    if theme.font is not None or not (settings.social_pictures and config.url):
        return []
    count = sum(outline.has_card for outline in outlines)
    if not count:
        return []
    if settings.social_font is not None:
        message = say(
            'allforces.social_font: there is no font "{font}", so no picture is drawn',
            font=settings.social_font,
        )
        hint = say("name a .ttf, .otf or .ttc file")
        return [warning("social-font", message, "_config.yml", hint=hint)]
    return [
        note(
            "social-font",
            say_plural(
                "one post has no picture, and there is no Japanese font to draw one for social networks",
                "{number} posts have no picture, and there is no Japanese font to draw one for social "
                "networks",
                number=count,
            ),
            hint=say("pip install 'allforces-site[social]', or set allforces.social_pictures: false"),
        )
    ]


def _card(post: Post, theme: Theme) -> Card:
    category = post.summary.categories[0].name if post.summary.categories else ""
    return Card(post.summary.title, category, theme.config.title)


def _path(post: Post) -> str:
    """Returns the output path: the picture of /2026/01/02/tea/ is /social/2026/01/02/tea.png."""
    folder, slash, name = post.path.removesuffix("/index.html").rpartition("/")
    return f"{FOLDER}/{folder}{slash}{fitting_name(name, '.png')}"


def _key(card: Card, font: Font) -> bytes:
    return key_of("social", fingerprint_of("images", "pillow"), card, font.digest)
