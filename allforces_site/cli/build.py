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
@common.output("Folder to write the site into.")
@common.drafts
@common.future
@click.option("--unpublished", is_flag=True, help="Build posts with `published: false` too.")
@click.option(
    "--base-url",
    metavar="URL",
    callback=common.web_address,
    help="Address of the site, in place of url and baseurl of _config.yml.",
)
@click.option("--allow-loss", is_flag=True, help="Let any number of the last build's pages go.")
@click.option("--strict", is_flag=True, help="Let warnings fail the build.")
@click.option(
    "--jobs", type=click.IntRange(min=1), default=None, help="Processes to use.  [default: all cores]"
)
@common.written_file("--report", "Write what was built and found as JSON.")
@common.written_file(
    "--summary", "Append what changed and was found as Markdown, as $GITHUB_STEP_SUMMARY wants it."
)
def build(report: Path | None, summary: Path | None, jobs: int | None, **options: Any) -> None:
    """Build the site."""
    for file, name in ((report, "--report"), (summary, "--summary")):
        if file is not None:
            common.check_unpublished(file, options["source"], name)
    # Imported here so that --help and wrong usage answer at once.
    from allforces_site.build.github_summary import to_markdown
    from allforces_site.build.report import to_json
    from allforces_site.build.run import BuildOptions, failed_report
    from allforces_site.build.run import build as build_site
    from allforces_site.errors import SiteError
    from allforces_site.terminal import console
    from allforces_site.workers import default_jobs
    from allforces_site.write.build_status import (
        BuildStatus,
        manifest_digest,
        save_build_status,
        status_file,
    )

    build_options = BuildOptions(cache=common.CACHE, jobs=jobs or default_jobs(), **options)
    now = datetime.now(UTC)
    with console.progress() as progress:
        try:
            result = build_site(build_options, now, progress)
            if build_options.strict:
                # Imported for strict builds only, as the linter takes its time.
                from allforces_site.check.run.strict import with_errors_of_rules

                result = with_errors_of_rules(result, build_options, now, progress)
        except SiteError as exc:
            result = failed_report(build_options, exc)
    # Only what is known to be a good build is ever deployed.
    flags = [f"--{name}" for name in ("drafts", "future", "unpublished") if options[name]]
    save_build_status(
        status_file(common.CACHE, build_options.output),
        BuildStatus(manifest_digest(build_options.output) or "", result.failed, tuple(flags)),
    )
    console.show_problems(result.problems, build_options.source)
    console.show_summary(result, build_options.output)
    if report is not None:
        common.write_text(report, to_json(result))
    if summary is not None:
        common.write_text(summary, to_markdown(result), append=True)
    if any(problem.code in _USAGE_CODES for problem in result.problems):
        sys.exit(2)
    sys.exit(1 if result.failed else 0)
