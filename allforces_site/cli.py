"""The `allforces` command. Exit 0: fine; 1: problems in content or configuration; 2: wrong usage."""

from __future__ import annotations

import os
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from allforces_site import __version__

# One folder that a CI job can save and restore.
CACHE = Path(".allforces") / "cache"

# Beside it, so that what only an author sees never gets into the folder that is deployed.
SERVE = Path(".allforces") / "serve"

# Problems that the command line made: no file of the source would mend them.
_USAGE_CODES = frozenset({"source-folder", "output-folder"})


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="allforces")
def main() -> None:
    """Builds a Japanese news site from Jekyll-style posts."""


def _web_address(_context: click.Context, _option: click.Parameter, value: str | None) -> str | None:
    if value is None:
        return None
    from allforces_site.build import split_base_url

    try:
        split_base_url(value)
    except ValueError:
        raise click.BadParameter("an address such as https://example.com/blog is wanted") from None
    return value


def _writable(_context: click.Context, _option: click.Parameter, report: Path | None) -> Path | None:
    """Told before a build that may take long. A disk that is full is told behind it."""
    if report is None or os.path.lexists(report):
        return report
    folder = next(parent for parent in report.absolute().parents if parent.exists())
    if not folder.is_dir() or not os.access(folder, os.W_OK | os.X_OK):
        raise click.BadParameter(f"{report} cannot be written: {folder} is no folder to write into")
    return report


def _check_unpublished(report: Path, source: Path) -> None:
    home = source.resolve()
    for folder in (home, home.parent / "static"):
        if report.resolve().is_relative_to(folder):
            message = f"{report} lies in {folder}: the next build would publish it"
            raise click.BadParameter(message, param_hint="--report")


_source = click.option(
    "--source",
    type=click.Path(path_type=Path),
    default=Path("content"),
    show_default=True,
    help="Folder with _config.yml and _posts.",
)
_drafts = click.option("--drafts", is_flag=True, help="Build drafts too.")
_future = click.option("--future", is_flag=True, help="Build posts dated in the future too.")


@main.command()
@_source
@click.option(
    "--output",
    type=click.Path(path_type=Path),
    default=Path("_site"),
    show_default=True,
    help="Folder to write the site into.",
)
@_drafts
@_future
@click.option("--unpublished", is_flag=True, help="Build posts with `published: false` too.")
@click.option(
    "--base-url",
    metavar="URL",
    callback=_web_address,
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
    callback=_writable,
    help="Write what was built and found as JSON.",
)
def build(report: Path | None, jobs: int | None, **options: Any) -> None:
    """Build the site."""
    if report is not None:
        _check_unpublished(report, options["source"])
    # Imported here so that --help and wrong usage answer at once.
    from allforces_site import terminal
    from allforces_site.build import BuildOptions, failed_report
    from allforces_site.build import build as build_site
    from allforces_site.errors import SiteError
    from allforces_site.report import to_json
    from allforces_site.workers import default_jobs

    build_options = BuildOptions(cache=CACHE, jobs=jobs or default_jobs(), **options)
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


@main.command()
@_source
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to serve at; 0.0.0.0 for all.")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=4000, show_default=True, help="Port; 0 for a free one."
)
@_drafts
@_future
@click.option("--open", "opens_browser", is_flag=True, help="Open the site in the browser.")
@click.option("--no-reload", is_flag=True, help="Leave pages as they are: no reload, no errors in them.")
def serve(source: Path, host: str, port: int, opens_browser: bool, no_reload: bool, **options: Any) -> None:
    """Build the site, serve it, and show each change as it is saved."""
    from allforces_site.serve.listening import CannotListenError, listen

    if not source.is_dir():
        message = f"{source} is no folder: name the one that holds _posts"
        raise click.BadParameter(message, param_hint="--source")
    try:
        listener = listen(host, port)
    except CannotListenError as exc:
        hint = "--port" if exc.is_about_port else "--host"
        raise click.BadParameter(str(exc), param_hint=hint) from None
    # Imported here so that --help and wrong usage answer at once.
    from allforces_site.build import BuildOptions
    from allforces_site.serve.running import ServeOptions, run, serve_folder
    from allforces_site.workers import default_jobs

    folder = serve_folder(SERVE, source, listener.getsockname()[1])
    # A page that named its style sheet's version would have to be loaded again for each edit of a style.
    build_options = BuildOptions(
        source, folder / "build", default_jobs(), cache=CACHE, asset_versions=False, **options
    )
    run(ServeOptions(build_options, folder / "site", host, opens_browser, not no_reload), listener)
