"""YAML as authors write it: keys as they stand, dates left as text, every error with its line.

libyaml does the reading. What differs from PyYAML's own safe loader follows Ruby's Psych, which
reads these files in Jekyll: see `dates.PlainTimestamp`.
"""

from __future__ import annotations

import re
from typing import Any

import msgspec
import yaml

from allforces_site.dates import PlainTimestamp
from allforces_site.yaml_lines import read_lines
from allforces_site.yaml_words import MAX_DEPTH, TOO_DEEP, in_plain_words, telling_mark

_CONTROL_CHARACTER = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")

# What XML, and with it a feed, cannot hold; an escape such as "\a" brings it into a text.
_UNPRINTABLE = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")

# PyYAML's composer recurses in C without a guard: some ten thousand levels end the process. A text
# with fewer signs that can open a level than this is safe to compose at once.
_SAFE_OPENERS = 1000


class YamlError(Exception):
    """A text that is no YAML, or not the YAML we want. `line` counts from 1 within the text."""

    def __init__(self, message: str, line: int | None, hint: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.line = line
        self.hint = hint


class DoubledKey(msgspec.Struct, frozen=True):
    """A key that one mapping holds twice; lines count from 1."""

    key: str
    line: int
    first_line: int


class YamlMapping(msgspec.Struct, frozen=True):
    """A mapping at the top of a text.

    `values` are the plain values; `written` holds each top-level scalar as it stands in the text
    (a title of `1.10` is 1.1 as a value); `lines` the line of each top-level key, from 1.
    Of a key written twice the last one counts, as in Jekyll; `twice` names them all.
    """

    values: dict[str, Any]
    written: dict[str, str]
    lines: dict[str, int]
    twice: tuple[DoubledKey, ...] = ()


class _Loader(yaml.CSafeLoader):
    """libyaml's safe loader with Psych's view of dates and our view of keys."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.twice: list[DoubledKey] = []

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        if not isinstance(node, yaml.MappingNode):
            raise _unreadable(node)
        self.twice += _doubled_keys(node)
        self.flatten_mapping(node)
        mapping: dict[Any, Any] = {}
        for key_node, value_node in node.value:
            mapping[_key_text(key_node)] = self.construct_object(value_node, deep=deep)
        return mapping

    def construct_object(self, node: yaml.Node, deep: bool = False) -> Any:
        try:
            return super().construct_object(node, deep)
        except (ValueError, ArithmeticError, LookupError, TypeError, AttributeError):
            # `!!bool x`, a number of 5,000 digits: PyYAML's constructors trust what they are given.
            raise _unreadable(node) from None

    def construct_scalar(self, node: yaml.ScalarNode | yaml.MappingNode) -> Any:
        text = super().construct_scalar(node)
        found = _UNPRINTABLE.search(text) if isinstance(text, str) else None
        if found:
            raise YamlError(
                f"a text holds the control character U+{ord(found.group()):04X}",
                node.start_mark.line + 1,
                hint="a backslash in double quotes is written twice, or put the text in single quotes",
            )
        return text

    def construct_timestamp(self, node: yaml.ScalarNode) -> PlainTimestamp:
        return PlainTimestamp(self.construct_scalar(node))


_Loader.add_constructor("tag:yaml.org,2002:timestamp", _Loader.construct_timestamp)


def load_mapping(text: str) -> YamlMapping:
    """The mapping that `text` holds; an empty text is an empty mapping. Raises `YamlError`."""
    flat = read_lines(text)
    return YamlMapping(*flat) if flat is not None else _load_any_mapping(text)


def _load_any_mapping(text: str) -> YamlMapping:
    try:
        loader = _safe_loader(text)
        try:
            node = loader.get_single_node()
            if node is None or _is_nothing(node):
                return YamlMapping({}, {}, {})
            if not isinstance(node, yaml.MappingNode):
                raise YamlError(
                    f"found {_kind(node)}, wanted `key: value` lines",
                    node.start_mark.line + 1,
                    hint="write keys such as `title: …`, with a space behind the colon",
                )
            _refuse_deep_nesting(node)
            written = {
                _key_text(key): value.value for key, value in node.value if isinstance(value, yaml.ScalarNode)
            }
            lines = {_key_text(key): key.start_mark.line + 1 for key, _ in node.value}
            values = loader.construct_document(node)
            return YamlMapping(values, written, lines, tuple(loader.twice))
        finally:
            loader.dispose()
    except yaml.YAMLError as exc:
        raise _located(exc, text) from None


def load_value(text: str) -> tuple[Any, tuple[DoubledKey, ...]]:
    """The value that `text` holds, None for an empty one, and keys written twice. Raises `YamlError`."""
    try:
        loader = _safe_loader(text)
        try:
            node = loader.get_single_node()
            if node is None:
                return None, ()
            _refuse_deep_nesting(node)
            return loader.construct_document(node), tuple(loader.twice)
        finally:
            loader.dispose()
    except yaml.YAMLError as exc:
        raise _located(exc, text) from None


def _is_nothing(node: yaml.Node) -> bool:
    return isinstance(node, yaml.ScalarNode) and node.tag == "tag:yaml.org,2002:null"


def _unreadable(node: yaml.Node) -> YamlError:
    kind = node.tag.rpartition(":")[2]
    return YamlError(
        f"this value cannot be read as {kind}", node.start_mark.line + 1, hint="put the text in quotes"
    )


def line_of(text: str, path: tuple[str | int, ...]) -> int | None:
    """The line of the value at `path` (keys and list indexes), or of the nearest part that exists."""
    loader = _safe_loader(text)
    try:
        node = loader.get_single_node()
    except yaml.YAMLError:
        return None
    finally:
        loader.dispose()
    line = None
    for step in path:
        if isinstance(node, yaml.MappingNode):
            found = next(((key, value) for key, value in node.value if _key_text(key) == step), None)
            if found is None:
                break
            line, node = found[0].start_mark.line + 1, found[1]
        elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
            node = node.value[step]
            line = node.start_mark.line + 1
        else:
            break
    return line


def _safe_loader(text: str) -> _Loader:
    text = _without_control_characters(text)
    if sum(text.count(opener) for opener in ("[", "{", "- ", "? ", ":")) > _SAFE_OPENERS:
        _refuse_deep_events(text)
    return _Loader(text)


def _refuse_deep_events(text: str) -> None:
    depth = 0
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > MAX_DEPTH:
            raise _too_deep(event.start_mark.line + 1 if event.start_mark else None)


def _key_text(node: yaml.Node) -> str:
    if not isinstance(node, yaml.ScalarNode):
        raise YamlError(
            "a key must be plain text, and this one is a list or a mapping",
            node.start_mark.line + 1,
            hint="put a text that begins with [ or { in quotes",
        )
    return str(node.value)


def _doubled_keys(node: yaml.MappingNode) -> list[DoubledKey]:
    seen: dict[str, int] = {}
    doubled = []
    for key_node, _ in node.value:
        key = _key_text(key_node)
        line = key_node.start_mark.line + 1
        if key in seen and key != "<<":
            doubled.append(DoubledKey(key, line, seen[key]))
        seen.setdefault(key, line)
    return doubled


def _refuse_deep_nesting(node: yaml.Node) -> None:
    layer = [node]
    for _ in range(MAX_DEPTH):
        layer = [child for parent in layer for child in _children(parent)]
        if not layer:
            return
        # Aliases make one node the child of many: looking at each once a layer is enough.
        layer = list({id(child): child for child in layer}.values())
    raise _too_deep(layer[0].start_mark.line + 1)


def _too_deep(line: int | None) -> YamlError:
    message, hint = TOO_DEEP
    return YamlError(message, line, hint=hint)


def _children(node: yaml.Node) -> list[yaml.Node]:
    if isinstance(node, yaml.MappingNode):
        return [child for pair in node.value for child in pair]
    if isinstance(node, yaml.SequenceNode):
        return list(node.value)
    return []


def _kind(node: yaml.Node) -> str:
    return "a list" if isinstance(node, yaml.SequenceNode) else "plain text"


def _without_control_characters(text: str) -> str:
    """libyaml refuses a text with control characters as a whole and names no line: name it ourselves."""
    found = _CONTROL_CHARACTER.search(text)
    if found is not None:
        raise YamlError(
            "a control character stands in the text",
            text.count("\n", 0, found.start()) + 1,
            hint="delete the invisible character, or write the line anew",
        )
    return text


def _located(exc: yaml.YAMLError, text: str) -> YamlError:
    if not isinstance(exc, yaml.MarkedYAMLError):
        return YamlError(str(exc).split("\n")[0], None)
    mark = telling_mark(exc)
    message, hint = in_plain_words(exc, *_around(text, mark))
    return YamlError(message, mark.line + 1 if mark else None, hint)


def _around(text: str, mark: yaml.Mark | None) -> tuple[str, str]:
    """What stands before `mark` on its line, and the character at it; "" at the end of the text."""
    lines = text.split("\n")
    if mark is None or mark.line >= len(lines):
        return "", ""
    line = lines[mark.line]
    return line[: mark.column].strip(), line[mark.column : mark.column + 1]
