"""Footnotes, in a box as kramdown writes it: `role="doc-endnotes"` says what it is, in any language.

mdit-py-plugins puts them into a `<section>`, which needs a heading, and a generated heading would be in one
language only. The role is from DPUB-ARIA 1.1.
"""

from __future__ import annotations

import re
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.renderer import RendererProtocol
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict
from mdit_py_plugins.footnote.index import (
    footnote_plugin,
    footnote_ref,
    render_footnote_anchor,
    render_footnote_ref,
)

from allforces_site.markdown.options import FootnoteOptions

# A label of at most 999 characters (GitHub's limit) without spaces and brackets.
_MARK = re.compile(r"\[\^[^ \n\[\]]{1,999}\]")
# How many marks a note links back to. Without a limit, each short mark would add two long links.
_MOST_MARKS = 100
_DEFAULTS = FootnoteOptions()
# The plugin's text of a link back.
_BACKLINK = "\u21a9\ufe0e"


def use_footnotes(md: MarkdownIt, options: FootnoteOptions = _DEFAULTS) -> None:
    """Adds the rules for `[^1]` and `[^1]: …` to `md`."""
    md.use(footnote_plugin, inline=False)
    md.inline.ruler.at("footnote_ref", _footnote_mark)
    md.add_render_rule("footnote_ref", _mark)
    md.add_render_rule("footnote_block_open", _block_open)
    md.add_render_rule("footnote_block_close", _block_close)
    if options != _DEFAULTS:
        _use_options(md, options)


def _use_options(md: MarkdownIt, options: FootnoteOptions) -> None:
    """Other numbers, ids and links back (`footnote_nr`, `footnote_prefix`, `footnote_backlink`)."""

    def number(_: RendererProtocol, tokens: list[Token], idx: int, __: OptionsDict, ___: EnvType) -> str:
        return f"{options.prefix}{tokens[idx].meta['id'] + options.first}"

    def caption(_: RendererProtocol, tokens: list[Token], idx: int, __: OptionsDict, ___: EnvType) -> str:
        meta = tokens[idx].meta
        again = f":{meta['subId']}" if meta.get("subId", -1) > 0 else ""
        return f"[{meta['id'] + options.first}{again}]"

    def block_open(*arguments: Any) -> str:
        start = f' start="{options.first}"' if options.first != 1 else ""
        return _block_open(*arguments).replace("<ol", f"<ol{start}")

    def link_back(
        renderer: RendererProtocol, tokens: list[Token], idx: int, out: OptionsDict, env: EnvType
    ) -> str:
        link = render_footnote_anchor(renderer, tokens, idx, out, env)
        text = options.backlink
        return link if text is None else link.replace(_BACKLINK, escapeHtml(text)) if text else ""

    for name, rule in (
        ("anchor_name", number),
        ("caption", caption),
        ("block_open", block_open),
        ("anchor", link_back),
    ):
        md.add_render_rule(f"footnote_{name}", rule)


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
    rules = renderer.rules  # type: ignore[attr-defined]
    anchor = rules["footnote_anchor_name"](tokens, idx, options, env)
    number = rules["footnote_caption"](tokens, idx, options, env).partition(":")[0].rstrip("]")
    return f'<sup class="footnote-ref"><a href="#fn{anchor}">{number}]</a></sup>'


def _block_open(
    _renderer: RendererProtocol, _tokens: list[Token], _idx: int, _options: OptionsDict, _env: EnvType
) -> str:
    return '<div class="footnotes" role="doc-endnotes">\n<ol class="footnotes-list">\n'


def _block_close(
    _renderer: RendererProtocol, _tokens: list[Token], _idx: int, _options: OptionsDict, _env: EnvType
) -> str:
    return "</ol>\n</div>\n"
