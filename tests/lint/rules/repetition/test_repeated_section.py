from __future__ import annotations

from allforces_site.lint.rules.repetition.repeated_section import RULE
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


def test_a_section_again_is_one_finding_that_names_both_places() -> None:
    (finding,) = find(RULE, text_of("## 茶園", TEA, "## 窯元", KILN, "## 茶園", TEA, "## 窯元", KILN, CUP))

    assert finding.line == 12
    assert str(finding.message) == f"lines 12-18 repeat lines 6-10: 4 blocks, {len(TEA + KILN)} characters"
    assert finding.proposal is not None and not finding.proposal.is_partial


def test_a_heading_with_its_paragraph_is_a_section() -> None:
    (finding,) = find(RULE, text_of("## 茶園", TEA, KILN, "## 茶園", TEA, CUP))

    assert "2 blocks" in str(finding.message)


def test_blocks_with_small_changes_are_counted_apart() -> None:
    (finding,) = find(RULE, text_of(TEA, FERRY, TEA, FERRY_AGAIN))

    assert "2 blocks, 1 of them in nearly the same words" in str(finding.message)
    assert finding.proposal is not None and finding.proposal.is_partial
    assert "word for word" in str(finding.proposal.message)


def test_blocks_with_new_sentences_are_counted_apart() -> None:
    body = text_of(TEA, KILN + CUP, TEA, f"{KILN}{CUP}店は駅の前にある。")
    (finding,) = find(RULE, body)

    assert "2 blocks, 1 of them beside new sentences" in str(finding.message)
    assert repaired(RULE, body) == text_of(TEA, KILN + CUP, "店は駅の前にある。")


def test_a_section_that_is_only_nearly_the_same_has_no_fix() -> None:
    body = text_of("## 渡し船", FERRY, KILN, "## 渡し船", FERRY_AGAIN)
    (finding,) = find(RULE, body)

    assert (str(finding.hint), finding.proposal) == ("keep the better of the two", None)
    assert repaired(RULE, body) == body


def test_sections_of_their_own_are_fine() -> None:
    assert find(RULE, text_of("## 茶園", TEA, "## 窯元", KILN, "## 湯のみ", CUP)) == []


def test_a_paragraph_by_itself_is_left_to_its_own_rule() -> None:
    body = text_of(TEA, KILN, TEA, CUP)

    assert find(RULE, body) == []
    assert repaired(RULE, body) == body


def test_the_first_of_three_stays() -> None:
    part = ["## 茶園", TEA, KILN]

    assert repaired(RULE, text_of(*part, *part, *part)) == text_of(*part)
