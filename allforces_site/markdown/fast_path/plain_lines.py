"""Patterns for lines of plain prose, and the HTML and text of such lines.

The only markup in a plain line are pairs of `**` that the rules of emphasis cannot read in another way, so
its HTML and text follow by replacing strings. A pattern may match less than Markdown allows, never more.
"""

from __future__ import annotations

from typing import NamedTuple

# A letter of any script, or a digit: for the rules of emphasis neither punctuation nor white space.
LETTER = r"[^\W_]"
# Japanese and full-width punctuation, and kana: for the rules of emphasis CJK and not white space.
# Kanji are left out: compiling a set takes a microsecond for each character in it.
CJK_SIGN = r"[\u3001-\u303d\uff01-\uff60]"
KANA = r"[\u3041-\u3096\u309b-\u30ff]"

# Where `**` certainly opens: before a letter or Japanese punctuation; or after a space and not before one.
# Where it certainly closes: after those; or after ASCII and before a space or kana. See `cjk.flanking`.
_OPENS = rf"(?:\*\*(?:(?={LETTER})|(?={CJK_SIGN}))|(?<![^ \n])\*\*(?=[^\s*]))"
_CLOSES = rf"(?:(?<={LETTER})\*\*(?!\*)|(?<={CJK_SIGN})\*\*(?!\*)|(?<=[!-~])\*\*(?:(?![^ \n])|(?={KANA})))"

_MARKUP = r"\n&*<\[\\_`{"
# An `&` that begins no entity. The limit exceeds the length of any entity's name.
_AMPERSAND = r"&(?!\#?[A-Za-z0-9]{1,40};)"
# A `:` or `w` that begins none of the strings of `bare_addresses.may_hold_address`.
_NO_ADDRESS = r":(?!//)|w(?!ww\.)"

# The start of a line that can begin no block but a paragraph: a letter, a number that is not a list item's,
# bold text, some punctuation, and everything beyond ASCII.
_START = r"""(?=[A-Za-z!"$%'(),./;?@^]|[^\x00-\x7f\s]|(?![0-9]++[.)])[0-9]|\*\*[^\s*])"""

_ESCAPES = (("&", "&amp;"), (">", "&gt;"), ('"', "&quot;"))


class LinePatterns(NamedTuple):
    """`prose` matches a whole line that begins no block but a paragraph; `rest` the rest of a line from
    any character but a space. Neither match ends with a space; both patterns are possessive."""

    prose: str
    rest: str


def line_patterns(*, links_addresses: bool, has_tables: bool = False) -> LinePatterns:
    """Returns the patterns for bodies in which bare addresses become links, or for bodies without any.

    With `has_tables`, a line with a `|` is not plain, as it may be the row of a table.
    """
    markup = f"{_MARKUP}|" if has_tables else _MARKUP
    if links_addresses:
        chars, signs = rf"[^{markup}@:w]*+", f"{_AMPERSAND}|{_NO_ADDRESS}"
    else:
        chars, signs = rf"[^{markup}]*+", _AMPERSAND
    unmarked = rf"{chars}(?:(?:{signs}){chars})*+"
    rest = rf"(?=\S){unmarked}(?:{_OPENS}{unmarked}{_CLOSES}{unmarked})*+(?<!\s)"
    return LinePatterns(_START + rest, rest)


class Prose(NamedTuple):
    """Prose as HTML, and as the text that a reader sees."""

    html: str
    text: str


def read_paragraphs(lines: list[str]) -> Prose:
    """Renders plain lines as a paragraph each, without the first start tag and the last end tag."""
    text = "\n".join(lines)
    escaped = _escaped(text)
    html = "</p>\n<p>".join(lines) if escaped is text else escaped.replace("\n", "</p>\n<p>")
    return _marked(html, text)


def read_lines(lines: str) -> Prose:
    """Renders plain lines; line breaks are kept."""
    return _marked(_escaped(lines), lines)


def _escaped(text: str) -> str:
    for char, escape in _ESCAPES:
        if char in text:
            text = text.replace(char, escape)
    return text


def _marked(html: str, text: str) -> Prose:
    """Turns pairs of `**` into tags in `html`, drops them from `text`; plain lines hold no other stars."""
    if "*" not in text:
        return Prose(html, text)
    # In Japanese text, searching one character is much faster than searching two.
    pieces = html.split("*")[::2]
    marked = [""] * (2 * len(pieces) - 1)
    marked[::2] = pieces
    marked[1::4] = ["<strong>"] * (len(pieces) // 2)
    marked[3::4] = ["</strong>"] * (len(pieces) // 2)
    return Prose("".join(marked), text.replace("*", ""))
