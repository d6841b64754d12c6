"""Removes comments, line breaks and indents from style sheets and scripts."""

from __future__ import annotations

import re

ENDINGS = (".css", ".js", ".mjs")
"""The endings of the files that are minified."""

# A template literal whose expressions hold neither braces nor another template. rjsmin understands no others:
# for it a template ends at the next backtick, and a `//` after that begins a comment.
_PLAIN_TEMPLATE = re.compile(r"`(?:[^`\\$]|\\.|\$(?!\{)|\$\{[^`{}]*\})*+`", re.DOTALL)


def minified(content: bytes, name: str) -> bytes:
    """Returns the minified style sheet or script; other or non-UTF-8 content is unchanged."""
    if not name.endswith(ENDINGS):
        return content
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        return content
    return (_style(text) if name.endswith(".css") else _script(text)).encode()


def _style(text: str) -> str:
    from rcssmin import cssmin  # type: ignore[import-untyped]

    return str(cssmin(text))


def _script(text: str) -> str:
    from rjsmin import jsmin  # type: ignore[import-untyped]

    is_safe = "`" not in _PLAIN_TEMPLATE.sub("", text)
    return str(jsmin(text)) if is_safe else text
