"""The `allforces` command. Exit 0: fine; 1: problems in content or configuration; 2: wrong usage."""

from __future__ import annotations

import errno
import os
import sys
from typing import Any

import click

from allforces_site import __version__
from allforces_site.cli.build import build
from allforces_site.cli.check import check
from allforces_site.cli.deploy import deploy
from allforces_site.cli.init import init
from allforces_site.cli.new import new
from allforces_site.cli.repair import repair
from allforces_site.cli.serve import serve


class _Commands(click.Group):
    """Says so where what a command prints cannot be written, as into a file on a full disk."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            try:
                return super().invoke(ctx)
            finally:
                sys.stdout.flush()
        except OSError as exc:
            if exc.errno not in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO) or exc.filename:
                raise
            # What is still in the buffer would fail once more when the program ends.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            message = f"what this command prints cannot be written: {exc.strerror}"
            raise click.ClickException(message) from None


@click.group(
    cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
@click.version_option(__version__, prog_name="allforces")
def main() -> None:
    """Builds a Japanese news site from Jekyll-style posts."""


main.add_command(build)
main.add_command(check)
main.add_command(deploy)
main.add_command(init)
main.add_command(new)
main.add_command(repair)
main.add_command(serve)
