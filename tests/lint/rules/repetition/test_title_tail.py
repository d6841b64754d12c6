from __future__ import annotations

from allforces_site.errors import Problem
from tests.lint.rules.conftest import Check

PLACES = ("夜明けの朝市", "島へ渡る船", "丘の薬草園", "川の石橋", "谷の水車小屋", "岬の灯台")
TAIL = "の楽しみ方と訪れたい季節"


def found(check: Check, *titles: str) -> list[Problem]:
    files = {
        f"_posts/2026-01-0{number}-walk.md": f'---\nlayout: post\ntitle: "{title}"\n---\n{number}日目の話。\n'
        for number, title in enumerate(titles, 1)
    }
    return [problem for problem in check(files) if problem.code == "title-tail"]


def test_an_end_that_five_titles_share_is_found_once_in_the_newest_post(check: Check) -> None:
    (problem,) = found(check, *(f"{place}{TAIL}" for place in PLACES))

    assert (problem.file, problem.line) == ("_posts/2026-01-06-walk.md", 3)
    assert str(problem.message) == f'6 titles end in "{TAIL}"'
    assert "_posts/2026-01-05-walk.md" in str(problem.hint) and str(problem.hint).endswith("…")


def test_each_end_has_its_own_finding(check: Check) -> None:
    other = "が映し出す町の未来と希望"
    titles = [f"{place}{tail}" for place in PLACES[:5] for tail in (TAIL, other)][:9]

    assert len(found(check, *titles)) == 1
    assert len(found(check, *(f"{place}？{TAIL}（{place}）" for place in PLACES))) == 1


def test_four_titles_may_have_one_end(check: Check) -> None:
    assert found(check, *(f"{place}{TAIL}" for place in PLACES[:4]), "冬の港", "春の港") == []


def test_the_name_of_a_series_stands_behind_a_mark(check: Check) -> None:
    for mark in ("｜", "|", "：", "——", " - ", "\u3000", "『", "【"):
        assert found(check, *(f"{place}{mark}港町を歩く週末旅行の手帖" for place in PLACES)) == [], mark


def test_a_number_that_changes_behind_a_mark_is_part_of_the_series(check: Check) -> None:
    titles = [f"{place}——{number}人の声から見る町の一年" for number, place in enumerate(PLACES, 11)]

    assert found(check, *titles) == []


def test_numbered_and_english_titles_and_notices_are_fine(check: Check) -> None:
    for titles in (
        [f"港町を歩く週末旅行の手帖 第{number}回" for number in range(1, 7)],
        [f"{place}の年末年始の営業時間のお知らせ" for place in PLACES],
        [f"{place}の秋の特別公開を開始しました" for place in PLACES],
        [f"A walk to place {number} and everything you need to know" for number in range(1, 7)],
        [f"{place}の歩き方" for place in PLACES],
    ):
        assert found(check, *titles) == []


def test_one_title_of_many_posts_is_left_to_the_other_rule(check: Check) -> None:
    assert found(check, *[f"朝市{TAIL}"] * 6) == []
