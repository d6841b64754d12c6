"""`allforces init`."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from shlex import quote

import click

from allforces_site.cli import options as common
from allforces_site.cli.commands import command, option
from allforces_site.cli.options import FilePath


@command()
@click.argument("folder", metavar="DIR", type=FilePath(file_okay=False))
@option("--title", metavar="TEXT", help="The blog's name.  [default: the folder's]")
def init(folder: Path, title: str | None) -> None:
    """Start a new blog in the folder DIR, ready to be pushed to GitHub."""
    from allforces_site.processes.ending import held
    from allforces_site.scaffold.new_blog import existing, new_blog, write_new_blog
    from allforces_site.scaffold.requirement import requirement

    name = title if title is not None else folder.resolve().name
    if not name.strip() or any(char in name for char in '"\\') or not name.isprintable():
        message = f'"{name}" is not a title: write one line without quotes and backslashes'
        raise click.BadParameter(message, param_hint="DIR" if title is None else "--title")
    generator = requirement()
    files = new_blog(name, datetime.now(UTC), generator)
    if conflicts := existing(files, folder):
        message = f"{folder} holds {', '.join(conflicts)} already; nothing was written"
        raise click.BadParameter(message, param_hint="DIR")
    try:
        with held():  # Half a blog would make the next try fail.
            write_new_blog(files, folder)
    except OSError as exc:
        raise common.not_written(exc.filename, exc) from None
    for file in files:
        click.echo(f"wrote {folder / file.path}")
    click.echo(
        f"\nNext:\n  cd {quote(str(folder))}\n"
        "  allforces serve     # look at it while you write\n"
        "  allforces build     # build it into _site\n"
        "README.md says how to publish it on GitHub Pages. Another address than that of GitHub "
        "Pages goes into content/_config.yml (url:)."
    )
    if generator.folder is not None:
        click.echo(
            f"requirements.txt installs allforces from {generator.folder}, which no other machine has: "
            "write an address there that others can reach before you push."
        )
