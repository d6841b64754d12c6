"""Text of any origin as HTML: characters that no page may hold, and code between backticks. Pure."""

from __future__ import annotations

import re

from markupsafe import Markup, escape

# HTML allows them nowhere, not even escaped (HTML standard, "Preprocessing the input stream").
_FORBIDDEN = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


def allowed(text: str) -> str:
    """Returns `text` with U+FFFD in place of the characters that HTML forbids."""
    return _FORBIDDEN.sub("\ufffd", text)


def with_code(text: str) -> Markup:
    """A text as HTML, in which what is between backticks is code."""
    return Markup(re.sub("(?<!`)`([^`]+)`(?!`)", r"<code>\1</code>", str(escape(allowed(text)))))
