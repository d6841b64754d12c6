"""The page: one HTML file that needs no script and loads nothing."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import msgspec
from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup

from allforces_site.compare.formats.owner_page.signal_texts import (
    KIND_NAMES,
    SIGNAL_NAMES,
    VALUE_NAMES,
    VIA_NAMES,
)
from allforces_site.compare.values import Change, Comparison
from allforces_site.text.html_characters import allowed

_FOLDER = Path(__file__).parent


class Limits(msgspec.Struct, frozen=True):
    """How much of long lists the page shows; the rest is only counted.

    `detailed` pages are shown with their changes, `changes` of each; `listed` addresses are in each list.
    """

    detailed: int = 500
    changes: int = 40
    listed: int = 1000


def to_html(comparison: Comparison, limits: Limits = Limits()) -> str:  # noqa: B008 (a frozen value)
    """The page of a comparison."""
    return _template().render(
        comparison=comparison,
        limits=limits,
        signals=SIGNAL_NAMES,
        kinds=KIND_NAMES,
        ways=VIA_NAMES,
        shown_value=_shown_value,
    )


def _shown_value(change: Change, value: str | None) -> str | None:
    """A value of the change as readers of the page see it; None if there is none."""
    return None if value is None else VALUE_NAMES.get((change.signal, value), value)


@cache
def _template() -> Template:
    environment = Environment(
        loader=FileSystemLoader(_FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=lambda value: allowed(value) if type(value) is str else value,
    )
    environment.filters["number"] = lambda number: f"{number:,}"
    # Rounded down: a text of which a word is missing is not shown as kept completely.
    environment.filters["percent"] = lambda share: f"{int(share * 1000) / 10:g}%"
    environment.globals["style"] = Markup((_FOLDER / "page.css").read_text(encoding="utf-8"))
    return environment.get_template("page.html")
