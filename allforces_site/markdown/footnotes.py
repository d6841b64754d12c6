"""Footnotes, in a box as kramdown writes it: `role="doc-endnotes"` says what it is, in any language.

mdit-py-plugins puts them into a `<section>`, which needs a heading, and a generated heading would be in one
language only. The role is from DPUB-ARIA 1.1.
"""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererProtocol
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict
from mdit_py_plugins.footnote.index import footnote_plugin, footnote_ref, render_footnote_ref

# A label of at most 999 characters (GitHub's limit) without spaces and brackets.
_MARK = re.compile(r"\[\^[^ \n\[\]]{1,999}\]")
# How many marks a note links back to. Without a limit, each short mark would add two long links.
_MOST_MARKS = 100


def use_footnotes(md: MarkdownIt) -> None:
    """Adds the rules for `[^1]` and `[^1]: …` to `md`."""
    md.use(footnote_plugin, inline=False)
    md.inline.ruler.at("footnote_ref", _footnote_mark)
    md.add_render_rule("footnote_ref", _mark)
    md.add_render_rule("footnote_block_open", _block_open)
    md.add_render_rule("footnote_block_close", _block_close)


def _footnote_mark(state: StateInline, silent: bool) -> bool:
    """Inline rule: the plugin's, tried only where a mark begins; counts only the first marks of each note."""
    if _MARK.match(state.src, state.pos, state.posMax) is None or not footnote_ref(state, silent):
        return False
    if not silent:
        note = state.env["footnotes"]["list"][state.tokens[-1].meta["id"]]
        note["count"] = min(note["count"], _MOST_MARKS)
    return True


def _mark(
    renderer: RendererProtocol, tokens: list[Token], idx: int, options: OptionsDict, env: EnvType
) -> str:
    meta = tokens[idx].meta
    if meta["subId"] < _MOST_MARKS:
        return render_footnote_ref(renderer, tokens, idx, options, env)
    number = meta["id"] + 1
    return f'<sup class="footnote-ref"><a href="#fn{number}">[{number}]</a></sup>'


def _block_open(
    _renderer: RendererProtocol, _tokens: list[Token], _idx: int, _options: OptionsDict, _env: EnvType
) -> str:
    return '<div class="footnotes" role="doc-endnotes">\n<ol class="footnotes-list">\n'


def _block_close(
    _renderer: RendererProtocol, _tokens: list[Token], _idx: int, _options: OptionsDict, _env: EnvType
) -> str:
    return "</ol>\n</div>\n"
