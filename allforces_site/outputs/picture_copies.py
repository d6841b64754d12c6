"""Smaller copies of the pictures that pages show, next to the originals."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from hashlib import sha256

from allforces_site.errors import SiteError, error, unreadable
from allforces_site.files.regular_files import read_regular
from allforces_site.images.copies import COST, copy_key, stored_copy
from allforces_site.images.gallery import SitePicture
from allforces_site.images.store import Store
from allforces_site.messages.message import say, why_wrong
from allforces_site.model import Output
from allforces_site.outputs.picture_uses import PictureUse


def plan(uses: Iterable[PictureUse], store: Store) -> Iterator[Output]:
    """Yields an output for each copy of each picture that is used. Copies are kept in `store`."""
    used = {use.path: use.site_picture for use in uses if use.site_picture is not None}
    for _, site_picture in sorted(used.items()):
        copies = site_picture.picture.copies if site_picture.picture else ()
        for number, copy in enumerate(copies):
            make = partial(make_copy, site_picture, copy.width, store)
            # The first one to be made decodes the picture for all.
            cost = COST if number == 0 else 0
            yield Output(copy.path, make, key=copy_key(site_picture.facts.digest, copy.width), cost=cost)


def make_copy(original: SitePicture, width: int, store: Store) -> bytes:
    """Returns the bytes of a copy. Raises `SiteError` if the picture cannot be read or decoded."""
    try:
        content = read_regular(original.file)
    except OSError as exc:
        raise SiteError([unreadable(original.path, exc)]) from None
    # The file may have changed since its facts were read; the stored copy must be one of the present bytes.
    digest = sha256(content).digest()[: len(original.facts.digest)]
    try:
        return stored_copy(store, content, digest, width, original.facts.copies)
    except ValueError as exc:
        raise SiteError(
            [
                error(
                    "image-broken",
                    say(
                        "the picture {path} cannot be made smaller: {reason}",
                        path=f"/{original.path}",
                        reason=why_wrong(exc),
                    ),
                    original.path,
                    hint=say("save it again as PNG or JPEG"),
                )
            ]
        ) from exc
