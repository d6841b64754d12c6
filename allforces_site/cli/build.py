"""`allforces build`."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from allforces_site.cli import options as common
from allforces_site.cli.commands import command, option
from allforces_site.messages.message import N_

if TYPE_CHECKING:
    from allforces_site.build.report import Report
    from allforces_site.build.run import BuildOptions

# Problems of the command line: no change of a source file would fix them.
_USAGE_CODES = frozenset({"source-folder", "output-folder"})


@command()
@common.source
@common.output(N_("Folder to write the site into."))
@common.configs
@common.drafts
@common.future
@option("--unpublished", is_flag=True, help="Build posts with `published: false` too.")
@option(
    "--base-url",
    metavar="URL",
    callback=common.web_address,
    help="Address of the site, instead of url and baseurl of _config.yml.",
)
@option("--allow-loss", is_flag=True, help="Allow any number of the last build's pages to be removed.")
@option("--clean", "is_clean", is_flag=True, help="Remove what builds wrote, and build all anew.")
@option("--strict", is_flag=True, help="Fail on warnings, and on errors that the rules of `check` find.")
@common.jobs
@common.written_file("--report", N_("Write the results and problems as JSON."))
@common.written_file("--summary", N_("Append changes and problems as Markdown, as for $GITHUB_STEP_SUMMARY."))
@common.verbosity
def build(
    report: Path | None,
    summary: Path | None,
    jobs: int | None,
    is_clean: bool,
    quiet: bool,
    verbose: bool,
    **options: Any,
) -> None:
    """Build the site."""
    common.check_verbosity(quiet=quiet, verbose=verbose)
    for file, name in ((report, "--report"), (summary, "--summary")):
        if file is not None:
            common.check_unpublished(file, options["source"], name)
    # Imported here so that --help and wrong usage answer at once.
    from allforces_site.build.github_summary import to_markdown
    from allforces_site.build.report import to_json
    from allforces_site.build.run import BuildOptions
    from allforces_site.errors import SiteError
    from allforces_site.terminal import console
    from allforces_site.terminal.language import spoken
    from allforces_site.workers import default_jobs

    build_options = BuildOptions(
        cache=common.CACHE, jobs=jobs or default_jobs(), environment=common.environment(), **options
    )
    result = _build(build_options, is_clean=is_clean, is_quiet=quiet)
    _save_status(result, build_options)
    console.show_problems(result.problems, build_options.source)
    if verbose:
        console.show_details(result, build_options)
    if not quiet:
        console.show_summary(result, build_options.output)
    try:
        if report is not None:
            common.write_text(report, to_json(result, spoken()))
        if summary is not None:
            common.write_text(summary, to_markdown(result, spoken()), append=True)
    except SiteError as exc:
        console.show_problems(exc.problems, build_options.source)
        sys.exit(1)
    if any(problem.code in _USAGE_CODES for problem in result.problems):
        sys.exit(2)
    sys.exit(1 if result.failed else 0)


def _build(options: BuildOptions, *, is_clean: bool, is_quiet: bool) -> Report:
    """Builds the site, all of it anew if it `is_clean`; a strict build is checked too."""
    from allforces_site.build.run import build as build_site
    from allforces_site.build.run import failed_report
    from allforces_site.errors import SiteError
    from allforces_site.terminal import console

    now = datetime.now(UTC)
    with console.progress(is_quiet=is_quiet) as progress:
        try:
            if is_clean:
                from allforces_site.build.clean import clean

                clean(options)
            report = build_site(options, now, progress)
            if options.strict:
                # Imported for strict builds only, because importing the linter takes time.
                from allforces_site.check.run.strict import with_errors_of_rules

                report = with_errors_of_rules(report, options, now, progress)
        except SiteError as exc:
            return failed_report(options, exc)
    return report


def _save_status(report: Report, options: BuildOptions) -> None:
    """Records how the build ended: only a good build without unpublished posts is deployed and announced."""
    from allforces_site.write.build_status import (
        BuildStatus,
        manifest_digest,
        save_build_status,
        status_file,
    )

    flags = [f"--{name}" for name in ("drafts", "future", "unpublished") if getattr(options, name)]
    save_build_status(
        status_file(common.CACHE, options.output),
        BuildStatus(manifest_digest(options.output) or "", report.failed, tuple(flags)),
    )
    settings = report.config.allforces if report.config else None
    if settings and (settings.indexnow or settings.hub) and not report.failed and not flags:
        from allforces_site.write.kept_manifests import keep_manifest

        keep_manifest(common.CACHE, options.output)
