"""Filters of dates: Liquid's `date`, and Jekyll's."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from allforces_site.liquid.context import Context
from allforces_site.liquid.errors import LiquidError
from allforces_site.liquid.filters.strftime import strftime
from allforces_site.liquid.values import inspect, to_text
from allforces_site.messages.message import say
from allforces_site.text.dates import parse_date

_WRITTEN_ZONE = re.compile(r"([+-])(\d\d):?(\d\d)\s*\Z")


class DateFilters:
    """The filters for a site in the zone `zone`, built at `now`."""

    def __init__(self, zone: ZoneInfo, now: datetime) -> None:
        self._zone = zone
        self._now = now.astimezone(zone)

    def filters(self) -> Mapping[str, Callable[..., Any]]:
        """The filters by name."""
        return {
            "date": self._date,
            "date_to_string": self._to_string("%b"),
            "date_to_long_string": self._to_string("%B"),
            "date_to_xmlschema": self._to_xmlschema,
            "date_to_rfc822": self._to_rfc822,
        }

    def _moment(self, value: object) -> date | None:
        """Liquid's Utils.to_date; None for what is no date."""
        if isinstance(value, date):
            return value
        if isinstance(value, bool) or not isinstance(value, (str, int)):
            return None
        text = str(value)
        if text.lower() in ("now", "today"):
            return self._now
        try:
            if re.fullmatch(r"\d+", text, re.ASCII) or isinstance(value, int):
                return datetime.fromtimestamp(int(text), UTC).astimezone(self._zone)
            return self._parsed(text)
        except (ValueError, OverflowError, OSError):
            return None

    def _parsed(self, text: str) -> datetime:
        """The moment that a text names, in the zone that it names."""
        moment = parse_date(text, self._zone)
        if match := _WRITTEN_ZONE.search(text):
            return moment.astimezone(datetime.strptime("".join(match.groups()), "%z").tzinfo)
        return moment.astimezone(UTC) if re.search(r"(?:Z|UTC|GMT)\s*\Z", text) else moment

    def _date(self, _: Context, value: object, pattern: object) -> Any:
        written = to_text(pattern)
        if not written:
            return value
        moment = self._moment(value)
        return value if moment is None else strftime(moment, written)

    def _local(self, value: object) -> datetime:
        moment = self._moment(value)
        if moment is None:
            raise LiquidError(say("Invalid Date: '{found}' is not a valid datetime.", found=inspect(value)))
        if not isinstance(moment, datetime):
            return datetime(moment.year, moment.month, moment.day, tzinfo=self._zone)
        return moment.astimezone(self._zone)

    def _to_string(self, month: str) -> Callable[..., Any]:
        def convert(_: Context, value: object, kind: object = None, style: object = None) -> Any:
            if not to_text(value):
                return value
            moment = self._local(value)
            if kind != "ordinal":
                return strftime(moment, f"%d {month} %Y")
            day = f"{moment.day}{_ordinal(moment.day)}"
            return strftime(moment, f"{month} {day}, %Y" if style == "US" else f"{day} {month} %Y")

        return convert

    def _to_xmlschema(self, _: Context, value: object) -> Any:
        if not to_text(value):
            return value
        moment = self._local(value)
        return strftime(moment, "%Y-%m-%dT%H:%M:%S") + (
            "Z" if moment.tzname() == "UTC" else strftime(moment, "%:z")
        )

    def _to_rfc822(self, _: Context, value: object) -> Any:
        if not to_text(value):
            return value
        moment = self._local(value)
        return strftime(moment, "%a, %d %b %Y %H:%M:%S ") + (
            "-0000" if moment.tzname() == "UTC" else strftime(moment, "%z")
        )


def _ordinal(number: int) -> str:
    return "th" if 11 <= number <= 13 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
