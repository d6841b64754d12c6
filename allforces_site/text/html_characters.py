"""Characters that no HTML page may hold. Pure."""

from __future__ import annotations

import re

# HTML allows them nowhere, not even escaped (HTML standard, "Preprocessing the input stream").
_FORBIDDEN = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


def allowed(text: str) -> str:
    """Returns `text` with U+FFFD in place of the characters that HTML forbids."""
    return _FORBIDDEN.sub("\ufffd", text)
