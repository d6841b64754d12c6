"""Icons for browsers and home screens, and the manifest that names them (`allforces: icon`)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

import msgspec

from allforces_site.cache.fingerprint import fingerprint_of
from allforces_site.cache.keys import key_of
from allforces_site.config.model import CONFIG_FILE, Config
from allforces_site.errors import Problem, SiteError, unreadable, warning
from allforces_site.files.regular_files import read_regular
from allforces_site.images.icons import DRAWINGS, ICON_192, ICON_512, MASKABLE, Drawing, Icon, draw
from allforces_site.images.store import Store
from allforces_site.messages.message import Message, say, why_wrong
from allforces_site.model import Claim, Output, Site
from allforces_site.outputs.picture_uses import config_line
from allforces_site.renderer.theme import Theme, relative_url

MANIFEST = "site.webmanifest"

# How long it takes to draw an icon, compared with rendering a page.
_COST = 10


def plan(site: Site, theme: Theme) -> Iterator[Output]:  # noqa: ARG001 (every plan takes both)
    """Yields the icons and the manifest, if the site has a picture for them. Files of its own win."""
    icon, settings = theme.icon, theme.config.allforces.icon
    if icon is None or icon.facts is None or icon.trouble or settings is None:
        return
    for drawing in DRAWINGS:
        key = _key(icon.facts.digest, drawing, settings.background_color)
        make = partial(make_icon, icon, drawing, settings.background_color, theme.gallery.store)
        yield Output(drawing.path, make, claim=Claim.CONFIGURED, key=key, cost=_COST)
    content = msgspec.json.encode(manifest(theme.config))
    make_manifest = partial(bytes, content)
    key = theme.key(None, MANIFEST, content)
    yield Output(MANIFEST, make_manifest, claim=Claim.CONFIGURED, key=key)


def manifest(config: Config) -> dict[str, Any]:
    """The web app manifest (https://www.w3.org/TR/appmanifest/).

    The site opens with the browser's own buttons, because its pages have none to go back.
    """
    settings = config.allforces.icon
    assert settings is not None
    title = config.title or config.url
    short = config.extra.get("short_title")
    home = relative_url(config, "/")
    return {
        "name": title,
        "short_name": short if isinstance(short, str) and short else title,
        "lang": config.lang,
        "id": home,
        "start_url": home,
        "scope": home,
        "display": "minimal-ui",
        "theme_color": settings.theme_color,
        "background_color": settings.background_color,
        "icons": [
            _icon(ICON_192, "any", config),
            _icon(ICON_512, "any", config),
            _icon(MASKABLE, "maskable", config),
        ],
    }


def _icon(drawing: Drawing, purpose: str, config: Config) -> dict[str, str]:
    return {
        "src": relative_url(config, f"/{drawing.path}"),
        "sizes": f"{drawing.pixels}x{drawing.pixels}",
        "type": "image/png",
        "purpose": purpose,
    }


def make_icon(icon: Icon, drawing: Drawing, background: str, store: Store) -> bytes:
    """The bytes of an icon, kept in `store`. Raises `SiteError` if the picture cannot be read or drawn."""
    try:
        content = read_regular(icon.file)
        # The file may have changed since its facts were read.
        key = key_of(_key(icon.facts.digest if icon.facts else b"", drawing, background), content)
        return store.get_or_make(key, partial(draw, content, drawing, background))
    except OSError as exc:
        raise SiteError([unreadable(icon.path, exc)]) from None
    except ValueError as exc:
        raise SiteError(
            [_problem(icon, say("it cannot be drawn: {reason}", reason=why_wrong(exc)), None)]
        ) from exc


def icon_problems(theme: Theme) -> list[Problem]:
    """A warning, with the line of the setting, if no icons can be drawn from the picture."""
    icon = theme.icon
    if icon is None or icon.trouble is None:
        return []
    source = theme.gallery.source
    return [_problem(icon, icon.trouble, config_line("icon", source) if source is not None else None)]


def _problem(icon: Icon, trouble: Message, line: int | None) -> Problem:
    message = say("allforces.icon: no icons are made of {path}: {trouble}", path=icon.path, trouble=trouble)
    return warning("icon", message, CONFIG_FILE, line, hint=icon.hint)


def _key(digest: bytes, drawing: Drawing, background: str) -> bytes:
    return key_of("icon", fingerprint_of("images", "pillow"), digest, drawing, background)
