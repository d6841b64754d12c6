"""Shows progress, problems and a closing summary on the command line."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path

import click

from allforces_site.build.options import BuildOptions
from allforces_site.build.report import Report
from allforces_site.errors import SEVERITY_NAMES, Problem, Severity, advice, counted_problems
from allforces_site.files.documentation import page_address, page_in, page_of
from allforces_site.messages.counts import files_number, pages_number, posts_number
from allforces_site.messages.message import Message, Value, say, some_of
from allforces_site.messages.printable import printable
from allforces_site.model import Skipped
from allforces_site.processes.ending import before_end
from allforces_site.terminal.colours import colours, is_dumb, link, shows_links
from allforces_site.terminal.language import spoken, words

_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTE: "cyan"}
_PHASES = {
    "read": say("Reading posts"),
    "check": say("Checking files"),
    "ask": say("Asking other sites"),
    "read-old": say("Reading the old site"),
    "read-new": say("Reading the new site"),
    "compare": say("Comparing pages"),
    "write": say("Writing files"),
}

# Phases whose time is measured.
_LAPS = {"read": say("reading"), "plan": say("planning"), "write": say("writing"), "check": say("checking")}

# DECTCEM, which every terminal supports on which rich shows a bar.
_SHOW_CURSOR = b"\x1b[?25h"

# Problems of one code that are shown; a report lists all.
_SHOWN_A_CODE = 10
_SHOWN_SKIPPED = 10
# Up to so many sources that are not published by default are shown one by one.
_SHOWN_LEFT_OUT = 3


@contextmanager
def progress(*, is_quiet: bool = False) -> Iterator[Callable[[str, int, int], None]]:
    """A callback for (phase, done, total): a bar on a terminal, one line per phase elsewhere."""
    if is_quiet:
        yield lambda *_: None
        return
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
    tasks = {phase: bars.add_task(words(text), total=None, visible=False) for phase, text in _PHASES.items()}

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
            echo(say("{phase}: {total}", phase=_PHASES[phase], total=total), err=True)

    return show


def show_problems(problems: Sequence[Problem], source: Path) -> None:
    """Shows each problem with its place, excerpt and hint; of many with one code only the first."""
    shown: dict[str, int] = {}
    is_linked = shows_links(sys.stderr)
    for problem in problems:
        shown[problem.code] = shown.get(problem.code, 0) + 1
        if shown[problem.code] <= _SHOWN_A_CODE or problem.severity is Severity.ERROR:
            click.echo(problem_text(problem, source, is_linked=is_linked), err=True, color=colours())
    for code, count in shown.items():
        hidden = count - _SHOWN_A_CODE
        if hidden > 0 and not any(
            problem.code == code and problem.severity is Severity.ERROR for problem in problems
        ):
            echo(
                say(
                    "… and {more} more of the kind {code} (--report FILE lists all)",
                    more=hidden,
                    code=code,
                ),
                err=True,
            )
            click.echo(err=True)


def problem_text(problem: Problem, source: Path, *, is_linked: bool = False) -> str:
    """A problem as lines of text: place, message and code, excerpt, hint.

    If it `is_linked`, the code leads to its page of the documentation.
    """
    severity = click.style(words(SEVERITY_NAMES[problem.severity]), fg=_COLOURS[problem.severity], bold=True)
    lines = [
        f"{_place(problem, source)}{severity}: {words(problem.message)} {_code(problem.code, is_linked)}"
    ]
    if problem.excerpt and problem.line:
        lines.append(f"  {problem.line} | {printable(problem.excerpt[:120])}")
    if hint := advice(problem):
        lines.append(f"  {words(say('hint: {hint}', hint=hint))}")
    return "\n".join(lines) + "\n"


def _code(code: str, is_linked: bool) -> str:
    shown = click.style(f"[{code}]", dim=True)
    return link(shown, page_address(page_in(page_of(code), spoken()))) if is_linked else shown


def _place(problem: Problem, source: Path) -> str:
    if problem.file is None:
        return ""
    place = [str(number) for number in (problem.line, problem.column) if number]
    return ":".join([_shown_file(problem.file, source), *place]) + ": "


@lru_cache(maxsize=8)  # A file may have hundreds of problems, one after the other.
def _shown_file(file: str, source: Path) -> str:
    return printable(file if file.startswith("templates/") else (source / file).as_posix())


def show_summary(report: Report, output: Path) -> None:
    """Shows what was built, in what time, what was skipped, and the number of problems."""
    _show_skipped(report.skipped)
    counts = tuple(
        counted_problems(report.count(severity), severity)
        for severity in Severity
        if severity is not Severity.NOTE or report.count(severity)
    )
    if report.site_counts is None:
        echo(say("Nothing was built: {counts}", counts=counts))
        return
    written = report.written
    values: dict[str, Value] = {
        "pages": pages_number(report.site_counts.pages),
        "posts": posts_number(report.site_counts.posts),
        "time": duration(report.seconds["total"]),
        "folder": str(output),
        "files": files_number(written.written),
        "unchanged": written.unchanged,
        "removed": len(written.removed),
        "skipped": len(report.skipped),
        "counts": counts,
    }
    echo(
        say(
            "Built with problems: {pages} ({posts}) in {time} into {folder}: {files} written, "
            "{unchanged} unchanged, {removed} removed; {skipped} skipped, {counts}",
            **values,
        )
        if report.failed
        else say(
            "Built {pages} ({posts}) in {time} into {folder}: {files} written, "
            "{unchanged} unchanged, {removed} removed; {skipped} skipped, {counts}",
            **values,
        )
    )
    if report.count(Severity.ERROR) > report.rule_errors:
        echo(say("Because of the errors no old files were removed from the output folder."))


def show_details(report: Report, options: BuildOptions) -> None:
    """Shows what a build read and planned, and how long each phase took."""
    settings = tuple(file.as_posix() for file in options.config_files)
    echo(
        say(
            "Read: {source}, with the settings of {settings}; processes: {jobs}; cache: {cache}",
            source=str(options.source),
            settings=settings,
            jobs=options.jobs,
            cache=str(options.cache) if options.cache else say("none"),
        )
    )
    if report.site_counts is not None:
        values: dict[str, Value] = {
            "posts": posts_number(report.site_counts.posts),
            "pages": pages_number(report.site_counts.pages),
            "files": files_number(report.site_counts.files),
        }
        echo(say("Planned: {files}, of which {pages} ({posts})", **values))
    show_seconds(report.seconds)


def show_seconds(seconds: Mapping[str, float], *, err: bool = False) -> None:
    """Shows how long each phase took, in their order."""
    phases = tuple(
        say("{phase} {time}", phase=_LAPS[name], time=duration(time))
        for name, time in seconds.items()
        if name in _LAPS
    )
    if phases:
        echo(say("Time: {phases}", phases=phases), err=err)


def _show_skipped(skipped: Sequence[Skipped]) -> None:
    """Shows why sources are on no page; those that are not published by default in one line, if many are."""
    left_out = [item for item in skipped if item.is_left_out]
    if len(left_out) > _SHOWN_LEFT_OUT:
        skipped = [item for item in skipped if not item.is_left_out]
    for item in skipped[:_SHOWN_SKIPPED]:
        echo(say("skipped {source}: {reason}", source=item.source, reason=item.reason))
    if len(skipped) > _SHOWN_SKIPPED:
        more = len(skipped) - _SHOWN_SKIPPED
        echo(say("… and {more} more skipped (--report FILE lists all)", more=more))
    if len(left_out) > _SHOWN_LEFT_OUT:
        echo(
            say(
                "{count} files and folders are not published by default: {names}. "
                "To publish one, name it under `include:` (--report FILE lists all)",
                count=len(left_out),
                names=some_of([item.source for item in left_out]),
            )
        )


def echo(message: Message, *, err: bool = False) -> None:
    """Prints a message on the output of the program, or on that for errors, as a line."""
    click.echo(words(message), err=err)


def duration(seconds: float) -> Message:
    """A time in seconds, or in milliseconds below a second."""
    if seconds >= 0.95:
        return say("{seconds} s", seconds=f"{seconds:.1f}")
    return say("{milliseconds} ms", milliseconds=f"{seconds * 1000:.0f}")
