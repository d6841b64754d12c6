from __future__ import annotations

import pytest

from allforces_site.lint.rules.structure.paragraph_as_heading import RULE
from allforces_site.markdown import render
from tests.lint.rules.conftest import find, repaired

TEXT = "港の朝は早く始まります。"


@pytest.mark.parametrize("dashes", ["---", "-", "====", "-----  "])
def test_dashes_right_below_a_sentence_make_a_heading_of_it(dashes: str) -> None:
    (finding,) = find(RULE, f"船が着きます。\n\n{TEXT}\n{dashes}\n")

    assert finding.line == 6
    assert TEXT in str(finding.message)


@pytest.mark.parametrize(
    "text",
    [
        f"{TEXT}\n\n---",
        "港の朝\n---",
        "港の朝はなぜ早いのか？\n---",
        "港の朝はなぜ早いのか？ 市場の三つの理由\n---",
        "Ropes, nets, lamps etc.\n---",
        "## 港の朝",
        f"- {TEXT}\n---",
        f"```\n{TEXT}\n---\n```",
        f"## {'港の朝' * 40}",
    ],
)
def test_a_heading_is_one_and_a_rule_below_an_empty_line_is_another(text: str) -> None:
    assert find(RULE, f"{text}\n") == []


def test_a_long_question_to_the_reader_is_a_text() -> None:
    question = "あなたの町の港では、どのような船が、朝の早いうちに着いているでしょうか？"

    assert len(find(RULE, f"{question}\n---\n")) == 1


def test_a_heading_of_more_than_120_characters_is_found() -> None:
    (finding,) = find(RULE, f"## 港の朝 {TEXT * 12}\n")

    assert finding.proposal is None
    assert "148" in str(finding.message)


def test_a_repair_shows_the_text_as_text() -> None:
    body = f"{TEXT}船が着きます。\n---\n\n## 市場\n"
    fixed = repaired(RULE, body)

    assert fixed == f"{TEXT}船が着きます。\n\n---\n\n## 市場\n"
    assert f"<p>{TEXT}船が着きます。</p>" in render(fixed).html
    assert find(RULE, fixed) == []
