"""Reads a template: tokens in, nodes out. The syntax of each tag is that of Liquid 4, or of Jekyll."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection

import msgspec

from allforces_site.liquid.errors import NO_TAG, LiquidError
from allforces_site.liquid.expressions import (
    FRAGMENT,
    NAMED_ARGUMENT,
    Expression,
    Literal,
    parse_condition,
    parse_filtered,
    parse_value,
)
from allforces_site.liquid.nodes import (
    Assign,
    Branch,
    Call,
    Capture,
    Case,
    Count,
    Cycle,
    If,
    IfChanged,
    Include,
    Interrupt,
    Loop,
    Node,
    Show,
    Text,
    When,
)
from allforces_site.liquid.tokens import Kind, Token, not_closed, tokens_of
from allforces_site.messages.message import Message, say
from allforces_site.text.nearest_names import did_you_mean, nearest_name

Nodes = tuple[Node, ...]

_ASSIGN = re.compile(r"((?:\(?[\w\-.\[\]]\)?)+)\s*=\s*(.*)\s*", re.DOTALL | re.ASCII)
_VARIABLE = re.compile(r"(?:\(?[\w\-.\[\]]\)?)+", re.ASCII)
_FOR = re.compile(rf"\A([\w-]+)\s+in\s+(\([^()]*\)|{FRAGMENT})\s*(reversed)?", re.ASCII)
_TABLE_ROW = re.compile(rf"(\w+)\s+in\s+(\([^()]*\)|{FRAGMENT})", re.ASCII)
_WHEN = re.compile(rf"({FRAGMENT})(?:(?:\s+or\s+|\s*,\s*)({FRAGMENT}.*))?", re.DOTALL)
_NAMED_CYCLE = re.compile(rf"\A({FRAGMENT})\s*:\s*(.*)\Z", re.DOTALL)
_FRAGMENT = re.compile(FRAGMENT)

# Jekyll::Tags::IncludeTag
_PARAMETERS = re.compile(
    r"([\w-]+)\s*=\s*(?:\"([^\"\\]*(?:\\.[^\"\\]*)*)\"|'([^'\\]*(?:\\.[^'\\]*)*)'|([\w.-]+))"
)
_ALL_PARAMETERS = re.compile(rf"\s*(?:{_PARAMETERS.pattern}(?=\s|\Z)\s*)*\Z")
_VARIABLE_FILE = re.compile(
    r"(?P<file>[^{]*(?:\{\{\s*[\w\-.]+\s*(?:\|.*)?\}\}[^\s{}]*)+)(?P<rest>.*)", re.DOTALL
)
_OUTPUT_IN_FILE = re.compile(r"\{\{(.*?)\}\}", re.DOTALL)
_FILE_NAME = re.compile(r"[\w/.()+~\u0080-\U0010FFFF-]+\Z")


class Tags(msgspec.Struct, frozen=True):
    """The names of the tags that the environment has as functions; `blocks` have a body, `simple` none."""

    simple: Collection[str] = ()
    blocks: Collection[str] = ()


def parse(source: str, tags: Tags) -> Nodes:
    """The nodes of a template. Raises `LiquidError`."""
    return _Parser(tokens_of(source), tags).template()


def parse_without_unknown_tags(source: str, tags: Tags) -> tuple[Nodes, list[LiquidError]]:
    """The nodes of a template without tags that nobody knows, and an error for each of those, not raised.

    What is between such a tag and its end is kept. Raises `LiquidError` for other faults.
    """
    parser = _Parser(tokens_of(source), tags, unknown=[])
    return parser.template(), parser.unknown or []


class _Parser:
    def __init__(self, tokens: list[Token], tags: Tags, unknown: list[LiquidError] | None = None) -> None:
        self._tokens = tokens
        self.unknown = unknown
        self._left_out: set[str] = set()
        self._position = 0
        self._tags = tags

    def template(self) -> Nodes:
        nodes, end = self._until(())
        assert end is None
        return nodes

    def _until(self, ends: Collection[str], opener: Token | None = None) -> tuple[Nodes, Token | None]:
        """The nodes up to a tag named in `ends`, and that tag; None at the end of the template."""
        nodes: list[Node] = []
        while self._position < len(self._tokens):
            token = self._tokens[self._position]
            self._position += 1
            if token.kind is Kind.TEXT:
                nodes.append(Text(token.value))
            elif token.kind is Kind.OUTPUT:
                nodes.append(Show(parse_filtered(token.markup), token.line))
            elif token.value in ends:
                return tuple(nodes), token
            else:
                nodes.append(self._tag(token, opener))
        if opener is not None:
            raise LiquidError(not_closed(opener.value), opener.line)
        return tuple(nodes), None

    def _body(self, opener: Token) -> Nodes:
        return self._until((f"end{opener.value}",), opener)[0]

    def _tag(self, token: Token, opener: Token | None) -> Node:
        read = _TAGS.get(token.value)
        if read is not None:
            return read(self, token)
        if token.value in self._tags.blocks:
            return Call(token.value, token.markup, token.line, self._body(token))
        if token.value in self._tags.simple:
            return Call(token.value, token.markup, token.line)
        if self.unknown is None or not self._is_left_out(token):
            raise self._unknown(token, opener)
        if not token.value.startswith("end"):
            self.unknown.append(self._unknown(token, opener))
        return Text("")

    def _is_left_out(self, token: Token) -> bool:
        """Whether a tag that nobody knows is left out: all are, and the ends of those before."""
        if token.value.startswith("end"):
            return token.value.removeprefix("end") in self._left_out
        self._left_out.add(token.value)
        return token.value not in ("else", "elsif", "when")

    def _unknown(self, token: Token, opener: Token | None) -> LiquidError:
        if token.value.startswith("end") or token.value in ("else", "elsif", "when"):
            return LiquidError(_misplaced(token, opener), token.line)
        near = nearest_name(token.value, [*_TAGS, *self._tags.simple, *self._tags.blocks])
        hint = did_you_mean(token.value, near) if near else None
        return LiquidError(say(NO_TAG, tag=token.value), token.line, hint=hint)

    # ---- conditions --------------------------------------------------------------------------

    def _if(self, token: Token) -> Node:
        branches, opener, is_else, markup = [], token, False, token.markup
        line = token.line
        ends = (f"end{opener.value}", "elsif", "else")
        while True:
            body, end = self._until(ends, opener)
            assert end is not None
            condition = None if is_else else parse_condition(markup, line)
            branches.append(Branch(condition, body, line))
            if end.value == ends[0]:
                return If(tuple(branches), negated=token.value == "unless")
            is_else, markup, line = end.value == "else", end.markup, end.line

    def _case(self, token: Token) -> Node:
        whens: list[When] = []
        _, end = self._until(("endcase", "when", "else"), token)
        while end is not None and end.value != "endcase":
            values = () if end.value == "else" else _when_values(end)
            is_else = end.value == "else"
            body, end = self._until(("endcase", "when", "else"), token)
            whens.append(When(values, body, is_else))
        return Case(parse_value(token.markup), tuple(whens), token.line)

    # ---- loops -------------------------------------------------------------------------------

    def _for(self, token: Token) -> Node:
        match = _FOR.match(token.markup)
        if match is None:
            raise LiquidError(
                say("no loop: for {found} (wanted: for item in list)", found=token.markup), token.line
            )
        named = dict(NAMED_ARGUMENT.findall(token.markup[match.end(2) :]))
        body, end = self._until(("endfor", "else"), token)
        otherwise = self._until(("endfor",), token)[0] if end is not None and end.value == "else" else ()
        offset = named.get("offset")
        return Loop(
            match[1],
            _items(match[2]),
            f"{match[1]}-{match[2]}",
            body,
            token.line,
            limit=parse_value(named["limit"]) if "limit" in named else None,
            offset="continue"
            if offset == "continue"
            else parse_value(offset)
            if offset is not None
            else None,
            is_reversed=match[3] is not None,
            otherwise=otherwise,
        )

    def _table_row(self, token: Token) -> Node:
        match = _TABLE_ROW.search(token.markup)
        if match is None:
            raise LiquidError(
                say("no loop: tablerow {found} (wanted: item in list)", found=token.markup), token.line
            )
        named = dict(NAMED_ARGUMENT.findall(token.markup[match.end(2) :]))
        limit, offset, columns = (
            parse_value(named[name]) if name in named else None for name in ("limit", "offset", "cols")
        )
        return Loop(
            match[1],
            _items(match[2]),
            "",
            self._body(token),
            token.line,
            limit=limit,
            offset=offset,
            is_table=True,
            columns=columns,
        )

    def _interrupt(self, token: Token) -> Node:
        return Interrupt(token.value)

    def _cycle(self, token: Token) -> Node:
        group: Expression | str
        if match := _NAMED_CYCLE.match(token.markup):
            group, values = parse_value(match[1]), _listed(match[2])
        else:
            group, values = token.markup, _listed(token.markup)
        if not values:
            raise LiquidError(say("`cycle` names no values"), token.line)
        return Cycle(group, values, token.line)

    # ---- variables ---------------------------------------------------------------------------

    def _assign(self, token: Token) -> Node:
        match = _ASSIGN.search(token.markup)
        if match is None:
            raise LiquidError(
                say("no assignment: assign {found} (wanted: name = value)", found=token.markup), token.line
            )
        return Assign(match[1], parse_filtered(match[2]), token.line)

    def _capture(self, token: Token) -> Node:
        match = _VARIABLE.search(token.markup)
        if match is None:
            raise LiquidError(say("`capture` names no variable"), token.line)
        return Capture(match[0], self._body(token))

    def _count(self, token: Token) -> Node:
        return Count(token.markup.strip(), 1 if token.value == "increment" else -1)

    def _if_changed(self, token: Token) -> Node:
        return IfChanged(self._body(token))

    def _echo(self, token: Token) -> Node:
        return Show(parse_filtered(token.markup), token.line)

    # ---- includes ----------------------------------------------------------------------------

    def _include(self, token: Token) -> Node:
        """Jekyll's own `include`, not Liquid's."""
        is_relative = token.value == "include_relative"
        if match := _VARIABLE_FILE.match(token.markup):
            return Include(
                _variable_file(match["file"].strip()),
                _parameters(match["rest"], token),
                token.line,
                is_relative,
            )
        file, rest = (*token.markup.split(None, 1), "", "")[:2]
        if not _FILE_NAME.match(file) or ".." in file.split("/") or file.startswith("/"):
            raise LiquidError(
                say('`{tag}` wants a file name, not "{found}"', tag=token.value, found=file), token.line
            )
        return Include(file, _parameters(rest, token), token.line, is_relative)


def _misplaced(token: Token, opener: Token | None) -> Message:
    """The message that an end or a branch stands where none can be."""
    if opener is None:
        return say("`{tag}` with nothing to belong to", tag=token.value)
    return say(
        "`{tag}` inside `{opener}` of line {line}", tag=token.value, opener=opener.value, line=opener.line
    )


def _items(markup: str) -> Expression:
    return parse_value(re.sub(r"\s*\.\.\s*", "..", markup.replace("( ", "(").replace(" )", ")")))


def _when_values(token: Token) -> tuple[Expression, ...]:
    values: list[Expression] = []
    markup: str | None = token.markup
    while markup:
        match = _WHEN.search(markup)
        if match is None:
            raise LiquidError(say("no value: when {found}", found=token.markup), token.line)
        values.append(parse_value(match[1]))
        markup = match[2]
    return tuple(values)


def _listed(markup: str) -> tuple[Expression, ...]:
    found = (_FRAGMENT.search(part) for part in markup.split(","))
    return tuple(parse_value(match[0]) for match in found if match is not None)


def _variable_file(markup: str) -> tuple[str | Expression, ...]:
    parts: list[str | Expression] = []
    for index, part in enumerate(_OUTPUT_IN_FILE.split(markup)):
        parts.append(parse_filtered(part) if index % 2 else part)
    return tuple(part for part in parts if part != "")


def _parameters(markup: str, token: Token) -> tuple[tuple[str, Expression], ...]:
    if not _ALL_PARAMETERS.match(markup):
        raise LiquidError(
            say('no parameters: {found} (wanted: name="text" or name=variable)', found=markup.strip()),
            token.line,
        )
    parameters: list[tuple[str, Expression]] = []
    for name, double, single, variable in _PARAMETERS.findall(markup):
        if variable:
            parameters.append((name, parse_value(variable)))
        else:
            text = double.replace('\\"', '"') if double else single.replace("\\'", "'")
            parameters.append((name, Literal(text)))
    return tuple(parameters)


_TAGS: dict[str, Callable[[_Parser, Token], Node]] = {
    "if": _Parser._if,
    "unless": _Parser._if,
    "case": _Parser._case,
    "for": _Parser._for,
    "tablerow": _Parser._table_row,
    "break": _Parser._interrupt,
    "continue": _Parser._interrupt,
    "cycle": _Parser._cycle,
    "assign": _Parser._assign,
    "capture": _Parser._capture,
    "increment": _Parser._count,
    "decrement": _Parser._count,
    "ifchanged": _Parser._if_changed,
    "echo": _Parser._echo,
    "include": _Parser._include,
    "include_cached": _Parser._include,
    "include_relative": _Parser._include,
}
