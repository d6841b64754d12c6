"""Decides which smaller copies of a picture to offer: those that take fewer bytes than the picture."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from allforces_site.cache.fingerprint import fingerprint_of
from allforces_site.cache.keys import key_of
from allforces_site.images.scaling import scaled
from allforces_site.images.store import Store

# At our quality, AVIF takes most bytes per pixel for noise: 0.33 (measured, 960 pixels wide). A copy that
# cannot be larger than the picture need not be made to know that.
_MOST_BYTES_A_PIXEL = 0.35

# Browsers with AVIF never fall back to the picture itself: without a copy of this width, a picture as wide as
# the text would have half the pixels of a screen of double density.
_WIDE = 960


def copy_key(digest: bytes, width: int) -> bytes:
    """Returns the key of a copy; `digest` is that of the picture's bytes."""
    return key_of("picture-copy", fingerprint_of("images", "pillow"), digest, width)


def stored_copy(store: Store, content: bytes, digest: bytes, width: int) -> bytes:
    """Returns the bytes of a copy, made once. Raises ValueError if the picture cannot be decoded."""
    return store.get_or_make(copy_key(digest, width), partial(scaled, content, width))


def offered_widths(
    widths: Sequence[int], size: tuple[int, int], picture_bytes: int, make: Callable[[int], bytes]
) -> tuple[int, ...]:
    """Returns those of `widths` (in pixels, ascending) whose copies take fewer bytes than the picture.

    `size` is the picture's in pixels; `make` makes a copy. If the wide copies take more bytes, as those of a
    flat drawing may, no narrow ones are offered either.
    """
    offered = list(widths)
    while offered and not _is_smaller(offered[-1], size, picture_bytes, make):
        offered.pop()
    is_cut = len(offered) < len(widths)
    return () if is_cut and (not offered or offered[-1] < _WIDE) else tuple(offered)


def _is_smaller(width: int, size: tuple[int, int], picture_bytes: int, make: Callable[[int], bytes]) -> bool:
    pixels = width * width * size[1] / size[0]
    if pixels * _MOST_BYTES_A_PIXEL <= picture_bytes:
        return True
    try:
        return len(make(width)) < picture_bytes
    except ValueError:  # Reported when the copy is written.
        return True
