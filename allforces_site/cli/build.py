"""`allforces build`."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from allforces_site.cli import options as common

# Problems that the command line made: no file of the source would mend them.
_USAGE_CODES = frozenset({"source-folder", "output-folder"})


@click.command()
@common.source
@click.option(
    "--output",
    type=click.Path(path_type=Path),
    default=Path("_site"),
    show_default=True,
    help="Folder to write the site into.",
)
@common.drafts
@common.future
@click.option("--unpublished", is_flag=True, help="Build posts with `published: false` too.")
@click.option(
    "--base-url",
    metavar="URL",
    callback=common.web_address,
    help="Address of the site, in place of url and baseurl of _config.yml.",
)
@click.option("--strict", is_flag=True, help="Let warnings fail the build.")
@click.option(
    "--jobs", type=click.IntRange(min=1), default=None, help="Processes to use.  [default: all cores]"
)
@click.option(
    "--report",
    type=click.Path(path_type=Path, dir_okay=False, writable=True),
    metavar="FILE",
    callback=common.writable,
    help="Write what was built and found as JSON.",
)
def build(report: Path | None, jobs: int | None, **options: Any) -> None:
    """Build the site."""
    if report is not None:
        common.check_unpublished(report, options["source"])
    # Imported here so that --help and wrong usage answer at once.
    from allforces_site import terminal
    from allforces_site.build import BuildOptions, failed_report
    from allforces_site.build import build as build_site
    from allforces_site.errors import SiteError
    from allforces_site.report import to_json
    from allforces_site.workers import default_jobs

    build_options = BuildOptions(cache=common.CACHE, jobs=jobs or default_jobs(), **options)
    with terminal.progress() as progress:
        try:
            result = build_site(build_options, datetime.now(UTC), progress)
        except SiteError as exc:
            result = failed_report(build_options, exc)
    terminal.show_problems(result.problems, build_options.source)
    terminal.show_summary(result, build_options.output)
    if report is not None:
        try:
            report.parent.mkdir(parents=True, exist_ok=True)
            report.write_text(to_json(result), encoding="utf-8", newline="\n")
        except OSError as exc:
            raise click.FileError(str(report), exc.strerror or str(exc)) from None
    if any(problem.code in _USAGE_CODES for problem in result.problems):
        sys.exit(2)
    sys.exit(1 if result.failed else 0)
