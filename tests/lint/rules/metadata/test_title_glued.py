from __future__ import annotations

import pytest

from allforces_site.config.model import Config
from allforces_site.lint.fix.repair import repair_text
from allforces_site.lint.rules.metadata.title_glued import RULE
from tests.lint.rules.conftest import find

SOURCE = "_posts/2026-01-02-test.md"
LINE = "港の朝市は町を変えるのか？"


def repaired(title: str, first_line: str = LINE) -> str:
    """The title after a repair by this rule."""
    text = f"---\ntitle: {title}\n---\n{first_line}\n\n本文です。\n"
    after = repair_text(text, SOURCE, Config(), rules=[RULE]).text
    return after.split("\n")[1].removeprefix("title: ")


@pytest.mark.parametrize(
    ("title", "tail"),
    [
        ("港の朝市は町を変えるのか？がもたらす地域の転換", "がもたらす地域の転換"),
        ("港の朝市は町を変えるのか?の舞台裏と歩き方", "の舞台裏と歩き方"),
        ("2027年港の朝市の行方は？（港・漁業）による町の再生", "による町の再生"),
        ("島のフェリーは何を運ぶのか、その答えは何？の最新事情", "の最新事情"),
        ("島のフェリーが語る朝の港を読み解く。の全貌", "の全貌"),
        ("島の船長は「港が三日で生まれ変わった！の注目点", "の注目点"),
        ("島のフェリーの灯は消えるのか!が示す暮らしの行方", "が示す暮らしの行方"),
        ("島のフェリーは何を運ぶのか？、が問う島の形", "が問う島の形"),
        ("島のフェリーが支える暮らしとはの最新事情", "の最新事情"),
        ("島のフェリーが支える暮らしとは（港）が変える島", "が変える島"),
    ],
)
def test_words_behind_the_end_of_a_sentence_are_found(title: str, tail: str) -> None:
    (finding,) = find(RULE, "本文です。\n", f"layout: post\ntitle: {title}")

    assert (finding.line, finding.column) == (3, 1)
    assert f'"{tail}"' in str(finding.message)
    assert finding.proposal is None


@pytest.mark.parametrize(
    "title",
    [
        "港の朝市は町を変えるのか？",
        "港の朝市は町を変えるのか？ 売り手の本音",
        "港の朝市は町を変えるのか？三人に聞く",
        "港の朝市は町を変えるのか？（前編）",
        "港の朝市は町を変えるのか？｜港だより",
        "「港の朝市は町を変えるのか？」が問うもの",
        "海辺で育つ子どものなぜ？の正体",
        "朝市で見つけたこれって何？がわかる",
        "家の買い替えどうする？の声に答える",
        "親に朝市は遠い？と聞かれたら",
        "港の朝市はいつ？に答える",
        "モーニング娘。の全国ツアーが港町へ",
        "映画館で見た君の名は。の舞台を歩く",
        "みんなで魚をいただきます！の会",
        "カモメが港へ来た！の撮影地を歩く",
        "船長は「港が生まれ変わった！の撮影地」を歩いた",
        "海の町のYahoo!がもたらす変化",
        "港の町を変えることはが続く",
        "What does the market mean to us? A day in the harbour",
    ],
)
def test_a_title_that_ends_with_its_sentence_or_names_a_question_is_fine(title: str) -> None:
    assert find(RULE, "本文です。\n", f"title: '{title}'") == []


def test_a_first_line_that_ends_in_a_verb_takes_no_particle() -> None:
    front = "title: 島のフェリーが支える暮らしを読み解くの全貌"

    assert len(find(RULE, "島のフェリーが支える暮らしを読み解く\n", front)) == 1
    assert find(RULE, "島のフェリーの話です。\n", front) == []


def test_a_cry_in_the_first_line_ends_the_title() -> None:
    cry = "港の朝市が生まれ変わった！"

    assert len(find(RULE, f"{cry}\n\n本文です。\n", f"title: {cry}の注目点")) == 1
    assert find(RULE, f"{cry}\n\n本文です。\n", f"title: {cry}の会") == []
    assert repaired(f"{cry}の注目点", cry) == cry


@pytest.mark.parametrize("tail", ["で変わる町の姿", "を支える人々", "から始まる変化", "への道筋"])
def test_a_question_in_the_first_line_takes_no_particle_at_all(tail: str) -> None:
    assert len(find(RULE, f"{LINE}\n\n本文です。\n", f"title: {LINE}{tail}")) == 1
    assert find(RULE, "本文です。\n", f"title: {LINE}{tail}") == []


def test_a_noun_in_the_first_line_may_go_on_in_the_title() -> None:
    body = "島のフェリーが支える暮らし\n\n本文です。\n"

    assert find(RULE, body, "title: 島のフェリーが支える暮らしの未来") == []


@pytest.mark.parametrize(
    ("title", "whole"),
    [
        (f"{LINE}がもたらす地域の転換", LINE),
        (f"2027年{LINE}がもたらす地域の転換", f"2027年{LINE}"),
        (f"{LINE}（港・漁業）がもたらす転換", f"{LINE}（港・漁業）"),
        (f"{LINE}がもたらす転換（後編）", f"{LINE}（後編）"),
        (f"{LINE}がもたらす転換｜港だより", f"{LINE}｜港だより"),
    ],
)
def test_the_fix_ends_the_title_where_its_sentence_ends(title: str, whole: str) -> None:
    assert repaired(title) == whole
    assert repaired(whole) == whole


def test_a_title_that_is_not_the_first_line_is_left_to_its_editor() -> None:
    title = f"{LINE}がもたらす地域の転換"

    assert repaired(title, "朝市は町をどこへ導くのか") == title
