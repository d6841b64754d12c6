"""Plain links, `[text](/target/)`: their pattern, and one to HTML, text and target."""

from __future__ import annotations

import re
from functools import lru_cache

from markdown_it.common.normalize_url import normalizeLink
from markdown_it.common.utils import escapeHtml

from allforces_site.markdown.fast_path.plain_lines import Prose, read_lines

# A text without markup, to a place on this page, in this site or on another one. Nothing to unescape in it.
_TEXT = r"(?=\S)[^\n&*<\[\]\\_`{]++(?<!\s)"
_TARGET = r"(?:/(?!/)|#|https?://[A-Za-z0-9])(?:[A-Za-z0-9_/.~:?=&%#,+@-]++|[^\x00-\x7f\s]++)*+"

LINK = rf"\[{_TEXT}\]\({_TARGET}\)"

# Paths that percent-encoding leaves as they are.
_PLAIN_PATH = re.compile(r"[A-Za-z0-9/_.-]+")


def link_target(link: str) -> str:
    """The target of what `LINK` matched, as written."""
    return link[1:-1].partition("](")[2]


def read_link(link: str) -> Prose:
    """What such a link becomes, its target percent-encoded as the renderer does it."""
    text, _, target = link[1:-1].partition("](")
    address = target if _PLAIN_PATH.fullmatch(target) else _encoded(target)
    return Prose(f'<a href="{address}">{read_lines(text).html}</a>', text)


@lru_cache(maxsize=1024)
def _encoded(target: str) -> str:
    """`target` for an attribute; many posts lead to the same few pages of other sites."""
    return escapeHtml(normalizeLink(target))
