"""The comment before a block that silences rules there: `<!-- allforces-ignore: cut-text, image-alt -->`.

Pages do not have it.
"""

from __future__ import annotations

import re

# In every text with such a comment.
SIGN = "allforces-ignore"

_COMMENT = re.compile(rf" {{0,3}}<!--\s*{SIGN}(?![\w-])\s*:?([^<>]*?)-->\s*")


def silenced_codes(line: str) -> tuple[str, ...] | None:
    """The codes in such a comment that is a line of its own; None if the line is none."""
    comment = _COMMENT.fullmatch(line)
    if comment is None:
        return None
    return tuple(code for code in re.split(r"[\s,、]+", comment[1]) if code)
