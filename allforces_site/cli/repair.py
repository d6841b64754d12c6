"""`allforces repair`."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from allforces_site.cli import options as common
from allforces_site.cli.commands import command, option
from allforces_site.cli.completion import complete_choices
from allforces_site.files.utf8_text import json_report
from allforces_site.messages.counts import files_number
from allforces_site.messages.message import N_, Message, Value, say, say_plural

if TYPE_CHECKING:
    from allforces_site.check.repair_site import RepairedFile, SiteRepair
    from allforces_site.errors import Problem
    from allforces_site.lint.fix.applied_fixes import AppliedFix


@command()
@click.argument("paths", nargs=-1, type=common.FilePath())
@common.source
@common.configs
@option("--write", "is_written", is_flag=True, help="Write the repaired files.")
@option(
    "--select",
    multiple=True,
    shell_complete=complete_choices,
    metavar="RULES",
    help="Only these rules or families of rules, separated by commas.",
)
@option(
    "--ignore", multiple=True, shell_complete=complete_choices, metavar="RULES", help="All rules but these."
)
@common.written_file("--report", N_("Write the repairs as JSON."))
@common.quiet
def repair(source: Path, report: Path | None, is_written: bool, quiet: bool, **choice: Any) -> None:
    """Repair what the rules of `check` find and can fix.

    Without --write it prints the changes as a patch and writes nothing; the exit code is 1 if there are any.
    PATHS limit it to some files and folders.
    """
    common.check_source(source)
    if report is not None:
        common.check_unpublished(report, source)
    site_repair = _repair(source, is_quiet=quiet, **choice)
    # Imported here so that --help and wrong usage answer at once.
    from allforces_site.check.repair_site import write_repair
    from allforces_site.terminal import console

    if is_written:
        files, unwritten = write_repair(site_repair)
        problems = [*site_repair.problems, *unwritten]
        _show_written(files)
    else:
        files, problems = list(site_repair.files), list(site_repair.problems)
        _print_patch(files)
    console.show_problems(problems, source)
    summary = _summary(files, site_repair.file_count, problems, is_written=is_written)
    if not quiet:
        console.echo(summary, err=not is_written)
    if report is not None:
        common.write_text(report, _json(files, problems))
    sys.exit(1 if _failures(problems) or (files and not is_written) else 0)


def _repair(
    source: Path,
    configs: tuple[Path, ...],
    paths: Sequence[Path],
    select: Sequence[str],
    ignore: Sequence[str],
    is_quiet: bool,
) -> SiteRepair:
    from allforces_site.build.options import BuildOptions
    from allforces_site.check.repair_site import repair_site
    from allforces_site.check.run.selection import (
        UnknownChoiceError,
        chosen_codes,
        chosen_path,
        chosen_rules,
    )
    from allforces_site.errors import SiteError
    from allforces_site.terminal import console
    from allforces_site.terminal.language import words
    from allforces_site.workers import default_jobs

    try:
        codes, chosen = chosen_codes(select, ignore), chosen_rules(select)
        below = [chosen_path(path, source) for path in paths] if paths else None
    except UnknownChoiceError as exc:
        raise click.UsageError(words(exc.message)) from None
    options = BuildOptions(
        source, common.OUTPUT, default_jobs(), cache=common.CACHE, configs=configs, chosen=chosen
    )
    with console.progress(is_quiet=is_quiet) as progress:
        try:
            return repair_site(options, datetime.now(UTC), progress, codes, below)
        except SiteError as exc:
            console.show_problems(exc.problems, source)
            sys.exit(1)


def _print_patch(files: Sequence[RepairedFile]) -> None:
    from allforces_site.lint.fix.git_diff import git_diff

    here = os.path.realpath(".")
    for file in files:
        # git and patch refuse to follow links, so the patch names the file itself.
        path = Path(os.path.relpath(os.path.realpath(file.path), here)).as_posix()
        click.echo(git_diff(path, file.content, file.edits).encode(), nl=False)


def _show_written(files: Sequence[RepairedFile]) -> None:
    from allforces_site.lint.fix.applied_fixes import summarized
    from allforces_site.terminal import console

    for file in files:
        console.echo(say("{file}: {fixes}", file=file.path, fixes=summarized(file.fixes)))


def _summary(
    files: Sequence[RepairedFile], file_count: int, problems: Sequence[Problem], *, is_written: bool
) -> Message:
    from allforces_site.config.model import CONFIG_FILE

    failed = len({problem.file for problem in _failures(problems)} - {None, CONFIG_FILE})
    left = say_plural(
        "{number} file could not be repaired: see above",
        "{number} files could not be repaired: see above",
        number=failed,
    )
    of_all = files_number(file_count)
    if not files:
        nothing = say("Nothing to repair in {files}", files=of_all)
        return say("Nothing was repaired: {left}", left=left) if failed else nothing
    counts = Counter(fix.code for file in files for fix in file.fixes)
    values: dict[str, Value] = {
        "count": len(files),
        "files": of_all,
        "repairs": tuple(f"{count} {code}" for code, count in counts.most_common()),
    }
    if is_written:
        done = say("{count} of {files} repaired: {repairs}", **values)
    else:
        done = say("{count} of {files} would be repaired with --write: {repairs}", **values)
    return say("{done}; {left}", done=done, left=left) if failed else done


def _failures(problems: Sequence[Problem]) -> list[Problem]:
    """The problems that kept a file from being repaired."""
    from allforces_site.errors import Severity

    return [
        problem
        for problem in problems
        if problem.severity is Severity.ERROR or problem.code == "repair-given-up"
    ]


def _json(files: Sequence[RepairedFile], problems: Sequence[Problem]) -> str:
    from allforces_site.build.report import problem_entry
    from allforces_site.terminal.language import spoken

    content = {
        "files": [{"file": file.source, "mends": [_entry(fix) for fix in file.fixes]} for file in files],
        "problems": [problem_entry(problem, spoken()) for problem in problems],
    }
    return json_report(content)


def _entry(fix: AppliedFix) -> dict[str, Any]:
    from msgspec.structs import asdict

    from allforces_site.terminal.language import words

    return {**asdict(fix), "what": words(fix.what)}
