from __future__ import annotations

import pytest

from allforces_site.lint.rules.style.doubled_particle import RULE
from tests.lint.rules.conftest import find


@pytest.mark.parametrize(
    ("text", "particle"),
    [
        ("漁協が市場が開く時刻を知らせる。", "が"),
        ("船を荷を積む人に貸す。", "を"),
        ("人手不足で代替素材で製品を作った。", "で"),
        ("私は、港の朝市は、もっと続くと思う。", "は"),
        ("私は、それは町の力だと思う。", "は"),
        ("市場は早いですが、船も出ますが、客は来ません。", "が"),
    ],
)
def test_the_second_particle_is_found(text: str, particle: str) -> None:
    (finding,) = find(RULE, f"{text}\n")

    places = [number for number, sign in enumerate(text, 1) if sign == particle]
    assert finding.column == places[1]


@pytest.mark.parametrize(
    "text",
    [
        "船長が、客が待つ港へ急ぐ。",
        "市の可能性が広がる。",
        "万が一事故が起きたら知らせる。",
        "責任を持って荷を運ぶ。",
        "組合を通じて魚を売る。",
        "荷の八割を氷を含む箱に詰める。",
        "港で船で島へ渡る人を見る。",
        "私は、冬の間は、港で働く。",
        "私は、それはもう驚いた。",
        "では、港の市場は、早いのか。",
        "私は、港で、貝は、買わない。",
        "私は行くのか？ 港は、遠い。",
        "魚と貝とを買う。",
        "早いですが、行きます。遠いですが、行きます。",
    ],
)
def test_expressions_and_other_sentences_are_fine(text: str) -> None:
    assert find(RULE, f"{text}\n") == []
