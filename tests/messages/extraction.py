"""Finds the messages in code and templates, and writes them into the catalogues."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import TypeGuard

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po
from jinja2 import Environment, nodes

from allforces_site.messages.catalogs import ALLFORCES, THEME

ROOT = Path(__file__).parents[2]
LOCALE = ROOT / "allforces_site" / "locale"

# Decorators of commands.
_COMMANDS = {"command", "group"}
_NO_NAMES: Mapping[str | None, object] = {}

# A message, or its singular and plural.
Message = str | tuple[str, str]

# Babel writes them anew each time; the history of the file tells as much.
_HISTORY = re.compile(
    r'^"(Project-Id-Version|Report-Msgid-Bugs-To|POT-Creation-Date|PO-Revision-Date'
    r"|Last-Translator|Language-Team|Generated-By):.*\n",
    re.MULTILINE,
)


@dataclass(frozen=True)
class Domain:
    """Where the messages of a catalogue are: which arguments of which functions, in which templates.

    Arguments are given by place, from 1, or by keyword. The docstring of a command is its help.

    In templates the functions may be filters: `{{ "Home" | label(lang) }}` is `label("Home", lang)`.
    """

    keywords: Mapping[str, tuple[int | str, ...]]
    templates: Sequence[str]


DOMAINS = {
    THEME: Domain({"label": (1,), "label_plural": (1, 2), "theme_word": (1,)}, ("templates/**/*",)),
    ALLFORCES: Domain(
        {
            "say": (1,),
            "say_plural": (1, 2),
            "N_": (1,),
            "N_plural": (1, 2),
            "option": ("help",),
            "Option": ("help",),
        },
        ("allforces_site/**/*.html",),
    ),
}


def catalog_files() -> list[Path]:
    """The sources of all catalogues."""
    return sorted(LOCALE.rglob("*.po"))


def updated(source: Path) -> bytes:
    """Returns a catalogue with the messages that are in the code now; translations are kept."""
    old = read_catalog(source)
    new = Catalog(
        locale=old.locale,
        project="allforces_site",
        charset="utf-8",
        fuzzy=False,
        header_comment=old.header_comment,
    )
    for message in sorted(messages(source.stem), key=str):
        kept = old.get(message if isinstance(message, str) else message[0])
        new.add(message, kept.string if kept else None, auto_comments=())
    file = BytesIO()
    write_po(file, new, no_location=True, sort_output=True, width=0)
    return _HISTORY.sub("", file.getvalue().decode()).encode()


def read_catalog(source: Path) -> Catalog:
    """Reads a catalogue's source."""
    with source.open("rb") as file:
        return read_po(file, locale=source.parents[1].name)


def messages(domain: str) -> set[Message]:
    """Returns all messages of a domain."""
    where = DOMAINS[domain]
    found: set[Message] = set()
    for file in (ROOT / "allforces_site").rglob("*.py"):
        found |= set(in_python(file.read_bytes(), where.keywords))
    for pattern in where.templates:
        for file in filter(Path.is_file, ROOT.glob(pattern)):
            found |= set(in_template(file.read_text(encoding="utf-8"), where.keywords))
    return found


def in_python(code: bytes, keywords: Mapping[str, tuple[int | str, ...]]) -> Iterator[Message]:
    """Yields the messages in a module."""
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Call):
            named = {keyword.arg: keyword.value for keyword in node.keywords}
            yield from _message(keywords.get(_name(node), ()), node.args, named)
        elif _is_command(node) and "option" in keywords:
            yield ast.get_docstring(node) or ""


def _is_command(node: ast.AST) -> TypeGuard[ast.FunctionDef]:
    """Whether a node is a function that is a command, whose docstring users read as its help."""
    return isinstance(node, ast.FunctionDef) and bool(_COMMANDS & set(map(_name, node.decorator_list)))


def _name(node: ast.AST) -> str:
    """The name of a function that is called, without those before it."""
    function = node.func if isinstance(node, ast.Call) else node
    return str(getattr(function, "attr", getattr(function, "id", "")))


def in_template(text: str, keywords: Mapping[str, tuple[int | str, ...]]) -> Iterator[Message]:
    """Yields the messages in a template of Jinja."""
    tree = Environment().parse(text)
    for node in tree.find_all(nodes.Filter):
        yield from _message(keywords.get(node.name, ()), [node.node, *node.args])
    for call in tree.find_all(nodes.Call):
        yield from _message(keywords.get(getattr(call.node, "name", ""), ()), call.args)


def _message(
    places: Sequence[int | str], arguments: Sequence[object], named: Mapping[str | None, object] = _NO_NAMES
) -> Iterator[Message]:
    """Yields the message in the arguments at these places, if all are plain strings."""
    given = dict(enumerate(arguments, 1)) | dict(named)
    found = [getattr(given[place], "value", None) for place in places if place in given]
    if found and len(found) == len(places) and all(isinstance(text, str) for text in found):
        yield found[0] if len(found) == 1 else (found[0], found[1])
