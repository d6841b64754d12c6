from __future__ import annotations

import pytest

from allforces_site.lint.source.cut_words import broken_word, have_beginning_in_common, is_made_from


@pytest.mark.parametrize(
    ("title", "line", "word"),
    [
        ("新茶の初取引に全国の茶業界が注", "新茶の初取引に全国の茶業界が注目する理由", "注目"),
        ("静岡の茶園が導入したスマートフォ", "静岡の茶園が導入したスマートフォンの使い道", "スマートフォン"),
        ("静岡の茶園が使いはじめたGoo", "静岡の茶園が使いはじめたGoogleの地図", "Google"),
        ("新茶の初取引は1キロ19", "新茶の初取引は1キロ196万円に", "196"),
        (
            "2026年静岡の茶園が挑む自(静岡・鹿児島)がもたらす変化",
            "静岡の茶園が挑む自動運転、その現場",
            "自動運転",
        ),
        ("静岡の茶園が挑む自の全貌", "静岡の茶園が挑む自動運転、その現場", "自動運転"),
        ("静岡の茶園の未来を読み解", "静岡の茶園の未来を読み解く", "解く"),
        ("静岡の茶園と商社の契約交", "静岡の茶園と商社の契約交渉", "契約交渉"),
    ],
)
def test_a_title_that_stops_inside_a_word_of_the_line_is_cut(title: str, line: str, word: str) -> None:
    assert broken_word(title, line) == word


@pytest.mark.parametrize(
    ("title", "line"),
    [
        ("新茶の初取引、全国で始まる", "新茶の初取引、全国で始まる"),
        ("新茶の初取引、全国で始まる", "新茶の初取引、全国で始まる：高値の理由は？"),
        ("静岡の茶園が語る新茶の魅力", "静岡の茶園が語る新茶の魅力とは"),
        ("静岡の茶園が語る新茶の魅力", "静岡の茶園が語る新茶の魅力が海を越える"),
        ("静岡の茶園が挑む自然農法", "静岡の茶園が挑む自動運転"),
        ("静岡の茶園のカメラを夜でも使えるように直した人に聞いた話", "静岡の茶園のカメラマンは夜も歩く"),
        ("静岡の茶園が挑む研究の未来", "静岡の茶園が挑む研究開発に暗い影"),
        ("新茶", "新茶用の茶器"),
        ("静岡の茶工場の冷却", "静岡の茶工場の冷却水をめぐる話"),
        ("静岡の茶と農薬の法規制", "静岡の茶と農薬の法規制化が進む"),
        ("紅茶の話", "静岡の茶園が挑む自動運転"),
    ],
)
def test_a_title_with_an_end_of_its_own_is_whole(title: str, line: str) -> None:
    assert broken_word(title, line) is None


def test_running_text_may_make_a_longer_compound_of_the_title() -> None:
    title, line = "静岡県牧之原市の茶", "静岡県牧之原市の茶畑で新茶の摘み取りが始まりました。"
    compound = ("静岡県牧之原市の自動運転", "静岡県牧之原市の自動運転茶摘機が動きだしました。")

    assert broken_word(*compound) is not None
    assert broken_word(*compound, is_title_like=False) is None
    assert broken_word(title, line, is_title_like=False) == "茶畑"


def test_a_piece_that_is_a_word_of_the_text_is_no_piece() -> None:
    title, line = "世界を揺らす半導体", "世界を揺らす半導体工場の火事"

    assert broken_word(title, line, "火事は夜に起きました。") == "半導体工場"
    assert broken_word(title, line, "世界を揺らす半導体工場の火事\n\n半導体は足りますか。") is None
    assert broken_word("茶園を守る自", "茶園を守る自", "自ら守る") is None
    assert broken_word("静岡の茶園を守る自", "静岡の茶園を守る自動運転", "自ら守る") == "自動運転"


def test_a_year_before_the_title_does_not_count() -> None:
    assert have_beginning_in_common("2026年静岡の茶園が挑む夏", "静岡の茶園が挑む自動運転")
    assert not have_beginning_in_common("2026年紅茶の話", "静岡の茶園が挑む自動運転")


@pytest.mark.parametrize(
    ("title", "is_made"),
    [
        ("2027年静岡の茶園が挑む「自(静岡)が変える未来", True),
        ("静岡の茶園が挑む自動運転の可(静岡)", True),
        ("静岡の茶園が挑む：その(静岡)", True),
        ("静岡の茶園が挑む朝市と祭りの町", False),
        ("静岡の茶園「春", False),
    ],
)
def test_a_cut_title_is_made_from_a_line_that_has_most_of_it(title: str, is_made: bool) -> None:
    assert is_made_from(title, "静岡の茶園が挑む自動運転、その現場") is is_made
