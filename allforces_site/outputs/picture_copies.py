"""Smaller copies of the pictures that pages show, beside them."""

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
from allforces_site.outputs.picture_uses import Use


def plan(uses: Iterable[Use], store: Store) -> Iterator[Output]:
    """One output a copy of each picture that is used. What was made is kept in `store`."""
    used = {use.path: use.found for use in uses if use.found is not None}
    for _, found in sorted(used.items()):
        for copy in found.picture.copies if found.picture else ():
            make = partial(make_copy, found, copy.width, store)
            yield Output(copy.path, make, key=copy_key(found.facts.digest, copy.width))


def make_copy(found: FoundPicture, width: int, store: Store) -> bytes:
    """The bytes of a copy. Raises `SiteError` where the picture cannot be decoded after all."""
    try:
        content = read_regular(found.file)
    except OSError as exc:
        raise SiteError([unreadable(found.path, exc)]) from None
    # The file may have changed since it was looked at: what is kept must be of the bytes that are there.
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
                    hint="save it anew as PNG or JPEG",
                )
            ]
        ) from exc
