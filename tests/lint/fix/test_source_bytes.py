from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allforces_site.front_matter.parse import decode
from allforces_site.lint.fix.source_bytes import edits_of_file
from allforces_site.lint.source.edits import Edit, apply_edits

CONTENTS = st.tuples(st.sampled_from(["", "\ufeff"]), st.text("a茶\r\n\ufeff", max_size=20)).map("".join)


def edited(content: str, *edits: Edit) -> str:
    return apply_edits(content, edits_of_file(content, edits))


@given(CONTENTS, st.data())
def test_the_edited_file_holds_the_edited_text(content: str, data: st.DataObject) -> None:
    text = decode(content.encode(), "a.md")
    start = data.draw(st.integers(0, len(text)))
    edit = Edit(start, data.draw(st.integers(start, len(text))), data.draw(st.text("x\n", max_size=3)))
    if apply_edits(text, [edit]).startswith("\ufeff"):
        return  # Then a letter of the text has become a byte order mark.

    assert decode(edited(content, edit).encode(), "a.md") == apply_edits(text, [edit])


@given(CONTENTS)
def test_without_edits_nothing_changes(content: str) -> None:
    assert edited(content) == content


@pytest.mark.parametrize(
    ("content", "edit", "expected"),
    [
        ("一\r\n二\r\n三\r\n", Edit(2, 4), "一\r\n三\r\n"),
        ("一\r\n二\n三\r四", Edit(4, 6), "一\r\n二\n四"),
        ("\ufeff一\r\n二", Edit(0, 1, "新"), "\ufeff新\r\n二"),
        ("一\r\n二\r\n", Edit(1, 1, "\n新"), "一\r\n新\r\n二\r\n"),
        ("一\n二\r\n三", Edit(5, 5, "\n四"), "一\n二\r\n三\r\n四"),
        ("一", Edit(1, 1, "\n"), "一\n"),
        ("一\r二\n三", Edit(2, 3), "一\r\n\n三"),
    ],
)
def test_line_ends_and_byte_order_mark_stay(content: str, edit: Edit, expected: str) -> None:
    assert edited(content, edit) == expected
