"""Tokens to HTML: markdown-it's renderer, with our code blocks, pictures, tables and addresses."""

from __future__ import annotations

from collections.abc import Sequence

from markdown_it.common.normalize_url import normalizeLink
from markdown_it.common.utils import MD_TRIM_RE, escapeHtml, mdTrim, unescapeAll
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

from allforces_site.markdown import code
from allforces_site.markdown.tables import LABEL

_LANGUAGE_CLASS = "language-"

Tokens = Sequence[Token]


# What most tokens are, and what they become where nothing else bears on it.
_PLAIN_INLINE = {
    "softbreak": "\n",
    "joined_break": "",
    "strong_open": "<strong>",
    "strong_close": "</strong>",
    "em_open": "<em>",
    "em_close": "</em>",
}


class Renderer(RendererHTML):
    """One method for each token type that is not rendered as its tag; markdown-it finds them by name."""

    def render(self, tokens: Tokens, options: OptionsDict, env: EnvType) -> str:
        """The HTML of a document. The commonest tokens are done here, without a call for each."""
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
        """The HTML of a block's inside, done likewise."""
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
        """A paragraph that the block parser has finished already."""
        token = tokens[idx]
        attributes = self.renderAttrs(token) if token.attrs else ""
        return f"<p{attributes}>{token.content}</p>\n"

    def heading(self, tokens: Tokens, idx: int, options: OptionsDict, env: EnvType) -> str:  # noqa: ARG002
        """A heading, likewise; it has an id by now."""
        token = tokens[idx]
        return f"<{token.tag}{self.renderAttrs(token)}>{token.content}</{token.tag}>\n"

    def list(self, tokens: Tokens, idx: int, options: OptionsDict, env: EnvType) -> str:  # noqa: ARG002
        """A list, likewise."""
        return tokens[idx].content

    def finished(self, tokens: Tokens, idx: int, options: OptionsDict, env: EnvType) -> str:  # noqa: ARG002
        """The inside of a paragraph that needed no inline rules."""
        return tokens[idx].content

    def joined_break(self, tokens: Tokens, idx: int, options: OptionsDict, env: EnvType) -> str:  # noqa: ARG002
        """A line break between wide characters: nothing."""
        return ""

    def link_open(self, tokens: Tokens, idx: int, options: OptionsDict, env: EnvType) -> str:
        """A link's start tag, its address percent-encoded."""
        token = tokens[idx]
        token.attrs["href"] = normalizeLink(str(token.attrs.get("href", "")))
        return self.renderToken(tokens, idx, options, env)

    def image(self, tokens: Tokens, idx: int, options: OptionsDict, env: EnvType) -> str:
        """A picture that loads when it comes near the screen, unless the author says otherwise."""
        token = tokens[idx]
        token.attrs["src"] = normalizeLink(str(token.attrs.get("src", "")))
        token.attrs.setdefault("loading", "lazy")
        token.attrs.setdefault("decoding", "async")
        return super().image(tokens, idx, options, env)

    def blockquote_open(self, tokens: Tokens, idx: int, options: OptionsDict, env: EnvType) -> str:
        """A quotation; an empty one has a line break inside too, as the specification shows it."""
        return self.renderToken(tokens, idx, options, env).rstrip("\n") + "\n"

    def s_open(self, tokens: Tokens, idx: int, options: OptionsDict, env: EnvType) -> str:
        """Struck-out text: `<del>`, as kramdown and GitHub have it."""
        tokens[idx].tag = "del"
        return self.renderToken(tokens, idx, options, env)

    s_close = s_open

    def table_open(self, tokens: Tokens, idx: int, options: OptionsDict, env: EnvType) -> str:
        """A table inside a box that can be scrolled with the keyboard too, hence focus and a name."""
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
        """An indented block; it has a language only by an attribute list."""
        return self._code(tokens[idx], "")

    def _code(self, token: Token, language: str) -> str:
        classes = str(token.attrs.pop("class", "")).split()
        named = [name for name in classes if name.startswith(_LANGUAGE_CLASS)]
        language = named[-1].removeprefix(_LANGUAGE_CLASS) if named else language
        kept = [name for name in classes if name not in named]
        attribute = f' class="{_LANGUAGE_CLASS}{escapeHtml(language)}"' if language else ""
        highlighted = code.highlight(token.content, language)
        if highlighted is None:
            token.attrs.update({"class": " ".join(kept)} if kept else {})
            escaped = escapeHtml(token.content)
            return f"<pre{self.renderAttrs(token)}><code{attribute}>{escaped}</code></pre>\n"
        token.attrs = {"class": " ".join(["highlight", *kept]), **token.attrs}
        return f"<div{self.renderAttrs(token)}><pre><code{attribute}>{highlighted}</code></pre></div>\n"
