from __future__ import annotations

import pytest

from allforces_site.lint.rules.leftovers.foreign_letter import RULE
from tests.lint.rules.conftest import find


@pytest.mark.parametrize(
    ("text", "letters"),
    [
        ("港の市場はシンгаポールの船を待ちます。", "га"),
        ("船を待つ障اقが高い。", "اق"),
        ("徐 ሽ船が増えます。", "ሽ"),
        ("船は한국から来ます。", "한국"),
        ("網をนำ干します。", "นำ"),
        ("夕方にкрабが届きます。", "краб"),
        ("船はजहाजです。", "जहाज"),
        ("荷のタlüğüを見ます。", "lüğü"),
    ],
)
def test_letters_within_japanese_words_are_found(text: str, letters: str) -> None:
    (finding,) = find(RULE, f"{text}\n")

    assert finding.line == 4
    assert letters in str(finding.message)


def test_a_title_is_looked_at_too() -> None:
    (finding,) = find(RULE, "本文です。\n", "title: 港のрыба市場")

    assert finding.line == 2


@pytest.mark.parametrize(
    "text",
    [
        "船の名は「Победа」です。",
        "船の名は勝利号（Победа）です。",
        "`краб`が届きます。",
        "ロシア語のкрабは蟹です。",
        "ハングルの한국を読みます。",
        "α線とμ秒とπ字です。",
        "Ångström と naïve と café です。",
        "Победа",
        "港のcaféです。",
        "港のWałęsaです。",
        "(´・ω・`)の旗です。",
    ],
)
def test_names_examples_and_signs_are_fine(text: str) -> None:
    assert find(RULE, f"{text}\n") == []


def test_a_text_in_another_language_is_not_judged() -> None:
    assert find(RULE, "船はкрабです。\n", "title: 試験\nlang: ru") == []
