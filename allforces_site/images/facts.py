"""Reads facts from the bytes of a picture: its size as readers see it, and whether it can be scaled."""

from __future__ import annotations

from hashlib import sha256
from io import BytesIO

import msgspec

from allforces_site.images.svg import svg_size
from allforces_site.messages.message import Message, say

# A picture with more pixels takes more than 400 MB to decode; some are made to use up memory. The
# message of what is far larger names the number too.
MAX_PIXELS = 100_000_000

_DIGEST_BYTES = 16
# EXIF 2.3, tag 0x0112: with these values, the picture is shown rotated by a quarter turn.
_ORIENTATION, _QUARTER_TURNS = 0x0112, range(5, 9)
_SCALABLE = frozenset({"PNG", "JPEG", "WEBP"})


class PictureFacts(msgspec.Struct, frozen=True, array_like=True):
    """`width` and `height` are in pixels, 0 if unknown; `digest` is that of the bytes. `trouble` says why
    readers may not see the picture. `copies` are the widths of offered copies (`copies.offered_widths`).
    """

    digest: bytes
    width: int = 0
    height: int = 0
    is_scalable: bool = False
    trouble: Message | None = None
    copies: tuple[int, ...] = ()


def read_facts(content: bytes, name: str) -> PictureFacts:
    """Returns the facts of a picture; it is a vector picture if `name` ends in `.svg`."""
    digest = sha256(content).digest()[:_DIGEST_BYTES]
    if name.lower().endswith(".svg"):
        return PictureFacts(digest, *(svg_size(content) or ()))
    return _raster_facts(content, digest)


def _raster_facts(content: bytes, digest: bytes) -> PictureFacts:
    from PIL import Image, UnidentifiedImageError  # Takes 40 ms; a build without new pictures need not wait.

    try:
        with Image.open(BytesIO(content)) as picture:
            width, height = picture.size
            if width * height > MAX_PIXELS:
                trouble = say("it is {width} by {height} pixels large", width=width, height=height)
                return PictureFacts(digest, trouble=trouble)
            is_still = not getattr(picture, "is_animated", False)
            kind = picture.format
            # Pillow decodes a whole PNG to look for EXIF after its pixels.
            has_exif = kind != "PNG" or b"eXIf" in content
            turned = has_exif and picture.getexif().get(_ORIENTATION) in _QUARTER_TURNS
        if kind == "PNG" and is_still:
            with Image.open(BytesIO(content)) as picture:
                picture.verify()
    except Image.DecompressionBombError:
        return PictureFacts(digest, trouble=say("it has more than 100 million pixels"))
    except UnidentifiedImageError:
        return PictureFacts(digest, trouble=say("it is not a picture of a kind that browsers show"))
    except Exception as exc:  # noqa: BLE001 (decoders raise any exception for broken files)
        return PictureFacts(digest, trouble=say("it is broken: {reason}", reason=str(exc)))
    if not _is_whole(content, kind):
        return PictureFacts(digest, trouble=say("it is cut short"))
    size = (height, width) if turned else (width, height)
    return PictureFacts(digest, *size, is_scalable=kind in _SCALABLE and is_still)


def _is_whole(content: bytes, kind: str | None) -> bool:
    """Whether the file is complete, as far as can be seen without decoding it."""
    if kind == "JPEG":  # ISO/IEC 10918-1, B.1.1.3: it ends with EOI; cameras add their own bytes after it.
        return b"\xff\xd9" in content[-65_536:]
    if kind == "WEBP":  # RFC 9649, 2.3: the size of everything after the first eight bytes.
        return len(content) >= int.from_bytes(content[4:8], "little") + 8
    return True
