"""Highlights code with Pygments and CSS classes. Pygments is imported with the first code block."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pygments.formatters import HtmlFormatter
    from pygments.lexer import Lexer

# Pygments takes a second for about 500,000 characters; in blocks that long, colours are not worth it.
LONGEST_HIGHLIGHTED = 200_000
# In a text of nothing but punctuation each character gets a tag, and the HTML is many times as long.
_MOST_TIMES = 12
_SHORT = 10_000


def highlight(code: str, language: str) -> str | None:
    """Returns `code` as HTML with Pygments' classes; None if `language` is unknown or the HTML too long."""
    lexer = _lexer(language.lower()) if language and len(code) <= LONGEST_HIGHLIGHTED else None
    if lexer is None:
        return None
    from pygments import highlight as pygments_highlight

    html = pygments_highlight(code, lexer, _formatter())
    return html if len(html) < _MOST_TIMES * max(len(code), _SHORT) else None


def with_line_numbers(
    html: str, code: str, first: int = 1, classes: tuple[str, str] = ("rouge-gutter", "rouge-code")
) -> str:
    """`code`, whose `html` is given, in the table in which Rouge counts its lines from `first`."""
    count = code.rstrip("\n").count("\n") + 1
    numbers = "".join(f"{number}\n" for number in range(first, first + count))
    body = html.rstrip("\n")
    return (
        f'<table class="rouge-table"><tbody><tr><td class="{classes[0]} gl"><pre class="lineno">'
        f'{numbers}</pre></td><td class="{classes[1]}"><pre>{body}\n</pre></td></tr></tbody></table>'
    )


@cache
def _lexer(language: str) -> Lexer | None:
    from pygments.lexers import get_lexer_by_name
    from pygments.util import ClassNotFound

    try:
        return get_lexer_by_name(language, stripnl=False)
    except ClassNotFound:
        return None


@cache
def _formatter() -> HtmlFormatter[str]:
    from pygments.formatters import HtmlFormatter

    return HtmlFormatter(nowrap=True)
