from __future__ import annotations

import time

import pytest

from allforces_site.lint.source.headings import read_headings
from allforces_site.lint.source.inline_headings import inline_headings
from allforces_site.lint.source.source_file import parse_source_file


def levels(body: str) -> list[int]:
    return [
        heading.level for heading in read_headings(parse_source_file(body, "_posts/2026-01-02-a.md").blocks)
    ]


def test_headings_have_levels_however_they_are_written() -> None:
    assert levels("# 港\n\n## 船\n\n市場\n===\n\n網\n---\n\n###### 縄\n") == [1, 2, 1, 2, 6]


def test_text_above_dashes_is_no_heading() -> None:
    english = "The ferry has left, and the market is open until the next one comes in."

    assert levels(f"船が着きます。\n---\n\n{english}\n---\n\nWhy so early?\n---\n") == [2]


@pytest.mark.parametrize("sign", ["。## ", "。 ", "## ", "#", "。\n", ") ## あ", "** ", "。## あ い "])
def test_a_long_run_of_one_sign_takes_no_long_time(sign: str) -> None:
    start = time.process_time()
    list(inline_headings(f"本文。{sign * (200_000 // len(sign))}"))
    levels(f"本文{sign * (200_000 // len(sign))}\n---\n")

    assert time.process_time() - start < 2
