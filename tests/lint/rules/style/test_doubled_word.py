from __future__ import annotations

import pytest

from allforces_site.lint.rules.style.doubled_word import RULE
from tests.lint.rules.conftest import find, repaired


@pytest.mark.parametrize(
    ("text", "word", "left"),
    [
        ("船は毎朝出るそうですです。", "です", "船は毎朝出るそうです。"),
        ("波は静かでしたでした。", "でした", "波は静かでした。"),
        ("港を見ていましたました。", "ました", "港を見ていました。"),
        ("そしてそして船が出る。", "そして", "そして船が出る。"),
        ("港のためのための灯台。", "ための", "港のための灯台。"),
        ("荷をを積む。", "を", "荷を積む。"),
        ("船は毎朝出ますます。", "ます", "船は毎朝出ます。"),
        ("朝市についてについて書く。", "について", "朝市について書く。"),
        ("期待とと共に待つ。", "と", "期待と共に待つ。"),
        ("島のの港。", "の", "島の港。"),
        ("漁協が漁協が決めた。", "漁協が", "漁協が決めた。"),
        ("静かな重要な重要な港。", "重要な", "静かな重要な港。"),
        ("船は完全に完全に止まる。", "完全に", "船は完全に止まる。"),
        ("a walk in the the park", "the", "a walk in the park"),
        ("船は毎朝出るのですいます。", "ですいます", "船は毎朝出るのです。"),
        ("港のカンファレンファレンス", "ンファレ", "港のカンファレンス"),
        ("島のガイドガイドブック", "ガイド", "島のガイドブック"),
    ],
)
def test_one_of_two_equal_words_is_deleted(text: str, word: str, left: str) -> None:
    (finding,) = find(RULE, f"{text}\n")

    assert word in str(finding.message)
    assert repaired(RULE, f"{text}\n") == f"{left}\n"


@pytest.mark.parametrize(
    "text",
    [
        "客はますます増えた。",
        "よいものの、高い。",
        "雨のことと風のこと。",
        "一歩一歩、坂を上る。",
        "ことこと煮る。",
        "くにに帰る。",
        "風ががんがん吹く。",
        "文末はですます調です。",
        "ガタンゴトンガタンゴトンと走る。",
        "ワハハハハハハハハと笑う。",
        "ピーポーピーポーピーポーと鳴る。",
        "船のインスタンスタイプ",
        "「そうですです」と船長は言った。",
        "`ですです`と書く。",
        "[船ですです](/ships/)",
        "> 船ですです。",
        "```\nですです\n```",
        "資料は船ですです.pdfです。",
    ],
)
def test_words_made_of_two_quotations_code_links_and_names_are_fine(text: str) -> None:
    assert find(RULE, f"{text}\n") == []
