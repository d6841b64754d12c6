"""The `allforces` command. Exit code 0: success; 1: problems in content or configuration; 2: wrong usage."""

from __future__ import annotations

import click

from allforces_site import __version__
from allforces_site.cli.commands import Group, Option


@click.group(
    cls=Group,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, prog_name="allforces", cls=Option, help="Show the version and exit.")
def main() -> None:
    """Builds a Japanese news site from Jekyll-style posts."""
