"""A year in a title that the text never speaks of: put there to make the post look new."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime

from allforces_site.config.model import Config
from allforces_site.errors import Severity
from allforces_site.lint.finding import Finding, finding_in
from allforces_site.lint.rule import Rule
from allforces_site.lint.source.prose import folded
from allforces_site.lint.source.source_file import SourceFile
from allforces_site.lint.source.unfinished import even
from allforces_site.messages.message import say
from allforces_site.text.dates import filename_date, parse_date
from allforces_site.text.late_pattern import late_pattern

_DIGITS = "〇一二三四五六七八九"
# The year is part of a name: 令和6年能登半島地震, 平成30年7月豪雨.
_DISASTER = "(?:[0-9]{1,2}月)?[一-鿿]{0,8}(?:地震|震災|豪雨|豪雪|大雪|台風|噴火)"
# Not 2000年代 or 2000年間.
_OF_YEAR = f"年(?!代|間|以|余|前|後|来|ぶり|もの|分|目|{_DISASTER})"
# In English only where nothing else can be meant: Room 2026 is no year.
_YEAR = late_pattern(
    rf"(?<![0-9.,])(?P<year>(?:19|20)[0-9]{{2}})(?:{_OF_YEAR}"
    r"|(?=[)\]】])(?<=[(\[【]....)|(?= edition\b|最新|版))"
    r"|\b(?:in|of|for|since|by|until|before|after) (?P<english>(?:19|20)[0-9]{2})(?![0-9.,%]*[0-9%]| ?[a-z])"
    rf"|(?<![{_DIGITS}])(?P<kanji>(?:一九|二〇)[{_DIGITS}]{{2}}){_OF_YEAR}"
    rf"|(?P<era>令和|平成|昭和)(?P<number>[0-9]{{1,2}}|元|[{_DIGITS}]?十[{_DIGITS}]?|[{_DIGITS}]){_OF_YEAR}",
    re.IGNORECASE,
)
# What the years beside that of the post are called in its text.
_NEXT = (
    "来年", "翌年", "新年", "年明け", "次の年", "新しい年", "来春", "来夏", "来秋", "来季",
    "next year", "coming year",
)  # fmt: skip
_LAST = ("昨年", "去年", "前年", "旧年", "昨春", "昨夏", "昨秋", "昨季", "last year", "past year")
_RELATIVE = {-2: ("一昨年", "おととし"), -1: _LAST, 1: _NEXT, 2: ("再来年",)}
# The eras with the years before their first and that of their last: 令和1年 is 2019.
_ERAS = {"令和": (2018, 2099), "平成": (1988, 2019), "昭和": (1925, 1989)}
# By another clock the post is of another year.
_NEW_YEAR = {(1, 1): -1, (12, 31): 1}
_KANJI = str.maketrans("0123456789", _DIGITS)
_ARABIC = str.maketrans(_DIGITS, "0123456789")


def find(source_file: SourceFile, config: Config) -> Iterator[Finding]:
    """A finding for each year that is neither that of the post nor in its text. No draft has a year yet."""
    title = even(source_file.written("title"))
    named = dict(map(_named, _YEAR.finditer(title)))
    own = _own_years(source_file, config) if named and source_file.is_post else set()
    if not own:
        return
    for year, words in named.items():
        if year not in own and not _is_spoken_of(year, own, source_file):
            yield finding_in(
                source_file,
                "title",
                say("the title says {year}, the text never does", year=words),
                hint=say("delete the year, or write in the text what it has to do with it"),
            )


def _named(found: re.Match[str]) -> tuple[int, str]:
    """A year, and what a title calls it."""
    if found["era"]:
        return _ERAS[found["era"]][0] + _of_era(found["number"]), found[0]
    if found["kanji"]:
        return int(found["kanji"].translate(_ARABIC)), found[0]
    digits = found["year"] or found["english"]
    return int(digits), digits


def _of_era(number: str) -> int:
    """The number of a year: 8, 八, 四十三, or 元 for the first."""
    tens, ten, ones = number.translate(_ARABIC).rpartition("十")
    if ten:
        return 10 * int(tens or 1) + int(ones or 0)
    return 1 if number == "元" else int(ones)


def _numerals(number: int) -> tuple[str, ...]:
    """How the number of an era's year is written."""
    tens, ones = divmod(number, 10)
    kanji = f"{tens if tens > 1 else ''}{'十' if tens else ''}{ones or ''}".translate(_KANJI)
    return (str(number), kanji, *(["元"] if number == 1 else []))


def _own_years(source_file: SourceFile, config: Config) -> set[int]:
    """The years in which a post was written or changed, by its front matter and its file's name."""
    dated = filename_date(source_file.source)
    values = [source_file.value("date"), source_file.value("last_modified_at"), dated[0] if dated else None]
    days = [day for value in values if value is not None and (day := _day(value, config)) is not None]
    return {year for day in days for year in (day.year, day.year + _NEW_YEAR.get((day.month, day.day), 0))}


def _day(value: object, config: Config) -> datetime | None:
    try:
        return parse_date(value, config.zone)
    except ValueError:
        return None


def _is_spoken_of(year: int, own: set[int], source_file: SourceFile) -> bool:
    names = [str(year), str(year).translate(_KANJI), f"'{year % 100:02}", f"fy{year % 100:02}"]
    for era, (before, last) in _ERAS.items():
        if before < year <= last:
            names += [f"{era}{number}年" for number in _numerals(year - before)]
    names += [word for one in own for word in _RELATIVE.get(year - one, ())]
    short = f"{year % 100:02}年"
    text = "\n".join(block.folded for block in source_file.prose)
    if any(folded(name) in text for name in names):
        return True
    return short in text and re.search(rf"(?<![0-9]){short}", text) is not None


RULE = Rule(
    "title-year",
    Severity.WARNING,
    say("A year in the title that the text never speaks of"),
    say("Delete the year, or write in the text what happened in it."),
    find=find,
)
