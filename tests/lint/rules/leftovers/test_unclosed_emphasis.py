from __future__ import annotations

import pytest

from allforces_site.lint.rules.leftovers.unclosed_emphasis import RULE
from tests.lint.rules.conftest import find


@pytest.mark.parametrize(
    ("text", "column"),
    [
        ("湯を**少し冷ますのがこつです。", 3),
        ("**新茶の淹れ方", 1),
        ("### **新茶の淹れ方", 5),
        ("新茶の淹れ方**", 7),
        ("湯を** 少し冷ます **のがこつです。", 3),
        ("**新茶**は、湯を**少し冷ますのがこつです。", 11),
        ("> 湯を**少し冷ますのがこつです。", 5),
    ],
)
def test_asterisks_that_readers_see_are_found_where_they_are(text: str, column: int) -> None:
    (finding,) = find(RULE, f"{text}\n")

    assert (finding.line, finding.column) == (4, column)


@pytest.mark.parametrize(
    "text",
    [
        "湯を**少し冷ます**のがこつです。",
        "**「新茶」**の季節です。",
        "新茶の**『香り』**。",
        "二つの**値**と**意味**。",
        "Pythonでは `2 ** 3` と書きます。",
        "2**3は8です。",
        r"星印は\*\*と書きます。",
        "***強い強調***です。",
        "**二行に\nわたる**強調です。",
        "    湯を**少し",
    ],
)
def test_emphasis_and_asterisks_that_are_meant_are_fine(text: str) -> None:
    assert find(RULE, f"{text}\n") == []


def test_each_item_of_a_list_is_judged_by_itself() -> None:
    findings = find(RULE, "- **一番茶\n- **二番茶**\n- **三番茶\n")

    assert [finding.line for finding in findings] == [4, 6]


def test_each_row_of_a_table_is_judged_by_itself() -> None:
    (finding,) = find(RULE, "| 茶 | 味 |\n|---|---|\n| **一番茶 | 甘い |\n| **二番茶** | 渋い |\n")

    assert finding.line == 6


def test_what_a_cut_left_open_is_reported_as_a_cut() -> None:
    assert find(RULE, "新茶の季節です。\n\nさらに、**\n") == []
