"""Plain links, `[text](/target/)`: their pattern, and their HTML, text and target."""

from __future__ import annotations

import re
from functools import lru_cache

from markdown_it.common.normalize_url import normalizeLink
from markdown_it.common.utils import escapeHtml

from allforces_site.markdown.fast_path.plain_lines import Prose, read_lines

# A text without markup, and a target on this page, in this site or on another one, without escapes.
_TEXT = r"(?=\S)[^\n&*<\[\]\\_`{]++(?<!\s)"
_TARGET = r"(?:/(?!/)|#|https?://[A-Za-z0-9])(?:[A-Za-z0-9_/.~:?=&%#,+@-]++|[^\x00-\x7f\s]++)*+"


def link_pattern(*, has_tables: bool = False) -> str:
    """The pattern of a plain link. With `has_tables`, its text holds no `|`, which may end a cell."""
    text = _TEXT.replace("[^", "[^|", 1) if has_tables else _TEXT
    return rf"\[{text}\]\({_TARGET}\)"


# Paths that percent-encoding leaves as they are.
_PLAIN_PATH = re.compile(r"[A-Za-z0-9/_.-]+")


def link_target(link: str) -> str:
    """Returns the target of a match of `link_pattern`, as written."""
    return link[1:-1].partition("](")[2]


def read_link(link: str) -> Prose:
    """Renders a match of `link_pattern`; its target is percent-encoded as by the renderer."""
    text, _, target = link[1:-1].partition("](")
    address = target if _PLAIN_PATH.fullmatch(target) else _encoded(target)
    return Prose(f'<a href="{address}">{read_lines(text).html}</a>', text)


@lru_cache(maxsize=1024)
def _encoded(target: str) -> str:
    """Encodes `target` for an attribute. Cached, because many posts link to the same few pages."""
    return escapeHtml(normalizeLink(target))
