"""`allforces new`."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path

import click

from allforces_site.cli import options as common
from allforces_site.cli.commands import command, option, refused
from allforces_site.messages.message import WrongValueError, say
from allforces_site.terminal.language import words


@command()
@click.argument("title")
@common.source
@option("--slug", metavar="NAME", help="Last part of the address.  [default: made from the title]")
@option("--draft", is_flag=True, help="Write a draft, which is not published.")
def new(title: str, source: Path, slug: str | None, draft: bool) -> None:
    """Write a new post with the title TITLE, ready to be filled in."""
    from allforces_site.config.load import load_config
    from allforces_site.errors import SiteError
    from allforces_site.processes.ending import held
    from allforces_site.scaffold.new_post import new_post, write_new_post
    from allforces_site.terminal import console

    common.check_source(source)
    try:
        config, _ = load_config(source)
    except SiteError as exc:
        console.show_problems(exc.problems, source)
        sys.exit(1)
    try:
        post = new_post(title, config, datetime.now(UTC), slug=slug, draft=draft)
        with held():
            path = write_new_post(post, source)
    except WrongValueError as exc:
        raise refused(exc.message, "TITLE" if slug is None else "--slug") from None
    except FileExistsError as exc:
        message = say("{file} exists already; nothing was changed", file=str(exc.filename))
        raise click.ClickException(words(message)) from None
    except OSError as exc:
        raise common.not_written(exc.filename, exc) from None
    click.echo(path)
    if post.is_shortened:
        console.echo(say("The title is too long for an address; choose a name with --slug."), err=True)
