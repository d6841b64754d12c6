from __future__ import annotations

import pytest

from allforces_site.lint.source.unfinished import loose_end, open_bracket, stub


@pytest.mark.parametrize(
    ("title", "bracket"),
    [
        ("新茶の季節「八十八夜", "「"),
        ("新茶の季節（静岡・鹿児島", "（"),
        ("【速報】新茶の初取引『", "『"),
        ("「茶の道」と「茶の心", "「"),
        ("新茶の季節 (静岡", "("),
    ],
)
def test_a_bracket_that_never_closes_is_found(title: str, bracket: str) -> None:
    assert open_bracket(title) == bracket


@pytest.mark.parametrize(
    "title", ["「茶の道」", "新茶（静岡)と紅茶", "1) 茶を選ぶ", "茶園の一日 :(", "（「茶」の『心』）", ""]
)
def test_brackets_that_close_in_either_width_are_whole(title: str) -> None:
    assert open_bracket(title) is None


@pytest.mark.parametrize(
    "title",
    [
        "新茶の季節、",
        "新茶の初取引が",
        "静岡県の",
        "A社と",
        "新茶の季節、A",
        "茶園の朝：その",
        "新茶は早い？そ",
        "茶業界の行方：",
    ],
)
def test_an_end_behind_which_more_must_follow_is_found(title: str) -> None:
    assert loose_end(title) is not None


@pytest.mark.parametrize(
    "title",
    [
        "新茶の季節",
        "新茶の季節。",
        "被災地に一杯の茶を",
        "新茶、来週から店頭に",
        "初取引は来月へ",
        "茶価の行方は",
        "なぜ緑茶は苦いの",
        "茶園の仕事も好きだが",
        "ビタミンA、C",
        "茶の成分、ビタミンC",
        "投稿の規約変更、X",
        "プランB",
        "茶どころ「牧之原」",
        "首相「茶を飲んだ」と",
    ],
)
def test_what_titles_end_with_by_custom_is_whole(title: str) -> None:
    assert loose_end(title) is None


@pytest.mark.parametrize(
    "title", ["値上げの可能（静岡）が迫る", "値上げの可", "値上げの可能が高まる", "新茶の真意と？"]
)
def test_a_piece_of_a_phrase_is_found(title: str) -> None:
    assert stub(title) is not None


@pytest.mark.parametrize(
    "title",
    [
        "値上げの可能性",
        "持ち込みの可否",
        "撮影の可・不可",
        "新茶の真意とは？",
        "これが新茶だと？",
        "次の商談は中国と？",
        "利用可能な茶器",
    ],
)
def test_a_whole_phrase_is_no_piece(title: str) -> None:
    assert stub(title) is None
