"""Bodies that are HTML already: nothing is rendered, only read."""

from __future__ import annotations

from allforces_site.markdown.html_text import read_fragment
from allforces_site.model import Document
from allforces_site.text.character_references import without_control_references


def read_html(body: str, *, first_line: int = 1) -> Document:
    """The document of an HTML body: `html` is `body` itself, but for references
    to control characters; the rest is read from it.

    `first_line` is the line of the file that `body` begins on; lines of headings and links count
    from there. Code (`<pre>`), scripts and styles are no text.
    """
    body = without_control_references(body)
    reading = read_fragment(body, first_line)
    return Document(
        html=body,
        text="\n".join(reading.blocks),
        first_paragraph=next(iter(reading.paragraphs), ""),
        headings=reading.headings,
        links=reading.links,
    )
