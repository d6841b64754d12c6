from __future__ import annotations

import pytest

from allforces_site.lint.rules.repetition.repeated_heading import RULE
from tests.lint.rules.conftest import find

TEA = "新茶は八十八夜のころに摘まれる。やわらかな芽だけを選ぶので、一日に摘める量は多くない。"
KILN = "登り窯の火は三日三晩つづく。薪をくべる間隔は職人の耳が決め、温度計は確かめるためだけにある。"
CUP = "焼き上がった湯のみは、窯の余熱が抜けるまで一週間待つ。急げば、ひびが入るという。"


def text_of(*blocks: str) -> str:
    return "\n\n".join(blocks) + "\n"


@pytest.mark.parametrize(
    "again", ["## 茶園を訪ねる三人の若者", "### **茶園を訪ねる三人の若者**", "**茶園を訪ねる三人の若者**"]
)
def test_a_heading_above_other_text_is_found_whatever_its_markup(again: str) -> None:
    (finding,) = find(RULE, text_of("**茶園を訪ねる三人の若者**", TEA, again, CUP))

    assert finding.line == 8
    assert (
        str(finding.message) == 'the heading "茶園を訪ねる三人の若者" is in line 4 already, above other text'
    )


def test_a_heading_repeated_with_its_text_is_left_to_the_rule_for_sections() -> None:
    assert find(RULE, text_of("## 茶園", TEA, KILN, "## 茶園", TEA)) == []


@pytest.mark.parametrize(
    "body",
    [
        text_of("## 一軒目", "### 味", TEA, "## 二軒目", "### 味", KILN),
        text_of("**費用：**", TEA, "**費用：**", KILN),
        text_of("## 茶園", TEA, "茶園", KILN),
        text_of("## 茶園", TEA, "```\n## 茶園\n```", KILN),
    ],
)
def test_headings_that_parts_of_an_article_share_are_fine(body: str) -> None:
    assert find(RULE, body) == []


def test_a_heading_that_is_repeated_many_times_is_one_finding() -> None:
    (finding,) = find(RULE, text_of(*(block for text in (KILN, CUP, TEA) for block in ("## 茶園", text))))

    assert str(finding.message).endswith("above other text, and again in line 12")
    assert finding.line == 8
