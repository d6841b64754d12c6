from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from allforces_site.lint.fix.edited_text import EditedText, LineMap, unedited
from allforces_site.lint.source.edits import Edit, apply_edits

TEXTS = st.text("ab\n茶", max_size=30)


@st.composite
def edit_rounds(draw: st.DrawFn) -> tuple[str, list[list[Edit]]]:
    """A text and rounds of edits, each of the text that the round before it left."""
    text = original = draw(TEXTS)
    rounds = []
    for _ in range(draw(st.integers(0, 4))):
        edits = []
        for _ in range(draw(st.integers(0, 3))):
            start = draw(st.integers(0, len(text)))
            edits.append(Edit(start, draw(st.integers(start, len(text))), draw(st.text("xy\n", max_size=3))))
        rounds.append(edits)
        text = apply_edits(text, edits)
    return original, rounds


def after(original: str, rounds: list[list[Edit]]) -> EditedText:
    result = unedited(original)
    for edits in rounds:
        result = result.edited(edits)
    return result


@given(edit_rounds())
def test_the_edits_of_all_rounds_together_make_the_same_text(case: tuple[str, list[list[Edit]]]) -> None:
    original, rounds = case
    expected = original
    for edits in rounds:
        expected = apply_edits(expected, edits)

    result = after(original, rounds)

    assert result.text == expected
    assert apply_edits(original, result.edits_of(original)) == expected


@given(edit_rounds())
def test_what_stays_stays_in_its_order(case: tuple[str, list[list[Edit]]]) -> None:
    original, rounds = case
    result = after(original, rounds)
    at = 0

    for part in result.kept:
        assert part.origin >= at
        at = part.origin + part.length
        assert result.text[part.start : part.end] == original[part.origin : at]


def test_an_edit_that_writes_a_line_anew_touches_only_what_is_new() -> None:
    original = "題: 茶のA\n"

    result = unedited(original).edited([Edit(0, len(original), "題: 茶の味わい\n")])

    assert list(result.edits_of(original)) == [Edit(5, 6, "味わい")]


def test_a_line_is_found_again_where_it_stood_in_the_original() -> None:
    original = "一\n二\n三\n四\n五"
    result = unedited(original).edited([Edit(2, 6)]).edited([Edit(0, 0, "新\n新\n")])

    assert result.text == "新\n新\n一\n四\n五"
    line_of = LineMap(original, result)
    assert [line_of(number) for number in range(1, 6)] == [1, 1, 1, 4, 5]


@given(edit_rounds())
def test_lines_never_go_back_nor_out_of_the_original(case: tuple[str, list[list[Edit]]]) -> None:
    original, rounds = case
    result = after(original, rounds)
    line_of = LineMap(original, result)
    lines = [line_of(number) for number in range(result.text.count("\n") + 3)]

    assert lines == sorted(lines)
    assert all(1 <= line <= original.count("\n") + 1 for line in lines)
