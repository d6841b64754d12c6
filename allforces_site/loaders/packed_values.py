"""Front matter that stays packed until it is asked for: unpacked it takes six times the memory."""

from __future__ import annotations

from collections.abc import ItemsView, Iterator, Mapping
from typing import Any

import msgspec

_DECODER = msgspec.msgpack.Decoder(dict[str, Any])


class PackedValues(Mapping[str, Any]):
    """The mapping in a MessagePack text with texts as keys; it is unpacked at each look, and not kept.

    Raises `msgspec.DecodeError` at a look for a text that holds none.
    """

    __slots__ = ("_packed",)

    def __init__(self, packed: bytes) -> None:
        self._packed = packed

    @property
    def packed(self) -> bytes:
        """The MessagePack text."""
        return self._packed

    def __getitem__(self, key: str) -> Any:
        """The value of a key. Raises KeyError."""
        # MessagePack holds a text's bytes as they are: without them nothing need be unpacked.
        if key.encode("utf-8", "surrogatepass") not in self._packed:
            raise KeyError(key)
        return self.unpacked()[key]

    def __iter__(self) -> Iterator[str]:
        """Yields the keys."""
        return iter(self.unpacked())

    def __len__(self) -> int:
        """The number of keys."""
        return len(self.unpacked())

    def __repr__(self) -> str:
        """The text of the unpacked mapping."""
        return repr(self.unpacked())

    def get(self, key: str, default: Any = None) -> Any:
        """The value of a key; `default` if there is none."""
        if key.encode("utf-8", "surrogatepass") not in self._packed:
            return default
        return self.unpacked().get(key, default)

    def items(self) -> ItemsView[str, Any]:
        """The keys with their values, unpacked once."""
        return self.unpacked().items()

    def unpacked(self) -> dict[str, Any]:
        """All of it."""
        return _DECODER.decode(self._packed)
