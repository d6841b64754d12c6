from __future__ import annotations

import pytest

from allforces_site.config.model import HouseWord
from allforces_site.lint.house_words import find_house_words

SERVER = HouseWord("サーバー", "サーバ")
WEB = HouseWord("ウェブ", "Web")
CHILDREN = HouseWord("子ども", "子供")
CAN = HouseWord("できる", "出来る")


def corrected(text: str, *words: HouseWord) -> str:
    for found in reversed(find_house_words(text, words)):
        text = text[: found.start] + found.word.right + text[found.end :]
    return text


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("サーバを置く。", "サーバーを置く。"),
        ("ウェブサーバとサーバー", "ウェブサーバーとサーバー"),
        ("Webサーバ", "ウェブサーバー"),
        ("Webで読む。", "ウェブで読む。"),
        ("子供が来る。", "子どもが来る。"),
        ("予約出来るか。", "予約できるか。"),
    ],
)
def test_a_wrong_spelling_is_found(text: str, right: str) -> None:
    assert corrected(text, SERVER, WEB, CHILDREN, CAN) == right
    assert corrected(right, SERVER, WEB, CHILDREN, CAN) == right


@pytest.mark.parametrize(
    "text",
    [
        "サーバーを置く。",
        "サーバント",
        "サーバールーム",
        "サーバ―",
        "WebGLとWeb-based",
        "Acme Web Services",
        "Web 2.0",
        "Web_1",
        "子供服と親子供",
    ],
)
def test_a_part_of_another_word_is_none(text: str) -> None:
    assert corrected(text, SERVER, WEB, CHILDREN) == text


def test_a_star_says_that_the_word_may_go_on() -> None:
    assert corrected("子供服と親子供", HouseWord("子ども", "子供*")) == "子ども服と親子供"
    assert corrected("子供服と親子供", HouseWord("子ども", "*子供*")) == "子ども服と親子ども"


def test_a_longer_spelling_of_the_list_goes_before_a_part_of_it() -> None:
    words = (WEB, HouseWord("Web API", "ウェブAPI"), HouseWord("ウェブページ", "Webページ"))

    assert corrected("ウェブAPIとWeb APIとWebページとWeb", *words) == "Web APIとWeb APIとウェブページとウェブ"
