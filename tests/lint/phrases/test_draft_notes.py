from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from allforces_site.lint.phrases.draft_notes import BEGINNING_OF_NOTE, NOTES, notes_in, signs_of_notes


@pytest.mark.parametrize("note", NOTES)
@settings(max_examples=50)
@given(st.data())
def test_each_note_begins_where_one_may_and_has_a_sign(note: str, data: st.DataObject) -> None:
    pattern = re.compile(note, re.MULTILINE)
    text = data.draw(st.from_regex(pattern))

    for found in pattern.finditer(text):
        assert re.compile(BEGINNING_OF_NOTE, re.MULTILINE).match(text, found.start())
        assert any(True for _ in signs_of_notes(text, found.start()))
    assert notes_in(text)
