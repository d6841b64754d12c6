"""The size of a vector picture, as far as its first tag says it."""

from __future__ import annotations

import re

_SVG = re.compile(r"<svg\b(?:[^>\"']|\"[^\"]*\"|'[^']*')*>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""\s(width|height|viewBox)\s*=\s*["']([^"']*)["']""")
_PIXELS = re.compile(r"\s*([0-9]+(?:\.[0-9]+)?)\s*(?:px)?\s*\Z")
# The first tag stands at the beginning, behind a declaration and perhaps an editor's comments.
_HEAD_BYTES = 16_384


def svg_size(content: bytes) -> tuple[int, int] | None:
    """Width and height in CSS pixels: those of the first tag, else its viewBox's; None where none is plain.

    SVG 2, "The 'viewBox' attribute": min-x, min-y, width, height, parted by commas or spaces.
    """
    tag = _SVG.search(content[:_HEAD_BYTES].decode("utf-8", "replace"))
    if tag is None:
        return None
    values = dict(_ATTRIBUTE.findall(tag[0]))
    own = [_PIXELS.match(values.get(name, "")) for name in ("width", "height")]
    if own[0] and own[1]:
        return _whole(own[0][1], own[1][1])
    box = values.get("viewBox", "").replace(",", " ").split()
    if len(box) == 4 and all(re.fullmatch(r"-?[0-9.]+", value) for value in box):
        return _whole(box[2], box[3])
    return None


def _whole(width: str, height: str) -> tuple[int, int] | None:
    try:
        size = round(float(width)), round(float(height))
    except ValueError:
        return None
    return size if min(size) > 0 else None
