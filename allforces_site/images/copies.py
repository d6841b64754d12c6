"""Decides which smaller copies of a picture to offer: those that take fewer bytes than the picture."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from allforces_site.cache.fingerprint import fingerprint_of
from allforces_site.cache.keys import key_of
from allforces_site.images.scaling import scaled
from allforces_site.images.store import Store

# At our quality, AVIF takes most bytes per pixel for noise: 0.416 (measured, 480 of 500 pixels wide). A copy
# that cannot be larger than the picture need not be made to know that.
_MOST_BYTES_A_PIXEL = 0.42

# Browsers with AVIF never fall back to the picture itself: without a copy of this width, a picture as wide as
# the text would have half the pixels of a screen of double density.
_WIDE = 960

COST = 40
"""How long it takes to make the copies of a picture, compared with rendering a page or reading a post."""


def copy_key(digest: bytes, width: int) -> bytes:
    """Returns the key of a copy; `digest` is that of the picture's bytes."""
    return key_of("picture-copy", fingerprint_of("images", "pillow"), digest, width)


def stored_copy(store: Store, content: bytes, digest: bytes, width: int, others: Sequence[int] = ()) -> bytes:
    """Returns the bytes of a copy, made once. Raises ValueError if the picture cannot be decoded.

    The picture is decoded once for this copy and those of the widths `others`, which will be asked for next.
    """
    kept = store.read(copy_key(digest, width).hex())
    if kept is not None:
        return kept
    widths = {width, *others} if store.keeps else {width}
    made = scaled(content, widths)
    for made_width, copy in made.items():
        store.write(copy_key(digest, made_width).hex(), copy)
    return made[width]


def offered_widths(
    widths: Sequence[int], size: tuple[int, int], picture_bytes: int, make: Callable[[int], bytes]
) -> tuple[int, ...]:
    """Returns those of `widths` (in pixels, ascending) whose copies take fewer bytes than the picture.

    `size` is the picture's in pixels; `make` makes a copy. If the wide copies take more bytes, as those of a
    flat drawing may, no narrow ones are offered either.
    """
    for count in range(len(widths), 0, -1):
        is_cut = count < len(widths)
        if is_cut and widths[count - 1] < _WIDE:
            break
        if _is_smaller(widths[count - 1], size, picture_bytes, make):
            return tuple(widths[:count])
    return ()


def _is_smaller(width: int, size: tuple[int, int], picture_bytes: int, make: Callable[[int], bytes]) -> bool:
    pixels = width * width * size[1] / size[0]
    if pixels * _MOST_BYTES_A_PIXEL <= picture_bytes:
        return True
    try:
        return len(make(width)) < picture_bytes
    except ValueError:  # Reported when the copy is written.
        return True
