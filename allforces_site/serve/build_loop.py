"""Builds again and again, publishes good builds, and shows new problems on the terminal."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from time import strftime

import click

from allforces_site.build.report import Report
from allforces_site.build.run import BuildOptions, build, failed_report
from allforces_site.config.load import load_config
from allforces_site.config.model import Config
from allforces_site.errors import Problem, Severity, SiteError, counted_problems, error, reason_of
from allforces_site.files.regular_files import read_regular
from allforces_site.messages.counts import pages_number
from allforces_site.messages.message import Message, say, say_plural
from allforces_site.renderer.theme import find_theme
from allforces_site.serve.build_outcome import BuildOutcome
from allforces_site.serve.publish import differences, publish, with_different_bytes
from allforces_site.serve.source_lines import shown_problem
from allforces_site.terminal import console
from allforces_site.terminal.language import page_language, spoken, words
from allforces_site.write.manifest import load_manifest

# How many errors the overlay shows; the terminal shows all.
_SHOWN = 20


class BuildLoop:
    """The builds of one server. `options.output` is the folder to build into, `served` the one to serve."""

    def __init__(self, options: BuildOptions, served: Path) -> None:
        self._options = options
        self._served = served
        self._changed: set[str] = set()
        self._removed: set[str] = set()
        self._is_tracked = False
        self._has_good_site = False
        self._reported: frozenset[object] = frozenset()
        self._had_errors = False
        self._is_first = True
        self._config: tuple[bytes, Config] | None = None
        self._lang = spoken()

    def build(self) -> BuildOutcome:
        """Builds once. All errors are in the outcome, and the served site stays good."""
        report = self._report()
        self._record_changes(report)
        problems = list(report.problems)
        outcome = BuildOutcome()
        is_first_site = not self._has_good_site
        if report.site_counts is not None and not (report.failed and self._has_good_site):
            try:
                outcome = self._publish()
                self._has_good_site = not report.failed
            except (OSError, SiteError) as exc:
                self._is_tracked = False
                problems.append(_not_published(exc))
        errors = [problem for problem in problems if problem.severity is Severity.ERROR]
        self._show(report, problems, outcome, errors, is_first_site=is_first_site)
        folders = find_theme(self._options.source).templates if errors else ()
        config = self._readable_config()
        if config is not None:
            self._lang = page_language(config.lang)
        shown = [
            shown_problem(problem, self._options.source, folders, self._lang) for problem in errors[:_SHOWN]
        ]
        return replace(outcome, errors=tuple(shown), more=len(errors[_SHOWN:]), lang=self._lang)

    # ---- building and publishing --------------------------------------------------------------

    def _report(self) -> Report:
        now = datetime.now(UTC)
        try:
            if not self._is_first:
                return build(self._options, now)
            with console.progress() as progress:
                return build(self._options, now, progress)
        except SiteError as exc:
            return failed_report(self._options, exc)
        except Exception as exc:  # noqa: BLE001 (a bug of ours must not end the author's server)
            traceback.print_exc(file=sys.stderr)
            return failed_report(self._options, SiteError([_crashed(exc)]))

    def _record_changes(self, report: Report) -> None:
        """Adds the changes of the build to those that are not published yet."""
        if report.site_counts is None:
            # It may have ended while writing: only comparing the folders shows what it wrote.
            self._is_tracked = False
            return
        self._changed |= set(report.written.changed)
        self._removed |= set(report.written.removed)
        self._changed -= set(report.written.removed)
        self._removed -= set(report.written.changed)

    def _publish(self) -> BuildOutcome:
        files = None
        if not self._is_tracked:
            paths = load_manifest(self._options.output).files.keys()
            files = frozenset(path for path in paths if (self._options.output / path).is_file())
            changed, removed = differences(self._options.output, self._served, files)
            self._changed, self._removed = set(changed), set(removed)
        self._changed = with_different_bytes(self._options.output, self._served, self._changed)
        publish(self._options.output, self._served, self._changed, self._removed)
        config = self._readable_config()
        baseurl = config.baseurl if config is not None else None
        outcome = BuildOutcome(tuple(sorted(self._changed)), tuple(sorted(self._removed)), files, baseurl)
        self._changed, self._removed, self._is_tracked = set(), set(), True
        return outcome

    def _readable_config(self) -> Config | None:
        """The site's configuration; None if it cannot be read, which the build has reported."""
        text = b"\n".join(map(_content, self._options.config_files))
        if self._config is None or self._config[0] != text:
            try:
                self._config = text, load_config(self._options.source, configs=self._options.configs)[0]
            except SiteError:
                return None
        return self._config[1]

    # ---- the terminal -------------------------------------------------------------------------

    def _show(
        self,
        report: Report,
        problems: Sequence[Problem],
        outcome: BuildOutcome,
        errors: Sequence[Problem],
        *,
        is_first_site: bool,
    ) -> None:
        """Shows the build on the terminal, and each problem only when it is new."""
        new = [problem for problem in problems if _identity(problem) not in self._reported]
        console.show_problems(new, self._options.source)
        self._reported = frozenset(map(_identity, problems))
        if self._is_first:
            console.show_summary(report, self._options.output)
        else:
            pages = report.site_counts.pages if is_first_site and report.site_counts else None
            line = _line(report, outcome, len(errors), pages, had_errors=self._had_errors)
            click.echo(f"{strftime('%H:%M:%S')} {words(line)}")
        self._is_first = False
        self._had_errors = bool(errors)
        sys.stdout.flush()


def _identity(problem: Problem) -> object:
    """What identifies a problem, also after an edit above has moved its line."""
    return (problem.code, problem.file, problem.message, problem.excerpt)


def _line(
    report: Report, outcome: BuildOutcome, errors: int, pages: int | None, *, had_errors: bool
) -> Message:
    """A build in one line; `pages` is the number of pages of the first good site, None for later ones."""
    if errors:
        counted = counted_problems(errors, Severity.ERROR)
        return say("{errors}: the last good site stays until this is fixed", errors=counted)
    if pages is not None:
        changes = pages_number(pages)
    elif files := len(outcome.changed) + len(outcome.removed):
        changes = say_plural("{number} file changed", "{number} files changed", number=files)
    else:
        changes = say("nothing changed")
    seconds = f"{report.seconds['total']:.2f}"
    if had_errors:
        return say("Fixed. Built in {seconds} s, {changes}", seconds=seconds, changes=changes)
    return say("Built in {seconds} s, {changes}", seconds=seconds, changes=changes)


def _crashed(exc: Exception) -> Problem:
    return error(
        "build-crashed",
        say("the generator has a bug: {exception}", exception=f"{type(exc).__name__}: {exc}"),
        hint=say("please report it with the traceback in the terminal; the next save tries again"),
    )


def _not_published(exc: OSError | SiteError) -> Problem:
    reason = reason_of(exc) if isinstance(exc, OSError) else exc.problems[0].message
    return error(
        "not-published",
        say("the new pages cannot be written to the served folder: {reason}", reason=reason),
        hint=say("fix the disk or the permissions of .allforces and save again"),
    )


def _content(file: Path) -> bytes:
    try:
        return read_regular(file)
    except OSError:
        return b""
