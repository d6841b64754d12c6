from __future__ import annotations

import time

import pytest

from allforces_site.lint.rules.leftovers.continued_heading import RULE
from tests.lint.rules.conftest import find, repaired


@pytest.mark.parametrize(
    "heading",
    [
        "## 干物の店（続き）",
        "## 干物の店 (続き)",
        "### 干物の店【つづき】",
        "## 干物の店（前回の続き）",
        "## 干物の店（続）",
        "## 干物の店（承前）",
        "## 干物の店（続き2）",
        "## 【続き】干物の店",
        "## 干物の店：続き",
        "**干物の店（続き）**",
        "干物の店（続き）\n---",
        "## Dried fish (continued)",
        "## Dried fish (cont.)",
        "## 続き",
        "## 続き：干物の店",
    ],
)
def test_a_heading_with_a_mark_of_going_on_is_found(heading: str) -> None:
    (finding,) = find(RULE, f"港の朝市です。\n\n{heading}\n\n店が並びます。\n")

    assert finding.line == 6
    assert "continues one that the post does not have" in str(finding.message)


@pytest.mark.parametrize(
    "line",
    [
        "## 手続き",
        "## 旅の続き",
        "## 続きは港で",
        "## 持続（継続）",
        "## 値上がりが続く",
        "干物の店が並びます（続き）。",
        "- 干物の店（続き）",
        "> ## 干物の店（続き）",
        "```\n## 干物の店（続き）\n```",
        "## To be continued",
    ],
)
def test_what_only_resembles_such_a_heading_is_fine(line: str) -> None:
    assert find(RULE, f"港の朝市です。\n\n{line}\n\n店が並びます。\n") == []


@pytest.mark.parametrize(
    "title", ["朝市を歩く（後編）", "朝市を歩く 第2回", "朝市を歩く②", "The market, Part 2"]
)
def test_a_part_of_a_longer_work_may_go_on_with_another_post(title: str) -> None:
    body = "## 干物の店（続き）\n\n店が並びます。\n"

    assert find(RULE, body, f"title: {title}") == []
    assert len(find(RULE, f"## 干物の店\n\n港です。\n\n{body}", f"title: {title}")) == 1


@pytest.mark.parametrize(
    ("above", "heading"), [("## 干物の店", "## 干物の店（続き）"), ("**干物**", "**干物（続き）**")]
)
def test_a_heading_right_below_the_same_one_goes_and_its_text_stays(above: str, heading: str) -> None:
    body = f"{above}\n\n網で焼きます。\n\n{heading}\n\n醤油をひと垂らし。\n"

    assert repaired(RULE, body) == f"{above}\n\n網で焼きます。\n\n醤油をひと垂らし。\n"


def test_numbers_of_headings_make_no_difference() -> None:
    body = "## 3. 干物の店\n\n網で焼きます。\n\n## 4. 干物の店（続き）\n\n醤油をひと垂らし。\n"

    assert repaired(RULE, body) == "## 3. 干物の店\n\n網で焼きます。\n\n醤油をひと垂らし。\n"


def test_a_line_in_bold_right_above_its_text_goes_alone() -> None:
    body = "**干物の店**\n網で焼きます。\n\n**干物の店（続き）**\n醤油をひと垂らし。\n"

    assert repaired(RULE, body) == "**干物の店**\n網で焼きます。\n\n醤油をひと垂らし。\n"


@pytest.mark.parametrize(
    "between", ["## 野菜の店\n\n朝採りです。\n\n", "### 鯵\n\n小ぶりです。\n\n", "**鯵**\n\n小ぶりです。\n\n"]
)
def test_a_heading_with_another_between_is_left_to_an_editor(between: str) -> None:
    body = f"## 干物の店\n\n網で焼きます。\n\n{between}## 干物の店（続き）\n\n醤油をひと垂らし。\n"

    (finding,) = find(RULE, body)

    assert finding.proposal is None
    assert "continues that of line 4" in str(finding.message)
    assert repaired(RULE, body) == body


def test_a_heading_of_another_level_is_left_to_an_editor() -> None:
    body = "## 干物の店\n\n網で焼きます。\n\n### 干物の店（続き）\n\n醤油をひと垂らし。\n"

    assert repaired(RULE, body) == body


@pytest.mark.parametrize("sign", ["# （続き", "続き", "（", "## 1（続き）\n"])
def test_a_long_run_of_one_sign_takes_no_long_time(sign: str) -> None:
    started = time.process_time()
    find(RULE, sign * (50_000 // len(sign)) + "\n")

    assert time.process_time() - started < 3
