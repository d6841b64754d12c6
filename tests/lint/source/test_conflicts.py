from __future__ import annotations

import pytest

from allforces_site.lint.source.blocks import BlockKind
from allforces_site.lint.source.conflicts import read_conflicts
from allforces_site.lint.source.source_file import SourceFile, parse_source_file


def source_file(body: str) -> SourceFile:
    return parse_source_file(body, "_posts/2026-01-02-test.md")


def sides(body: str) -> list[tuple[str, ...]]:
    text = source_file(body)
    return [tuple(text.text[start:end] for start, end in conflict.sides) for conflict in read_conflicts(text)]


def test_a_conflict_has_two_sides() -> None:
    assert sides("<<<<<<< HEAD\n左。\n=======\n右。\n>>>>>>> main\n") == [("左。", "右。")]


def test_a_conflict_in_diff3_style_has_three_sides() -> None:
    assert sides("<<<<<<< HEAD\n左。\n||||||| 元\n元。\n=======\n右。\n>>>>>>> main\n") == [
        ("左。", "元。", "右。")
    ]


def test_a_side_can_be_empty() -> None:
    assert sides("<<<<<<< HEAD\n=======\n\n右。\n\n>>>>>>> main\n") == [("", "右。")]


@pytest.mark.parametrize("line", ["<<<<<<< HEAD", ">>>>>>> main", "||||||| 元"])
def test_a_lone_line_of_a_conflict_has_no_sides(line: str) -> None:
    assert sides(f"前。\n\n{line}\n\n後。\n") == [()]


def test_a_conflict_that_is_not_parted_is_two_lone_lines() -> None:
    assert sides("<<<<<<< HEAD\n左。\n>>>>>>> main\n") == [(), ()]


def test_seven_signs_below_a_line_make_a_heading_of_it() -> None:
    body = "見出し\n=======\n\n本文。\n"

    assert sides(body) == []
    assert source_file(body).blocks[0].kind is BlockKind.HEADING


def test_a_conflict_in_a_code_block_is_an_example() -> None:
    assert sides("```text\n<<<<<<< HEAD\n左。\n=======\n右。\n>>>>>>> main\n```\n") == []
