from __future__ import annotations

import pytest

from allforces_site.errors import Problem
from tests.lint.rules.conftest import Check

HEAD = "---\nlayout: post\ntitle: 試験{number}\n---\n"


def found(check: Check, *bodies: str) -> list[Problem]:
    files = {
        f"_posts/2026-01-0{number}-market.md": HEAD.format(number=number) + body + "\n"
        for number, body in enumerate(bodies, 1)
    }
    return [problem for problem in check(files) if problem.code == "number-for-word"]


@pytest.mark.parametrize(
    "text",
    [
        "桟橋ができれば、より75%以上の漁師が店を出せます。",
        "桟橋はより６０％超の店に使われます。",
        "これまで以上に**40%以上の**客が来ます。",
        "もっと80%以上の町に船を送ります。",
        "桟橋ができれば、より7割もの漁師が店を出せます。",
        "桟橋ができれば、より75パーセントを超える漁師が店を出せます。",
        "新しい秤で300パーセントのコスト削減ができました。",
        "## より50%以上の人に開かれた港",
        "新しい秤で300%のコスト削減ができました。",
        "手間を150%削減しました。",
        "料金表の300%の見直しを進めます。",
    ],
)
def test_a_number_that_cannot_be_meant_is_found_at_once(check: Check, text: str) -> None:
    (problem,) = found(check, f"朝市の話です。\n\n{text}")

    assert problem.line == 7
    assert any(sign in str(problem.message) for sign in ("%", "％", "割", "パーセント"))


@pytest.mark.parametrize(
    "text",
    [
        "前年より20%以上の店が増えました。",
        "桟橋により75%以上の漁師が店を出しました。",
        "それより30%の値引きがうれしい。",
        "より多くの漁師が店を出し、75%以上の店が魚を売ります。",
        "目標の120%の削減を果たしました。",
        "費用を100%削減しました。",
        "売り上げは300%の伸びでした。",
        "「より75%以上の漁師」と書かれていました。",
        "`より75%以上の漁師`",
        "桟橋は町で大きな役割の一つを担います。",
    ],
)
def test_a_number_that_can_be_meant_is_fine(check: Check, text: str) -> None:
    assert found(check, text) == []


SENTENCES = (
    "朝は80%以上の漁師が沖に出ます。",
    "昼には80%以上の店が閉まります。",
    "夜は80%以上の家庭が魚を煮ます。",
)


def test_one_share_in_three_sentences_without_a_source_is_found_in_each_line(check: Check) -> None:
    assert [problem.line for problem in found(check, "\n\n".join(SENTENCES))] == [5, 7, 9]
    assert len(found(check, "".join(SENTENCES))) == 1


def test_two_sentences_and_copies_of_them_are_not_enough(check: Check) -> None:
    assert found(check, "\n\n".join((*SENTENCES[:2], *SENTENCES[:2]))) == []


@pytest.mark.parametrize(
    "source",
    [
        "漁協の調査では、80%以上の漁師がそう答えました。",
        "漁協によると、80%の漁師がそうします。",
        "[漁協](/coop/)の80%以上の漁師がそうします。",
        "百人中八十人、つまり80%以上の漁師です。",
        "パレートの法則どおりなら、80%の漁師です。",
    ],
)
def test_a_number_whose_source_is_named_anywhere_may_be_repeated(check: Check, source: str) -> None:
    assert found(check, "\n\n".join((*SENTENCES, source))) == []


def test_what_is_measured_and_not_counted_may_be_repeated(check: Check) -> None:
    body = "\n\n".join(f"{place}では25%以上の成長率が続きます。" for place in ("港", "島", "谷", "丘"))

    assert found(check, body) == []


def test_one_share_in_five_posts_without_a_source_is_found_in_all_of_them(check: Check) -> None:
    bodies = [f"{place}では75%以上の店が朝に開きます。" for place in ("港", "島", "谷", "丘", "岬")]
    problems = found(check, *bodies)

    assert [problem.file for problem in problems] == [f"_posts/2026-01-0{n}-market.md" for n in range(1, 6)]
    assert str(problems[0].message) == '"75%以上の店" is in 5 posts without a source'


def test_four_posts_and_posts_with_a_source_are_fine(check: Check) -> None:
    bodies = [f"{place}では75%以上の店が朝に開きます。" for place in ("港", "島", "谷", "丘")]

    assert found(check, *bodies, "統計では、岬の75%以上の店が朝に開きます。") == []
