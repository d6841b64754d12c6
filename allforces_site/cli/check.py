"""`allforces check`."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path

import click

from allforces_site.cli import options as common


@click.command()
@common.source
def check(source: Path) -> None:
    """Check posts, pages and files without building the site."""
    from allforces_site import terminal
    from allforces_site.build_options import BuildOptions
    from allforces_site.checking.check import check_site
    from allforces_site.errors import Severity, SiteError
    from allforces_site.workers import default_jobs

    options = BuildOptions(source, Path(), default_jobs(), cache=common.CACHE)
    with terminal.progress() as progress:
        try:
            checked = check_site(options, datetime.now(UTC), progress)
        except SiteError as exc:
            terminal.show_problems(exc.problems, source)
            sys.exit(1)
    terminal.show_problems(checked.problems, source)
    sys.exit(1 if checked.count(Severity.ERROR) else 0)
