"""Pages after an edit of a style sheet or script: only its address in their heads is another.

Such a page is made of its present file, which takes a tenth of the time of rendering it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path

import msgspec
from msgspec.structs import replace

from allforces_site.cache.keys import KEY_BYTES
from allforces_site.config.model import Config
from allforces_site.files.regular_files import read_regular
from allforces_site.model import Output
from allforces_site.renderer.theme import versioned_url
from allforces_site.write.write_site import KnownOutput

# The body of a page begins here. Nothing in its head is written by authors without escaping.
_BODY = b"<body"
_ATTRIBUTES = (b'href="', b'src="')

# Paths that no template and no address writes in another way.
_PLAIN = re.compile(r"[A-Za-z0-9/._-]+", re.ASCII)


class NewAddress(msgspec.Struct, frozen=True):
    """The address of a file that has another version now; `version` is the old one."""

    version: bytes
    old: bytes
    new: bytes


def new_addresses(config: Config, before: Mapping[str, str], after: Mapping[str, str]) -> list[NewAddress]:
    """The address of each file that has another version now.

    `before` and `after` are the versions by output path. None if they are not of the same files, or if HTML
    may write an address otherwise than it is.
    """
    changed = {path: version for path, version in before.items() if after.get(path) != version}
    if before.keys() != after.keys() or not all(map(_PLAIN.fullmatch, changed)):
        return []
    return [
        NewAddress(
            version.encode(),
            versioned_url(config, f"/{path}", version).encode(),
            versioned_url(config, f"/{path}", after[path]).encode(),
        )
        for path, version in changed.items()
    ]


def with_new_addresses(
    outputs: Sequence[Output], known: KnownOutput, folder: Path, addresses: Sequence[NewAddress]
) -> list[Output]:
    """The outputs; one that differs from its file in `folder` only by addresses is made of this file."""
    if not addresses:
        return list(outputs)
    return [
        replace(item, make=partial(_made_of_its_file, item, folder, addresses))
        if _differs_by_versions(item, known)
        else item
        for item in outputs
    ]


def _differs_by_versions(item: Output, known: KnownOutput) -> bool:
    stamp = known.stamps.get(item.path)
    return (
        stamp is not None
        and len(stamp.key) == len(item.key) > KEY_BYTES
        and stamp.key != item.key
        and stamp.key[:KEY_BYTES] == item.key[:KEY_BYTES]
    )


def _made_of_its_file(item: Output, folder: Path, addresses: Sequence[NewAddress]) -> bytes:
    try:
        page = revised(read_regular(folder / item.path), addresses)
    except OSError:
        page = None
    return page if page is not None else item.make()


def revised(page: bytes, addresses: Sequence[NewAddress]) -> bytes | None:
    """A page with new addresses in the attributes of its head; None if an old version is anywhere else."""
    head, begin, body = page.partition(_BODY)
    for address in addresses:
        for attribute in _ATTRIBUTES:
            head = head.replace(attribute + address.old + b'"', attribute + address.new + b'"')
        if address.version in head or address.version in body:
            return None
    return head + begin + body if begin else None
