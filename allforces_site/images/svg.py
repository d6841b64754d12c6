"""Reads the size of a vector picture from its root element."""

from __future__ import annotations

import re
from contextlib import suppress
from xml.parsers import expat

_PIXELS = re.compile(r"\s*([0-9]+(?:\.[0-9]+)?)\s*(?:px)?\s*\Z")


def svg_size(content: bytes) -> tuple[int, int] | None:
    """Returns width and height in CSS pixels: those of the root, or of its viewBox; None if neither is clear.

    SVG 2, "The 'viewBox' attribute": min-x, min-y, width, height, separated by commas or spaces.
    """
    values = _root_attributes(content)
    own = [_PIXELS.match(values.get(name, "")) for name in ("width", "height")]
    if own[0] and own[1]:
        return _whole(own[0][1], own[1][1])
    box = values.get("viewBox", "").replace(",", " ").split()
    if len(box) == 4 and all(re.fullmatch(r"-?[0-9.]+", value) for value in box):
        return _whole(box[2], box[3])
    return None


class _RootFound(Exception):  # noqa: N818 (it ends the parsing and is not an error)
    """The root element was read; nothing after it says how large the picture is."""


def _root_attributes(content: bytes) -> dict[str, str]:
    """Returns the attributes of the root element `svg`; none for a file that no browser would show.

    Like browsers, this reads the picture as XML: comments, CDATA and declarations are not taken for elements.
    expat reads no other file, and stops entities that grow too large.
    """
    found: dict[str, str] = {}

    def start(name: str, attributes: dict[str, str]) -> None:
        if name.rpartition(":")[2] == "svg":
            found.update(attributes)
        raise _RootFound

    parser = expat.ParserCreate()
    parser.StartElementHandler = start
    # LookupError and ValueError: an encoding that Python or expat does not know.
    with suppress(_RootFound, expat.ExpatError, LookupError, ValueError):
        parser.Parse(content, True)
    return found


def _whole(width: str, height: str) -> tuple[int, int] | None:
    try:
        size = round(float(width)), round(float(height))
    except ValueError:
        return None
    return size if min(size) > 0 else None
