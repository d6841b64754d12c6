"""The words of the theme around a text, in the language of the text."""

from __future__ import annotations

from datetime import datetime

from allforces_site.messages.catalogs import THEME, translations

# Not `strftime`: its names depend on the machine's locale.
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
)  # fmt: skip


def label(text: str, lang: str, **values: object) -> str:
    """Returns one of the theme's words in a language (BCP 47), with `values` for its `{names}`.

    A text that is in no catalogue, such as one of a site's own template, is shown as it is.
    """
    shown = translations(THEME, lang or "ja").gettext(text) if text else ""
    return shown.format(**values) if values else shown


def date_ja(date: datetime) -> str:
    """Formats a date as 2026年3月10日."""
    return f"{date.year}年{date.month}月{date.day}日"


def date_in(date: datetime, lang: str) -> str:
    """Returns the day as readers of a language (BCP 47) write it: 2026年3月10日, or March 10, 2026."""
    if is_japanese(lang):
        return date_ja(date)
    return f"{_MONTHS[date.month - 1]} {date.day}, {date.year}"


def is_japanese(lang: str) -> bool:
    """Whether a language is Japanese, or none is given."""
    return not lang or lang.lower().split("-")[0] == "ja"
