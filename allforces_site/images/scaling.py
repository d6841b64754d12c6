"""Makes smaller copies of a picture, in a format that takes half the bytes."""

from __future__ import annotations

from collections.abc import Collection
from io import BytesIO
from typing import TYPE_CHECKING

from allforces_site.messages.message import WrongValueError, say

if TYPE_CHECKING:
    from PIL.Image import Image

# For phones and for the width of the text, at simple and double density.
WIDTHS = (480, 960, 1440)

# Measured on photos, drawings and pictures of text: WebP at quality 78 takes twice the bytes and longer;
# speed 9 takes 10 % more bytes than 8 and less than a third of its time. Without trellis quantization a copy
# takes a quarter less time. On 33 such pictures of 1200 by 630, copies 960 wide at quality 58 without it
# have, compared with 55 with it, a mean SSIMULACRA2 score of 69.9, not 70.2, a tenth of them below 65.4, not
# 65.2, the same SSIM (0.966) and 2 % more bytes. One thread, because several pictures are made smaller at the
# same time.
_SPEED, _THREADS = 9, 1
_LIBAOM_OPTIONS = {"disable-trellis-quant": "1"}

# A copy with half the width of the next one is made of averages of four pixels, in a fifteenth of the time
# that a better filter takes. At quality 60 the mean score is 68.2, and was 67.4 with the filter at 55; SSIM
# stays 0.956, and the copy has 12 % more bytes, both copies together 5 %.
_QUALITY_OF_HALF, _QUALITY = 60, 58
EXTENSION, MEDIA_TYPE = "avif", "image/avif"


def copy_widths(width: int) -> tuple[int, ...]:
    """Returns the widths in pixels of the copies of a picture `width` wide; each is narrower."""
    return tuple(narrower for narrower in WIDTHS if narrower < width)


def scaled(content: bytes, widths: Collection[int]) -> dict[int, bytes]:
    """Returns AVIF copies of a picture, by their widths in pixels, rotated as its EXIF says.

    `widths` are some of its `copy_widths`; which ones changes no byte of a copy. Raises ValueError for bytes
    that cannot be decoded.
    """
    copies = {}
    try:
        pixels, profile = _decoded(content)
        full_width, full_height = pixels.size
        if max(widths, default=0) > full_width:  # It was another picture when its copies were planned.
            raise WrongValueError(say("it is only {width} pixels wide by now", width=full_width))
        # Each copy is made of the pixels of the next wider one: they are fewer than those of the picture.
        for width in reversed([width for width in WIDTHS if width <= full_width]):
            height = max(1, round(full_height * width / full_width))
            is_half = pixels.width == 2 * width
            pixels = _narrowed(pixels, (width, height), is_half=is_half)
            if width in widths:
                copies[width] = _encoded(pixels, profile, _QUALITY_OF_HALF if is_half else _QUALITY)
    except WrongValueError:
        raise
    except Exception as exc:
        raise ValueError(str(exc) or type(exc).__name__) from exc
    return copies


def _decoded(content: bytes) -> tuple[Image, bytes | None]:
    """Returns the upright pixels of a picture, with or without alpha, and its colour profile."""
    from PIL import Image, ImageOps

    with Image.open(BytesIO(content)) as opened:
        if opened.format == "JPEG":  # A JPEG can be decoded at a fraction of its size.
            opened.draft(None, (WIDTHS[-1], WIDTHS[-1]))
        profile = opened.info.get("icc_profile")
        ImageOps.exif_transpose(opened, in_place=True)
        mode = "RGBA" if opened.has_transparency_data else "RGB"
        return opened if opened.mode == mode else opened.convert(mode), profile


def _narrowed(pixels: Image, size: tuple[int, int], *, is_half: bool) -> Image:
    from PIL import Image

    return pixels.resize(size, Image.Resampling.LANCZOS, reducing_gap=1.0 if is_half else 2.0)


def _encoded(pixels: Image, profile: bytes | None, quality: int) -> bytes:
    options = {"quality": quality, "speed": _SPEED, "max_threads": _THREADS, "icc_profile": profile}
    avif = BytesIO()
    try:
        pixels.save(avif, "AVIF", advanced=_LIBAOM_OPTIONS, **options)
    except ValueError:  # The Pillow of some systems has another encoder than libaom.
        avif = BytesIO()
        pixels.save(avif, "AVIF", **options)
    return avif.getvalue()
