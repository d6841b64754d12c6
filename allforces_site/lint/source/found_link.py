"""A link or picture with offsets in a piece of text, before the offset of the piece is known."""

from __future__ import annotations

import msgspec

from allforces_site.text.character_references import resolved
from allforces_site.text.late_pattern import late_pattern


class FoundLink(msgspec.Struct, frozen=True):
    """`start` to `end` is all of it, `target_start` to `target_end` its target; the fields are those of
    `links.SourceLink`. If `is_defined`, the target is in the definition of a label, at offsets into the whole
    file."""

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


_ENTITY = late_pattern(r"&(?:#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_ESCAPED = late_pattern(r"\\([!-/:-@\[-`{-~])")


def html_value(written: str) -> str:
    """An attribute's value with entities resolved. `&copy=1` has none: an entity ends with a semicolon."""
    if "&" not in written:
        return written
    return _ENTITY.sub(lambda entity: resolved(entity.group()), written)


def markdown_target(written: str) -> str:
    """A target in Markdown with escapes and entities resolved."""
    return html_value(_ESCAPED.sub(r"\1", written) if "\\" in written else written)
