"""`allforces check`."""

from __future__ import annotations

import os
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from allforces_site.cli import options as common
from allforces_site.cli.commands import command, option, refused
from allforces_site.cli.completion import complete_choices
from allforces_site.errors import reason_of
from allforces_site.files.utf8_text import utf8_text
from allforces_site.messages.message import say

if TYPE_CHECKING:
    from allforces_site.check.run.baseline import BaselineEntry
    from allforces_site.check.run.report import CheckReport, CheckRequest
    from allforces_site.check.run.selection import Selection

FORMATS = ("text", "json", "github", "sarif", "html")

# Findings of one code that the terminal shows for a whole site; if files or rules are named, it shows all.
_SHOWN_A_CODE = 10

_file = common.FilePath(dir_okay=False)


@command()
@click.argument("paths", nargs=-1, type=common.FilePath())
@common.source
@common.configs
@option("--format", "output_format", type=click.Choice(FORMATS), default="text", show_default=True)
@option(
    "-o",
    "--output",
    type=_file,
    metavar="FILE",
    callback=common.writable,
    help="Write the findings to a file.",
)
@option("--baseline", type=_file, metavar="FILE", help="Report only what this baseline does not list.")
@option(
    "--write-baseline",
    type=_file,
    metavar="FILE",
    callback=common.writable,
    help="Write the findings to a baseline, so that they count as known from now on.",
)
@option(
    "--select",
    multiple=True,
    shell_complete=complete_choices,
    metavar="CODES",
    help="Only these codes or families of rules, separated by commas.",
)
@option(
    "--ignore", multiple=True, shell_complete=complete_choices, metavar="CODES", help="All codes but these."
)
@option("--since", metavar="REV", help="Only files that changed since a revision of git.")
@option("--external", is_flag=True, help="Check links to other sites.")
@option("--strict", is_flag=True, help="Let warnings fail the check.")
@common.jobs
@option(
    "--report",
    "report_file",
    type=_file,
    metavar="FILE",
    callback=common.writable,
    help="Also write the findings as JSON.",
)
@common.verbosity
def check(
    source: Path,
    report_file: Path | None,
    output: Path | None,
    quiet: bool,
    verbose: bool,
    **options: Any,
) -> None:
    """Check posts, pages and files without building the site.

    PATHS limit the report to some files and folders.
    """
    common.check_verbosity(quiet=quiet, verbose=verbose)
    common.check_source(source)
    written = {"--output": output, "--report": report_file, "--write-baseline": options["write_baseline"]}
    for name, file in written.items():
        if file is not None:
            common.check_unpublished(file, source, name)
    request = _request(source, options)
    report = _check(request, options["configs"], options["jobs"], options["write_baseline"], is_quiet=quiet)
    if verbose:
        _show_details(report)
    _show(
        report, options["output_format"], output, all_of_a_code=not request.selection.is_all, is_quiet=quiet
    )
    if report_file is not None:
        from allforces_site.check.formats.json_report import to_json

        common.write_text(report_file, to_json(report))
    sys.exit(1 if report.failed else 0)


def _request(source: Path, options: dict[str, Any]) -> CheckRequest:
    # Imported here so that --help and wrong usage answer at once.
    from allforces_site.check.run.report import CheckRequest
    from allforces_site.check.run.repository import repository_root

    selection = _selection(source, options)
    if options["write_baseline"] is not None and not selection.is_all:
        message = say("a baseline lists all findings: leave out PATHS, --select, --ignore and --since")
        raise refused(message, "--write-baseline")
    return CheckRequest(
        source,
        repository_root(source) or Path.cwd(),
        datetime.now(UTC),
        selection,
        _baseline_entries(options["baseline"]),
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
        chosen_rules,
        named_codes,
    )
    from allforces_site.terminal.language import words

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
            chosen_rules(select),
        )
    except UnknownChoiceError as exc:
        raise click.UsageError(words(exc.message)) from None
    except RevisionError as exc:
        raise refused(exc.message, "--since") from None


def _baseline_entries(baseline: Path | None) -> list[BaselineEntry] | None:
    from allforces_site.check.run.baseline import BaselineError, from_text

    if baseline is None:
        return None
    try:
        return from_text(baseline.read_bytes())
    except OSError as exc:
        message = say("{file} cannot be read: {reason}", file=str(baseline), reason=reason_of(exc))
    except BaselineError as exc:
        message = say("{file}: {problem}", file=str(baseline), problem=exc.message)
    raise refused(message, "--baseline")


def _check(
    request: CheckRequest,
    configs: tuple[Path, ...],
    jobs: int | None,
    write_baseline: Path | None,
    *,
    is_quiet: bool,
) -> CheckReport:
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

    options = BuildOptions(
        request.source,
        common.OUTPUT,
        jobs or default_jobs(),
        cache=common.CACHE,
        configs=configs,
        chosen=request.selection.chosen,
    )
    with console.progress(is_quiet=is_quiet) as progress:
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


def _show_details(report: CheckReport) -> None:
    """Shows on the terminal how long each phase took; the findings may go elsewhere."""
    from allforces_site.terminal import console

    console.show_seconds(report.seconds, err=True)


def _show(
    report: CheckReport, output_format: str, output: Path | None, *, all_of_a_code: bool, is_quiet: bool
) -> None:
    limit = None if all_of_a_code or output is not None else _SHOWN_A_CODE
    from allforces_site.terminal.colours import colours, shows_links

    text = _formatted(
        report, output_format, limit, is_linked=output is None and shows_links(sys.stdout), is_quiet=is_quiet
    )
    if output is None:
        click.echo(utf8_text(text), nl=False, color=colours())
        return
    from allforces_site.check.formats.text import summary

    common.write_text(output, click.unstyle(text) if output_format == "text" else text)
    if not is_quiet:
        click.echo(summary(report))


def _formatted(
    report: CheckReport, output_format: str, limit: int | None, *, is_linked: bool, is_quiet: bool
) -> str:
    # Each format imports what the others do not need.
    if output_format == "json":
        from allforces_site.check.formats.json_report import to_json

        return to_json(report)
    if output_format == "github":
        from allforces_site.check.formats.github import to_github

        return to_github(report)
    if output_format == "sarif":
        from allforces_site.check.formats.sarif import docs_address, to_sarif

        return to_sarif(report, docs_address(report.root, os.environ))
    if output_format == "html":
        from allforces_site.check.formats.editor_page.page import to_html
        from allforces_site.terminal.language import page_language

        return to_html(report, page_language(report.config.lang))
    from allforces_site.check.formats.text import to_text

    return to_text(report, limit, is_linked=is_linked, is_quiet=is_quiet)
