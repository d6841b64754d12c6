"""What the shell offers for arguments and options that name something of ours, when TAB is pressed."""

from __future__ import annotations

import click


def complete_codes(_context: click.Context, _parameter: click.Parameter, incomplete: str) -> list[str]:
    """The codes that begin as the user wrote; in a list with commas, those for its last item."""
    from allforces_site.lint.explanation import CODES

    before, comma, last = incomplete.rpartition(",")
    return [f"{before}{comma}{code}" for code in CODES if code.startswith(last)]
