"""A link or picture at its place in a piece of text, before it is known where the piece lies."""

from __future__ import annotations

import re

import msgspec

from allforces_site.text.character_references import resolved


class FoundLink(msgspec.Struct, frozen=True):
    """`start` to `end` is all of it, `target_start` to `target_end` the target's own characters; the fields
    are those of `links.SourceLink`. Where `is_defined` the target stands in the definition of a label,
    at offsets into the whole file."""

    target: str
    text: str
    start: int
    end: int
    target_start: int
    target_end: int
    is_image: bool = False
    is_html: bool = False
    attributes: str = ""
    is_defined: bool = False


_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")


def html_value(written: str) -> str:
    """What an attribute's value means. `&copy=1` stays as it is: an entity ends with a semicolon."""
    if "&" not in written:
        return written
    return _ENTITY.sub(lambda entity: resolved(entity.group()), written)


def markdown_target(written: str) -> str:
    """What a target in Markdown means."""
    return html_value(_ESCAPED.sub(r"\1", written) if "\\" in written else written)
