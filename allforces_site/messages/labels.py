"""The words of the theme around a text, in the language of the text; also dates."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache

from markupsafe import Markup, escape

from allforces_site.messages.catalogs import THEME, translations


def theme_word(text: str) -> str:
    """Returns the text. It marks one of the theme's words that `label` gets from a variable."""
    return text


# Not `strftime`: its names depend on the machine's locale. The catalogues have them by `theme_word`.
_MONTHS = (
    theme_word("January"), theme_word("February"), theme_word("March"), theme_word("April"),
    theme_word("May"), theme_word("June"), theme_word("July"), theme_word("August"),
    theme_word("September"), theme_word("October"), theme_word("November"), theme_word("December"),
)  # fmt: skip


def label(text: str, lang: str, /, **values: object) -> str:
    """Returns one of the theme's words in a language (BCP 47), with `values` for its `{names}`.

    With a value that is HTML (`Markup`), all of it is. A text that is in no catalogue, such as one of a
    site's own template, is shown as it is.
    """
    return _filled(_word(text, lang) if text else "", values)


# A page shows some twenty words. Of a text that is `Markup`, the word may be `Markup`, too.
@lru_cache(maxsize=1024, typed=True)
def _word(text: str, lang: str) -> str:
    return translations(THEME, lang).gettext(text)


def label_plural(singular: str, plural: str, count: int, lang: str, /, **values: object) -> str:
    """Returns the theme's words for a number of things; `{count}` in them is this number."""
    text = translations(THEME, lang).ngettext(singular, plural, count)
    return _filled(text, {"count": f"{count:,}", **values})


def _filled(text: str, values: dict[str, object]) -> str:
    if not values:
        return text
    if any(isinstance(value, Markup) for value in values.values()):
        return Markup(escape(text)).format(**values)
    return text.format(**values)


def date_ja(date: datetime) -> str:
    """Formats a date as 2026年3月10日."""
    return f"{date.year}年{date.month}月{date.day}日"


def date_in(date: datetime, lang: str) -> str:
    """Returns the day as readers of a language (BCP 47) write it: 2026年3月10日, or March 10, 2026."""
    return _day_in(date.year, date.month, date.day, lang)


# Lists show the same days again and again.
@lru_cache(maxsize=4096)
def _day_in(year: int, month: int, day: int, lang: str) -> str:
    name = month_name(month, lang)
    return label("{month} {day}, {year}", lang, month=name, day=day, year=year)


def month_in(year: int, month: int, lang: str) -> str:
    """Returns a month as readers of a language write it: 2026年3月, or March 2026."""
    return label("{month} {year}", lang, month=month_name(month, lang), year=year)


def year_in(year: int, lang: str) -> str:
    """Returns a year as readers of a language write it: 2026年, or 2026."""
    return label("{year}", lang, year=year)


def month_name(month: int, lang: str) -> str:
    """Returns the name of a month, 1 to 12: 3月, or March."""
    return label(_MONTHS[month - 1], lang)
