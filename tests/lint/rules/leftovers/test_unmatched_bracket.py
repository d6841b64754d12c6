from __future__ import annotations

import time

import pytest

from allforces_site.lint.rules.leftovers.unmatched_bracket import RULE
from tests.lint.rules.conftest import find

TEXT = "港の朝は早く始まります。"


@pytest.mark.parametrize(
    ("text", "column"),
    [
        ("船頭は「潮を待つと言います。", 4),
        ("船頭は潮を待つ」と言います。", 8),
        ("船（渡し船は五時に出ます。", 2),
        ("船頭は『「潮を待つ』と言います。", 5),
        ("朝市」は「港です。", 3),
        ("## 港の「朝市", 6),
        ("> 船頭は「潮を待つ。", 6),
    ],
)
def test_the_first_sign_without_a_partner_is_found(text: str, column: int) -> None:
    (finding,) = find(RULE, f"{TEXT}\n\n{text}\n")

    assert (finding.line, finding.column) == (6, column)


def test_items_and_rows_are_looked_at_one_by_one() -> None:
    items = find(RULE, "- 「船\n- 網」\n- 「港」\n\n本文です。\n")
    rows = find(RULE, "| 「船 | 網 |\n|---|---|\n| 港」 | 市 |\n")

    assert [finding.line for finding in items] == [4, 5]
    assert [finding.line for finding in rows] == [4, 6]


@pytest.mark.parametrize(
    "text",
    [
        "船頭は「潮を待つ」と言います。",
        "船（渡し船)は五時に出ます。",
        "1）船に乗る。\n2）港に着く。",
        "ア）船",
        "`「`で始めます。",
        "[港](/a「b/)です。",
        '<a title="「">港</a>です。',
        "```\n「\n```",
        "(^o^)の旗です。",
    ],
)
def test_pairs_labels_and_code_are_fine(text: str) -> None:
    assert find(RULE, f"{TEXT}\n\n{text}\n") == []


def test_a_quotation_may_have_several_paragraphs() -> None:
    assert find(RULE, f"{TEXT}\n\n「潮を待ちます。\n\n船は出ません。\n\n風も見ます。」\n") == []
    assert len(find(RULE, f"{TEXT}\n\n「潮を待ちます。\n\n## 風\n\n風も見ます。」\n")) == 2


def test_a_sentence_that_breaks_off_is_reported_as_a_cut_only() -> None:
    assert find(RULE, f"{TEXT}船頭は「潮を\n\n待つ」と言います。\n") == []
    assert find(RULE, f"{TEXT}\n\nを待つ」と言います。\n") == []


@pytest.mark.parametrize("lang", ["en", "zh", "ko"])
def test_other_languages_are_not_judged(lang: str) -> None:
    assert find(RULE, "「船\n", f"title: 試験\nlang: {lang}") == []


@pytest.mark.parametrize("sign", ["「", "」", "「」", "「）", "- 「\n", "「\n\n"])
def test_a_long_run_of_one_sign_takes_no_long_time(sign: str) -> None:
    start = time.process_time()
    find(RULE, f"{TEXT}\n\n{sign * (12_000 // len(sign))}\n")

    assert time.process_time() - start < 4
