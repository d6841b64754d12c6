"""Keys: short digests of values; equal values have equal keys."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

import msgspec

# 16 bytes of SHA-256: that any two of 2 ** 40 outputs share a key has a chance of one in 2 ** 48.
KEY_BYTES = 16


def key_of(*values: Any) -> bytes:
    """The key of values made of text, numbers, dates, bytes, tuples, lists, mappings and dataclasses."""
    return sha256(msgspec.msgpack.encode(values)).digest()[:KEY_BYTES]
