from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from allforces_site.errors import Problem
from tests.lint.rules.conftest import check_folder

PLACES = (
    "朝市",
    "港",
    "灯台",
    "坂道",
    "浜辺",
    "造船所",
    "漁協",
    "魚市場",
    "桟橋",
    "展望台",
    "水族館",
    "砂丘",
)


def found(root: Path, texts: Sequence[str]) -> list[Problem]:
    posts = {
        f"_posts/2026-01-{number:02}-port.md": f"---\ntitle: 町{number}\n---\n{text}\n"
        for number, text in enumerate(texts, 1)
    }
    problems = check_folder(root, posts, frozenset({"stock-phrase"}))
    return [problem for problem in problems if problem.code == "stock-phrase"]


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("正直なところ、{}は静かだ。", "正直なところ"),
        ("雨だ。なんとまあ、{}は静かだ。", "なんとまあ"),
        ("想像してみてください。{}は静かだ。", "想像してみてください"),
        ("あなたも知っているとおり{}は静かだ。", "あなたも知っているとおり"),
        ("個人的には、{}は静かだと思う。", "個人的には"),
    ],
)
def test_a_phrase_is_one_finding_for_the_site(tmp_path: Path, text: str, phrase: str) -> None:
    (problem,) = found(tmp_path, [text.format(place) for place in PLACES])

    assert (problem.file, problem.line) == ("_posts/2026-01-01-port.md", 4)
    assert str(problem.message) == f'"{phrase}" begins sentences in 12 of 12 posts'


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("{}は夢の可能性を秘めている。", "可能性を秘める"),
        ("{}が鍵を握ると見る人もいる。", "鍵を握る"),
        ("{}は静かだと私は考えます。", "と私は考える"),
    ],
)
def test_a_worn_out_phrase_is_counted_wherever_it_stands(tmp_path: Path, text: str, phrase: str) -> None:
    (problem,) = found(tmp_path, [text.format(place) for place in PLACES])

    assert (problem.file, problem.line) == ("_posts/2026-01-01-port.md", 4)
    assert str(problem.message) == f'"{phrase}" is in 12 of 12 posts'


@pytest.mark.parametrize(
    "text",
    [
        "しかし、{}は静かだ。",
        "それは、{}の朝だった。",
        "港の人々は、{}へ急ぐ。",
        "## 正直なところ、{}は静かだ",
        "- 正直なところ、{}は静かだ。",
        "> 正直なところ、{}は静かだ。",
        "「{}が鍵を握る」と船長は言った。",
        "私は{}を考えた。",
        "本紙の記事には広告を含むことがあり、収益は取材に使います。{}は静かだ。",
    ],
)
def test_conjunctions_subjects_headings_lists_and_notices_do_not_count(tmp_path: Path, text: str) -> None:
    assert found(tmp_path, [text.format(place) for place in PLACES]) == []


@pytest.mark.parametrize("text", ["正直なところ、{}は静かだ。", "{}は夢の可能性を秘める。"])
def test_a_phrase_of_few_posts_is_none(tmp_path: Path, text: str) -> None:
    texts = [text.format(place) for place in PLACES[:9]] + [f"{place}は静かだ。" for place in PLACES[9:]]

    assert found(tmp_path, texts) == []
