"""Ruby's `Time#strftime`: its directives, flags and widths. Names are English, as in Ruby."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime

_DIRECTIVE = re.compile(r"%([-0^#_:]*)(\d*)([EO]?)([a-zA-Z%])", re.ASCII)
_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
           "November", "December")  # fmt: skip
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
# A template must not fill the memory: `%999999999Y`.
_WIDEST = 1_024


def strftime(moment: date, pattern: str) -> str:
    """The date as `pattern` says. `moment` may be a `date`; its time is midnight, in UTC."""
    time = (
        moment
        if isinstance(moment, datetime)
        else datetime(moment.year, moment.month, moment.day, tzinfo=UTC)
    )
    return _DIRECTIVE.sub(lambda match: _directive(time, match), pattern)


def shown_time(now: datetime, pattern: str) -> str:
    """What a template shows of the time of the build, for keys; with the format "", all of it."""
    return strftime(now, pattern or "%s.%N")


def _directive(time: datetime, match: re.Match[str]) -> str:
    flags, width, _, letter = match.groups()
    if letter in _COMPOUND:
        return _padded(_compound(time, letter), flags, width, " ", 0)
    if letter == "z":
        return _offset(time, flags, width)
    if letter in _NUMBERS:
        value, digits, fill = _NUMBERS[letter](time), *_WIDTHS.get(letter, (2, "0"))
        return _padded(str(value), flags, width, fill, digits)
    if letter in "NL":
        digits = min(int(width), _WIDEST) if width else 9 if letter == "N" else 3
        return f"{time.microsecond:06}000".ljust(digits, "0")[:digits]
    if letter in _TEXTS:
        return _padded(_cased(_TEXTS[letter](time), flags, letter), flags, width, " ", 0)
    return match[0]


def _cased(text: str, flags: str, letter: str) -> str:
    if "^" in flags:
        return text.upper()
    if "#" in flags:
        return text.lower() if letter in "pZ" else text.upper()
    return text


def _padded(text: str, flags: str, width: str, fill: str, digits: int) -> str:
    if "-" in flags:
        return text
    for flag in flags:
        fill = {"0": "0", "_": " "}.get(flag, fill)
    wanted = min(int(width), _WIDEST) if width else digits
    sign = text[:1] if text.startswith("-") and fill == "0" else ""
    return sign + text[len(sign) :].rjust(wanted - len(sign), fill)


def _offset(time: datetime, flags: str, width: str) -> str:
    offset = time.utcoffset()
    seconds = int(offset.total_seconds()) if offset is not None else 0
    sign, seconds = ("-" if seconds < 0 else "+"), abs(seconds)
    hours, minutes, rest = seconds // 3600, seconds // 60 % 60, seconds % 60
    colons = flags.count(":")
    text = f"{hours:02}:{minutes:02}" if colons else f"{hours:02}{minutes:02}"
    if colons > 1:
        text += f":{rest:02}"
    return sign + text.rjust(min(int(width or 0), _WIDEST) - 1, "0")


def _week(time: datetime, first: int) -> int:
    """The week of the year, whose first day is the first weekday `first` (0 is Monday)."""
    return (time.timetuple().tm_yday + 6 - (time.weekday() - first) % 7) // 7


def zone_name(time: datetime) -> str:
    """The abbreviation of the zone; "" for a plain offset, as in Ruby."""
    name = time.tzname() or "UTC"
    return "" if re.match(r"UTC[+-]|[+-]", name) else name


_NUMBERS: Mapping[str, Callable[[datetime], int]] = {
    "Y": lambda time: time.year,
    "C": lambda time: time.year // 100,
    "y": lambda time: time.year % 100,
    "m": lambda time: time.month,
    "d": lambda time: time.day,
    "e": lambda time: time.day,
    "j": lambda time: time.timetuple().tm_yday,
    "H": lambda time: time.hour,
    "k": lambda time: time.hour,
    "I": lambda time: time.hour % 12 or 12,
    "l": lambda time: time.hour % 12 or 12,
    "M": lambda time: time.minute,
    "S": lambda time: time.second,
    "s": lambda time: int(time.timestamp()),
    "u": lambda time: time.isoweekday(),
    "w": lambda time: time.isoweekday() % 7,
    "G": lambda time: time.isocalendar()[0],
    "g": lambda time: time.isocalendar()[0] % 100,
    "V": lambda time: time.isocalendar()[1],
    "U": lambda time: _week(time, 6),
    "W": lambda time: _week(time, 0),
}
# How many digits a number has at least, and what fills it; two and zeros unless told.
_WIDTHS = {
    "Y": (4, "0"), "j": (3, "0"), "e": (2, " "), "k": (2, " "), "l": (2, " "), "s": (1, "0"), "u": (1, "0"),
    "w": (1, "0"), "G": (4, "0"),
}  # fmt: skip
_TEXTS: Mapping[str, Callable[[datetime], str]] = {
    "B": lambda time: _MONTHS[time.month - 1],
    "b": lambda time: _MONTHS[time.month - 1][:3],
    "h": lambda time: _MONTHS[time.month - 1][:3],
    "A": lambda time: _DAYS[time.weekday()],
    "a": lambda time: _DAYS[time.weekday()][:3],
    "p": lambda time: "AM" if time.hour < 12 else "PM",
    "P": lambda time: "am" if time.hour < 12 else "pm",
    "Z": zone_name,
    "n": lambda _: "\n",
    "t": lambda _: "\t",
    "%": lambda _: "%",
}
_COMPOUND = {
    "c": "%a %b %e %H:%M:%S %Y",
    "D": "%m/%d/%y",
    "x": "%m/%d/%y",
    "F": "%Y-%m-%d",
    "v": "%e-%^b-%Y",
    "X": "%H:%M:%S",
    "T": "%H:%M:%S",
    "r": "%I:%M:%S %p",
    "R": "%H:%M",
}


def _compound(time: datetime, letter: str) -> str:
    return strftime(time, _COMPOUND[letter])
