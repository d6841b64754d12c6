from __future__ import annotations

import pytest

from allforces_site.lint.source.sentence_ties import announces_list, needs_after, needs_before, points_back


@pytest.mark.parametrize(
    "sentence",
    [
        "これは港の朝市にも言える。",
        "しかし、客は少ない。",
        "また、その船は古い。",
        "漁師はこれらの網を繕う。",
        "例えば、鯛がそうだ。",
        "彼らは朝が早い。",
    ],
)
def test_a_sentence_that_points_back_or_joins_on_needs_the_one_before(sentence: str) -> None:
    assert needs_before(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "港の朝市は六時に開く。",
        "また、魚の値は市場が決める。",
        "それぞれの店に名物がある。",
        "これから夏が来る。",
        "ここ数年は豊漁が続いた。",
    ],
)
def test_a_sentence_that_only_adds_does_not(sentence: str) -> None:
    assert not needs_before(sentence)


def test_a_sentence_that_joins_on_does_not_point_back() -> None:
    assert points_back("この船は古い。")
    assert not points_back("しかし、客は少ない。")


@pytest.mark.parametrize(
    "sentence",
    [
        "朝市の魅力は次のとおりです。",
        "理由は三つあります。",
        "なぜ安いのか。",
        "持ち物:",
        "市場を見てみましょう。",
    ],
)
def test_a_sentence_that_announces_something_needs_what_follows(sentence: str) -> None:
    assert needs_after(sentence)
    assert not needs_after("港の朝市は六時に開く。")


def test_only_some_of_them_announce_a_list() -> None:
    assert announces_list("朝市で売るものは以下の通りです。")
    assert announces_list("持ち物:")
    assert not announces_list("なぜ安いのか。")
