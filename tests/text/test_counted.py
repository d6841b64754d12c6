"""Numbers agree with their nouns."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from allforces_site.text.counted import counted

PACKAGE = Path(__file__).parents[2] / "allforces_site"


@pytest.mark.parametrize(
    ("number", "said"), [(0, "0 files"), (1, "1 file"), (2, "2 files"), (2500, "2500 files")]
)
def test_a_noun_agrees_with_its_number(number: int, said: str) -> None:
    assert counted(number, "file") == said


def test_a_noun_may_have_a_plural_of_its_own() -> None:
    assert counted(1, "file asks", "files ask") == "1 file asks"
    assert counted(3, "file asks", "files ask") == "3 files ask"


def test_no_message_writes_file_s_in_parentheses() -> None:
    for file in PACKAGE.rglob("*.py"):
        assert not re.search(r"\} \w+\(s\)", file.read_text(encoding="utf-8")), file
