"""Shows a page of the documentation on the terminal."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from allforces_site.terminal.colours import colours, is_dumb

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

# Longer lines are hard to read.
_WIDEST = 100


def show_page(text: str) -> None:
    """Shows Markdown, laid out; where there is no terminal, as it is written."""
    if not sys.stdout.isatty() or is_dumb():
        click.echo(text, nl=False)
        return
    # Imported here, because it takes longer than the rest of the command.
    from rich.console import Console
    from rich.markdown import Markdown

    is_plain = colours() is False
    console = Console(color_system=None if is_plain else "auto")
    console.width = min(console.width, _WIDEST)
    page = Markdown("", hyperlinks=not is_plain)
    page.parsed = _parser().parse(text)
    console.print(page)


def _parser() -> MarkdownIt:
    """rich's parser of Markdown, which also takes links to files: the documentation lies on this disk."""
    from markdown_it import MarkdownIt

    class WithFiles(MarkdownIt):
        def validateLink(self, url: str) -> bool:  # noqa: N802 (markdown-it's name)
            return url.startswith("file:") or super().validateLink(url)

    return WithFiles().enable("strikethrough").enable("table")
