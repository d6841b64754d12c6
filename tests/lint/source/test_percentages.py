from __future__ import annotations

import pytest

from allforces_site.lint.source.percentages import Fault, Percentage, percentages
from allforces_site.lint.source.source_file import parse_source_file


def found(body: str) -> list[Percentage]:
    return list(
        percentages(parse_source_file(f"---\ntitle: 試験\n---\n{body}\n", "_posts/2026-01-02-test.md"))
    )


@pytest.mark.parametrize(
    ("text", "number", "words"),
    [
        ("いま75%以上の漁師が沖にいます。", "75%以上", "75%以上の漁師"),
        ("いま**75％以上**の漁師が沖にいます。", "75%以上", "75％以上の漁師"),
        ("いま7割もの店が開いています。", "7割", "7割もの店"),
        ("いま半分を超える60パーセントの人が来ます。", "60パーセント", "60パーセントの人"),
    ],
)
def test_a_share_of_what_is_counted_is_found_with_its_number(text: str, number: str, words: str) -> None:
    (one,) = found(text)

    assert (one.number, one.words, one.fault) == (number, words, Fault.NONE)


@pytest.mark.parametrize(
    "text",
    [
        "25%以上の成長率です。",
        "30%の精度です。",
        "3〜5%の店です。",
        "大きな役割の一つです。",
        "`75%の店`",
        "「75%の店」",
    ],
)
def test_what_is_measured_shown_or_a_range_is_none(text: str) -> None:
    assert found(text) == []


def test_a_number_is_sourced_by_any_sentence_and_new_only_once() -> None:
    one, copy, other = found("朝は75%の店が開きます。\n\n朝は75%の店が開きます。\n\n調査では75%の店でした。")

    assert [(each.has_source, each.is_sourced, each.is_new) for each in (one, copy, other)] == [
        (False, True, True),
        (False, True, False),
        (True, True, True),
    ]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("より75%以上の店が開きます。", Fault.DEGREE),
        ("300%のコスト削減です。", Fault.SAVED),
        ("300%の見直しです。", Fault.UNMEASURED),
    ],
)
def test_a_number_that_cannot_be_meant_says_why(text: str, fault: Fault) -> None:
    assert [one.fault for one in found(text)] == [fault]
