"""Reads dates of posts like Jekyll 4.3.1, whatever the time zone of the machine.

The rule comes from Jekyll's `Document#merge_date!` and `Utils.parse_date`, which pass the value's
text to Ruby's `Time.parse`, and from Psych, which reads unquoted times as UTC before that.
Three deliberate differences: a day that does not exist (2025-02-30) is an error and not the
2nd of March, missing parts are never filled in from today's date, and text that is not part of a date
is an error instead of being skipped.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

from allforces_site.messages.message import WrongValueError, say
from allforces_site.text.late_pattern import late_pattern


class PlainTimestamp(str):
    """The text, as written, of an unquoted YAML scalar that YAML 1.1 reads as a date or time."""

    __slots__ = ()


_CLOCK = r"""(?P<hour>\d{1,2})
             (?: :(?P<minute>\d{1,2}) (?: :(?P<second>\d{1,2}) (?:[.,](?P<fraction>\d*))? )? )?
             (?:\s*(?P<half>[ap])\.?m\b\.?)?"""
_ZONE = r"\s*\(?(?P<zone>(?:UTC|GMT)?[+-]\d{1,2}(?::?\d\d(?::?\d\d)?)?|[a-z]{1,5})\)?"
_TAIL = rf"(?: (?:t|_|,?\s+(?:at\s+)?) {_CLOCK} (?:{_ZONE})? )?(?:\s*\([a-z]+\))?"
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = rf"(?P<month>{'|'.join(_MONTHS)})[a-z]*\.?"
_WEEKDAY = r"(?:(?:sun|mon|tue|wed|thu|fri|sat)[a-z]*\.?,?\s+)?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"


def _shape(pattern: str) -> re.Pattern[str]:
    return late_pattern(pattern, re.VERBOSE | re.ASCII | re.IGNORECASE)


# All accepted spellings, in the order in which they are tried.
_SHAPES = (
    # 2025-09-11, 2025/9/1 20:31, 25.9.11, and 11/9/2025: the long number is the year, no month is first.
    _shape(rf"(?P<first>\d{{1,4}})(?P<mark>[-/.])(?P<month>\d{{1,2}})(?P=mark)(?P<last>\d{{1,4}}){_TAIL}"),
    # 20250911, 20250911T203156, 202509112031
    _shape(rf"""(?P<year>\d{{4}})(?P<month>\d\d)(?P<day>\d\d)
                (?: [t\ ]? (?P<hour>\d\d)(?P<minute>\d\d)(?P<second>\d\d)? (?:{_ZONE})? )?"""),
    _shape(rf"(?P<year>\d{{4}})(?P<month>\d\d)(?P<day>\d\d){_TAIL}"),
    # 11 Sep 2025 10:00 +0900; Thu, 11-Sep-25 20:31:56 GMT
    _shape(rf"{_WEEKDAY}{_DAY}[\s-]+{_MONTH}[\s,-]+'?(?P<year>\d{{4}}|\d\d)\b{_TAIL}"),
    # September 11th, 2025 8:31 PM
    _shape(rf"{_WEEKDAY}{_MONTH}[\s-]+{_DAY}(?:,\s*|[\s-]+)'?(?P<year>\d{{4}}|\d\d)\b{_TAIL}"),
    # 2025 Sep 11
    _shape(rf"(?P<year>\d{{4}})[\s-]+{_MONTH}[\s-]+{_DAY}{_TAIL}"),
    # Thu Sep 11 20:31:56 JST 2025, as `date` prints it
    _shape(rf"{_WEEKDAY}{_MONTH}\s+{_DAY}\s+{_CLOCK}(?:{_ZONE})?\s+(?P<year>\d{{4}})"),
)

# What Psych reads as a time without a zone, and therefore as UTC.
_PSYCH_TIME = re.compile(r"\d{4}-\d{1,2}-\d{1,2}(?:[Tt]|\s+)\d{1,2}:\d\d:\d\d(?:\.\d*)?", re.ASCII)

# Hours from UTC: the names of Ruby's Time::ZoneOffset without its single letters; Japan, Korea, Europe.
_ZONE_HOURS = {
    "UTC": 0, "UT": 0, "GMT": 0, "Z": 0, "JST": 9, "KST": 9, "CET": 1, "CEST": 2,
    "EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7,
}  # fmt: skip
_OFFSET = re.compile(r"(?:UTC|GMT)?([+-])(\d{1,2})(?::?(\d\d)(?::?(\d\d))?)?", re.ASCII)
_DATED_NAME = re.compile(r"(\d{2,4}-\d{1,2}-\d{1,2})-(.*)(\.[^.]+)", re.ASCII | re.DOTALL)


def parse_date(value: object, zone: ZoneInfo) -> datetime:
    """Returns front matter's `date` as an aware datetime in `zone`; raises WrongValueError, naming the value.

    A `PlainTimestamp` with seconds and without a zone is UTC, as in Psych; a date alone, quoted text or
    a time without seconds is local time in `zone`; a zone in the text is respected. A naive `datetime`
    is UTC, a `date` is local midnight. A local time that occurs twice (at the end of summer time) is the
    first of the two; one that does not occur is moved forward by the skipped hour.
    """
    try:
        return _read(value, zone).astimezone(UTC).astimezone(zone)
    except OverflowError:
        raise WrongValueError(say('"{value}" is out of the range of dates', value=_shown(value))) from None


def filename_date(name: str) -> tuple[str, str, str] | None:
    """Returns date text, slug and extension of a post's file name or relative path; None for an undated name.

    The rule is Jekyll's `DATE_FILENAME_MATCHER`. The date is text for `parse_date`, which also
    reads years of two digits; the slug has no trailing periods.
    """
    match = _DATED_NAME.fullmatch(name.rpartition("/")[2])
    if match is None:
        return None
    date_text, slug, extension = match.groups()
    return date_text, slug.rstrip("."), extension


def _read(value: object, zone: ZoneInfo) -> datetime:
    if isinstance(value, datetime):
        return value if value.tzinfo else value.replace(tzinfo=UTC)
    if isinstance(value, date):
        return datetime.combine(value, time(), zone)
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise WrongValueError(say('"{value}" is not a date', value=_shown(value)))
    text = str(value).strip()
    match = next((found for shape in _SHAPES if (found := shape.fullmatch(text))), None)
    if match is None:
        raise WrongValueError(say('"{value}" is not a date', value=_shown(value)))
    parts = match.groupdict()
    return _moment(parts, _zone_of(parts, value, zone), value)


def _moment(parts: dict[str, str | None], zone: tzinfo, value: object) -> datetime:
    hour, minute, second = (int(parts.get(key) or 0) for key in ("hour", "minute", "second"))
    if half := parts.get("half"):
        hour = hour % 12 + (12 if half in "pP" or hour > 12 else 0)
    micros = int((parts.get("fraction") or "0")[:6].ljust(6, "0"))
    if hour > 24 or minute > 59 or second > 60 or (hour == 24 and (minute, second, micros) != (0, 0, 0)):
        raise WrongValueError(say('"{value}" is not a real time of day', value=_shown(value)))
    try:
        day = datetime(*_year_month_day(parts), tzinfo=zone)
    except ValueError:
        raise WrongValueError(say('"{value}" is not a real date', value=_shown(value))) from None
    # Added instead of passed to datetime: as in Ruby, 24:00 and the leap second 23:59:60 are on the next day.
    return day + timedelta(hours=hour, minutes=minute, seconds=second, microseconds=micros)


def _year_month_day(parts: dict[str, str | None]) -> tuple[int, int, int]:
    year, day = parts.get("year") or parts["first"] or "", parts.get("day") or parts["last"] or ""
    if len(day) > 2:
        year, day = day, year
    month = parts["month"] or ""
    number = int(month) if month.isdigit() else _MONTHS.index(month.lower()) + 1
    # Two digits are read as Ruby's Date._parse does: 69 is 1969, 68 is 2068.
    century = 0 if len(year) > 2 else 1900 if int(year) >= 69 else 2000
    return century + int(year), number, int(day)


def _zone_of(parts: dict[str, str | None], value: object, site_zone: ZoneInfo) -> tzinfo:
    written = (parts.get("zone") or "").upper()
    if not written:
        is_utc = isinstance(value, PlainTimestamp) and _PSYCH_TIME.fullmatch(value.strip())
        return UTC if is_utc else site_zone
    if written in _ZONE_HOURS:
        return timezone(timedelta(hours=_ZONE_HOURS[written]))
    if match := _OFFSET.fullmatch(written):
        return _offset_zone(match, value)
    return _abbreviated_zone(written, value, site_zone)


def _offset_zone(match: re.Match[str], value: object) -> tzinfo:
    hours, minutes, seconds = (int(digits or 0) for digits in match.groups()[1:])
    if hours > 23 or minutes > 59 or seconds > 59:
        raise WrongValueError(say('"{value}" has an impossible time zone', value=_shown(value)))
    offset = timedelta(hours=hours, minutes=minutes, seconds=seconds)
    return timezone(-offset if match[1] == "-" else offset)


def _abbreviated_zone(name: str, value: object, site_zone: ZoneInfo) -> tzinfo:
    """The site's summer or winter offset if `name` is its abbreviation. Raises WrongValueError."""
    for month in (1, 7):
        moment = datetime(2025, month, 1, tzinfo=site_zone)
        offset = moment.utcoffset()
        if offset is not None and (moment.tzname() or "").upper() == name:
            return timezone(offset)
    raise WrongValueError(
        say('"{value}" names the unknown time zone "{zone}"', value=_shown(value), zone=name)
    )


def _shown(value: object) -> str:
    text = str(value) if isinstance(value, str | int | float | date) else repr(value)
    return text if len(text) <= 60 else f"{text[:59]}…"


def date_iso(date: datetime) -> str:
    """Formats a date in ISO 8601 to the second, with its offset."""
    return date.isoformat(timespec="seconds")


def date_rss(date: datetime) -> str:
    """Formats a date as RSS wants it (RFC 822 with a year of four digits)."""
    from email.utils import format_datetime  # Imports half a mail program, which most builds do without.

    return format_datetime(date)
