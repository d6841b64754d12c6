from __future__ import annotations

import pytest

from allforces_site.lint.rules.repetition.repeated_paragraph import RULE
from tests.lint.rules.conftest import find, repaired

TEA = "新茶は八十八夜のころに摘まれる。やわらかな芽だけを選ぶので、一日に摘める量は多くない。"
KILN = "登り窯の火は三日三晩つづく。薪をくべる間隔は職人の耳が決め、温度計は確かめるためだけにある。"
CUP = "焼き上がった湯のみは、窯の余熱が抜けるまで一週間待つ。急げば、ひびが入るという。"

FERRY = (
    "渡し船は朝の六時から、潮の流れを見ながら島を回る。"
    "船頭は風の向きで航路を選び、客はその日の荷物の重さと島の名で席を選ぶ。"
)
FERRY_AGAIN = FERRY.replace("六時", "七時").replace("風の向き", "雲の動き")


def text_of(*blocks: str) -> str:
    return "\n\n".join(blocks) + "\n"


def test_a_paragraph_again_names_the_line_of_the_first() -> None:
    (finding,) = find(RULE, text_of(TEA, KILN, TEA, CUP))

    assert finding.line == 8
    assert str(finding.message) == f"the paragraph repeats line 4: {len(TEA)} characters"


def test_a_paragraph_that_is_a_part_of_another_is_found() -> None:
    (finding,) = find(RULE, text_of(TEA + KILN, CUP, KILN))

    assert finding.line == 8


def test_a_paragraph_with_small_changes_is_reported_as_such_and_stays() -> None:
    body = text_of(FERRY, CUP, FERRY_AGAIN)
    (finding,) = find(RULE, body)

    assert "in nearly the same words" in str(finding.message)
    assert finding.proposal is None
    assert repaired(RULE, body) == body


def test_the_sentences_that_are_there_already_are_deleted() -> None:
    body = text_of(TEA + KILN, CUP, f"{TEA}{KILN}店は駅の前にある。")
    (finding,) = find(RULE, body)

    assert str(finding.message) == "4 of 5 sentences of the paragraph repeat line 4: 89 characters"
    assert repaired(RULE, body) == text_of(TEA + KILN, CUP, "店は駅の前にある。")


def test_sentences_that_a_new_one_builds_on_stay_and_have_no_fix() -> None:
    body = text_of(TEA + KILN, CUP, "登り窯の火は三日三晩つづく。だから火事も多い。" + KILN[14:])
    (finding,) = find(RULE, body)

    assert (finding.proposal, str(finding.hint)) == (
        None,
        "put what is new where the text speaks of it first, and delete the rest",
    )
    assert repaired(RULE, body) == body


def test_several_in_a_row_are_left_to_their_own_rule() -> None:
    body = text_of(TEA, KILN, CUP, TEA, KILN)

    assert find(RULE, body) == []
    assert repaired(RULE, body) == body


def test_refrains_and_quotes_are_fine() -> None:
    assert find(RULE, text_of("待つ。", TEA, "待つ。", KILN, f"> {TEA}")) == []


@pytest.mark.parametrize(
    "pointer",
    [
        "- [港の茶の店と窯を歩いた日の記録、その一日のすべて](https://example.com/tea)",
        "[港の茶の店と窯を歩いた日の記録][1]\n[窯の火を守る人たちの記録、その二十年](https://example.com/kiln_(port))",
        "https://example.com/the-tea-and-the-kilns-of-the-port",
        "\\left(\n\\begin{array}{ccccc} a & b & c & d & e \\end{array}\n\\right)",
        "$$\nE = mc^2 + a + b + c + d + e + f + g + h + i\n$$",
    ],
)
def test_links_alone_and_formulas_may_be_there_twice(pointer: str) -> None:
    assert find(RULE, text_of(pointer, TEA, pointer, KILN)) == []


def test_a_sentence_above_each_piece_of_code_may_be_the_same() -> None:
    lead = "港の朝市の値段を、次の日の分まで表にします。"
    one, other = "```\nls\n```", "```\npwd\n```"

    assert find(RULE, text_of(lead, one, TEA, lead, other)) == []
    assert len(find(RULE, text_of(lead, one, TEA, lead, KILN))) == 1


def test_the_later_one_is_deleted() -> None:
    assert repaired(RULE, text_of(TEA, KILN, TEA, CUP)) == text_of(TEA, KILN, CUP)
