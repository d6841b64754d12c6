"""Footnotes, in a box as kramdown writes it: `role="doc-endnotes"` tells what it is, in any language.

mdit-py-plugins puts them into a `<section>`, which wants a heading; one that nobody wrote would be in one
language only. The role is from DPUB-ARIA 1.1.
"""

from __future__ import annotations

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererProtocol
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict
from mdit_py_plugins.footnote import footnote_plugin


def use_footnotes(md: MarkdownIt) -> None:
    """Add the rules for `[^1]` and `[^1]: …` to `md`."""
    md.use(footnote_plugin, inline=False)
    md.add_render_rule("footnote_block_open", _block_open)
    md.add_render_rule("footnote_block_close", _block_close)


def _block_open(
    _renderer: RendererProtocol, _tokens: list[Token], _idx: int, _options: OptionsDict, _env: EnvType
) -> str:
    return '<div class="footnotes" role="doc-endnotes">\n<ol class="footnotes-list">\n'


def _block_close(
    _renderer: RendererProtocol, _tokens: list[Token], _idx: int, _options: OptionsDict, _env: EnvType
) -> str:
    return "</ol>\n</div>\n"
