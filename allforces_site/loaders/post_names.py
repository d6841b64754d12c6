"""How the files of posts and pages are named."""

from __future__ import annotations

from allforces_site.loaders.walk import SourceEntry, SourceKind
from allforces_site.text.dates import filename_date

# Jekyll 4.3's `markdown_ext`
MARKDOWN_EXTENSIONS = (".md", ".markdown", ".mkdown", ".mkdn", ".mkd")
HTML_EXTENSIONS = (".html", ".htm")
POST_EXTENSIONS = (*MARKDOWN_EXTENSIONS, *HTML_EXTENSIONS)


def has_post_extension(source: str) -> bool:
    """Whether a name ends as that of a post does."""
    return source.lower().endswith(POST_EXTENSIONS)


def is_named_as_post(entry: SourceEntry) -> bool:
    """Whether a file is read as a post or draft: it lies in a folder of theirs and has such a name."""
    if entry.kind is SourceKind.OTHER or not has_post_extension(entry.source):
        return False
    return entry.kind is SourceKind.DRAFT or filename_date(entry.source) is not None
