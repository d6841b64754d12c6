"""Dates of posts. The expected times are what Ruby 3.1 and Jekyll 4.3.1 returned with TZ=Asia/Tokyo."""

from __future__ import annotations

import json
import re
from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allforces_site.text.dates import PlainTimestamp, filename_date, parse_date
from tests.real_posts import CORPUS, needs_corpus

TOKYO = ZoneInfo("Asia/Tokyo")
NEW_YORK = ZoneInfo("America/New_York")

# What `Time.parse(text).localtime` returns.
READ_AS = {
    "2025-09-11": "2025-09-11T00:00:00",
    "2025-9-1": "2025-09-01T00:00:00",
    "2025/02/01": "2025-02-01T00:00:00",
    "01/02/2025": "2025-02-01T00:00:00",
    "13/02/2025": "2025-02-13T00:00:00",
    "01-02-2025": "2025-02-01T00:00:00",
    "11.09.2025": "2025-09-11T00:00:00",
    "2025.9.11 10:00": "2025-09-11T10:00:00",
    "25/9/11": "2025-09-11T00:00:00",
    "25-09-11": "2025-09-11T00:00:00",
    "1/2/25": "2001-02-25T00:00:00",
    "99-1-1": "1999-01-01T00:00:00",
    "2025/09/11 20:31": "2025-09-11T20:31:00",
    "2025-9-1 9:05": "2025-09-01T09:05:00",
    "2025-09-11 10:5": "2025-09-11T10:05:00",
    "2025-09-11 10": "2025-09-11T10:00:00",
    "2025-09-11 20:31:56": "2025-09-11T20:31:56",
    "2025-09-11T20:31": "2025-09-11T20:31:00",
    "2025-09-11_20:31:56": "2025-09-11T20:31:56",
    "2025-09-11T20:31:56Z": "2025-09-12T05:31:56",
    "2025-09-11t20:31:56z": "2025-09-12T05:31:56",
    "2025-09-11 20:31:56 +0900": "2025-09-11T20:31:56",
    "2025-09-11 20:31:56 +09:00": "2025-09-11T20:31:56",
    "2025-09-11 20:31:56 +09": "2025-09-11T20:31:56",
    "2025-09-11 20:31:56 +9": "2025-09-11T20:31:56",
    "2025-09-11 20:31:56 -0330": "2025-09-12T09:01:56",
    "2025-09-11 20:31:56 +0000": "2025-09-12T05:31:56",
    "2025-09-11 20:31:56 UTC": "2025-09-12T05:31:56",
    "2025-09-11 20:31:56 UTC+9": "2025-09-11T20:31:56",
    "2025-09-11 20:31:56 JST": "2025-09-11T20:31:56",
    "2025-09-11 10:00 (JST)": "2025-09-11T10:00:00",
    "2025-09-11 20:31:56 EST": "2025-09-12T10:31:56",
    "2025-09-11 20:31:56 PST": "2025-09-12T13:31:56",
    "2025-09-11 20:31:56 -0700 (PDT)": "2025-09-12T12:31:56",
    "2025-09-11 20:31:56.123 +0000": "2025-09-12T05:31:56.123000",
    "2025-09-11 20:31:56,123": "2025-09-11T20:31:56.123000",
    "2025-09-11 20:31:56.123456789 +0000": "2025-09-12T05:31:56.123456",
    "20250911": "2025-09-11T00:00:00",
    "20250911T203156": "2025-09-11T20:31:56",
    "20250911T203156Z": "2025-09-12T05:31:56",
    "20250911203156": "2025-09-11T20:31:56",
    "202509112031": "2025-09-11T20:31:00",
    "20250911 20:31": "2025-09-11T20:31:00",
    "2025-09-11 8:31 PM": "2025-09-11T20:31:00",
    "2025-09-11 8:31pm": "2025-09-11T20:31:00",
    "2025-09-11 8 PM": "2025-09-11T20:00:00",
    "2025-09-11 8:31 p.m.": "2025-09-11T20:31:00",
    "2025-09-11 12:00 AM": "2025-09-11T00:00:00",
    "2025-09-11 12:00 PM": "2025-09-11T12:00:00",
    "2025-09-11 13:31 PM": "2025-09-11T13:31:00",
    "2025-09-11T24:00:00": "2025-09-12T00:00:00",
    "2025-09-11 23:59:60": "2025-09-12T00:00:00",
    "2025-09-11 at 10:00": "2025-09-11T10:00:00",
    "11 Sep 2025 10:00 +0900": "2025-09-11T10:00:00",
    "11 September 2025": "2025-09-11T00:00:00",
    "11th Sep 2025": "2025-09-11T00:00:00",
    "11-Sep-2025": "2025-09-11T00:00:00",
    "11 Sep 25": "2025-09-11T00:00:00",
    "Sep 11, 2025": "2025-09-11T00:00:00",
    "Sept 11, 2025": "2025-09-11T00:00:00",
    "Sep. 11, 2025": "2025-09-11T00:00:00",
    "Sep 11, '25": "2025-09-11T00:00:00",
    "September 11th, 2025": "2025-09-11T00:00:00",
    "September 11, 2025 8:31 PM": "2025-09-11T20:31:00",
    "Sep 11, 2025 at 10:00": "2025-09-11T10:00:00",
    "2025 Sep 11": "2025-09-11T00:00:00",
    "2025-Sep-11": "2025-09-11T00:00:00",
    "Thursday, September 11, 2025": "2025-09-11T00:00:00",
    "Thu, 11 Sep 2025 20:31:56 GMT": "2025-09-12T05:31:56",
    "Thursday, 11-Sep-25 20:31:56 GMT": "2025-09-12T05:31:56",
    "Thu Sep 11 20:31:56 2025": "2025-09-11T20:31:56",
    "Thu Sep 11 20:31:56 JST 2025": "2025-09-11T20:31:56",
    " 2025-09-11 ": "2025-09-11T00:00:00",
}

# What Psych makes of the unquoted scalar before Jekyll parses it.
PLAIN_READ_AS = {
    "2025-09-11": "2025-09-11T00:00:00",
    "2025-09-11 20:31:56": "2025-09-12T05:31:56",
    "2025-09-11  20:31:56": "2025-09-12T05:31:56",
    "2025-9-1T2:31:56": "2025-09-01T11:31:56",
    "2025-09-11T24:00:00": "2025-09-12T09:00:00",
    "2025-09-11 20:31:56 +0900": "2025-09-11T20:31:56",
    "2025-09-11 20:31:56+9:30": "2025-09-11T20:01:56",
    "2025-09-11 20:31:56 Z": "2025-09-12T05:31:56",
    "2025-09-11 20:31": "2025-09-11T20:31:00",
    "2025/09/11 20:31:56": "2025-09-11T20:31:56",
}

NO_DATES = [
    "", " ", "yesterday", "today", "10:30", "2025", "2025-09", "Sep 2025", "Sep 11", "2025-W37-4",
    "2025-13-40", "2025-02-30", "2025-02-29", "2025-04-31", "2025-00-10", "2025-01-00", "02/13/2025",
    "2025-09-11 25:00", "2025-09-11 23:60", "2025-09-11 10:00:61", "2025-09-11 24:01", "2025-09-11 foo",
    "foo 2025-09-11", "2025-09/11", "2025-09-11 10:00 +25:00", "2025-09-11 10:00 +2400",
    "2025-09-11 10:00 XYZ", "2025-09-11 10:00 Asia/Tokyo", "0000-01-01", "10000-01-01", "-2025-09-11",
    "２０２５-09-11", "1757590316", "2025-09-11T10:00:00+09:99", "Foo 11, 2025",
    True, None, 2025.09, 10 ** 30, ["2025-09-11"], {"date": 1}, b"2025-09-11",
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), READ_AS.items())
def test_quoted_text_is_read_as_ruby_reads_it(text: str, expected: str) -> None:
    assert parse_date(text, TOKYO).isoformat() == f"{expected}+09:00"


@pytest.mark.parametrize(("text", "expected"), PLAIN_READ_AS.items())
def test_an_unquoted_time_without_a_zone_is_utc(text: str, expected: str) -> None:
    assert parse_date(PlainTimestamp(text), TOKYO).isoformat() == f"{expected}+09:00"


@pytest.mark.parametrize("value", NO_DATES, ids=repr)
def test_a_value_that_is_not_a_date_is_refused_and_named(value: object) -> None:
    with pytest.raises(ValueError, match=r'^"'):
        parse_date(value, TOKYO)


def test_the_message_names_the_value_and_stays_short() -> None:
    with pytest.raises(ValueError, match=r'^"2025-13-40" is not a real date$'):
        parse_date(PlainTimestamp("2025-13-40"), TOKYO)
    with pytest.raises(ValueError, match=r'^"2025-09-11 10:00 XYZ" names the unknown time zone "XYZ"$'):
        parse_date("2025-09-11 10:00 XYZ", TOKYO)
    with pytest.raises(ValueError) as raised:
        parse_date("x" * 10_000, TOKYO)
    assert len(str(raised.value)) < 100


def test_dates_that_yaml_has_parsed_already_are_accepted() -> None:
    assert parse_date(20250911, TOKYO) == datetime(2025, 9, 11, tzinfo=TOKYO)
    assert parse_date(date(2025, 9, 11), TOKYO) == datetime(2025, 9, 11, tzinfo=TOKYO)
    assert parse_date(datetime(2025, 9, 11, 20, 31), TOKYO) == datetime(2025, 9, 11, 20, 31, tzinfo=UTC)  # noqa: DTZ001
    eastern = datetime(2025, 9, 11, 20, tzinfo=timezone(timedelta(hours=-5)))
    assert parse_date(eastern, TOKYO).isoformat() == "2025-09-12T10:00:00+09:00"


def test_the_result_is_in_the_zone_of_the_site() -> None:
    assert parse_date("2025-09-11T20:31:56Z", NEW_YORK).isoformat() == "2025-09-11T16:31:56-04:00"
    assert parse_date("2025-09-11 10:00 JST", NEW_YORK).isoformat() == "2025-09-10T21:00:00-04:00"
    sydney = ZoneInfo("Australia/Sydney")
    assert parse_date("2025-01-11 10:00 AEDT", sydney).isoformat() == "2025-01-11T10:00:00+11:00"


def test_a_time_that_summer_time_skips_moves_forward() -> None:
    assert parse_date("2025-03-09 02:30", NEW_YORK).isoformat() == "2025-03-09T03:30:00-04:00"


def test_a_time_that_occurs_twice_is_the_first_of_the_two() -> None:
    assert parse_date("2025-11-02 01:30", NEW_YORK).isoformat() == "2025-11-02T01:30:00-04:00"


@pytest.mark.parametrize(
    ("value", "zone"),
    [("0001-01-01", TOKYO), ("9999-12-31 23:00", NEW_YORK), ("9999-12-31 24:00", TOKYO),
     (datetime.max, TOKYO), (date.min, TOKYO)],  # noqa: DTZ901
)  # fmt: skip
def test_a_date_beyond_the_range_is_refused(value: object, zone: ZoneInfo) -> None:
    with pytest.raises(ValueError, match="out of the range"):
        parse_date(value, zone)


@given(st.text(alphabet="0123456789-/.: T+JSTZapmSepOct,'", max_size=30) | st.text(max_size=20))
def test_any_text_gives_a_date_or_a_value_error(text: str) -> None:
    for value in (text, PlainTimestamp(text)):
        try:
            assert parse_date(value, TOKYO).tzinfo is TOKYO
        except ValueError as error:
            assert str(error).startswith('"')


# From 1952 on: until then Japan had summer time, and so skipped hours.
@given(st.datetimes(datetime(1952, 1, 1), datetime(2200, 1, 1), timezones=st.just(TOKYO)))  # noqa: DTZ001
def test_what_isoformat_writes_is_read_back(moment: datetime) -> None:
    assert parse_date(moment.isoformat(), TOKYO) == moment
    assert parse_date(moment.isoformat(" "), TOKYO) == moment


@needs_corpus
def test_every_date_of_the_corpus_is_read_as_today() -> None:
    wrong = []
    for entry in map(json.loads, (CORPUS / "expected.jsonl").read_text(encoding="utf-8").splitlines()):
        text = (CORPUS / entry["source"]).read_text(encoding="utf-8")
        written = re.search(r"^date: (.+)$", text, re.MULTILINE)
        if not written or parse_date(PlainTimestamp(written[1]), TOKYO).isoformat() != entry["date"]:
            wrong.append(entry["source"])
    assert wrong == []


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("2025-09-11-tea.md", ("2025-09-11", "tea", ".md")),
        ("_posts/drinks/2025-9-1-green-tea.markdown", ("2025-9-1", "green-tea", ".markdown")),
        ("2025-09-11-v1.0.md", ("2025-09-11", "v1.0", ".md")),
        ("2025-09-11-tea...md", ("2025-09-11", "tea", ".md")),
        ("25-09-11-tea.md", ("25-09-11", "tea", ".md")),
        ("2025-09-11-お茶.md", ("2025-09-11", "お茶", ".md")),
        ("2025-09-11-.md", ("2025-09-11", "", ".md")),
        ("2025-01-01-archive/2025-02-02-tea.md", ("2025-02-02", "tea", ".md")),
        ("2025-13-40-tea.md", ("2025-13-40", "tea", ".md")),
        ("2025-01-01-archive/tea.md", None),
        ("2025-09-11.md", None),
        ("2025-09-11-tea", None),
        ("tea.md", None),
        ("２０２５-09-11-tea.md", None),
    ],
)
def test_a_dated_file_name_gives_date_slug_and_extension(
    name: str, expected: tuple[str, str, str] | None
) -> None:
    assert filename_date(name) == expected


def test_a_year_of_two_digits_in_a_file_name_is_of_this_century() -> None:
    assert parse_date("25-09-11", TOKYO).year == 2025
    assert parse_date("69-09-11", TOKYO).year == 1969
    assert parse_date("68-09-11", TOKYO).year == 2068
