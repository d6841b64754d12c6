"""Numbers with their nouns, as parts of messages."""

from __future__ import annotations

from allforces_site.messages.message import Message, say_plural


def files_number(number: int) -> Message:
    """A number of files."""
    return say_plural("{number} file", "{number} files", number=number)


def pages_number(number: int) -> Message:
    """A number of pages."""
    return say_plural("{number} page", "{number} pages", number=number)


def posts_number(number: int) -> Message:
    """A number of posts."""
    return say_plural("{number} post", "{number} posts", number=number)
