"""No message reaches a user outside the catalogue.

Types hold it for problems and findings, which take a `Message` only. Here the code is walked for the other
ways to a user: what is printed, and errors of the command line.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]

# Functions whose first argument users read as it is.
SHOWN = frozenset(
    {"echo", "secho", "print", "BadParameter", "UsageError", "ClickException", "as_it_is", "literal"}
)
# What one types, which is the same in each language.
TYPED = frozenset(
    {"true", "false", "pip install 'allforces-site[emoji]'", "pip install 'allforces-site[s3]'"}
)
WORDS = re.compile(r"[A-Za-z]{2,}[ ,:;][^/]*[A-Za-z]{2,}|[A-Za-z]{4,}")


def shown_texts(code: str) -> Iterator[tuple[int, str]]:
    """The line and text of each literal with words that is shown without a catalogue."""
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Call) and node.args:
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            if name in SHOWN:
                yield from ((node.lineno, text) for text in literals(node.args[0]) if WORDS.search(text))


def literals(node: ast.expr) -> Iterator[str]:
    """The literal texts of an expression, but for the arguments of functions that translate."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.Call):
        return
    else:
        for child in ast.iter_child_nodes(node):
            if isinstance(child, (ast.expr, ast.FormattedValue)):
                yield from literals(child)


def test_what_is_shown_comes_from_the_catalogue() -> None:
    found = [
        f"{module.relative_to(ROOT)}:{line}: {text}"
        for module in sorted((ROOT / "allforces_site").rglob("*.py"))
        for line, text in shown_texts(module.read_text(encoding="utf-8"))
        if text not in TYPED
    ]

    assert found == []


def test_texts_that_are_shown_without_a_catalogue_are_found() -> None:
    code = (
        'echo(say("all is well"))\n'
        'click.echo("all is well")\n'
        'raise click.UsageError(f"no {name} here at all")\n'
        'click.echo("all" if well else "nothing works")\n'
    )

    assert list(shown_texts(code)) == [
        (2, "all is well"),
        (3, " here at all"),
        (4, "nothing works"),
    ]
