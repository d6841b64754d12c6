"""The documentation that travels with the program, so that what messages name can be opened."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).parents[1]


def documentation(page: str = "") -> Path:
    """The file of a page such as `checks.md`, or the folder of all pages."""
    # The wheel carries them inside the package; in a checkout they lie beside it.
    home = _PACKAGE if (_PACKAGE / "docs").is_dir() else _PACKAGE.parent
    return home / "docs" / page


def page_address(page: str) -> str:
    """The address of a page, for messages: a browser or an editor opens it."""
    return documentation(page).as_uri()


def page_text(page: str) -> str | None:
    """The Markdown of a page; None where it was left out of the installation."""
    try:
        return documentation(page).read_text(encoding="utf-8")
    except OSError:
        return None
