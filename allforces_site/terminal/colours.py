"""Decides by the user's environment whether output is coloured, and whether it holds links."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import TextIO


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


# Terminals that print the signs of a link: the Linux console, and programs with an old VTE (0.50 is the first
# that shows links: https://gist.github.com/egmontkob/eb114294efbcd5adb1944c9f3cb5feda).
_WITHOUT_LINKS = frozenset({"dumb", "linux"})
_FIRST_VTE_WITH_LINKS = 5000


def shows_links(stream: TextIO, environment: Mapping[str, str] = os.environ) -> bool:
    """Whether a stream leads to a terminal that shows hyperlinks (OSC 8).

    FORCE_HYPERLINK decides, as in other programs: 0 for never, anything else for always.
    """
    if forced := environment.get("FORCE_HYPERLINK"):
        return forced != "0"
    if environment.get("NO_COLOR") or environment.get("TERM", "dumb") in _WITHOUT_LINKS:
        return False
    vte = environment.get("VTE_VERSION", "")
    return stream.isatty() and not (vte.isdecimal() and int(vte) < _FIRST_VTE_WITH_LINKS)


def link(text: str, address: str) -> str:
    """A text that leads to an address, for a terminal that shows links."""
    return f"\x1b]8;;{address}\x1b\\{text}\x1b]8;;\x1b\\"
