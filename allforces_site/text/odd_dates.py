"""Reads dates that nobody writes on purpose, but that Jekyll reads: with words, doubled signs, missing parts.

Jekyll passes the text to Ruby's `Time.parse`, which takes what looks like a time and a date out of any text
and ignores the rest (`Date._parse` in date_parse.c). `dates` reads what is written well.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

from allforces_site.text.late_pattern import late_pattern

_FLAGS = re.ASCII | re.IGNORECASE
# In bytes of UTF-8; Ruby refuses a longer text (the `limit:` of `Date._parse`).
_LONGEST = 128
# Ruby replaces all other characters by spaces before it looks for dates.
_UNREAD = late_pattern(r"[^-+',./:@A-Za-z0-9\[\]]+")
_TIME = late_pattern(
    r"(?<!\d)(?P<hour>\d{1,2})\s*"
    r"(?::\s*(?P<minute>\d+)(?:\s*:\s*(?P<second>\d+)(?:[,.]\d*)?)?"
    r"|h(?:\s*(?P<minute_h>\d+)m?(?:\s*(?P<second_h>\d+)s?)?)?)"
    r"(?:\s*(?P<half>[ap])(?:m\b|\.m\.))?"
    r"(?:\s*(?P<zone>(?:gmt|utc?)?[-+]\d+(?:[,.:]\d+(?::\d+)?)?|[a-z]+\b))?",
    _FLAGS,
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = f"(?P<month>{'|'.join(_MONTHS)})"
# In the order in which Ruby tries them; the first that is found anywhere counts.
_DATES = tuple(
    late_pattern(pattern, _FLAGS)
    for pattern in (
        rf"(?P<day>\d+)[^-\d\s]*\s*{_MONTH}[^-\d\s']*(?:\s*(?P<year>'?\d+))?",
        rf"\b{_MONTH}[^-\d\s']*\s*(?P<day>'?\d+)[^-\d\s']*(?:\s*,?\s*(?P<year>'?\d+))?",
        r"(?P<year>\d+)-(?P<month>\d+)-(?P<day>\d+)",
        r"(?P<year>\d+)/\s*(?P<month>\d+)\D\s*(?P<day>\d+)",
        r"(?P<year>\d+)\.\s*(?P<month>\d+)\.\s*(?P<day>\d+)",
    )
)
_OFFSET = late_pattern(r"(?:gmt|utc?)?([-+])(\d\d):?(\d\d)", _FLAGS)


def read_oddly(text: str, zone: ZoneInfo) -> datetime | None:
    """What Jekyll takes the date `text` for, in `zone`; None if Jekyll cannot read it either.

    A time zone that is not written as +0900 or UTC is ignored, as Ruby does. A day that its month does not
    have (30 February) is that many days later, in the next month.
    """
    if len(text.encode(errors="replace")) > _LONGEST:
        return None
    plain = _UNREAD.sub(" ", text)
    clock = _TIME.search(plain)
    rest = plain[: clock.start()] + " " + plain[clock.end() :] if clock else plain
    parts = next((found.groupdict() for shape in _DATES if (found := shape.search(rest))), None)
    if parts is None:
        return None
    try:
        passed, written = _passed(clock)
        return (_day(parts, _zone(written, zone)) + passed).astimezone(UTC).astimezone(zone)
    except (ValueError, OverflowError):
        return None


def _day(parts: dict[str, str | None], zone: tzinfo) -> datetime:
    """The beginning of the day of these parts. Raises ValueError if no calendar has the month or the day."""
    year, day = parts["year"], parts["day"] or ""
    if len(day.strip("'")) > 2:  # `May 2013`: the long number is the year.
        year, day = day, year or "1"
    if year is None:  # Ruby takes the present year; which one that is depends on the time of the build.
        raise ValueError
    number = int(year.strip("'"))
    if len(year.strip("'")) <= 2:
        number += 1900 if number >= 69 else 2000
    name = parts["month"] or ""
    month = int(name) if name.isdigit() else _MONTHS.index(name.lower()) + 1
    days = int(day.strip("'"))
    if not 1 <= days <= 31:
        raise ValueError
    return datetime(number, month, 1, tzinfo=zone) + timedelta(days=days - 1)


def _passed(clock: re.Match[str] | None) -> tuple[timedelta, str]:
    """The time since midnight, and the zone as written. Raises ValueError for a time that no clock shows."""
    if clock is None:
        return timedelta(), ""
    hour = int(clock["hour"])
    minute = int(clock["minute"] or clock["minute_h"] or 0)
    second = int(clock["second"] or clock["second_h"] or 0)
    if clock["half"]:
        hour = hour % 12 + (12 if clock["half"] in "pP" else 0)
    if hour > 24 or minute > 59 or second > 60 or (hour == 24 and (minute or second)):
        raise ValueError
    return timedelta(hours=hour, minutes=minute, seconds=second), clock["zone"] or ""


def _zone(written: str, site_zone: ZoneInfo) -> tzinfo:
    if written.upper() in ("UTC", "UT", "GMT", "Z"):
        return UTC
    offset = _OFFSET.fullmatch(written)
    if offset is None:
        return site_zone
    hours, minutes = int(offset[2]), int(offset[3])
    if hours > 23 or minutes > 59:
        raise ValueError
    east = timedelta(hours=hours, minutes=minutes)
    return timezone(-east if offset[1] == "-" else east)
