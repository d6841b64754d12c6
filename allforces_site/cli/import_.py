"""`allforces import`."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING

import click

from allforces_site.cli import options as common
from allforces_site.cli.commands import command, option
from allforces_site.cli.options import FilePath
from allforces_site.messages.message import N_

if TYPE_CHECKING:
    from allforces_site.importing.run import ImportOptions
    from allforces_site.importing.values import Imported


@command("import")
@click.argument("folder", metavar="DIR", type=FilePath())
@click.argument("target", metavar="[TARGET]", required=False, type=FilePath())
@option("--dry-run", is_flag=True, help="Show what would be done and what is left, and keep nothing.")
@option("--jobs", type=click.IntRange(min=1), default=None, help="Processes to use.  [default: all cores]")
@common.written_file("--report", N_("Write what was done and what is left as JSON."))
def import_(folder: Path, target: Path | None, dry_run: bool, jobs: int | None, report: Path | None) -> None:
    """Make a project of the Jekyll repository DIR in the folder TARGET.

    DIR stays as it is, and both build the same addresses. By default TARGET is beside DIR: blog-allforces for
    blog. IMPORT.md in it lists what is left to do.
    """
    from allforces_site.importing.run import ImportOptions
    from allforces_site.importing.target import usual_target
    from allforces_site.importing.values import to_json
    from allforces_site.scaffold.requirement import requirement
    from allforces_site.workers import default_jobs

    target = target or usual_target(folder)
    _check_report(report, folder, target)
    options = ImportOptions(folder, target, jobs or default_jobs(), requirement(), dry_run)
    imported = _import(options)
    if report is not None:
        common.write_text(report, to_json(imported))
    _show(imported, options)


def _check_report(report: Path | None, folder: Path, target: Path) -> None:
    """Refuses a report in the repository, which is not to change, or in the project, which must be new."""
    for place in (folder, target):
        if report is not None and report.resolve().is_relative_to(place.resolve()):
            message = f"{report} is in {place}: choose another folder"
            raise click.BadParameter(message, param_hint="--report")


def _import(options: ImportOptions) -> Imported:
    from allforces_site.errors import SiteError
    from allforces_site.importing.run import import_site
    from allforces_site.importing.values import ImportFailedError, ImportRefusedError
    from allforces_site.terminal import console

    try:
        with console.progress() as progress:
            return import_site(options, datetime.now(UTC), progress)
    except ImportRefusedError as exc:
        raise click.BadParameter(f"{exc.message}; {exc.hint}", param_hint=exc.option) from None
    except SiteError as exc:
        console.show_problems(exc.problems, options.folder)
        click.echo("Nothing was written", err=True)
        sys.exit(1)
    except ImportFailedError as exc:
        raise click.ClickException(f"nothing was written: {exc}") from None
    except OSError as exc:
        raise common.not_written(exc.filename2 or exc.filename or options.target, exc) from None


def _show(imported: Imported, options: ImportOptions) -> None:
    """Shows what was done, how much is left, and the next commands."""
    from allforces_site.importing.list_page import summary

    for line in summary(imported):
        click.echo(line)
    if not imported.is_written:
        click.echo(f"\nDry run: {options.target} was not made")
        return
    click.echo(
        f"\nNext:\n  cd {quote(str(options.target))}\n"
        "  allforces build     # build it into _site\n"
        "IMPORT.md lists what is left to do."
    )
    if options.generator.folder is not None:
        click.echo(
            f"requirements.txt installs allforces from {options.generator.folder}, which no other machine "
            "has: write an address there that others can reach before you push."
        )
