"""Splits a template into text, tags and outputs, as Liquid's tokenizer does."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum

import msgspec

from allforces_site.liquid.errors import LiquidError
from allforces_site.messages.message import Message, say

# Liquid::TemplateParser. An output that ends with one brace is found, to report it.
_TOKEN = re.compile(r"\{%.*?%\}|\{\{.*?\}\}?|\{%|\{\{", re.DOTALL)
_TAG = re.compile(r"\{%-?\s*(\w+|#)\s*(.*?)-?%\}\Z", re.DOTALL | re.ASCII)
_OUTPUT = re.compile(r"\{\{-?(.*?)-?\}\}\Z", re.DOTALL)
_END_OF_RAW = re.compile(r"\{%-?\s*endraw\s*(-?)%\}")
_COMMENT_OR_RAW = re.compile(r"\{%-?\s*(comment|endcomment|raw)\b.*?(-?)%\}", re.DOTALL)


class Kind(Enum):
    """What a token is."""

    TEXT = "text"
    TAG = "tag"
    OUTPUT = "output"


class Token(msgspec.Struct, frozen=True):
    """A piece of a template.

    `value` is the text, the name of the tag, or "" for an output; `markup` is what follows the name, or the
    expression of the output. `line` counts from 1.
    """

    kind: Kind
    value: str
    line: int
    markup: str = ""


def tokens_of(source: str) -> list[Token]:
    """The tokens of a template. Raises `LiquidError` for a tag or output that does not end.

    Text beside a hyphen (`{%- … -%}`) has no white space there. What `raw` holds is text; comments are left
    out.
    """
    return list(_tokens(source))


def _tokens(source: str) -> Iterator[Token]:
    position, line, strip_next = 0, 1, False
    while match := _TOKEN.search(source, position):
        text = source[position : match.start()]
        token_line = line + text.count("\n")
        opener = match[0]
        yield from _text(text, line, strip_left=strip_next, strip_right=opener[2:3] == "-")
        line, position = token_line + opener.count("\n"), match.end()
        if opener.startswith("{{"):
            found = _OUTPUT.match(opener)
            if found is None:
                raise LiquidError(say("`{{{{` is not closed by `}}}}`"), token_line)
            yield Token(Kind.OUTPUT, "", token_line, found[1])
            strip_next = opener.endswith("-}}")
            continue
        found = _TAG.match(opener)
        if found is None:
            raise LiquidError(
                say("`{{%` is not closed by `%}}`")
                if opener == "{%"
                else say("no tag: {found}", found=opener),
                token_line,
            )
        strip_next = opener.endswith("-%}")
        name, markup = found[1], found[2].strip()
        if name == "raw":
            end = _END_OF_RAW.search(source, position)
            if end is None:
                raise LiquidError(not_closed("raw"), token_line)
            raw = source[position : end.start()]
            yield from _text(raw, line, strip_left=strip_next, strip_right=end[0].startswith("{%-"))
            line, position, strip_next = line + raw.count("\n"), end.end(), end[1] == "-"
        elif name == "comment":
            position, strip_next = _end_of_comment(source, position, token_line)
            line = token_line + source.count("\n", match.start(), position)
        elif name != "#":
            yield Token(Kind.TAG, name, token_line, markup)
    yield from _text(source[position:], line, strip_left=strip_next)


def not_closed(tag: str) -> Message:
    """The message that a tag has no end."""
    return say("`{tag}` is not closed by `end{tag}`", tag=tag)


def _text(text: str, line: int, *, strip_left: bool = False, strip_right: bool = False) -> Iterator[Token]:
    if strip_left:
        text = text.lstrip()
    if strip_right:
        text = text.rstrip()
    if text:
        yield Token(Kind.TEXT, text, line)


def _end_of_comment(source: str, position: int, line: int) -> tuple[int, bool]:
    """Where the comment that began before `position` ends, and whether white space after it is removed."""
    depth, match = 1, None
    while depth or match is None:
        match = _COMMENT_OR_RAW.search(source, position)
        if match is None:
            raise LiquidError(not_closed("comment"), line)
        position = match.end()
        if match[1] == "raw":
            end = _END_OF_RAW.search(source, position)
            position = end.end() if end else position
        else:
            depth += 1 if match[1] == "comment" else -1
    return position, match[2] == "-"
