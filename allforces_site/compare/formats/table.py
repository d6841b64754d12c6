"""A comparison for people at a terminal: tables, worst first, and a summary."""

from __future__ import annotations

from collections.abc import Iterator
from io import StringIO
from itertools import islice

from rich.console import Console
from rich.table import Table
from rich.text import Text

from allforces_site.compare.values import Change, Comparison, Move
from allforces_site.text.counted import counted

# How many rows of a table the terminal shows; a file and the other formats have all.
MOST_ROWS = 40
_VIA = {
    "refresh": "redirected",
    "canonical": "canonical address",
    "text": "same text, but nothing leads there",
    "entries": "same entries, but nothing leads there",
}
_FILE_WIDTH = 160


def show(comparison: Comparison, *, color: bool | None) -> None:
    """Shows the first rows of each table, and the summary. `color` is None for only on a terminal."""
    console = Console(color_system=None if color is False else "auto", force_terminal=color or None)
    _print(comparison, console, MOST_ROWS)


def to_text(comparison: Comparison) -> str:
    """All rows and the summary, for a file."""
    file = StringIO()
    _print(comparison, Console(file=file, width=_FILE_WIDTH, color_system=None), None)
    return "\n".join(line.rstrip() for line in file.getvalue().split("\n"))


def summary(comparison: Comparison) -> str:
    """What was compared and what was found, on a line for each."""
    pages = counted(comparison.kept, "address", "addresses")
    lines = [
        f"Compared {comparison.old.name} with {comparison.new.name}: {pages} in both, {_counts(comparison)}"
    ]
    if not comparison.has_pages:
        lines.append("Only addresses were compared: a sitemap says nothing else of a page")
    old, new = comparison.old.site.prefix, comparison.new.site.prefix
    if old != new:
        lines.append(f"The address of the site changed from {old or 'none'} to {new or 'none'}")
    if comparison.allowed:
        lines.append(f"{counted(comparison.allowed, 'difference')} allowed")
    lines.append("Something is lost" if comparison.is_loss else "Nothing is lost")
    return "\n".join(lines)


def _counts(comparison: Comparison) -> str:
    found = [f"{len(comparison.lost)} lost, {len(comparison.moved)} moved, {len(comparison.added)} new"]
    if comparison.has_pages:
        differ = counted(len(comparison.changed), "page differs", "pages differ")
        found.append(f"{differ}, {counted(comparison.lost_signals, 'signal')} lost")
    return "; ".join(found)


def _print(comparison: Comparison, console: Console, most: int | None) -> None:
    for title, columns, rows, count in (
        ("Addresses", ("", "old", "new"), _address_rows(comparison), _address_count(comparison)),
        (
            "Signals",
            ("page", "signal", "", "old", "new"),
            _signal_rows(comparison),
            _signal_count(comparison),
        ),
        ("Not read", ("address", "why"), _unread_rows(comparison), len(comparison.unread)),
    ):
        if not count:
            continue
        table = Table(title=title, title_justify="left", show_edge=False, pad_edge=False)
        for name in columns:
            table.add_column(name, overflow="fold")
        for row in islice(rows, most):
            table.add_row(*row)
        console.print(table)
        if most is not None and count > most:
            left = f"… and {count - most} more (--output FILE has all)"
            console.print(left, markup=False)
        console.print()
    console.print(Text(summary(comparison)), soft_wrap=True)


def _address_count(comparison: Comparison) -> int:
    return len(comparison.lost) + len(comparison.moved) + len(comparison.added)


def _signal_count(comparison: Comparison) -> int:
    return sum(len(page.changes) for page in comparison.changed)


def _address_rows(comparison: Comparison) -> Iterator[list[Text]]:
    for lost in comparison.lost:
        where = f"redirects to {lost.target}, which is not there" if lost.target else ""
        name = f"{lost.address} ({lost.title})" if lost.title else lost.address
        yield _row("lost", name, where, style="red")
    for move in comparison.moved:
        yield _row("moved", move.address, _target(move), style="red" if move.loss else "yellow")
    for address in comparison.added:
        yield _row("new", "", address, style="green")


def _target(move: Move) -> str:
    return f"{move.target} ({_VIA[move.via]})"


def _signal_rows(comparison: Comparison) -> Iterator[list[Text]]:
    for page in comparison.changed:
        name = page.address if page.target == page.address else f"{page.address} → {page.target}"
        for number, change in enumerate(page.changes):
            yield [Text("" if number else name), *_change_row(change)]


def _change_row(change: Change) -> list[Text]:
    label = f"{change.signal} {change.item}".strip()
    kind = change.kind
    if change.share is not None:
        label = f"{label} ({change.share:.1%} kept)"
    style = "red" if change.loss else "green" if kind == "new" else "yellow"
    return [Text(label), Text(kind, style=style), Text(change.old or ""), Text(change.new or "")]


def _unread_rows(comparison: Comparison) -> Iterator[list[Text]]:
    for unread in comparison.unread:
        yield [Text(unread.address), Text(unread.reason)]


def _row(kind: str, *texts: str, style: str) -> list[Text]:
    return [Text(kind, style=style), *map(Text, texts)]
