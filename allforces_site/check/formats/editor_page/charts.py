"""The bar charts of the page; each bar has a list of its posts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence

import msgspec

from allforces_site.check.formats.editor_page.overview import FileOverview, SiteOverview, Tally, tally
from allforces_site.check.formats.editor_page.problem_texts import problem_text

# How many months have a bar of their own; older ones share one bar a year.
_MONTHS = 24

# The lower ends of the classes, as the axis shows them.
_CHARACTERS = (0, 1_000, 2_000, 3_000, 5_000, 8_000, 12_000, 20_000, 40_000)
_MINUTES = (0, 3, 6, 11, 16, 21, 31, 46)
_SHARES = (0, 1, 6, 11, 21, 31, 51)


class BarPost(msgspec.Struct, frozen=True):
    """A post in a bar's list, with the value that put it there."""

    file: FileOverview
    value: str


class Bar(msgspec.Struct, frozen=True):
    """A bar of a chart.

    `share` is its length, as a share (0 to 1) of the chart's longest bar. `parts` are its findings by
    severity, None if the bar counts posts. `entries` are the first of its `total` posts.
    """

    anchor: str
    label: str
    count: int
    share: float
    parts: Tally | None
    entries: Sequence[BarPost]
    total: int


class Chart(msgspec.Struct, frozen=True):
    """A bar chart. `unit` is the Japanese counter for what its bars count."""

    name: str
    title: str
    unit: str
    bars: Sequence[Bar]


class _UnscaledBar(msgspec.Struct, frozen=True):
    """A bar before its length is known, with all of its posts."""

    key: str
    label: str
    count: int
    parts: Tally | None
    entries: Sequence[BarPost]


def charts(site: SiteOverview, most_entries: int) -> list[Chart]:
    """All charts with anything to show; each bar lists up to `most_entries` posts."""
    rows = (
        ("rule", "規則別の指摘", "件", _by_rule(site)),
        ("month", "記事の月別の指摘", "件", _by_month(site)),
        ("length", "本文の長さ", "本", _classes(site, _CHARACTERS, _length_label, _length)),
        ("minutes", "読了時間", "本", _classes(site, _MINUTES, _minutes_label, _minutes)),
        ("repeated", "繰り返しの割合", "本", _classes(site, _SHARES, _share_label, _share)),
    )
    all_charts = [
        Chart(name, title, unit, _scaled(name, bars, most_entries)) for name, title, unit, bars in rows
    ]
    return [chart for chart in all_charts if any(bar.count for bar in chart.bars)]


def _scaled(name: str, bars: Iterable[_UnscaledBar], most_entries: int) -> list[Bar]:
    bars = list(bars)
    longest = max((bar.count for bar in bars), default=0) or 1
    return [
        Bar(
            f"{name}-{bar.key}",
            bar.label,
            bar.count,
            bar.count / longest,
            bar.parts,
            bar.entries[:most_entries],
            len(bar.entries),
        )
        for bar in bars
    ]


# ---- findings ------------------------------------------------------------------------------------


def _by_rule(site: SiteOverview) -> Iterator[_UnscaledBar]:
    for code, problems in site.by_code.items():
        entries = [
            BarPost(file, f"{len(file.by_code[code])}件")
            for file in site.files_with_findings
            if code in file.by_code
        ]
        entries.sort(key=lambda entry: -len(entry.file.by_code[code]))
        yield _UnscaledBar(code, problem_text(code).title, len(problems), tally(problems), entries)


def _by_month(site: SiteOverview) -> Iterator[_UnscaledBar]:
    """The years before the latest months, then those months, oldest first."""
    files: dict[str, list[FileOverview]] = defaultdict(list)
    months = sorted({file.month for file in site.files if file.month is not None})
    own = set(months[-_MONTHS:])
    for file in site.files:
        if file.month is not None:
            files[file.month if file.month in own else file.month[:4]].append(file)
    for period, dated in sorted(files.items(), key=lambda item: (len(item[0]), item[0])):
        problems = [problem for file in dated for problem in file.problems]
        entries = [BarPost(file, f"{file.tally.count}件") for file in dated if file.problems]
        yield _UnscaledBar(period, _period_label(period), len(problems), tally(problems), entries)


def _period_label(period: str) -> str:
    year, _, month = period.partition("-")
    return f"{year}年{int(month)}月" if month else f"{year}年"


# ---- measures ------------------------------------------------------------------------------------


def _classes(
    site: SiteOverview,
    edges: Sequence[int],
    label: Callable[[int, int | None], str],
    measure: Callable[[FileOverview], int | None],
) -> Iterator[_UnscaledBar]:
    """How many posts are in each class; posts with the highest values come first in its list."""
    measured = [(value, file) for file in site.files if (value := measure(file)) is not None]
    measured.sort(key=lambda item: -item[0])
    for start, end in zip(edges, (*edges[1:], None), strict=True):
        inside = [
            (value, file) for value, file in measured if start <= value and (end is None or value < end)
        ]
        entries = [BarPost(file, label(value, value + 1)) for value, file in inside]
        yield _UnscaledBar(str(start), label(start, end), len(inside), None, entries)


def _length(file: FileOverview) -> int | None:
    return file.characters


def _minutes(file: FileOverview) -> int | None:
    return file.minutes


def _share(file: FileOverview) -> int | None:
    """Whole percent, rounded up, so that the least repetition is not shown as none."""
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
