"""The page: one HTML file that needs no script and loads nothing."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import msgspec
from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup

from allforces_site.compare.formats.signal_texts import KIND_NAMES, SIGNAL_NAMES, item_name, value_name
from allforces_site.compare.values import Comparison
from allforces_site.messages.message import Message, in_language, say
from allforces_site.text.html_characters import allowed, with_code

_FOLDER = Path(__file__).parent

VIA_NAMES = {
    "refresh": say("The old address redirects there."),
    "canonical": say("The old address names the new page as canonical."),
    "text": say("A page has the same text, but nothing leads there from the old address."),
    "entries": say("A feed has the same entries, but cannot be read at the old address."),
}


class Limits(msgspec.Struct, frozen=True):
    """How much of long lists the page shows; the rest is only counted.

    `detailed` pages are shown with their changes, `changes` of each; `listed` addresses are in each list.
    """

    detailed: int = 500
    changes: int = 40
    listed: int = 1000


def to_html(
    comparison: Comparison,
    lang: str,
    limits: Limits = Limits(),  # noqa: B008 (a frozen value)
) -> str:
    """The page of a comparison in a language."""
    return _template(lang).render(
        comparison=comparison,
        limits=limits,
        signals=SIGNAL_NAMES,
        kinds=KIND_NAMES,
        ways=VIA_NAMES,
        shown_value=lambda change, value: _shown(value_name(change, value), lang),
        shown_item=lambda item: _shown(item_name(item), lang),
    )


def _shown(value: str | Message | None, lang: str) -> str | None:
    return in_language(value, lang) if isinstance(value, Message) else value


@cache
def _template(lang: str) -> Template:
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
    environment.filters["words"] = lambda message: in_language(message, lang)
    environment.filters["code"] = with_code
    environment.filters["as_code"] = lambda names: tuple(f"`{name}`" for name in names)
    environment.globals["lang"] = lang
    environment.globals["say"] = lambda text, **values: in_language(say(text, **values), lang)
    environment.globals["style"] = Markup((_FOLDER / "page.css").read_text(encoding="utf-8"))
    return environment.get_template("page.html")
