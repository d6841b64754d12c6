"""Names of emoji, `:tea:`, as pictures on the pages of a site that uses jemoji 0.13.

The names and files are GitHub's, from the library pymdown-extensions (`pip install 'allforces-site[emoji]'`),
which is imported only for such a site.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cache, partial
from html import escape

from msgspec.structs import replace

from allforces_site.cache.keys import KEY_BYTES, key_of
from allforces_site.config.model import Config
from allforces_site.config.plugins import plugin_options
from allforces_site.errors import Problem, warning
from allforces_site.messages.message import say
from allforces_site.model import Output

PLUGIN = "jemoji"
# Where GitHub keeps its pictures (`Jekyll::Emoji::GITHUB_DOT_COM_ASSET_HOST_URL`).
PICTURES = "https://github.githubassets.com/images/icons/"

_NAME = re.compile(rb":[a-z0-9_+-]+:")
# What holds no names: the head, code, programs, tags and comments.
_APART = re.compile(
    rb"<!--.*?-->|<(head|pre|code|tt|script|style|textarea)\b.*?</\1\s*>|<[^<>]*>", re.DOTALL | re.IGNORECASE
)


def with_emoji(outputs: Iterable[Output], config: Config) -> list[Output]:
    """The outputs, of which HTML pages that readers visit show emoji as pictures."""
    names = emoji_files() if config.uses(PLUGIN) else {}
    if not names:
        return list(outputs)
    source = plugin_options(config.extra, "emoji").get("src")
    pictures = source if isinstance(source, str) else PICTURES
    return [
        _shown(output, pictures) if output.url is not None and output.path.endswith(".html") else output
        for output in outputs
    ]


def emoji_problems(config: Config) -> list[Problem]:
    """The warning of a site that uses the plugin where the library is not installed."""
    if not config.uses(PLUGIN) or emoji_files():
        return []
    message = say(
        "jemoji: names of emoji stay as they are written, as the library that knows them is not installed"
    )
    hint = say("pip install 'allforces-site[emoji]'")
    return [warning("emoji-library", message, "_config.yml", hint=hint)]


@cache
def emoji_files() -> dict[bytes, str]:
    """The picture of each name, with its colons, below the folder of all; empty without the library."""
    try:
        from pymdownx.gemoji_db import aliases, emoji
    except ImportError:
        return {}
    named = {**emoji, **{alias: emoji[name] for alias, name in aliases.items()}}
    codes = {name: known.get("unicode") for name, known in named.items()}
    return {name.encode(): f"emoji/unicode/{code}.png" for name, code in codes.items() if code}


def _shown(output: Output, pictures: str) -> Output:
    key = output.key and key_of(PLUGIN, pictures, output.key[:KEY_BYTES]) + output.key[KEY_BYTES:]
    return replace(output, make=partial(render_with_emoji, output.make, pictures), key=key)


def render_with_emoji(make: Callable[[], bytes], pictures: str) -> bytes:
    """Returns the page that `make` returns, with pictures from the address `pictures`."""
    html = make()
    if _NAME.search(html) is None:
        return html
    parts: list[bytes] = []
    end = 0
    for apart in _APART.finditer(html):
        parts += [_pictured(html[end : apart.start()], pictures), apart[0]]
        end = apart.end()
    return b"".join([*parts, _pictured(html[end:], pictures)])


def _pictured(text: bytes, pictures: str) -> bytes:
    files = emoji_files()

    def picture(match: re.Match[bytes]) -> bytes:
        file = files.get(match[0])
        if file is None:
            return match[0]
        name, address = match[0].decode(), escape(f"{pictures.rstrip('/')}/{file}")
        return (
            f'<img class="emoji" title="{name}" alt="{name}" src="{address}" height="20" width="20">'.encode()
        )

    return _NAME.sub(picture, text)
