"""Shows progress, problems and a closing summary on the command line."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import click

from allforces_site.build.report import Report
from allforces_site.errors import Problem, Severity, advice
from allforces_site.loaders.walk import TO_PUBLISH
from allforces_site.model import Skipped
from allforces_site.processes.ending import before_end
from allforces_site.terminal.colours import colours, is_dumb
from allforces_site.terminal.language import words
from allforces_site.text.counted import counted, some_names

_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTE: "cyan"}
_PHASES = {
    "read": "Reading posts",
    "check": "Checking files",
    "ask": "Asking other sites",
    "read-old": "Reading the old site",
    "read-new": "Reading the new site",
    "compare": "Comparing pages",
    "write": "Writing files",
}

# DECTCEM, which every terminal supports on which rich shows a bar.
_SHOW_CURSOR = b"\x1b[?25h"

# Problems of one code that are shown; a report lists all.
_SHOWN_A_CODE = 10
_SHOWN_SKIPPED = 10
# Up to so many sources that are not published by default are shown one by one.
_SHOWN_LEFT_OUT = 3


@contextmanager
def progress() -> Iterator[Callable[[str, int, int], None]]:
    """A callback for (phase, done, total): a bar on a terminal, one line per phase elsewhere."""
    if not sys.stderr.isatty() or is_dumb():
        yield _plain_progress()
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    # No refreshing thread: the build forks, and a fork in a process with threads can hang.
    bars = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        console=Console(stderr=True, color_system=None if colours() is False else "auto"),
        transient=True,
        auto_refresh=False,
    )
    tasks = {phase: bars.add_task(text, total=None, visible=False) for phase, text in _PHASES.items()}

    def show(phase: str, done: int, total: int) -> None:
        step = max(1, total // 100)
        if done % step == 0 or done == total:
            bars.update(tasks[phase], completed=done, total=total, visible=True)
            bars.refresh()

    # A signal that ends the program must not leave the terminal without its cursor.
    with before_end(lambda: os.write(sys.stderr.fileno(), _SHOW_CURSOR)), bars:
        yield show


def _plain_progress() -> Callable[[str, int, int], None]:
    shown: set[str] = set()

    def show(phase: str, done: int, total: int) -> None:
        if done == total and phase not in shown:
            shown.add(phase)
            click.echo(f"{_PHASES[phase]}: {total}", err=True)

    return show


def show_problems(problems: Sequence[Problem], source: Path) -> None:
    """Shows each problem with its place, excerpt and hint; of many with one code only the first."""
    shown: dict[str, int] = {}
    for problem in problems:
        shown[problem.code] = shown.get(problem.code, 0) + 1
        if shown[problem.code] <= _SHOWN_A_CODE or problem.severity is Severity.ERROR:
            click.echo(problem_text(problem, source), err=True, color=colours())
    for code, count in shown.items():
        hidden = count - _SHOWN_A_CODE
        if hidden > 0 and not any(
            problem.code == code and problem.severity is Severity.ERROR for problem in problems
        ):
            click.echo(f"… and {hidden} more of the kind {code} (--report FILE lists all)\n", err=True)


def problem_text(problem: Problem, source: Path) -> str:
    """A problem as lines of text: place and message, excerpt, hint."""
    severity = click.style(problem.severity.value, fg=_COLOURS[problem.severity], bold=True)
    lines = [f"{_place(problem, source)}{severity}: {words(problem.message)}"]
    if problem.excerpt and problem.line:
        lines.append(f"  {problem.line} | {problem.excerpt[:120]}")
    if hint := advice(problem):
        lines.append(f"  hint: {words(hint)}")
    return "\n".join(lines) + "\n"


def _place(problem: Problem, source: Path) -> str:
    if problem.file is None:
        return ""
    file = problem.file if problem.file.startswith("templates/") else (source / problem.file).as_posix()
    place = [str(number) for number in (problem.line, problem.column) if number]
    return ":".join([file, *place]) + ": "


def show_summary(report: Report, output: Path) -> None:
    """Shows what was built, in what time, what was skipped, and the number of problems."""
    _show_skipped(report.skipped)
    counts = ", ".join(
        counted(report.count(severity), severity.value)
        for severity in Severity
        if severity is not Severity.NOTE or report.count(severity)
    )
    if report.site_counts is None:
        click.echo(f"Nothing was built: {counts}")
        return
    written = report.written
    click.echo(
        f"{'Built with problems:' if report.failed else 'Built'} {counted(report.site_counts.pages, 'page')} "
        f"({counted(report.site_counts.posts, 'post')}) in {duration(report.seconds['total'])} "
        f"into {output}: "
        f"{counted(written.written, 'file')} written, {written.unchanged} unchanged, "
        f"{len(written.removed)} removed; "
        f"{len(report.skipped)} skipped, {counts}"
    )
    if report.count(Severity.ERROR) > report.rule_errors:
        click.echo("Because of the errors no old files were removed from the output folder.")


def _show_skipped(skipped: Sequence[Skipped]) -> None:
    """Shows why sources are on no page; those that are not published by default in one line, if many are."""
    left_out = [item for item in skipped if item.reason.endswith(TO_PUBLISH)]
    if len(left_out) > _SHOWN_LEFT_OUT:
        skipped = [item for item in skipped if not item.reason.endswith(TO_PUBLISH)]
    for item in skipped[:_SHOWN_SKIPPED]:
        click.echo(f"skipped {item.source}: {item.reason}")
    if len(skipped) > _SHOWN_SKIPPED:
        click.echo(f"… and {len(skipped) - _SHOWN_SKIPPED} more skipped (--report FILE lists all)")
    if len(left_out) > _SHOWN_LEFT_OUT:
        names = some_names([item.source for item in left_out])
        click.echo(
            f"{len(left_out)} files and folders are not published by default: {names}. "
            "To publish one, name it under `include:` (--report FILE lists all)"
        )


def duration(seconds: float) -> str:
    """A time in seconds, or in milliseconds below a second."""
    return f"{seconds:.1f} s" if seconds >= 0.95 else f"{seconds * 1000:.0f} ms"
