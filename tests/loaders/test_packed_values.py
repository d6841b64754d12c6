"""Front matter that stays packed until it is asked for."""

from __future__ import annotations

import pickle
from typing import Any

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from allforces_site.loaders.packed_values import PackedValues

_NAMES = st.text(max_size=8)
_VALUES = st.dictionaries(_NAMES, st.one_of(_NAMES, st.integers(0, 9), st.lists(_NAMES, max_size=3)))


@given(_VALUES, _NAMES)
def test_packed_values_are_like_those_that_were_packed(values: dict[str, Any], name: str) -> None:
    packed = PackedValues(msgspec.msgpack.encode(values))
    assert packed == values
    assert packed.get(name, "none") == values.get(name, "none")
    assert (name in packed) == (name in values)
    assert (dict(packed), dict(packed.items()), len(packed)) == (values, values, len(values))
    assert pickle.loads(pickle.dumps(packed)) == values


def test_a_change_of_what_was_unpacked_does_not_change_the_packed_values() -> None:
    packed = PackedValues(msgspec.msgpack.encode({"tags": ["a"]}))
    packed["tags"].append("b")
    assert packed["tags"] == ["a"]
