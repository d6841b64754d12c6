"""What Jinja says of a template that it cannot read, as messages of the catalogue.

The texts are those of Jinja 3.1 (`jinja2.parser`, `jinja2.lexer`, `jinja2.compiler`).
"""

from __future__ import annotations

import re

from allforces_site.messages.message import N_, Message, Value, as_it_is, say

# Longer texts first: a text is known by its beginning and end.
_TEXTS = (
    N_(
        "Encountered unknown tag '{tag}'. You probably made a nesting mistake. Jinja is expecting this tag, "
        "but currently looking for {tags}. The innermost block that needs to be closed is '{block}'"
    ),
    N_(
        "Encountered unknown tag '{tag}'. Jinja was looking for the following tags: {tags}. The innermost "
        "block that needs to be closed is '{block}'"
    ),
    N_("Encountered unknown tag '{tag}'"),
    N_(
        "Unexpected end of template. Jinja was looking for the following tags: {tags}. The innermost block "
        "that needs to be closed is '{block}'"
    ),
    N_("unexpected end of template, expected '{wanted}'"),
    N_("Expected an expression, got '{found}'"),
    N_("expected token '{wanted}', got '{found}'"),
    N_("unexpected char '{found}' at {place}"),
    N_("unexpected '{found}'"),
    N_("No filter named '{name}'"),
    N_("No test named '{name}'"),
    N_("block '{name}' defined twice"),
    N_("tag name expected"),
    N_("Missing end of comment tag"),
    N_("Missing end of raw directive"),
)

# Jinja's names of what stands in a template, where there is no text to quote.
_TOKENS = (
    N_("begin of print statement"),
    N_("begin of statement block"),
    N_("end of print statement"),
    N_("end of statement block"),
    N_("end of template"),
    N_("name"),
)


def jinja_message(text: str) -> Message:
    """The message of a text of Jinja; one that is not known stays as it is."""
    for known in _TEXTS:
        if found := _pattern(known).fullmatch(text):
            return Message(
                known, tuple((name, _value(name, part)) for name, part in found.groupdict().items())
            )
    return as_it_is(text)


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>.+?)", re.escape(text)), re.DOTALL)


def _value(name: str, part: str) -> Value:
    if name == "tags":
        return _one_of(re.findall("'([^']*)'", part))
    return Message(part) if part in _TOKENS else part


def _one_of(tags: list[str]) -> Message:
    *others, last = (f"'{tag}'" for tag in tags)
    return say("{words} or {last}", words=tuple(others), last=last) if others else as_it_is(last)
