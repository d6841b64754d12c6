"""The documentation that is installed with the program, so that pages named in messages can be opened."""

from __future__ import annotations

import re
from pathlib import Path

from allforces_site.messages.message import N_, Message

_PACKAGE = Path(__file__).parents[1]

# The line below a page's title that leads to its twin.
_TWIN_LINK = re.compile(r"^\[(?:English|日本語)\]\([^)\n]+\)\n\n", re.MULTILINE)


def documentation(page: str = "") -> Path:
    """The file of a page such as `checks.md`, or the folder of all pages."""
    # In the wheel they are inside the package, in a checkout beside it.
    home = _PACKAGE if (_PACKAGE / "docs").is_dir() else _PACKAGE.parent
    return home / "docs" / page


def page_address(page: str) -> str:
    """The address of a page; a browser or an editor can open it."""
    return documentation(page).as_uri()


# The pages that messages name and that have a twin in another language; catalogues name the twin.
TWINS = (N_("{docs}/checks.md"), N_("{docs}/deploy.md"))


def page_named(page: str) -> Message:
    """The address of a page in a message; of its twin in the language of whoever reads it, if it has one."""
    return Message(f"{{docs}}/{page}", (("docs", documentation().as_uri()),))


def page_of(code: str) -> str:
    """The page about a rule or a problem: `checks/broken-link.md`, or the list of all problems."""
    page = f"checks/{code}.md"
    return page if documentation(page).is_file() else "problems.md"


def page_in(page: str, lang: str) -> str:
    """The path of a page in a language: `ja/checks.md`, or the English page if it has no twin there."""
    twin = f"{lang}/{page}"
    return twin if documentation(twin).is_file() else page


def page_text(page: str, lang: str = "en") -> str | None:
    """The Markdown of a page, in a language if it has a twin there; None if it is not installed.

    The line that leads to the page in the other language is left out.
    """
    try:
        text = documentation(page_in(page, lang)).read_text(encoding="utf-8")
    except OSError:
        return None
    return _TWIN_LINK.sub("", text, count=1)
