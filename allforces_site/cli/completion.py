"""What the shell offers for arguments and options that name something of ours, when TAB is pressed."""

from __future__ import annotations

from pathlib import Path

import click

from allforces_site.cli.project import is_written


def complete_codes(_context: click.Context, _parameter: click.Parameter, incomplete: str) -> list[str]:
    """The codes that begin as the user wrote."""
    from allforces_site.lint.explanation import CODES

    return [code for code in CODES if code.startswith(incomplete)]


def complete_choices(_context: click.Context, _parameter: click.Parameter, incomplete: str) -> list[str]:
    """The codes and families that begin as the user wrote; in a list with commas, those for its last item."""
    from allforces_site.lint.problem_codes import PROBLEMS
    from allforces_site.lint.severity import KNOWN_NAMES

    before, comma, last = incomplete.rpartition(",")
    return [f"{before}{comma}{name}" for name in (*KNOWN_NAMES, *PROBLEMS) if name.startswith(last)]


def complete_targets(context: click.Context, _parameter: click.Parameter, incomplete: str) -> list[str]:
    """The targets of the site's configuration that begin as the user wrote; none if it cannot be read."""
    from allforces_site.config.load import load_config
    from allforces_site.errors import SiteError
    from allforces_site.loaders.source_folder import project_above, usual_source

    written = context.params["source"] if is_written(context, "source") else None
    try:
        config, _ = load_config(written or usual_source(project_above() or Path()))
    except SiteError:
        return []
    return [name for name in config.allforces.deploy if name.startswith(incomplete)]
