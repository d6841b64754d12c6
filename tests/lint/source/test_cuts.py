from __future__ import annotations

import time

import pytest

from allforces_site.lint.source.cuts import read_cuts
from allforces_site.lint.source.source_file import parse_source_file

BEFORE = "店は朝から開いています。\n\n"


def cuts(body: str) -> list[str]:
    return [cut.text for cut in read_cuts(parse_source_file(body, "_posts/2026-01-02-test.md").blocks)]


@pytest.mark.parametrize(
    "end",
    [
        "駅前の店は三代続いています。朝の仕込みは、まだ暗いうちから",
        "駅前の店は三代続いています。仕込みは四",
        "さらに、**",
        "**",
        "駅前の店は",
        "仕込みに時間をかけるので、味が",
        "仕込みについては、「",
        "- 駅前の店\n- 川沿いの店。ここでは、昔ながらの",
        "駅前の店は三代続いています。\nまず、",
        "駅前の店は三代続いています。Fami",
        "- 駅前の店\n-",
        "1. 駅前の店\n2.",
    ],
)
def test_a_text_that_stops_in_mid_sentence_is_cut(end: str) -> None:
    (cut,) = cuts(f"{BEFORE}{end}\n")

    assert end.endswith(cut)


@pytest.mark.parametrize(
    "end",
    [
        "駅前の店は三代続いています。",
        "駅前の店は三代続いています",
        "駅前の店は三代続いています。 ― Ken",
        "駅前の店は三代続いている。**味は確かだ。**",
        "「また来ます」",
        "またどうぞ♪",
        "詳しくは[店の案内](/about/)",
        "お申し込みはこちらから",
        "予約はこちら →",
        "すべての人に、温かい味を届ける店",
        "## 店の場所は",
        "**店の場所は**",
        "- 駅前の店\n- 川沿いの店",
        "| 店 | 場所 |\n|---|---|\n| 本店 | 駅前の |",
        "店の一覧は次のとおりです。\n\n- 駅前の店",
        "https://example.com/",
        "<p>店の場所は</p>",
        "```text\n店の場所は\n```",
        "{% include map.html %}",
        "The shop opens in the morning and it",
        "住所：東京都千代田区\n電話：03-0000-0000",
    ],
)
def test_what_ends_without_a_mark_by_its_nature_is_whole(end: str) -> None:
    assert cuts(f"{BEFORE}{end}\n") == []


@pytest.mark.parametrize("following", ["---", "---END---", "## 次の店", "次の店は川沿いにあります。"])
def test_a_cut_is_found_wherever_it_is(following: str) -> None:
    assert cuts(f"{BEFORE}駅前の店は三代続いています。仕込みは、まだ暗い\n\n{following}\n") == [
        "仕込みは、まだ暗い"
    ]


def test_a_fragment_with_which_the_next_paragraph_begins_again_is_cut() -> None:
    assert cuts(f"{BEFORE}常連のお客さん\n\n常連のお客さんには、近所の人が多い。\n") == ["常連のお客さん"]


@pytest.mark.parametrize(
    ("item", "below"),
    [
        ("仕込みの水は井戸から汲み上げ", "仕込みの水は井戸から汲み上げます。"),
        ("仕込みの水は井戸の", "井戸は深い。"),
        ("仕込みの水は、店の裏の井戸", "を使います。"),
    ],
)
def test_a_list_is_cut_where_its_last_item_goes_on_below(item: str, below: str) -> None:
    assert cuts(f"{BEFORE}- 米\n- {item}\n\n{below}\n") == [item]


@pytest.mark.parametrize("below", ["米は新潟のものです。", "駅前の店は三代続いています。"])
def test_a_text_below_a_list_may_speak_of_its_last_item(below: str) -> None:
    assert cuts(f"{BEFORE}- 水\n- 駅前の店\n\n{below}\n") == []


@pytest.mark.parametrize(
    "fragment",
    [
        "仕込みの手間は組",
        "注文は電話で受",
        "この煮",
        "店の自慢は三代続く味の",
        "店を開けるのは",
        "常連のお客さんや",
    ],
)
def test_a_line_is_cut_where_more_must_follow(fragment: str) -> None:
    assert cuts(f"{BEFORE}{fragment}\n\n合の人たちが来ます。\n") == [fragment]


@pytest.mark.parametrize("line", ["三代続く味", "すべての人に笑顔を", "主役はあなた", "店の場所"])
def test_a_slogan_needs_no_mark(line: str) -> None:
    assert cuts(f"{BEFORE}{line}\n\n駅前の店は三代続いています。\n") == []


def test_a_line_before_a_list_is_whole() -> None:
    assert cuts(f"{BEFORE}おすすめは三つあります。例えば、\n\n- 塩むすび\n- 焼き魚\n") == []


def test_an_author_may_break_lines_at_commas() -> None:
    assert cuts(f"{BEFORE}でもね、\n\nそれだけではありません。\n") == []


def test_a_title_that_the_text_repeats_is_whole() -> None:
    assert cuts("駅前の店はなぜ続くのか？三代目に聞く\n\n店は朝から開いています。\n") == []


def test_only_the_last_sentence_belongs_to_a_cut() -> None:
    assert cuts(f"{BEFORE}店は三代続く。味は確かだ。**常連**は近所の人で、\n\n---\n") == [
        "**常連**は近所の人で、"
    ]


@pytest.mark.parametrize("sign", ["。", "、", "「", "（", "*", ".", "!", "?", " ", "は、", "- ", "あ", "a."])
def test_a_long_run_of_one_sign_takes_no_long_time(sign: str) -> None:
    start = time.process_time()
    cuts(f"{BEFORE}{sign * (300_000 // len(sign))}あ\n")

    assert time.process_time() - start < 2
