"""The `allforces` command. Exit code 0: success; 1: problems in content or configuration; 2: wrong usage."""

from __future__ import annotations

import click

from allforces_site import __version__
from allforces_site.cli.build import build
from allforces_site.cli.check import check
from allforces_site.cli.commands import Group, Option
from allforces_site.cli.compare import compare
from allforces_site.cli.deploy import deploy
from allforces_site.cli.explain import explain
from allforces_site.cli.import_ import import_
from allforces_site.cli.init import init
from allforces_site.cli.new import new
from allforces_site.cli.notify import notify
from allforces_site.cli.repair import repair
from allforces_site.cli.serve import serve


@click.group(
    cls=Group,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, prog_name="allforces", cls=Option, help="Show the version and exit.")
def main() -> None:
    """Builds a Japanese news site from Jekyll-style posts."""


main.add_command(build)
main.add_command(check)
main.add_command(compare)
main.add_command(deploy)
main.add_command(explain)
main.add_command(import_)
main.add_command(init)
main.add_command(new)
main.add_command(notify)
main.add_command(repair)
main.add_command(serve)
