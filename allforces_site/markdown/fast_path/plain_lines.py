"""The grammar of a line of plain prose, as patterns; and such lines to HTML and to text.

A plain line holds no markup but pairs of `**` that the rules of emphasis cannot read otherwise, so that
its HTML and its text follow by replacing strings. Each pattern says less than Markdown allows, never more.
"""

from __future__ import annotations

from typing import NamedTuple

# A letter of any script, or a digit: to the rules of emphasis neither punctuation nor white space.
LETTER = r"[^\W_]"
# Japanese punctuation and full-width signs, and kana: CJK to the rules of emphasis, and no white space.
# Not kanji too: to compile a set takes a microsecond for each character in it.
CJK_SIGN = r"[\u3001-\u303d\uff01-\uff60]"
KANA = r"[\u3041-\u3096\u309b-\u30ff]"

# Where `**` surely opens: before a letter or a Japanese sign; or behind a space, before what is no space.
# Where it surely closes: behind such ones; or behind ASCII, before a space or kana. See `cjk.flanking`.
_OPENS = rf"(?:\*\*(?:(?={LETTER})|(?={CJK_SIGN}))|(?<![^ \n])\*\*(?=[^\s*]))"
_CLOSES = rf"(?:(?<={LETTER})\*\*(?!\*)|(?<={CJK_SIGN})\*\*(?!\*)|(?<=[!-~])\*\*(?:(?![^ \n])|(?={KANA})))"

_MARKUP = r"\n&*<\[\\_`{"
# `&` where it begins no entity. The limit is above the length of any entity's name.
_AMPERSAND = r"&(?!\#?[A-Za-z0-9]{1,40};)"
# Signs where none of `bare_addresses.may_hold_address` begins.
_NO_ADDRESS = r":(?!//)|w(?!ww\.)"

# What begins no block but a paragraph: a letter, a number that no list item has, bold text, some signs,
# and all beyond ASCII.
_START = r"""(?=[A-Za-z!"$%'(),./;?@^]|[^\x00-\x7f\s]|(?![0-9]++[.)])[0-9]|\*\*[^\s*])"""

_ESCAPES = (("&", "&amp;"), (">", "&gt;"), ('"', "&quot;"))


class LinePatterns(NamedTuple):
    """`prose` matches a whole line that begins no block but a paragraph; `rest` what is left of a line,
    from any character on but a space. Neither ends with a space; both are possessive."""

    prose: str
    rest: str


def line_patterns(*, links_addresses: bool) -> LinePatterns:
    """The patterns for bodies where bare addresses become links, or for those that hold none."""
    if links_addresses:
        chars, signs = rf"[^{_MARKUP}@:w]*+", f"{_AMPERSAND}|{_NO_ADDRESS}"
    else:
        chars, signs = rf"[^{_MARKUP}]*+", _AMPERSAND
    unmarked = rf"{chars}(?:(?:{signs}){chars})*+"
    rest = rf"(?=\S){unmarked}(?:{_OPENS}{unmarked}{_CLOSES}{unmarked})*+(?<!\s)"
    return LinePatterns(_START + rest, rest)


class Prose(NamedTuple):
    """Prose as HTML, and as the text a reader sees."""

    html: str
    text: str


def read_paragraphs(lines: list[str]) -> Prose:
    """What plain lines become that are a paragraph each, without the first start tag and the last end tag."""
    text = "\n".join(lines)
    escaped = _escaped(text)
    html = "</p>\n<p>".join(lines) if escaped is text else escaped.replace("\n", "</p>\n<p>")
    return _marked(html, text)


def read_lines(lines: str) -> Prose:
    """What plain lines become, line breaks left as they are."""
    return _marked(_escaped(lines), lines)


def _escaped(text: str) -> str:
    for char, escape in _ESCAPES:
        if char in text:
            text = text.replace(char, escape)
    return text


def _marked(html: str, text: str) -> Prose:
    """`html` with its pairs of `**` as tags, `text` without them; no other stars stand in plain lines."""
    if "*" not in text:
        return Prose(html, text)
    # In Japanese text a single character is found much faster than two.
    pieces = html.split("*")[::2]
    marked = [""] * (2 * len(pieces) - 1)
    marked[::2] = pieces
    marked[1::4] = ["<strong>"] * (len(pieces) // 2)
    marked[3::4] = ["</strong>"] * (len(pieces) // 2)
    return Prose("".join(marked), text.replace("*", ""))
