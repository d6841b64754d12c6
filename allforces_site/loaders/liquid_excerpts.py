"""Whether Liquid can change the excerpt of a body, which is then known only when the site is."""

from __future__ import annotations

import re

from allforces_site.liquid import remove_tags
from allforces_site.loaders.fields import Fields
from allforces_site.model import Document
from allforces_site.text.excerpts import separated

_BLANK_LINE = re.compile(r"\n[ \t]*(?:\n|\Z)")
# As many characters tell where the first paragraph begins in its source.
_BEGINNING = 6


def has_liquid_excerpt(fields: Fields, document: Document, separator: str) -> bool:
    """Whether a tag stands before the end of the excerpt that is taken from the text.

    True where that is not certain: then the excerpt is made once more, and is the same.
    """
    if document.liquid is None or fields.values.get("excerpt"):
        return False
    is_markdown = not fields.file.lower().endswith((".html", ".htm"))
    before = separated(fields.own.body, separator)
    if before is not None and before.strip():
        return bool(remove_tags.strip(before, is_markdown=is_markdown)[1])
    body, tags = remove_tags.strip(fields.own.body, is_markdown=is_markdown)
    beginning = document.first_paragraph[:_BEGINNING]
    start = body.find(beginning) if beginning else -1
    if start < 0:
        return True
    end = _BLANK_LINE.search(body, start)
    last_line = body.count("\n", 0, end.start() if end else len(body)) + 1
    return bool(tags) and tags[0].line <= last_line
