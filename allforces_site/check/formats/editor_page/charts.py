"""The bar charts of the page; each bar has a list of its posts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence

import msgspec

from allforces_site.check.formats.editor_page.overview import FileOverview, SiteOverview, Tally, tally
from allforces_site.check.formats.editor_page.problem_texts import problem_text
from allforces_site.messages.labels import month_in, year_in
from allforces_site.messages.message import Message, as_it_is, say, say_plural

# How many months have a bar of their own; older ones share one bar a year.
_MONTHS = 24

# The lower ends of the classes, as the axis shows them.
_CHARACTERS = (0, 1_000, 2_000, 3_000, 5_000, 8_000, 12_000, 20_000, 40_000)
_MINUTES = (0, 3, 6, 11, 16, 21, 31, 46)
_SHARES = (0, 1, 6, 11, 21, 31, 51)


class BarPost(msgspec.Struct, frozen=True):
    """A post in a bar's list, with the value that put it there."""

    file: FileOverview
    value: Message


class Bar(msgspec.Struct, frozen=True):
    """A bar of a chart.

    `share` is its length, as a share (0 to 1) of the chart's longest bar. `parts` are its findings by
    severity, None if the bar counts posts. `entries` are the first of its `total` posts.
    """

    anchor: str
    label: Message
    count: int
    share: float
    parts: Tally | None
    entries: Sequence[BarPost]
    total: int


class Chart(msgspec.Struct, frozen=True):
    """A bar chart. `counted` says a number of what its bars count."""

    name: str
    title: Message
    counted: Callable[[int], Message]
    bars: Sequence[Bar]


class _UnscaledBar(msgspec.Struct, frozen=True):
    """A bar before its length is known, with all of its posts."""

    key: str
    label: Message
    count: int
    parts: Tally | None
    entries: Sequence[BarPost]


def charts(site: SiteOverview, most_entries: int, lang: str) -> list[Chart]:
    """All charts with anything to show; each bar lists up to `most_entries` posts."""
    lengths = _classes(site, _CHARACTERS, _length_label, _length)
    minutes = _classes(site, _MINUTES, _minutes_label, _minutes)
    shares = _classes(site, _SHARES, _share_label, _share)
    rows = (
        ("rule", say("Findings by rule"), findings_number, _by_rule(site)),
        ("month", say("Findings by month of the post"), findings_number, _by_month(site, lang)),
        ("length", say("Length of the text"), posts_number, lengths),
        ("minutes", say("Reading time"), posts_number, minutes),
        ("repeated", say("Share that is repeated"), posts_number, shares),
    )
    all_charts = [
        Chart(name, title, counted, _scaled(name, bars, most_entries)) for name, title, counted, bars in rows
    ]
    return [chart for chart in all_charts if any(bar.count for bar in chart.bars)]


def findings_number(number: int) -> Message:
    """A number of findings."""
    return say_plural("{count} finding", "{count} findings", number=number, count=f"{number:,}")


def files_number(number: int) -> Message:
    """A number of files."""
    return say_plural("{count} file", "{count} files", number=number, count=f"{number:,}")


def posts_number(number: int) -> Message:
    """A number of posts."""
    return say_plural("{count} post", "{count} posts", number=number, count=f"{number:,}")


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
            BarPost(file, findings_number(len(file.by_code[code])))
            for file in site.files_with_findings
            if code in file.by_code
        ]
        entries.sort(key=lambda entry: -len(entry.file.by_code[code]))
        yield _UnscaledBar(code, problem_text(code).title, len(problems), tally(problems), entries)


def _by_month(site: SiteOverview, lang: str) -> Iterator[_UnscaledBar]:
    """The years before the latest months, then those months, oldest first."""
    files: dict[str, list[FileOverview]] = defaultdict(list)
    months = sorted({file.month for file in site.files if file.month is not None})
    own = set(months[-_MONTHS:])
    for file in site.files:
        if file.month is not None:
            files[file.month if file.month in own else file.month[:4]].append(file)
    for period, dated in sorted(files.items(), key=lambda item: (len(item[0]), item[0])):
        problems = [problem for file in dated for problem in file.problems]
        entries = [BarPost(file, findings_number(file.tally.count)) for file in dated if file.problems]
        yield _UnscaledBar(period, as_it_is(_period(period, lang)), len(problems), tally(problems), entries)


def _period(period: str, lang: str) -> str:
    year, _, month = period.partition("-")
    return month_in(int(year), int(month), lang) if month else year_in(int(year), lang)


# ---- measures ------------------------------------------------------------------------------------


def _classes(
    site: SiteOverview,
    edges: Sequence[int],
    label: Callable[[int, int | None], Message],
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


def _length_label(start: int, end: int | None) -> Message:
    if end is None:
        return say("{count} characters or more", count=f"{start:,}")
    if end == start + 1:
        return say_plural("{count} character", "{count} characters", number=start, count=f"{start:,}")
    if start == 0:
        return say("fewer than {count} characters", count=f"{end:,}")
    return say("from {count} characters", count=f"{start:,}")


def _minutes_label(start: int, end: int | None) -> Message:
    if end is None:
        return say("{start} min or more", start=start)
    if end == start + 1:
        return say("{minutes} min", minutes=start)
    return say("{start} to {end} min", start=start, end=end - 1)


def _share_label(start: int, end: int | None) -> Message:
    if end is None:
        return say("{start} % or more", start=start)
    if end > start + 1:
        return say("{start} to {end} %", start=start, end=end - 1)
    return say("{share} %", share=start) if start else say("none")
