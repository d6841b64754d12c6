"""The time zones that a site may use: those whose name means the same zone on every machine.

They are the names of the `tzdata` package. A machine's own list may have more, such as `localtime`, the zone
of that machine, and `right/Asia/Tokyo`, which counts leap seconds.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from allforces_site.messages.message import Message, WrongValueError, say
from allforces_site.text.nearest_names import did_you_mean, nearest_name

# Names in the tz database, in lower case, that mean the zone of a machine, or no zone at all.
_NO_ZONES = frozenset({"localtime", "posixrules", "factory"})

# Other names that people write for a zone, in upper case.
_OTHER_NAMES = {
    "JST": "Asia/Tokyo",
    "KST": "Asia/Seoul",
    "GMT": "UTC",
    "UTC": "UTC",
    "Z": "UTC",
    "PST": "America/Los_Angeles",
}
_NINE_HOURS = re.compile(r"(?:UTC|GMT|JST)?\+0?9(?::?00)?")
_EXAMPLE = say("write a name such as Asia/Tokyo")


def check_zone(name: str) -> None:
    """Raises WrongValueError for a name that is none of a zone, or not of the same zone on every machine."""
    if _means_no_zone(name):
        raise WrongValueError(
            say('"{name}" names no zone: dates would depend on the machine that builds', name=name)
        )
    if name not in _names():
        raise WrongValueError(say('there is no time zone "{name}"', name=name))


def zone_hint(name: str) -> Message:
    """Returns a hint for a name that `check_zone` refuses."""
    written = name.strip().upper()
    known = "Asia/Tokyo" if _NINE_HOURS.fullmatch(written) else _OTHER_NAMES.get(written)
    if known:
        return did_you_mean(name, known)
    if _means_no_zone(name) or re.fullmatch(r"[A-Z]{1,4}|(?:UTC|GMT)?[+-][\d:]+", written):
        # Abbreviations with similar letters are not similar zones.
        return _EXAMPLE
    near = nearest_name(name, sorted(_names()))
    return did_you_mean(name, near) if near else _EXAMPLE


def _means_no_zone(name: str) -> bool:
    return name.lower().rpartition("/")[2] in _NO_ZONES


@cache
def _names() -> frozenset[str]:
    listed = files("tzdata").joinpath("zones").read_text(encoding="utf-8").split()
    return frozenset(name for name in listed if not _means_no_zone(name))
