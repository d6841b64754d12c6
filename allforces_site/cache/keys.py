"""Keys: short bytes that stand for values, equal where the values are."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

import msgspec

# 16 bytes of SHA-256: no two of 2 ** 40 outputs share a key but by a chance of one in 2 ** 48.
_BYTES = 16


def key_of(*values: Any) -> bytes:
    """The key of values made of text, numbers, dates, bytes, tuples, lists, mappings and dataclasses."""
    return sha256(msgspec.msgpack.encode(values)).digest()[:_BYTES]
