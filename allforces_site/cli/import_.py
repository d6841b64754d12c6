"""`allforces import`."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING

import click

from allforces_site.cli import options as common
from allforces_site.cli.commands import command, option, refused
from allforces_site.cli.init import show_local_generator
from allforces_site.cli.options import FilePath
from allforces_site.messages.message import N_, as_it_is, say
from allforces_site.terminal.language import spoken, words

if TYPE_CHECKING:
    from allforces_site.importing.run import ImportOptions
    from allforces_site.importing.values import Imported


@command("import")
@click.argument("folder", metavar="DIR", type=FilePath())
@click.argument("target", metavar="[TARGET]", required=False, type=FilePath())
@option("--dry-run", is_flag=True, help="Show what would be done and what is left, and keep nothing.")
@common.jobs
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
    options = ImportOptions(folder, target, jobs or default_jobs(), requirement(), dry_run, spoken())
    imported = _import(options)
    if report is not None:
        common.write_text(report, to_json(imported, spoken()))
    _show(imported, options)


def _check_report(report: Path | None, folder: Path, target: Path) -> None:
    """Refuses a report in the repository, which is not to change, or in the project, which must be new."""
    for place in (folder, target):
        if report is not None and report.resolve().is_relative_to(place.resolve()):
            message = say("{file} is in {folder}: choose another folder", file=str(report), folder=str(place))
            raise refused(message, "--report")


def _import(options: ImportOptions) -> Imported:
    from allforces_site.errors import SiteError
    from allforces_site.importing.run import import_site
    from allforces_site.importing.values import ImportFailedError, ImportRefusedError
    from allforces_site.terminal import console

    try:
        with console.progress() as progress:
            return import_site(options, datetime.now(UTC), progress)
    except ImportRefusedError as exc:
        raise refused(common.with_hint(exc.message, exc.hint), exc.option) from None
    except SiteError as exc:
        console.show_problems(exc.problems, options.folder)
        console.echo(say("Nothing was written"), err=True)
        sys.exit(1)
    except ImportFailedError as exc:
        message = say("nothing was written: {problem}", problem=exc.message)
        raise click.ClickException(words(message)) from None
    except OSError as exc:
        raise common.not_written(exc.filename2 or exc.filename or options.target, exc) from None


def _show(imported: Imported, options: ImportOptions) -> None:
    """Shows what was done, how much is left, and the next commands."""
    from allforces_site.importing.list_page import summary
    from allforces_site.terminal import console

    for line in summary(imported, spoken()):
        console.echo(as_it_is(line))
    if not imported.is_written:
        console.echo(say("\nDry run: {folder} was not made", folder=str(options.target)))
        return
    console.echo(
        say(
            "\nNext:\n  {enter}\n  {build}     # build it into _site\nIMPORT.md lists what is left to do.",
            enter=f"cd {quote(str(options.target))}",
            build="allforces build",
        )
    )
    show_local_generator(options.generator)
