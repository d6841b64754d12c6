"""kramdown's generated table of contents, which replaces a list that is followed by `{:toc}`.

Rules: kramdown's converter/html.rb (`generate_toc_tree`) and converter/toc.rb. Headings with the
class `no_toc` are left out; only the first such list is replaced.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from markdown_it.common.utils import escapeHtml
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

GENERATED = "is_generated"
_LEFT_OUT = frozenset({"link_open", "link_close", "html_inline", "footnote_ref", "image"})
_DEFAULT_ID = "markdown-toc"


def toc_rule(levels: tuple[int, ...]) -> Callable[[StateCore], None]:
    """Core rule after the heading ids: the list marked as table of contents becomes that of `levels`."""

    def insert_toc(state: StateCore) -> None:
        _insert_toc(state, levels)

    return insert_toc


def _insert_toc(state: StateCore, levels: tuple[int, ...]) -> None:
    start = next((i for i, token in enumerate(state.tokens) if _is_toc(token)), None)
    if start is None:
        return
    opening = state.tokens[start]
    end = start + 1
    while state.tokens[end].level != opening.level:
        end += 1
    block = Token("html_block", "", 0, map=opening.map, meta={GENERATED: True})
    listed = [
        (heading, inline)
        for heading, inline in pairwise(state.tokens[:start] + state.tokens[end + 1 :])
        if _is_listed(heading, levels)
    ]
    block.content = _render_toc(state, opening, listed)
    state.tokens[start : end + 1] = [block]


def _is_toc(token: Token) -> bool:
    return token.type.endswith("_list_open") and "is_toc" in token.meta


def _is_listed(token: Token, levels: tuple[int, ...]) -> bool:
    return (
        token.type == "heading_open"
        and "id" in token.attrs
        and int(token.tag[1:]) in levels
        and "no_toc" not in str(token.attrs.get("class", "")).split()
    )


def _render_toc(state: StateCore, opening: Token, listed: list[tuple[Token, Token]]) -> str:
    toc_id = str(opening.attrs.setdefault("id", _DEFAULT_ID))
    start, end = f"<{opening.tag}>\n", f"</{opening.tag}>\n"
    html: list[str] = []
    levels: list[int] = []
    for heading, inline in listed:
        level = int(heading.tag[1:])
        if levels and level > levels[-1]:
            html.append("\n" + start)
        else:
            html.append(_close_deeper(levels, level, end))
        levels.append(level)
        html.append(_entry(state, toc_id, heading, inline))
    if not html:
        return ""
    html.append(_close_deeper(levels, 0, end))
    return f"<{opening.tag}{state.md.renderer.renderAttrs(opening)}>\n{''.join(html)}{end}"  # type: ignore[attr-defined]


def _close_deeper(levels: list[int], level: int, end: str) -> str:
    """Closes all open items at `level` or deeper, and their lists except the outermost."""
    html = ""
    while levels and levels[-1] >= level:
        levels.pop()
        html += "</li>\n"
        if levels and levels[-1] >= level:
            html += end
    return html


def _entry(state: StateCore, toc_id: str, heading: Token, inline: Token) -> str:
    anchor = escapeHtml(str(heading.attrs["id"]))
    children = [token for token in inline.children or [] if token.type not in _LEFT_OUT]
    text = state.md.renderer.renderInline(children, state.md.options, state.env)  # type: ignore[attr-defined]
    return f'<li><a href="#{anchor}" id="{escapeHtml(toc_id)}-{anchor}">{text}</a>'
