from __future__ import annotations

import pytest

from allforces_site.lint.source.title_parts import end_apart, year_before


@pytest.mark.parametrize(
    ("title", "year"),
    [
        ("2027年島へ渡る船", "2027年"),
        ("2027年版 島へ渡る船", "2027年版 "),
        ("2027年、島へ渡る船", "2027年、"),
        ("島へ渡る2027年の船", ""),
        ("2027人が渡る島", ""),
    ],
)
def test_a_year_counts_only_in_front_of_a_title(title: str, year: str) -> None:
    assert year_before(title) == year


@pytest.mark.parametrize(
    ("title", "end"),
    [
        ("島へ渡る船（前編）", "（前編）"),
        ("島へ渡る船(港)（前編）", "(港)（前編）"),
        ("島へ渡る船｜港だより", "｜港だより"),
        ("島へ渡る船（前編） | 港だより", "（前編） | 港だより"),
        ("島へ渡る（小さな）船", ""),
        ("島へ渡る船（前編", ""),
        ("", ""),
    ],
)
def test_brackets_and_what_follows_a_bar_stand_apart_at_the_end(title: str, end: str) -> None:
    assert end_apart(title) == end
