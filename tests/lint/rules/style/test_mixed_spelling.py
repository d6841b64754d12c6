from __future__ import annotations

from pathlib import Path

import pytest

from allforces_site.errors import Problem
from tests.lint.rules.conftest import check_folder

CHOSEN = frozenset({"mixed-spelling", "house-word"})


def found(root: Path, *texts: str, **files: str) -> list[Problem]:
    posts = {
        f"_posts/2026-01-{number:02}-port.md": f"---\ntitle: 港{number}\n---\n{text}\n"
        for number, text in enumerate(texts, 1)
    }
    names = {f"_data/{name}.yml": text for name, text in files.items()}
    problems = check_folder(root, {**posts, **names}, CHOSEN)
    return [problem for problem in problems if problem.code in CHOSEN]


@pytest.mark.parametrize(
    ("usual", "odd"),
    [
        ("モニター", "モニタ"),
        ("バイオリン", "ヴァイオリン"),
        ("ウォッチ", "ウオッチ"),
        ("オープンカフェ", "オープン・カフェ"),
        ("GitHub", "Github"),
        ("さまざま", "様々"),
        ("ください", "下さい"),
        ("ウェブ", "Web"),
        ("プレーヤー", "プレイヤー"),
        ("どこ", "何処"),
        ("1つ", "一つ"),
        ("NVIDIA", "Nvidia"),
    ],
)
def test_the_rarer_spelling_is_found_once(tmp_path: Path, usual: str, odd: str) -> None:
    usual_text, odd_text = f"港の{usual}です。", f"船。\n\n港の{odd}です。"

    (problem,) = found(tmp_path, usual_text, odd_text, usual_text, odd_text, usual_text)

    assert (problem.file, problem.line) == ("_posts/2026-01-02-port.md", 6)
    assert str(problem.message) == f'"{odd}" (2 posts) is "{usual}" (3 posts) elsewhere on this site'


@pytest.mark.parametrize(
    "texts",
    [
        ("港のカバです。", "港のカバーです。"),
        ("港のスキです。", "港のスキーです。"),
        ("港のモニターです。", "`モニタ`と書く。"),
        ("港のモニターです。", "「モニタ」と言う。"),
        ("変更に備える。", "さらに備える。"),
        ("港のレインです。", "港のレーンです。"),
        ("とどまらない。", "目に留まらない。"),
        ("貝を1つずつ見る。", "貝を一つ一つ見る。"),
        ("船どころか筏もない。", "何処も静か。"),
        ("3ヶ月待つ。", "船でしか月を見ない。"),
        ("2つの返事", "二つ返事"),
        ("Acme Web Servicesです。", "ウェブです。"),
        ("港のJapanです。", "港のJAPANです。"),
        ("港のカフェ・バスです。", "港のカフェバスです。"),
        ("港のPortMapです。", "港のPortmapです。"),
    ],
)
def test_other_words_code_and_quotations_are_fine(tmp_path: Path, texts: tuple[str, ...]) -> None:
    assert found(tmp_path, *texts) == []


def test_what_the_word_list_has_is_left_to_it(tmp_path: Path) -> None:
    words = "- {right: モニター, wrong: モニタ}\n"
    problems = found(tmp_path, "港のモニターです。", "港のモニタです。", words=words)

    assert [problem.code for problem in problems] == ["house-word"]
