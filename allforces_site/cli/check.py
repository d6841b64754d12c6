"""`allforces check`."""

from __future__ import annotations

import os
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from allforces_site.cli import options as common

if TYPE_CHECKING:
    from allforces_site.check.run.report import CheckReport, CheckRequest
    from allforces_site.check.run.selection import Selection

FORMATS = ("text", "json", "github", "sarif", "html")

# Findings of one rule that the terminal shows of a whole site; who names files or rules sees all.
_SHOWN_A_CODE = 10

_file = common.FilePath(dir_okay=False)


@click.command()
@click.argument("paths", nargs=-1, type=common.FilePath())
@common.source
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", show_default=True)
@click.option(
    "--output", type=_file, metavar="FILE", callback=common.writable, help="Write the findings into a file."
)
@click.option("--baseline", type=_file, metavar="FILE", help="Tell only what this baseline does not hold.")
@click.option(
    "--write-baseline",
    type=_file,
    metavar="FILE",
    callback=common.writable,
    help="Write what is found into a baseline, and count it as known from now on.",
)
@click.option("--select", multiple=True, metavar="CODES", help="Only these codes, with commas between.")
@click.option("--ignore", multiple=True, metavar="CODES", help="All codes but these.")
@click.option("--since", metavar="REV", help="Only files that changed since a revision of git.")
@click.option("--external", is_flag=True, help="Ask other sites for the pages that are linked.")
@click.option("--strict", is_flag=True, help="Let warnings fail the check.")
@click.option(
    "--jobs", type=click.IntRange(min=1), default=None, help="Processes to use.  [default: all cores]"
)
@click.option(
    "--report",
    type=_file,
    metavar="FILE",
    callback=common.writable,
    help="Write what is found as JSON besides.",
)
def check(source: Path, report: Path | None, output: Path | None, **options: Any) -> None:
    """Check posts, pages and files without building the site.

    PATHS limit what is told to some files and folders.
    """
    common.check_source(source)
    written = {"--output": output, "--report": report, "--write-baseline": options["write_baseline"]}
    for option, file in written.items():
        if file is not None:
            common.check_unpublished(file, source, option)
    request = _question(source, options)
    outcome = _outcome(request, options["jobs"], options["write_baseline"])
    _tell(outcome, options["form"], output, all_of_a_code=not request.selection.is_all)
    if report is not None:
        from allforces_site.check.formats.json_report import to_json

        common.write_text(report, to_json(outcome))
    sys.exit(1 if outcome.failed else 0)


def _question(source: Path, options: dict[str, Any]) -> CheckRequest:
    # Imported here so that --help and wrong usage answer at once.
    from allforces_site.check.run.report import CheckRequest
    from allforces_site.check.run.repository import repository_root

    selection = _selection(source, options)
    if options["write_baseline"] is not None and not selection.is_all:
        message = "a baseline holds all findings: leave out PATHS, --select, --ignore and --since"
        raise click.BadParameter(message, param_hint="--write-baseline")
    return CheckRequest(
        source,
        repository_root(source) or Path.cwd(),
        datetime.now(UTC),
        selection,
        _known(options["baseline"]),
        options["strict"],
    )


def _selection(source: Path, options: dict[str, Any]) -> Selection:
    from allforces_site.check.run.repository import RevisionError, changed_since
    from allforces_site.check.run.selection import (
        Selection,
        UnknownChoiceError,
        chosen_codes,
        chosen_path,
        chosen_problems,
        named_codes,
    )

    since, paths = options["since"], options["paths"]
    select, ignore = options["select"], options["ignore"]
    try:
        return Selection(
            chosen_codes(select, ignore),
            tuple(chosen_path(path, source) for path in paths) if paths else None,
            changed_since(source, since) if since is not None else None,
            options["external"],
            chosen_problems(select, ignore),
            named_codes(ignore),
        )
    except UnknownChoiceError as exc:
        raise click.UsageError(str(exc)) from None
    except RevisionError as exc:
        raise click.BadParameter(str(exc), param_hint="--since") from None


def _known(baseline: Path | None) -> Any:
    from allforces_site.check.run.baseline import BaselineError, from_text

    if baseline is None:
        return None
    try:
        return from_text(baseline.read_bytes())
    except OSError as exc:
        message = f"{baseline} cannot be read: {exc.strerror or exc}"
    except BaselineError as exc:
        message = f"{baseline}: {exc}"
    raise click.BadParameter(message, param_hint="--baseline")


def _outcome(request: CheckRequest, jobs: int | None, write_baseline: Path | None) -> CheckReport:
    from msgspec.structs import replace

    from allforces_site.build.options import BuildOptions
    from allforces_site.check.run.baseline import configured_baseline, to_text
    from allforces_site.check.run.check import check_site
    from allforces_site.check.run.report import (
        make_report,
        new_baseline,
        report_unreadable_site,
        with_external_links,
    )
    from allforces_site.errors import SiteError
    from allforces_site.terminal import console
    from allforces_site.workers import default_jobs

    options = BuildOptions(request.source, Path(), jobs or default_jobs(), cache=common.CACHE)
    with console.progress() as progress:
        try:
            checked = check_site(options, request.now, progress, request.selection.codes)
        except SiteError as exc:
            return report_unreadable_site(exc, request)
        if request.selection.external:
            checked = with_external_links(checked, request, common.CACHE, progress)
        if request.known is None and write_baseline is None:
            try:
                request = replace(request, known=configured_baseline(request.source, checked.config))
            except SiteError as exc:
                return report_unreadable_site(exc, request)
    if write_baseline is not None:
        entries = new_baseline(checked, request)
        common.write_text(write_baseline, to_text(entries))
        request = replace(request, known=entries)
    return make_report(checked, request)


def _tell(outcome: CheckReport, form: str, output: Path | None, *, all_of_a_code: bool) -> None:
    limit = None if all_of_a_code or output is not None else _SHOWN_A_CODE
    text = _formatted(outcome, form, limit)
    if output is None:
        from allforces_site.terminal.colours import colours

        click.echo(text, nl=False, color=colours())
        return
    from allforces_site.check.formats.text import summary

    common.write_text(output, click.unstyle(text) if form == "text" else text)
    click.echo(summary(outcome))


def _formatted(outcome: CheckReport, form: str, limit: int | None) -> str:
    # Each brings along what the others do not need.
    if form == "json":
        from allforces_site.check.formats.json_report import to_json

        return to_json(outcome)
    if form == "github":
        from allforces_site.check.formats.github import to_github

        return to_github(outcome)
    if form == "sarif":
        from allforces_site.check.formats.sarif import docs_address, to_sarif

        return to_sarif(outcome, docs_address(outcome.root, os.environ))
    if form == "html":
        from allforces_site.check.formats.editor_page.page import to_html

        return to_html(outcome)
    from allforces_site.check.formats.text import to_text

    return to_text(outcome, limit)
