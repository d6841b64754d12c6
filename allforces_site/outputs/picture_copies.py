"""Smaller copies of the pictures that pages show, next to the originals."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from hashlib import sha256

from allforces_site.errors import SiteError, error, unreadable
from allforces_site.files.regular_files import read_regular
from allforces_site.images.copies import copy_key, made_copy
from allforces_site.images.gallery import FoundPicture
from allforces_site.images.store import Store
from allforces_site.model import Output
from allforces_site.outputs.picture_uses import PictureUse


def plan(uses: Iterable[PictureUse], store: Store) -> Iterator[Output]:
    """Yields an output for each copy of each picture that is used. Copies are kept in `store`."""
    used = {use.path: use.found for use in uses if use.found is not None}
    for _, found in sorted(used.items()):
        for copy in found.picture.copies if found.picture else ():
            make = partial(make_copy, found, copy.width, store)
            yield Output(copy.path, make, key=copy_key(found.facts.digest, copy.width))


def make_copy(found: FoundPicture, width: int, store: Store) -> bytes:
    """Returns the bytes of a copy. Raises `SiteError` if the picture cannot be read or decoded."""
    try:
        content = read_regular(found.file)
    except OSError as exc:
        raise SiteError([unreadable(found.path, exc)]) from None
    # The file may have changed since its facts were read; the stored copy must be one of the present bytes.
    digest = sha256(content).digest()[: len(found.facts.digest)]
    try:
        return made_copy(store, content, digest, width)
    except ValueError as exc:
        raise SiteError(
            [
                error(
                    "image-broken",
                    f"the picture /{found.path} cannot be made smaller: {exc}",
                    found.path,
                    hint="save it again as PNG or JPEG",
                )
            ]
        ) from exc
