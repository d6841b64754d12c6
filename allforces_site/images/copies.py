"""Which smaller copies of a picture are worth offering: those that take fewer bytes than the picture."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from allforces_site.cache.fingerprint import fingerprint_of
from allforces_site.cache.keys import key_of
from allforces_site.images.scaling import scaled
from allforces_site.images.store import Store

# Nothing takes more bytes a pixel as AVIF at our quality than noise, which takes 0.33 (measured, 960 pixels
# wide). A copy that cannot get larger than the picture need not be made to see it.
_MOST_BYTES_A_PIXEL = 0.35

# Browsers that know AVIF never fall back to the picture: without the copies of this width they would show the
# text's width, on a screen of double density, with half of its pixels.
_WIDE = 960


def copy_key(digest: bytes, width: int) -> bytes:
    """What stands for a copy; `digest` stands for the bytes of its picture."""
    return key_of("picture-copy", fingerprint_of("images", "pillow"), digest, width)


def made_copy(store: Store, content: bytes, digest: bytes, width: int) -> bytes:
    """The bytes of a copy, made once. Raises ValueError for a picture that cannot be decoded."""
    return store.made(copy_key(digest, width), partial(scaled, content, width))


def offered_widths(
    widths: Sequence[int], size: tuple[int, int], picture_bytes: int, make: Callable[[int], bytes]
) -> tuple[int, ...]:
    """Those of `widths`, in pixels and rising, whose copies take fewer bytes than the picture.

    `size` is the picture's in pixels; `make` makes a copy. Where the wide ones take more, as those of a flat
    drawing may, there are no narrow ones either.
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
    except ValueError:  # Making the copy to be written tells of it.
        return True
