"""Decides by the user's environment whether output is coloured."""

from __future__ import annotations

import os
from collections.abc import Mapping


def colours(environment: Mapping[str, str] = os.environ) -> bool | None:
    """True for always, False for never, None for only on a terminal.

    NO_COLOR: https://no-color.org. FORCE_COLOR: https://force-color.org. CLICOLOR and CLICOLOR_FORCE:
    https://bixense.com/clicolors. A terminal of the type `dumb` shows plain text only, see terminfo(5).
    """
    if environment.get("NO_COLOR"):
        return False
    if any(environment.get(name, "0") not in ("", "0") for name in ("FORCE_COLOR", "CLICOLOR_FORCE")):
        return True
    return False if environment.get("CLICOLOR") == "0" or is_dumb(environment) else None


def is_dumb(environment: Mapping[str, str] = os.environ) -> bool:
    """Whether the terminal can only show one line after another."""
    return environment.get("TERM") == "dumb"
