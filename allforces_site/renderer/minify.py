"""Style sheets and scripts without what only their authors read: comments, line breaks, indents."""

from __future__ import annotations

import re

ENDINGS = (".css", ".js", ".mjs")
"""What is made smaller, by the ending of its name."""

# A template literal whose expressions hold no braces and no other template. rjsmin reads no deeper: for it a
# template ends at the next backtick, and a `//` behind that begins a comment.
_PLAIN_TEMPLATE = re.compile(r"`(?:[^`\\$]|\\.|\$(?!\{)|\$\{[^`{}]*\})*+`", re.DOTALL)


def minified(content: bytes, name: str) -> bytes:
    """The same style sheet or script in fewer bytes; anything else, and what is not UTF-8, as it is."""
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
