from __future__ import annotations

import pytest

from allforces_site.lint.rules.leftovers.foreign_paragraph import RULE
from tests.lint.rules.conftest import find

TEXT = "港の朝は早く始まります。"
ENGLISH = "The ferry leaves at five, and it is not late when there is no wind."


@pytest.mark.parametrize(
    "text",
    [
        ENGLISH,
        "Before dawn the men carry their nets down to the boats and mend them by lamplight.",
        "Паром уходит в пять часов утра, если нет сильного ветра.",
        "배는 바람이 없으면 다섯 시에 떠납니다. 늦지 않습니다.",
        "渡船在没有风的时候五点离开码头，这样不会迟到。",
    ],
)
def test_a_paragraph_in_another_language_is_found(text: str) -> None:
    (finding,) = find(RULE, f"{TEXT}\n\n{text}\n\n{TEXT}\n")

    assert finding.line == 6


def test_paragraphs_that_follow_each_other_are_one_finding() -> None:
    assert len(find(RULE, f"{TEXT}\n\n{ENGLISH}\n\n{ENGLISH}\n\n{TEXT}\n\n{ENGLISH}\n")) == 2


@pytest.mark.parametrize(
    "text",
    [
        f"> {ENGLISH}",
        f"“{ENGLISH}”",
        f"*{ENGLISH}*",
        f"```\n{ENGLISH}\n```",
        "Smith, J. (2024). How ferries that are not late were built, and what this has cost. Harbor Press.",
        f"{ENGLISH} https://example.com/",
        "Harbor Ferry Company Limited",
        "A History of Lamps and Nets in the Ports of the Northern Isles, Third Edition.",
        f"船頭は言います。{ENGLISH}",
        "{% include ferry-times.html is=it not=this that=there %}",
    ],
)
def test_quotations_sources_and_names_are_fine(text: str) -> None:
    assert find(RULE, f"{TEXT}\n\n{text}\n\n{TEXT}\n") == []


def test_a_models_words_to_its_user_are_found_by_another_rule() -> None:
    remark = "I apologize, but I am unable to perform the web search that you have asked for."

    assert find(RULE, f"{TEXT}\n\n{remark}\n\n{ENGLISH}\n\n{TEXT}\n") == []


def test_a_text_wholly_in_another_language_is_another_matter() -> None:
    assert find(RULE, f"{ENGLISH}\n\n{ENGLISH}\n") == []
    assert find(RULE, f"{TEXT}\n\n{ENGLISH}\n", "title: 試験\nlang: en") == []
