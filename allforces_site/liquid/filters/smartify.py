"""Jekyll's filter `smartify`: typographic quotes and signs in a text that may hold inline HTML.

Source: Jekyll 4.3's SmartyPants converter, which is kramdown with these rules alone. HTML blocks and code
stay as they are; inline tags are written as kramdown writes them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape, unescape

from allforces_site.text.typography import QUOTES, SYMBOLS, Quotes, replaced

# kramdown's HTML_CONTENT_MODEL_SPAN without its blocks, and elements without content.
_INLINE = re.compile(
    "a|abbr|acronym|b|bdo|big|button|cite|del|dfn|em|i|ins|label|q|rbc?|rp|rtc?|ruby|select|small|span|strong"
    "|su[bp]|tt|u"
)
_EMPTY = re.compile("area|base|br|col|command|embed|hr|img|input|link|meta|param|source|track|wbr")
_INLINE_RAW = re.compile("code|kbd|samp|var|option")
_MARKUP = re.compile(
    r"&(?:#[0-9]+|#x[0-9a-fA-F]+|[A-Za-z][A-Za-z0-9]*);|<!--.*?-->"
    r"|(?<!<)<(?P<slash>/?)(?P<name>[A-Za-z][\w:-]*)(?P<attributes>(?:[\s/][^<>]*)?)>",
    re.DOTALL,
)
_ATTRIBUTE = re.compile(r"([^\s=/>\"']+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+)))?")
_LINE_START = re.compile(r"(?:^|\n) {0,3}\Z")


def smartify(text: str, quotes: Quotes | None = QUOTES, symbols: dict[str, str] | None = SYMBOLS) -> str:
    """`text` as HTML with its quotes and signs replaced (see `text.typography.replaced`)."""
    text = text.replace("\r\n", "\n").removesuffix("\n")
    return _Smartify(text, quotes, symbols).html()


class _Smartify:
    """One text, read from the start to the end.

    `_open` are the inline elements that are open, `_block_end` is the end of the last block.
    """

    def __init__(self, text: str, quotes: Quotes | None, symbols: dict[str, str] | None) -> None:
        self._text = text
        self._quotes, self._symbols = quotes, symbols
        self._open: list[str] = []
        self._block_end = -1

    def html(self) -> str:
        html = "".join(self._pieces())
        return html + "\n" * bool(self._open) + "".join(f"</{name}>" for name in reversed(self._open))

    def _pieces(self) -> Iterator[str]:
        position = 0
        while match := _MARKUP.search(self._text, position):
            yield self._prose(position, match.start())
            position, piece = self._markup(match)
            yield piece
        yield self._prose(position, len(self._text))

    def _prose(self, start: int, end: int) -> str:
        shown = replaced(self._text, self._quotes, self._symbols, start, end)
        return escape(shown, quote=False)

    def _markup(self, match: re.Match[str]) -> tuple[int, str]:
        """The end of a reference, a comment or an element at `match`, and its HTML."""
        name = (match["name"] or "").lower()
        if match[0].startswith("&"):
            char = unescape(match[0])
            return match.end(), escape(char, quote=False)
        if not name:
            return self._with_line_end(match, match.end())
        if match["slash"]:
            return match.end(), self._closed(name, match[0])
        if _EMPTY.fullmatch(name):
            return match.end(), f"<{name}{_attributes(match['attributes'].rstrip('/'))} />"
        if _INLINE.fullmatch(name):
            self._open.append(name)
            return match.end(), f"<{name}{_attributes(match['attributes'])}>"
        closing = re.compile(f"</{name}\\s*>", re.IGNORECASE).search(self._text, match.end())
        if closing is None:
            return len(self._text), f"{self._text[match.start() :]}\n</{name}>"
        if _INLINE_RAW.fullmatch(name):
            return closing.end(), self._text[match.start() : closing.end()]
        return self._with_line_end(match, closing.end())

    def _with_line_end(self, match: re.Match[str], end: int) -> tuple[int, str]:
        """A comment or block: what follows on its line begins a new one, as it does in kramdown."""
        begins_line = _LINE_START.search(self._text, max(0, match.start() - 4), match.start())
        is_block = begins_line or match.start() == self._block_end
        if is_block:
            self._block_end = end
        follows = end < len(self._text) and self._text[end] != "\n"
        return end, self._text[match.start() : end] + "\n" * bool(is_block and follows)

    def _closed(self, name: str, written: str) -> str:
        if name not in self._open:
            return escape(written, quote=False)
        between = ""
        while (last := self._open.pop()) != name:
            between += f"</{last}>"
        return f"{between}</{name}>"


def _attributes(written: str) -> str:
    """Attributes as kramdown writes them: in double quotes, escaped."""
    shown = []
    for match in _ATTRIBUTE.finditer(written):
        value = next((part for part in match.groups()[1:] if part is not None), "")
        shown.append(f' {match[1].lower()}="{escape(unescape(value))}"')
    return "".join(shown).replace("&#x27;", "'")
