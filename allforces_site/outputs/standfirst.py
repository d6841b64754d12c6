"""The words between a post's title and its body, where they are not the body's own."""

from __future__ import annotations

from allforces_site.model import Document, Summary


def standfirst(summary: Summary, document: Document) -> str:
    """The excerpt where it says something that neither the title nor the first paragraph says, or ""."""
    excerpt = "".join(summary.excerpt.split())
    if not excerpt or excerpt == "".join(summary.title.split()):
        return ""
    # An excerpt may end before the paragraph does (with an ellipsis) or go on with the next one.
    first = "".join(document.first_paragraph.split())
    is_said = first and (first.startswith(excerpt.rstrip("…")) or excerpt.startswith(first))
    return "" if is_said else summary.excerpt
