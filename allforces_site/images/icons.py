"""The icons of a site for browsers and home screens, all drawn from one picture."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from allforces_site.images.facts import PictureFacts
from allforces_site.messages.message import Message, say

if TYPE_CHECKING:
    from PIL.Image import Image

# The largest icon, which the picture must not be smaller than.
LEAST_PIXELS = 512

# The sizes that browsers show in tabs, lists and bookmarks.
_FAVICON_PIXELS = (16, 32, 48)


class Drawing(msgspec.Struct, frozen=True):
    """A square file of `pixels`. `is_opaque`: the background shows through transparent parts, and the picture
    takes up `share` of the width.
    """

    path: str
    pixels: int
    is_opaque: bool = False
    share: float = 1.0


FAVICON = Drawing("favicon.ico", _FAVICON_PIXELS[-1])
# iOS shows transparent parts black (Apple, "Configuring Web Applications").
TOUCH = Drawing("apple-touch-icon.png", 180, is_opaque=True)
ICON_192 = Drawing("icon-192.png", 192)
ICON_512 = Drawing("icon-512.png", 512)
# Whatever shape is cut out, a circle of 80 % stays (W3C, Web Application Manifest, "Icon masks and safe
# zone"). A square of 0.8 / √2 of the width fits into it, but corners are rarely drawn on.
MASKABLE = Drawing("icon-maskable-512.png", 512, is_opaque=True, share=0.7)

DRAWINGS = (FAVICON, TOUCH, ICON_192, ICON_512, MASKABLE)


class Icon(msgspec.Struct, frozen=True):
    """The picture that icons are drawn from: its path from the source folder, its file, the file's facts; or
    `trouble`, why none can be drawn, with what to do.
    """

    path: str
    file: Path
    facts: PictureFacts | None = None
    trouble: Message | None = None
    hint: Message = say("name a square PNG of {pixels} pixels or more", pixels=LEAST_PIXELS)


def trouble_of(path: str, facts: PictureFacts) -> Message | None:
    """Why icons cannot be drawn from a picture with these facts; None if they can."""
    if path.lower().endswith(".svg"):
        return say("it is an SVG, and phones want pixels")
    if facts.trouble:
        return facts.trouble
    if not facts.is_scalable:
        return say("it moves, or is neither PNG, JPEG nor WebP")
    size = say("{width} by {height} pixels", width=facts.width, height=facts.height)
    if facts.width != facts.height:
        return say("it is not square: {size}", size=size)
    if facts.width < LEAST_PIXELS:
        return say("it is too small: {size}", size=size)
    return None


def draw(content: bytes, drawing: Drawing, background: str) -> bytes:
    """The bytes of an icon of the picture `content`, upright. Raises ValueError if that is no picture."""
    from PIL import Image, ImageOps

    try:
        with Image.open(BytesIO(content)) as opened:
            picture = ImageOps.exif_transpose(opened).convert("RGBA")
        inside = round(drawing.pixels * drawing.share)
        picture = picture.resize((inside, inside), Image.Resampling.LANCZOS, reducing_gap=3.0)
        if drawing.is_opaque:
            picture = _on_background(picture, drawing.pixels, background)
        return _encoded(picture, drawing)
    except Exception as exc:
        raise ValueError(str(exc) or type(exc).__name__) from exc


def _on_background(picture: Image, pixels: int, background: str) -> Image:
    from PIL import Image

    ground = Image.new("RGB", (pixels, pixels), background)
    edge = (pixels - picture.width) // 2
    ground.paste(picture, (edge, edge), picture)
    return ground


def _encoded(picture: Image, drawing: Drawing) -> bytes:
    encoded = BytesIO()
    if drawing == FAVICON:
        picture.save(encoded, "ICO", sizes=[(pixels, pixels) for pixels in _FAVICON_PIXELS])
    else:
        picture.save(encoded, "PNG", optimize=True)
    return encoded.getvalue()
