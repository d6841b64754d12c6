"""What stands around the words of a title: a year in front, brackets and what follows a bar at its end."""

from __future__ import annotations

from allforces_site.text.late_pattern import late_pattern

# A year put in front of a title to make it look new.
_YEAR = late_pattern(r"20[0-9]{2}年(?:版)?[、 ]?")
_END = late_pattern(r"(?:[(（][^()（）]*[)）])*(?:\s*[｜|].*)?\Z")


def year_before(title: str) -> str:
    """The year in front of a title, as in `2026年版 新茶の季節`, or ""."""
    found = _YEAR.match(title)
    return found[0] if found else ""


def end_apart(title: str) -> str:
    """What stands apart at the end of a title, or "": brackets, and a bar with what follows it."""
    found = _END.search(title)
    return found[0] if found else ""
