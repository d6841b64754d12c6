"""Values and libyaml's errors in words for authors: what was found, and what to do about it."""

from __future__ import annotations

import yaml

from allforces_site.text.lookalikes import described, invisible_character


class YamlError(Exception):
    """A text that is not YAML, or not the YAML that is wanted. `line` counts from 1 within the text."""

    def __init__(self, message: str, line: int | None, hint: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.line = line
        self.hint = hint


# libyaml reports these at the end of the text, but the author has to fix them where they begin.
_REPORTED_AT_START = ("quoted scalar", "flow sequence", "flow mapping", "scanning a simple key")

# No author nests deeper than this.
MAX_DEPTH = 50
TOO_DEEP = (
    f"values nested more than {MAX_DEPTH} deep",
    "write flat lists; an alias (*name) must not stand inside the value it names",
)

TOO_LONG = "a whole number of more than 64 bits"

# Part of libyaml's message, its meaning for an author, and what to do; the first that fits is reported.
_PLAIN_WORDS = (
    # Since PyYAML 6.0.4, which stops at a thousand levels by itself.
    ("maximum nesting depth", *TOO_DEEP),
    (
        "mapping values are not allowed",
        'one value has a second ": "',
        'put a text that holds ": " in quotes, and begin every key at the start of its line',
    ),
    (
        "unknown escape character",
        "double quotes contain an unknown \\ escape",
        "write \\\\ for a backslash",
    ),
    ("invalid Unicode", "a \\u escape names no character", "write the character itself"),
    ("hexdecimal number", "double quotes contain an unknown \\ escape", "write \\\\ for a backslash"),
    ("quoted scalar", "a quote is never closed", "close the quote"),
    ("flow sequence", "a list is never closed", "close the list with ], and part its items by commas"),
    ("flow mapping", "a mapping is never closed", "close the mapping with }, and part its keys by commas"),
    ("undefined alias", "a name behind * is not known", "put a text that begins with * in quotes"),
    ("scanning an alias", "a name is missing behind *", "put a text that begins with * in quotes"),
    ("scanning an anchor", "a name is missing behind &", "put a text that begins with & in quotes"),
    ("a tag", "a text begins with !", "put a text that begins with ! in quotes"),
    ("constructor for the tag", "a text begins with !", "put a text that begins with ! in quotes"),
    (
        "block scalar",
        "a text begins with | or >",
        "put it in quotes, or write the text on indented lines below",
    ),
    (
        "another document",
        "a second document begins here",
        "write `---` only above and below the front matter",
    ),
    ("YAML document", "a line that begins with % is a directive", "put a text that begins with % in quotes"),
    ("for merging", "<< is followed by no mapping", "delete the line that begins with <<"),
    (
        "could not find expected ':'",
        'a line has no ": "',
        "write `key: value`, with a space behind the colon",
    ),
    (
        "sequence entries are not allowed",
        'a value cannot begin with "- "',
        "write the list on lines of its own, or put the text in quotes",
    ),
    (
        "<document start>",
        "text follows the end of the front matter (...)",
        "delete the line with the dots",
    ),
    (
        "did not find expected key",
        "this line does not fit the ones above",
        "begin every key at the same column",
    ),
    ("block collection", "this line does not fit the list above", "begin every - at the same column"),
)


# Longer texts are cut in a message.
_CHARS_SHOWN = 60


def shown(value: object, *, quotes_numbers: bool = False) -> str:
    """A value as a message shows it: text in quotes, collections by their kind."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict):
        return "a mapping"
    if isinstance(value, (list, tuple)):
        return "a list"
    text = str(value)
    odd = invisible_character(text)
    hidden = f" (with the invisible {described(odd)})" if odd else ""
    text = text if len(text) <= _CHARS_SHOWN else text[: _CHARS_SHOWN - 1] + "…"
    return f'"{text}"{hidden}' if quotes_numbers or isinstance(value, str) else text


def telling_mark(exc: yaml.MarkedYAMLError) -> yaml.Mark | None:
    """Where an author has to look: the place of the error, or the beginning of what is never closed."""
    if any(sign in _complaint(exc) for sign in _REPORTED_AT_START) and exc.context_mark:
        return exc.context_mark
    return exc.problem_mark or exc.context_mark


def in_plain_words(exc: yaml.MarkedYAMLError, before: str, found: str) -> tuple[str, str | None]:
    """Message and hint. `before` is the text before the mark on its line, `found` the character at it."""
    complaint = _complaint(exc)
    if "cannot start any token" in complaint or "node content" in complaint:
        if found == "\t":
            return "a tab is where spaces belong", "indent with spaces"
        if not found:
            return "a list or mapping is never closed", "close it with ] or }"
        return f'a value cannot begin with "{found}"', "put the text in quotes"
    if "did not find expected key" in complaint and before:
        return (
            "text follows a value that has ended",
            'put the whole text in quotes, with \\" for each inner "',
        )
    fitting = ((message, hint) for sign, message, hint in _PLAIN_WORDS if sign in complaint)
    return next(fitting, (exc.problem or "not YAML", None))


def _complaint(exc: yaml.MarkedYAMLError) -> str:
    return f"{exc.context or ''} {exc.problem or ''}"
