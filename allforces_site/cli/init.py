"""`allforces init`."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING

import click

from allforces_site.cli import options as common
from allforces_site.cli.commands import command, option, refused
from allforces_site.cli.options import FilePath
from allforces_site.messages.message import say
from allforces_site.terminal.language import spoken

if TYPE_CHECKING:
    from allforces_site.scaffold.requirement import Requirement


@command()
@click.argument("folder", metavar="DIR", type=FilePath(file_okay=False))
@option("--title", metavar="TEXT", help="The blog's name.  [default: the folder's]")
def init(folder: Path, title: str | None) -> None:
    """Start a new blog in the folder DIR, ready to be pushed to GitHub.

    Its first pages, comments and settings are in Japanese or English: the language of this command.
    """
    from allforces_site.processes.ending import held
    from allforces_site.scaffold.new_blog import existing, new_blog, write_new_blog
    from allforces_site.scaffold.requirement import requirement
    from allforces_site.terminal import console

    name = title if title is not None else folder.resolve().name
    if not name.strip() or any(char in name for char in '"\\') or not name.isprintable():
        message = say('"{title}" is not a title: write one line without quotes and backslashes', title=name)
        raise refused(message, "DIR" if title is None else "--title")
    generator = requirement()
    files = new_blog(name, datetime.now(UTC), spoken(), generator)
    if conflicts := existing(files, folder):
        names = tuple(conflicts)
        message = say("{folder} holds {names} already; nothing was written", folder=str(folder), names=names)
        raise refused(message, "DIR")
    try:
        with held():  # Half a blog would make the next try fail.
            write_new_blog(files, folder)
    except OSError as exc:
        raise common.not_written(exc.filename, exc) from None
    for file in files:
        console.echo(say("wrote {file}", file=str(folder / file.path)))
    console.echo(
        say(
            "\nNext:\n  {enter}\n"
            "  {serve}     # look at it while you write\n"
            "  {build}     # build it into _site\n"
            "README.md says how to publish it on GitHub Pages. Another address than that of GitHub "
            "Pages goes into content/_config.yml (url:).",
            enter=f"cd {quote(str(folder))}",
            serve="allforces serve",
            build="allforces build",
        )
    )
    show_local_generator(generator)


def show_local_generator(generator: Requirement) -> None:
    """Says that a new blog installs the generator from a folder, if it does."""
    from allforces_site.terminal import console

    if generator.folder is not None:
        console.echo(
            say(
                "requirements.txt installs allforces from {folder}, which no other machine has: "
                "write an address there that others can reach before you push.",
                folder=generator.folder,
            )
        )
