from __future__ import annotations

from allforces_site.lint.source.edits import Edit, apply_edits, without_blocks


def without(text: str, *blocks: str) -> str:
    spans = [(text.index(block), text.index(block) + len(block)) for block in blocks]
    return apply_edits(text, without_blocks(text, spans))


def test_of_two_edits_that_overlap_the_first_counts() -> None:
    assert apply_edits("abcdef", [Edit(2, 5, "X"), Edit(1, 3)]) == "adef"


def test_a_block_goes_with_the_blank_lines_behind_it() -> None:
    assert without("前。\n\n消す\n\n\n後。\n", "消す") == "前。\n\n後。\n"


def test_a_last_block_goes_with_the_blank_lines_before_it() -> None:
    assert without("前。\n\n消す\n", "消す") == "前。\n"
    assert without("前。\n\n消す", "消す") == "前。"


def test_blocks_that_only_the_removed_one_kept_apart_stay_apart() -> None:
    assert without("前。\n消す\n後。\n", "消す") == "前。\n\n後。\n"
    assert without("前。\n消す\n\n消える\n後。\n", "消す", "消える") == "前。\n\n後。\n"


def test_below_front_matter_no_blank_line_is_put_in() -> None:
    assert without("---\ntitle: 試験\n---\n消す\n後。\n", "消す") == "---\ntitle: 試験\n---\n後。\n"


def test_a_block_of_html_that_ends_with_dashes_stays_apart_from_the_text_below() -> None:
    text = "---\ntitle: 試験\n---\n<div>\n飾り\n</div>\n---\n消す\n\n後。\n"

    assert without(text, "消す") == text.replace("消す\n", "")
