from __future__ import annotations

import pytest

from allforces_site.lint.rules.style.mixed_endings import RULE
from tests.lint.rules.conftest import find

POLITE = "朝市は六時に開きます。店は三十軒です。客が来ました。魚は売り切れません。\n"
PLAIN = "朝市は六時に始まるのだ。店は三十軒だ。客は島の人である。魚は新しいだろう。\n"


def test_the_rarer_style_is_named_with_its_lines() -> None:
    (finding,) = find(RULE, f"{POLITE}\n雨の日は静かだ。\n\n{POLITE}\n風の日は休みである。\n")

    assert finding.line == 6
    assert str(finding.message) == "sentences end in two styles: 8 in です or ます, 2 in である or だ"
    assert "6, 10" in str(finding.hint)


def test_a_polite_sentence_in_a_plain_text_is_found() -> None:
    (finding,) = find(RULE, f"{PLAIN}\n客は島から来ます。\n")

    assert finding.line == 6


@pytest.mark.parametrize(
    "odd",
    [
        "## 雨の日は静かだ。",
        "**雨の日は静かだ。**",
        "- 雨の日は静かだ。",
        "> 雨の日は静かだ。",
        "「雨の日は静かだ。」と言いました。",
        "雨の日は静かだろうか。静かだね。",
        "船はまだ。二人で荷を運んだ。",
        "雨の日は休む。",
    ],
)
def test_headings_lists_quotations_questions_and_other_endings_do_not_count(odd: str) -> None:
    assert find(RULE, f"{POLITE}\n{odd}\n") == []


def test_a_notice_may_end_a_plain_text() -> None:
    assert find(RULE, f"{PLAIN}\n市場ではご相談を承っています。予約もできます。\n") == []


def test_a_short_text_has_no_style() -> None:
    assert find(RULE, "静かです。静かだ。\n") == []
