"""Draws the picture that social networks show for a post without one: its title, category and blog."""

from __future__ import annotations

import re
import zlib
from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING

import msgspec

from allforces_site.images.fonts import Font
from allforces_site.images.line_breaks import Measure, break_evenly, break_lines, shorten

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageFont import FreeTypeFont

# The Open Graph picture that networks show uncut (ogp.me; Facebook's sharing guide, "Images in Link Shares").
CARD_SIZE = WIDTH, HEIGHT = 1200, 630

# The colours of the theme's style sheet: background, text, muted, line, accent.
_GROUND, _TEXT, _MUTED, _LINE, _ACCENT = ("#fdfdfb", "#1b1e22", "#5a626c", "#dfe1dc", "#14507a")

_LEFT, _RIGHT, _TOP = 88, 1112, 156
_TITLE_HEIGHT = 320
# Font sizes in pixels, each with the most lines that a title of that size may have.
_TITLE_SIZES = ((76, 2), (66, 3), (58, 3), (50, 4))
_LINE_SPACING = 1.42
_SMALL_SIZE = 30

# Steps between background and ink: smooth enough for the eye, few enough for four bits per pixel.
_STEPS = 5
_INKS = (_TEXT, _ACCENT, _MUTED)

# Fonts for text have no pictographs (Unicode emoji blocks, their joiners and variation selectors).
# A text, as compiling it takes 8 ms, and most builds draw no picture.
_PICTOGRAPHS = "[\U0001f000-\U0001faff\u2600-\u27bf\ufe0e\ufe0f\u200d\u20e3]+"


class Card(msgspec.Struct, frozen=True):
    """The texts of a picture. All but the title may be empty."""

    title: str
    category: str
    site: str


def draw_card(card: Card, font: Font) -> bytes:
    """Returns the picture as PNG, `WIDTH` by `HEIGHT`. Raises OSError if the font cannot be used."""
    from PIL import Image

    picture = Image.new("P", (WIDTH, HEIGHT), 0)
    picture.putpalette(_palette())
    picture.paste(_solid(_ACCENT), (0, 0, 16, HEIGHT))
    picture.paste(_line_index(), (_LEFT, 528, _RIGHT, 530))
    small = _sized(font.file, _SMALL_SIZE)
    _write(picture, (_LEFT, 76), _fitted(card.category, font), small, _ACCENT)
    _write(picture, (_LEFT, 554), _fitted(card.site, font), small, _MUTED)
    lines, size = _title_lines(card.title, font)
    step = size * _LINE_SPACING
    top = _TOP + (_TITLE_HEIGHT - step * len(lines)) / 2
    for number, line in enumerate(lines):
        at = (_LEFT, round(top + step * number))
        _write(picture, at, line, _sized(font.file, size), _TEXT, is_bold=not font.is_bold)
    png = BytesIO()
    # Only runs of one colour are looked for: to look for other repetitions, which Japanese titles hardly
    # have, takes three times as long, and the file becomes 5 % larger.
    picture.save(png, "PNG", bits=4, compress_type=zlib.Z_RLE)
    return png.getvalue()


def _title_lines(title: str, font: Font) -> tuple[list[str], int]:
    """Returns the lines of a title and their font size: the largest at which it fits."""
    title, width = _drawable(title), _RIGHT - _LEFT
    for size, most in _TITLE_SIZES:
        measure = _measure(font.file, size)
        if len(break_lines(title, width, measure)) <= most:
            return break_evenly(title, width, measure), size
    size, most = _TITLE_SIZES[-1]
    measure = _measure(font.file, size)
    return shorten(break_lines(title, width, measure), most, width, measure), size


def _fitted(text: str, font: Font) -> str:
    """Returns as much of a text as fits on one small line."""
    width, measure = _RIGHT - _LEFT, _measure(font.file, _SMALL_SIZE)
    return "".join(shorten(break_lines(_drawable(text), width, measure), 1, width, measure))


def _drawable(text: str) -> str:
    return " ".join(re.sub(_PICTOGRAPHS, "", text).split())


@cache
def _measure(file: str, size: int) -> Measure:
    """Returns a function for the width of a text: the cached widths of its letters, summed up.

    Breaking a title needs hundreds of widths.
    """
    advance = cache(_sized(file, size).getlength)
    return lambda text: sum(map(advance, text))


@cache
def _sized(file: str, size: int) -> FreeTypeFont:
    from PIL import ImageFont

    # Basic layout: Japanese letters do not depend on their neighbours, and shaping takes twice the time.
    return ImageFont.truetype(file, size, layout_engine=ImageFont.Layout.BASIC)


def _write(
    picture: Image,
    at: tuple[int, int],
    text: str,
    font: FreeTypeFont,
    ink: str,
    *,
    is_bold: bool = False,
) -> None:
    from PIL import Image, ImageDraw

    if not text:
        return
    box = font.getbbox(text, stroke_width=int(is_bold))
    mask = Image.new("L", (round(box[2]) + 4, round(box[3]) + 4), 0)
    ImageDraw.Draw(mask).text((1, 1), text, font=font, fill=255, stroke_width=int(is_bold))
    levels = mask.tobytes()
    inked = Image.frombytes("P", mask.size, levels.translate(_indices(ink)))
    picture.paste(inked, at, Image.frombytes("L", mask.size, levels.translate(_SHOWN)))


@cache
def _indices(ink: str) -> bytes:
    """Returns, for each part of 255 of a pixel that an ink may cover, the palette index."""
    first = 1 + _INKS.index(ink) * (_STEPS - 1)
    return bytes(first + max(0, round(level / 255 * (_STEPS - 1)) - 1) for level in range(256))


# A mask: where the ink covers less than half a step, the background stays.
_SHOWN = bytes(255 if round(level / 255 * (_STEPS - 1)) else 0 for level in range(256))


def _palette() -> list[int]:
    """Returns the colours of the background, of each ink from thin to full, and of the line."""
    colours = [_rgb(_GROUND)]
    for ink in _INKS:
        colours += [_mixed(_rgb(ink), step / (_STEPS - 1)) for step in range(1, _STEPS)]
    return [value for colour in (*colours, _rgb(_LINE)) for value in colour]


def _solid(ink: str) -> int:
    return (_INKS.index(ink) + 1) * (_STEPS - 1)


def _line_index() -> int:
    return len(_INKS) * (_STEPS - 1) + 1


def _mixed(ink: tuple[int, int, int], part: float) -> tuple[int, int, int]:
    ground = _rgb(_GROUND)
    red, green, blue = (round(g + (i - g) * part) for g, i in zip(ground, ink, strict=True))
    return red, green, blue


def _rgb(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)
