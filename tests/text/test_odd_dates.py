"""Dates that nobody writes on purpose. The expected times are what Ruby returned with TZ=Asia/Tokyo."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest

from allforces_site.text.odd_dates import read_oddly

TOKYO = ZoneInfo("Asia/Tokyo")

READ_AS = {
    "2013-05-02 18:30:22 2023 -0800": "2013-05-02T18:30:22+09:00",
    "2013-05-02 00:10::00": "2013-05-02T00:10:00+09:00",
    "2013-05-02 00:10::00 +0900": "2013-05-02T00:10:00+09:00",
    "2013-05-02 and more": "2013-05-02T00:00:00+09:00",
    "May 2013": "2013-05-01T00:00:00+09:00",
    "2013-05-02 10:00 XYZ": "2013-05-02T10:00:00+09:00",
    "2013-02-30": "2013-03-02T00:00:00+09:00",
    "2013-02-30 10:00:00 -0500": "2013-03-03T00:00:00+09:00",
    "2013-05-02T18:30:22-0800 PST": "2013-05-03T11:30:22+09:00",
    "2013-05-02 18h30": "2013-05-02T18:30:00+09:00",
    "2013-05-02 18.30.22": "2013-05-02T00:00:00+09:00",
    "2013-05-02 18:30:22 + 0900": "2013-05-02T18:30:22+09:00",
    "2013-05-02 18:30:22, 2013": "2013-05-02T18:30:22+09:00",
    "2013-05-02 18:30:22 +0900 JST": "2013-05-02T18:30:22+09:00",
    "2013-05-02-18:30": "2013-05-02T18:30:00+09:00",
    "2013-05-02 1830": "2013-05-02T00:00:00+09:00",
    "2013-05-02 18:30:22 America/New_York": "2013-05-02T18:30:22+09:00",
    "2013年5月2日": None,
    "2013-05-02 25:00:00": None,
    "2013-05-02 10:61:00": None,
    "2013-05-02 10:00:00 +9900": None,
    "2013-05": None,
    "2013": None,
    "posted 3 May 2013 at 10:30pm": "2013-05-03T22:30:00+09:00",
    "2013/05/02 (Thu) 10:00": "2013-05-02T10:00:00+09:00",
    "2013-13-02": None,
    "2013-05-32": None,
    "2013-05-02 about 9:05 pm or so": "2013-05-02T21:05:00+09:00",
    "May 3, 2013 maybe": "2013-05-01T00:00:00+09:00",
    "2013.5.2 morning": "2013-05-02T00:00:00+09:00",
    "2013-05-02  ,  18:30": "2013-05-02T18:30:00+09:00",
    "2013-05-02 : 18:30": None,
    "2013-05-02 18:30:": "2013-05-02T18:30:00+09:00",
    "2013-05-02 18:30:22:11": "2013-05-02T18:30:22+09:00",
    f"{' ' * 118}2013-05-02": "2013-05-02T00:00:00+09:00",
    f"{' ' * 119}2013-05-02": None,
    f"{'日' * 39} 2013-05-02": "2013-05-02T00:00:00+09:00",
    f"{'日' * 40} 2013-05-02": None,
    "Sept 31 2013": "2013-10-01T00:00:00+09:00",
}


@pytest.mark.parametrize("text", READ_AS)
def test_a_date_is_found_in_a_text_as_ruby_finds_it(text: str) -> None:
    read = read_oddly(text, TOKYO)

    assert (read.isoformat() if read else None) == READ_AS[text]


@pytest.mark.parametrize("text", ["May 3", "3 May 10:00", "May 2013 , '"])
def test_a_date_without_a_year_depends_on_the_day_of_the_build_and_is_not_read(text: str) -> None:
    read = read_oddly(text, TOKYO)

    assert read is None or read.year == 2013


def test_a_time_out_of_the_range_of_dates_is_none() -> None:
    assert read_oddly("9999-12-31 and 23:59 -0900", TOKYO) is None
