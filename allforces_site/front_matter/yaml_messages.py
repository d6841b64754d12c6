"""Values and libyaml's errors in words for authors: what was found, and what to do about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allforces_site.messages.message import Message, as_it_is, say
from allforces_site.text.lookalikes import described, invisible_character

if TYPE_CHECKING:
    import yaml


class YamlError(Exception):
    """A text that is not YAML, or not the YAML that is wanted. `line` counts from 1 within the text."""

    def __init__(self, message: Message, line: int | None, hint: Message | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.line = line
        self.hint = hint


# libyaml reports these at the end of the text, but the author has to fix them where they begin.
_REPORTED_AT_START = ("quoted scalar", "flow sequence", "flow mapping", "scanning a simple key")

# No author nests deeper than this.
MAX_DEPTH = 50
TOO_DEEP = (
    say("values nested more than {depth} deep", depth=MAX_DEPTH),
    say("write flat lists; an alias (*name) must not stand inside the value it names"),
)

TOO_LONG = say("a whole number of more than 64 bits")

# Part of libyaml's message, its meaning for an author, and what to do; the first that fits is reported.
_PLAIN_WORDS = (
    # Since PyYAML 6.0.4, which stops at a thousand levels by itself.
    ("maximum nesting depth", *TOO_DEEP),
    (
        "mapping values are not allowed",
        say('one value has a second ": "'),
        say('put a text that holds ": " in quotes, and begin every key at the start of its line'),
    ),
    (
        "unknown escape character",
        say("double quotes contain an unknown \\ escape"),
        say("write \\\\ for a backslash"),
    ),
    ("invalid Unicode", say("a \\u escape names no character"), say("write the character itself")),
    (
        "hexdecimal number",
        say("double quotes contain an unknown \\ escape"),
        say("write \\\\ for a backslash"),
    ),
    ("quoted scalar", say("a quote is never closed"), say("close the quote")),
    (
        "flow sequence",
        say("a list is never closed"),
        say("close the list with ], and part its items by commas"),
    ),
    (
        "flow mapping",
        say("a mapping is never closed"),
        say("close the mapping with }}, and part its keys by commas"),
    ),
    ("undefined alias", say("a name behind * is not known"), say("put a text that begins with * in quotes")),
    ("scanning an alias", say("a name is missing behind *"), say("put a text that begins with * in quotes")),
    ("scanning an anchor", say("a name is missing behind &"), say("put a text that begins with & in quotes")),
    ("a tag", say("a text begins with !"), say("put a text that begins with ! in quotes")),
    ("constructor for the tag", say("a text begins with !"), say("put a text that begins with ! in quotes")),
    (
        "block scalar",
        say("a text begins with | or >"),
        say("put it in quotes, or write the text on indented lines below"),
    ),
    (
        "another document",
        say("a second document begins here"),
        say("write `---` only above and below the front matter"),
    ),
    (
        "YAML document",
        say("a line that begins with % is a directive"),
        say("put a text that begins with % in quotes"),
    ),
    ("for merging", say("<< is followed by no mapping"), say("delete the line that begins with <<")),
    (
        "could not find expected ':'",
        say('a line has no ": "'),
        say("write `key: value`, with a space behind the colon"),
    ),
    (
        "sequence entries are not allowed",
        say('a value cannot begin with "- "'),
        say("write the list on lines of its own, or put the text in quotes"),
    ),
    (
        "<document start>",
        say("text follows the end of the front matter (...)"),
        say("delete the line with the dots"),
    ),
    (
        "did not find expected key",
        say("this line does not fit the ones above"),
        say("begin every key at the same column"),
    ),
    (
        "block collection",
        say("this line does not fit the list above"),
        say("begin every - at the same column"),
    ),
    ("tab character", say("a tab is where spaces belong"), say("indent with spaces")),
    ("mapping keys are not allowed", say("a value begins with ?"), say("put the text in quotes")),
    ("plain scalar", say("a colon is where none can be"), say("put the text in quotes")),
    ("undefined tag handle", say("a text begins with !"), say("put a text that begins with ! in quotes")),
    (
        "node, but found",
        say("a value is of another kind than the word behind !! says"),
        say("delete this word"),
    ),
    (
        "duplicate anchor",
        say("two values have the same name behind &"),
        say("give one of them another name"),
    ),
    (
        "directive",
        say("a line that begins with % is a directive"),
        say("put a text that begins with % in quotes"),
    ),
)


# Longer texts are cut in a message.
_CHARS_SHOWN = 60


def shown(value: object, *, quotes_numbers: bool = False) -> Message:
    """A value as a message shows it: text in quotes, collections by their kind."""
    if isinstance(value, bool):
        return as_it_is("true" if value else "false")
    if isinstance(value, dict):
        return say("a mapping")
    if isinstance(value, (list, tuple)):
        return say("a list")
    text = str(value)
    odd = invisible_character(text)
    text = text if len(text) <= _CHARS_SHOWN else text[: _CHARS_SHOWN - 1] + "…"
    if not quotes_numbers and not isinstance(value, str):
        return as_it_is(text)
    if odd:
        return say('"{text}" (with the invisible {character})', text=text, character=described(odd))
    return say('"{text}"', text=text)


def telling_mark(exc: yaml.MarkedYAMLError) -> yaml.Mark | None:
    """Where an author has to look: the place of the error, or the beginning of what is never closed."""
    if any(sign in _complaint(exc) for sign in _REPORTED_AT_START) and exc.context_mark:
        return exc.context_mark
    return exc.problem_mark or exc.context_mark


def in_plain_words(exc: yaml.MarkedYAMLError, before: str, found: str) -> tuple[Message, Message | None]:
    """Message and hint. `before` is the text before the mark on its line, `found` the character at it."""
    complaint = _complaint(exc)
    if "cannot start any token" in complaint or "node content" in complaint:
        if found == "\t":
            return say("a tab is where spaces belong"), say("indent with spaces")
        if not found:
            return say("a list or mapping is never closed"), say("close it with ] or }}")
        return say('a value cannot begin with "{found}"', found=found), say("put the text in quotes")
    if "did not find expected key" in complaint and before:
        return (
            say("text follows a value that has ended"),
            say('put the whole text in quotes, with \\" for each inner "'),
        )
    fitting = ((message, hint) for sign, message, hint in _PLAIN_WORDS if sign in complaint)
    return next(fitting, (as_it_is(exc.problem) if exc.problem else say("not YAML"), None))


def _complaint(exc: yaml.MarkedYAMLError) -> str:
    return f"{exc.context or ''} {exc.problem or ''}"
