"""The plots of the page: bars with their lengths, and the posts that each one leads to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence

import msgspec

from allforces_site.check.formats.editor_page.digest import FileDigest, SiteDigest, Tally, tally
from allforces_site.check.formats.editor_page.problem_texts import problem_text

# Months that have a bar of their own; those before share one a year.
_MONTHS = 24

# The lower ends of the classes, as one reads them on the axis.
_CHARACTERS = (0, 1_000, 2_000, 3_000, 5_000, 8_000, 12_000, 20_000, 40_000)
_MINUTES = (0, 3, 6, 11, 16, 21, 31, 46)
_SHARES = (0, 1, 6, 11, 21, 31, 51)


class BarPost(msgspec.Struct, frozen=True):
    """A post in a bar's list, with the value that put it there."""

    file: FileDigest
    value: str


class Bar(msgspec.Struct, frozen=True):
    """`share` is its length, 0 to 1 of the chart's longest; `parts` the findings by severity, None where the
    bar counts posts. `total` posts lie behind it, of which the first are `entries`."""

    anchor: str
    label: str
    count: int
    share: float
    parts: Tally | None
    entries: Sequence[BarPost]
    total: int


class Chart(msgspec.Struct, frozen=True):
    """A plot. `unit` is the word for what its bars count."""

    name: str
    title: str
    unit: str
    bars: Sequence[Bar]


class _Pile(msgspec.Struct, frozen=True):
    key: str
    label: str
    count: int
    parts: Tally | None
    entries: Sequence[BarPost]


def charts(site: SiteDigest, most_entries: int) -> list[Chart]:
    """All plots that have anything to show; each bar's list holds `most_entries` posts."""
    plots = (
        ("rule", "規則別の指摘", "件", _by_rule(site)),
        ("month", "記事の月別の指摘", "件", _by_month(site)),
        ("length", "本文の長さ", "本", _classes(site, _CHARACTERS, _length_label, _length)),
        ("minutes", "読了時間", "本", _classes(site, _MINUTES, _minutes_label, _minutes)),
        ("repeated", "繰り返しの割合", "本", _classes(site, _SHARES, _share_label, _share)),
    )
    made = [Chart(name, title, unit, _bars(name, piles, most_entries)) for name, title, unit, piles in plots]
    return [chart for chart in made if any(bar.count for bar in chart.bars)]


def _bars(name: str, piles: Iterable[_Pile], most_entries: int) -> list[Bar]:
    piles = list(piles)
    longest = max((pile.count for pile in piles), default=0) or 1
    return [
        Bar(
            f"{name}-{pile.key}",
            pile.label,
            pile.count,
            pile.count / longest,
            pile.parts,
            pile.entries[:most_entries],
            len(pile.entries),
        )
        for pile in piles
    ]


# ---- findings ------------------------------------------------------------------------------------


def _by_rule(site: SiteDigest) -> Iterator[_Pile]:
    for code, problems in site.by_code.items():
        entries = [
            BarPost(file, f"{len(file.by_code[code])}件") for file in site.found if code in file.by_code
        ]
        entries.sort(key=lambda entry: -len(entry.file.by_code[code]))
        yield _Pile(code, problem_text(code).title, len(problems), tally(problems), entries)


def _by_month(site: SiteDigest) -> Iterator[_Pile]:
    """The latest months, oldest first, below the years before."""
    files: dict[str, list[FileDigest]] = defaultdict(list)
    months = sorted({file.month for file in site.files if file.month is not None})
    own = set(months[-_MONTHS:])
    for file in site.files:
        if file.month is not None:
            files[file.month if file.month in own else file.month[:4]].append(file)
    for period, dated in sorted(files.items(), key=lambda item: (len(item[0]), item[0])):
        problems = [problem for file in dated for problem in file.problems]
        entries = [BarPost(file, f"{file.tally.count}件") for file in dated if file.problems]
        yield _Pile(period, _period_label(period), len(problems), tally(problems), entries)


def _period_label(period: str) -> str:
    year, _, month = period.partition("-")
    return f"{year}年{int(month)}月" if month else f"{year}年"


# ---- measures ------------------------------------------------------------------------------------


def _classes(
    site: SiteDigest,
    edges: Sequence[int],
    label: Callable[[int, int | None], str],
    measure: Callable[[FileDigest], int | None],
) -> Iterator[_Pile]:
    """How many posts lie in each class; the longest first in its list."""
    measured = [(value, file) for file in site.files if (value := measure(file)) is not None]
    measured.sort(key=lambda item: -item[0])
    for start, end in zip(edges, (*edges[1:], None), strict=True):
        inside = [
            (value, file) for value, file in measured if start <= value and (end is None or value < end)
        ]
        entries = [BarPost(file, label(value, value + 1)) for value, file in inside]
        yield _Pile(str(start), label(start, end), len(inside), None, entries)


def _length(file: FileDigest) -> int | None:
    return file.characters


def _minutes(file: FileDigest) -> int | None:
    return file.minutes


def _share(file: FileDigest) -> int | None:
    """Whole percent, rounded up: the least repetition is not none."""
    return None if file.repeated is None else -int(-file.repeated * 100 // 1)


def _length_label(start: int, end: int | None) -> str:
    if end is None:
        return f"{start:,}字以上"
    if end == start + 1:
        return f"{start:,}字"
    return f"{end:,}字未満" if start == 0 else f"{start:,}字〜"


def _minutes_label(start: int, end: int | None) -> str:
    if end is None:
        return f"{start}分以上"
    return f"{start}分" if end == start + 1 else f"{start}〜{end - 1}分"


def _share_label(start: int, end: int | None) -> str:
    if end is None:
        return f"{start}%以上"
    if end == start + 1:
        return "なし" if start == 0 else f"{start}%"
    return f"{start}〜{end - 1}%"
