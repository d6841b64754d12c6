"""A comparison for people at a terminal: tables, worst first, and a summary."""

from __future__ import annotations

from collections.abc import Iterator
from io import StringIO
from itertools import islice

from rich.console import Console
from rich.table import Table
from rich.text import Text

from allforces_site.compare.formats.signal_texts import KIND_NAMES, item_name, value_name
from allforces_site.compare.values import Change, Comparison, Move
from allforces_site.messages.message import Message, Value, say, say_plural
from allforces_site.terminal.language import words

# How many rows of a table the terminal shows; a file and the other formats have all.
MOST_ROWS = 40
_VIA = {
    "refresh": say("redirected"),
    "canonical": say("canonical address"),
    "text": say("same text, but nothing leads there"),
    "entries": say("same entries, but nothing leads there"),
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
    return "\n".join(map(words, _summary(comparison)))


def _summary(comparison: Comparison) -> Iterator[Message]:
    yield _counts(comparison)
    if not comparison.has_pages:
        yield say("Only addresses were compared: a sitemap says nothing else of a page")
    old, new = comparison.old.site.prefix, comparison.new.site.prefix
    if old != new:
        yield say(
            "The address of the site changed from {old} to {new}",
            old=old or say("none"),
            new=new or say("none"),
        )
    if comparison.allowed:
        number = comparison.allowed
        yield say_plural("{number} difference allowed", "{number} differences allowed", number=number)
    yield say("Something is lost") if comparison.is_loss else say("Nothing is lost")


def _counts(comparison: Comparison) -> Message:
    values: dict[str, Value] = {
        "old": comparison.old.name,
        "new": comparison.new.name,
        "kept": say_plural("{number} address in both", "{number} addresses in both", number=comparison.kept),
        "lost": len(comparison.lost),
        "moved": len(comparison.moved),
        "added": len(comparison.added),
    }
    if not comparison.has_pages:
        return say("Compared {old} with {new}: {kept}, {lost} lost, {moved} moved, {added} new", **values)
    values["pages"] = say_plural(
        "{number} page differs", "{number} pages differ", number=len(comparison.changed)
    )
    values["signals"] = say_plural(
        "{number} signal lost", "{number} signals lost", number=comparison.lost_signals
    )
    return say(
        "Compared {old} with {new}: {kept}, {lost} lost, {moved} moved, {added} new; {pages}, {signals}",
        **values,
    )


_OLD, _NEW = say("old site"), say("new site")


def _print(comparison: Comparison, console: Console, most: int | None) -> None:
    for title, columns, rows, count in (
        (
            say("Addresses"),
            (None, _OLD, _NEW),
            _address_rows(comparison),
            _address_count(comparison),
        ),
        (
            say("Signals"),
            (say("page"), say("signal"), None, _OLD, _NEW),
            _signal_rows(comparison),
            _signal_count(comparison),
        ),
        (
            say("Not read"),
            (say("address"), say("why")),
            _unread_rows(comparison),
            len(comparison.unread),
        ),
    ):
        if not count:
            continue
        table = Table(title=words(title), title_justify="left", show_edge=False, pad_edge=False)
        for name in columns:
            table.add_column(words(name) if name else "", overflow="fold")
        for row in islice(rows, most):
            table.add_row(*row)
        console.print(table)
        if most is not None and count > most:
            console.print(
                words(say("… and {more} more (--output FILE has all)", more=count - most)), markup=False
            )
        console.print()
    console.print(Text(summary(comparison)), soft_wrap=True)


def _address_count(comparison: Comparison) -> int:
    return len(comparison.lost) + len(comparison.moved) + len(comparison.added)


def _signal_count(comparison: Comparison) -> int:
    return sum(len(page.changes) for page in comparison.changed)


def _address_rows(comparison: Comparison) -> Iterator[list[Text]]:
    for lost in comparison.lost:
        where = ""
        if lost.target:
            where = words(say("redirects to {target}, which is not there", target=lost.target))
        name = f"{lost.address} ({lost.title})" if lost.title else lost.address
        yield _row("lost", name, where, style="red")
    for move in comparison.moved:
        yield _row("moved", move.address, _target(move), style="red" if move.loss else "yellow")
    for address in comparison.added:
        yield _row("new", "", address, style="green")


def _target(move: Move) -> str:
    return words(say("{target} ({how})", target=move.target, how=_VIA[move.via]))


def _signal_rows(comparison: Comparison) -> Iterator[list[Text]]:
    for page in comparison.changed:
        name = page.address if page.target == page.address else f"{page.address} → {page.target}"
        for number, change in enumerate(page.changes):
            yield [Text("" if number else name), *_change_row(change)]


def _change_row(change: Change) -> list[Text]:
    # The name by which the allow list knows the signal.
    label = f"{change.signal} {_shown(item_name(change.item))}".strip()
    if change.share is not None:
        label = words(say("{signal} ({share} kept)", signal=label, share=f"{change.share:.1%}"))
    style = "red" if change.loss else "green" if change.kind == "new" else "yellow"
    old, new = (_shown(value_name(change, value)) for value in (change.old, change.new))
    return [Text(label), Text(words(KIND_NAMES[change.kind]), style=style), Text(old), Text(new)]


def _shown(value: str | Message | None) -> str:
    return words(value) if isinstance(value, Message) else value or ""


def _unread_rows(comparison: Comparison) -> Iterator[list[Text]]:
    for unread in comparison.unread:
        yield [Text(unread.address), Text(words(unread.reason))]


def _row(kind: str, *texts: str, style: str) -> list[Text]:
    return [Text(words(KIND_NAMES[kind]), style=style), *map(Text, texts)]
