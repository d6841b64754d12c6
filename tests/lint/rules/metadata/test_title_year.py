from __future__ import annotations

import pytest

from allforces_site.config.model import Config
from allforces_site.lint.rules.metadata.title_year import RULE
from allforces_site.lint.source.source_file import parse_source_file
from tests.lint.rules.conftest import find

BODY = "週に二度、夜明けの岸壁に店が並びます。[春の市](/2027/01/05/market/)も開かれます。\n"


@pytest.mark.parametrize(
    ("title", "year"),
    [
        ("2027年、港の朝市が町を変える", "2027"),
        ("【2027年版】島へ渡るフェリーの選び方", "2027"),
        ("[2027年最新] 庭の手入れ", "2027"),
        ("港の朝市は２０２７年にどう変わるのか", "2027"),
        ("1964年の朝市を歩く", "1964"),
        ("令和9年、港の朝市が町を変える", "令和9年"),
        ("昭和四十三年の朝市を歩く", "昭和四十三年"),
        ("平成元年の朝市を歩く", "平成元年"),
        ("二〇二七年、港の朝市が町を変える", "二〇二七年"),
        ("The best ferries of 2027", "2027"),
        ("The best ferries (2027)", "2027"),
        ("The harbour guide, 2027 edition", "2027"),
        ("【2027最新版】島へ渡るフェリー", "2027"),
    ],
)
def test_a_year_that_is_nowhere_in_the_text_is_found(title: str, year: str) -> None:
    (finding,) = find(RULE, BODY, f"layout: post\ntitle: '{title}'")

    assert (finding.line, finding.column) == (3, 1)
    assert year in str(finding.message)


@pytest.mark.parametrize(
    "title",
    [
        "2026年、港の朝市が町を変える",
        "港の朝市が町を変える",
        "2000年代の朝市を歩く",
        "2000年の歴史をもつ朝市",
        "2000人が集まる朝市",
        "令和8年、港の朝市が町を変える",
        "二〇二六年の港の朝市",
        "昭和の朝市を歩く",
        "昭和50年代の朝市を歩く",
        "令和年間の朝市",
        "令和6年能登半島地震から立ち直る朝市",
        "平成30年7月豪雨に学ぶ朝市の備え",
        "2027円の海鮮丼",
        "Office 2027 at the harbour",
        "A market for 2000 people",
        "The market in 2000s style",
    ],
)
def test_the_year_of_the_post_and_other_numbers_are_fine(title: str) -> None:
    assert find(RULE, f"{BODY}\n2000年前から続く市です。\n", f"title: {title}") == []


@pytest.mark.parametrize(
    "words",
    [
        "2027年の春",
        "２０２７年の春",
        "二〇二七年の春",
        "令和9年の春",
        "令和九年の春",
        "2025〜27年の計画",
        "'27年モデル",
        "FY27の予算",
        "来年の春",
        "翌年の春",
        "新年の市",
        "next year",
    ],
)
def test_the_text_may_name_the_year_in_other_words(words: str) -> None:
    assert find(RULE, f"{BODY}\n{words}から、店がふえます。\n", "title: 2027年、港の朝市が町を変える") == []


@pytest.mark.parametrize("words", ["2027年", "令和9年", "令和九年", "来年"])
def test_the_text_may_name_the_year_of_an_era_in_other_words(words: str) -> None:
    assert find(RULE, f"{BODY}\n{words}から、店がふえます。\n", "title: 令和9年、港の朝市が町を変える") == []


def test_one_year_in_two_words_is_one_finding() -> None:
    assert len(find(RULE, BODY, "title: 令和9年（2027年）、港の朝市が町を変える")) == 1


def test_the_words_for_another_year_do_not_count() -> None:
    body = f"{BODY}\n昨年の春から、店がふえました。\n"

    assert find(RULE, body, "title: 2025年、港の朝市が町を変えた") == []
    assert len(find(RULE, body, "title: 2027年、港の朝市が町を変える")) == 1


@pytest.mark.parametrize("key", ["date: 2027-03-04", "last_modified_at: 2027-03-04 10:00:00 +0900"])
def test_a_post_that_was_written_or_changed_in_the_year_may_name_it(key: str) -> None:
    assert find(RULE, BODY, f"title: 2027年、港の朝市が町を変える\n{key}") == []


@pytest.mark.parametrize("name", ["_posts/2026-12-31-market.md", "_drafts/market.md"])
def test_the_last_day_of_a_year_and_a_draft_may_name_the_next(name: str) -> None:
    text = f"---\ntitle: 2027年、港の朝市が町を変える\n---\n{BODY}"

    assert RULE.find is not None
    assert list(RULE.find(parse_source_file(text, name), Config())) == []


def test_a_date_that_no_calendar_has_is_no_year() -> None:
    assert len(find(RULE, BODY, "title: 2027年、港の朝市が町を変える\ndate: 2027-02-30")) == 1
