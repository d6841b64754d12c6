"""JSON with the line of every mistake."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allforces_site.loaders.json_text import JsonError, load_json


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ('{"a": 1,\n "b": 18446744073709551616}', 2, "a whole number of more than 64 bits"),
        ('["' + "9" * 5000 + '",\n-' + "9" * 5000 + "]", 2, "a whole number of more than 64 bits"),
        ('["😀",\n"\\ud83d"]', 2, "a text holds the character U+D83D, which no page can show"),
        ('["\\\\u0007",\n"\\u0007"]', 2, "a text holds the character U+0007, which no page can show"),
        ('{"a": 1,\n"\\b": 2}', 2, "a text holds the character U+0008, which no page can show"),
        ('{"a": 1,\n b}', 2, "is no JSON: expecting property name enclosed in double quotes, found"),
        ('["a', 1, "is no JSON: unterminated string starting at, found"),
    ],
)
def test_a_mistake_is_reported_with_its_line(text: str, line: int, message: str) -> None:
    with pytest.raises(JsonError) as caught:
        load_json(text)
    assert caught.value.line == line
    assert str(caught.value.message).startswith(message)
    assert caught.value.hint


@pytest.mark.slow
@given(
    st.recursive(
        st.none() | st.booleans() | st.floats(allow_nan=False) | st.integers(-(2**63), 2**64 - 1)
        | st.text(st.characters(exclude_categories=["Cc", "Cs", "Cn"])),
        lambda values: st.lists(values) | st.dictionaries(st.text("a茶\\\"/\n"), values),
    ),
    st.booleans(),
)  # fmt: skip
def test_all_else_is_read_as_it_is(value: object, in_ascii: bool) -> None:
    assert load_json(json.dumps(value, ensure_ascii=in_ascii)) == value
