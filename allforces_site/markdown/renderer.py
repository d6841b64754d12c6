"""Renders tokens as HTML: markdown-it's renderer with our own code blocks, pictures, tables and addresses."""

from __future__ import annotations

import re
from collections.abc import Sequence

from markdown_it.common.normalize_url import normalizeLink
from markdown_it.common.utils import MD_TRIM_RE, escapeHtml, mdTrim, unescapeAll
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

from allforces_site.markdown.code import highlight, with_line_numbers
from allforces_site.markdown.options import CodeOptions
from allforces_site.markdown.tables import LABEL

_LANGUAGE_CLASS = "language-"

Tokens = Sequence[Token]


# Addresses that percent-encoding leaves as they are: taking one apart takes as long as all else of its link.
_PLAIN_ADDRESS = re.compile(
    r"(?:(?:mailto:[A-Za-z0-9_.+-]+@|https?://)[a-z0-9.-]++(?=/|\Z))?(?:/(?!/)[A-Za-z0-9/_.-]*)?"
)

# The HTML of the commonest tokens if they have no attributes.
_PLAIN_INLINE = {
    "softbreak": "\n",
    "joined_break": "",
    "strong_open": "<strong>",
    "strong_close": "</strong>",
    "em_open": "<em>",
    "em_close": "</em>",
}


class Renderer(RendererHTML):
    """Has a method for each token type that is not just rendered as its tag; markdown-it finds it by name.

    `code` is how blocks of code look.
    """

    code = CodeOptions()

    def render(self, tokens: Tokens, options: OptionsDict, env: EnvType) -> str:
        """Returns the HTML of a document. Renders the commonest tokens itself, without a call for each."""
        out: list[str] = []
        rules = self.rules
        for index, token in enumerate(tokens):
            kind = token.type
            if kind == "inline":
                if token.children:
                    out.append(self.renderInline(token.children, options, env))
            elif kind == "paragraph_close":
                out.append("" if token.hidden else "</p>\n")
            elif kind in rules:
                out.append(rules[kind](tokens, index, options, env))
            else:
                out.append(self.renderToken(tokens, index, options, env))
        return "".join(out)

    def renderInline(self, tokens: Tokens, options: OptionsDict, env: EnvType) -> str:  # noqa: N802
        """Returns the HTML of the inline tokens of a block, in the same way."""
        out: list[str] = []
        rules = self.rules
        for index, token in enumerate(tokens):
            kind = token.type
            if kind == "text":
                out.append(escapeHtml(token.content))
            elif kind in _PLAIN_INLINE and not token.attrs:
                out.append(_PLAIN_INLINE[kind])
            elif kind in rules:
                out.append(rules[kind](tokens, index, options, env))
            else:
                out.append(self.renderToken(tokens, index, options, env))
        return "".join(out)

    def prose(self, tokens: Tokens, idx: int, options: OptionsDict, env: EnvType) -> str:  # noqa: ARG002
        """A paragraph whose content the block parser rendered already."""
        token = tokens[idx]
        attributes = self.renderAttrs(token) if token.attrs else ""
        return f"<p{attributes}>{token.content}</p>\n"

    def heading(self, tokens: Tokens, idx: int, options: OptionsDict, env: EnvType) -> str:  # noqa: ARG002
        """A heading whose content the block parser rendered already; core rules have given it an id."""
        token = tokens[idx]
        return f"<{token.tag}{self.renderAttrs(token)}>{token.content}</{token.tag}>\n"

    def list(self, tokens: Tokens, idx: int, options: OptionsDict, env: EnvType) -> str:  # noqa: ARG002
        """A list that the block parser rendered already."""
        return tokens[idx].content

    def finished(self, tokens: Tokens, idx: int, options: OptionsDict, env: EnvType) -> str:  # noqa: ARG002
        """The content of a paragraph that needed no inline rules."""
        return tokens[idx].content

    def joined_break(self, tokens: Tokens, idx: int, options: OptionsDict, env: EnvType) -> str:  # noqa: ARG002
        """A line break between wide characters: nothing."""
        return ""

    def entity(self, tokens: Tokens, idx: int, options: OptionsDict, env: EnvType) -> str:  # noqa: ARG002
        """A character that is written as a reference (`entity_output`)."""
        return tokens[idx].info

    def link_open(self, tokens: Tokens, idx: int, options: OptionsDict, env: EnvType) -> str:
        """A link's start tag, its address percent-encoded."""
        token = tokens[idx]
        token.attrs["href"] = _encoded(str(token.attrs.get("href", "")))
        return self.renderToken(tokens, idx, options, env)

    def image(self, tokens: Tokens, idx: int, options: OptionsDict, env: EnvType) -> str:
        """A picture that loads when it comes near the screen, unless the author wrote other attributes."""
        token = tokens[idx]
        token.attrs["src"] = _encoded(str(token.attrs.get("src", "")))
        token.attrs.setdefault("loading", "lazy")
        token.attrs.setdefault("decoding", "async")
        return super().image(tokens, idx, options, env)

    def blockquote_open(self, tokens: Tokens, idx: int, options: OptionsDict, env: EnvType) -> str:
        """A block quotation; an empty one has a line break inside too, as in CommonMark's examples."""
        return self.renderToken(tokens, idx, options, env).rstrip("\n") + "\n"

    def s_open(self, tokens: Tokens, idx: int, options: OptionsDict, env: EnvType) -> str:
        """Struck-out text as `<del>`, like kramdown and GitHub."""
        tokens[idx].tag = "del"
        return self.renderToken(tokens, idx, options, env)

    s_close = s_open

    def table_open(self, tokens: Tokens, idx: int, options: OptionsDict, env: EnvType) -> str:
        """A table in a box that scrolls; the box has focus and a name, so that the keyboard can scroll it."""
        label = escapeHtml(str(tokens[idx].meta.get(LABEL, "")))
        box = f'<div class="table-scroll" role="region" tabindex="0" aria-label="{label}">\n'
        return box + self.renderToken(tokens, idx, options, env)

    def table_close(self, tokens: Tokens, idx: int, options: OptionsDict, env: EnvType) -> str:
        """The end of a table and of its box."""
        return self.renderToken(tokens, idx, options, env) + "</div>\n"

    def fence(self, tokens: Tokens, idx: int, options: OptionsDict, env: EnvType) -> str:  # noqa: ARG002
        """A fenced block; its language is the first word of the info string, or a `language-` class."""
        token = tokens[idx]
        info = mdTrim(unescapeAll(token.info)) if token.info else ""
        return self._code(token, MD_TRIM_RE.split(info, maxsplit=1)[0])

    def code_block(self, tokens: Tokens, idx: int, options: OptionsDict, env: EnvType) -> str:  # noqa: ARG002
        """An indented block; only an attribute list can give it a language."""
        return self._code(tokens[idx], "")

    def _code(self, token: Token, language: str) -> str:
        classes = str(token.attrs.pop("class", "")).split()
        named = [name for name in classes if name.startswith(_LANGUAGE_CLASS)]
        language = named[-1].removeprefix(_LANGUAGE_CLASS) if named else language
        kept = [name for name in classes if name not in named]
        attribute = f' class="{_LANGUAGE_CLASS}{escapeHtml(language)}"' if language else ""
        highlighted = self._coloured(token.content, language)
        if highlighted is None:
            token.attrs.update({"class": " ".join(kept)} if kept else {})
            escaped = escapeHtml(token.content)
            return f"<pre{self.renderAttrs(token)}><code{attribute}>{escaped}</code></pre>\n"
        token.attrs = {"class": " ".join([self.code.css_class, *kept]), **token.attrs}
        return f"<div{self.renderAttrs(token)}><pre><code{attribute}>{highlighted}</code></pre></div>\n"

    def _coloured(self, text: str, language: str) -> str | None:
        """The inside of a coloured or numbered block; None for one that is only escaped."""
        if not self.code.colours:
            return None
        html = highlight(text, language or self.code.default_language)
        if not self.code.line_numbers:
            return html
        if html is None and language:  # Rouge does not know it either.
            return None
        return with_line_numbers(html or escapeHtml(text), text, self.code.start_line)


def is_plain_address(address: str) -> bool:
    """Whether percent-encoding leaves an address as it is, for certain."""
    return _PLAIN_ADDRESS.fullmatch(address) is not None


def _encoded(address: str) -> str:
    return address if is_plain_address(address) else normalizeLink(address)
