from __future__ import annotations

from allforces_site.lint.rules.leftovers.conflict_marker import RULE
from tests.lint.rules.conftest import find, repaired

CONFLICT = "前の段落。\n\n<<<<<<< HEAD\n{}=======\n{}>>>>>>> main\n\n後の段落。\n"


def test_a_conflict_is_one_finding_that_names_its_lines() -> None:
    (finding,) = find(RULE, CONFLICT.format("左の文。\n", "右の文。\n"))

    assert (finding.line, finding.column) == (6, 1)
    assert "lines 6 to 10" in str(finding.message)


def test_a_line_of_a_conflict_that_was_left_alone_is_found() -> None:
    (finding,) = find(RULE, "前の段落。\n\n>>>>>>> Stashed changes\n")

    assert ">>>>>>> Stashed changes" in str(finding.message)


def test_two_conflicts_are_two_findings() -> None:
    conflict = CONFLICT.format("左の文。\n", "右の文。\n")

    assert len(find(RULE, conflict + conflict)) == 2


def test_a_heading_that_is_underlined_is_fine() -> None:
    assert find(RULE, "見出し\n=======\n\n本文。\n") == []


def test_a_conflict_in_a_code_block_is_an_example() -> None:
    assert find(RULE, "```text\n<<<<<<< HEAD\n左。\n=======\n右。\n>>>>>>> main\n```\n") == []


def test_of_two_equal_sides_one_stays() -> None:
    assert (
        repaired(RULE, CONFLICT.format("同じ文。\n", "同じ文。\n"))
        == "前の段落。\n\n同じ文。\n\n後の段落。\n"
    )


def test_of_an_empty_side_and_a_text_the_text_stays() -> None:
    assert repaired(RULE, CONFLICT.format("", "右の文。\n")) == "前の段落。\n\n右の文。\n\n後の段落。\n"


def test_of_two_texts_that_differ_nobody_but_an_editor_can_choose() -> None:
    body = CONFLICT.format("左の文。\n", "右の文。\n")

    assert repaired(RULE, body) == body


def test_a_text_that_both_sides_have_changed_is_not_lost() -> None:
    body = CONFLICT.format("同じ文。\n||||||| 元\n元の文。\n", "同じ文。\n")

    assert repaired(RULE, body) == body
