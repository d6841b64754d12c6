"""Loads YAML of any form with libyaml; every error and every value with its line."""

from __future__ import annotations

from contextlib import suppress
from functools import lru_cache

import yaml

from allforces_site.front_matter.yaml_loader import (
    NULL,
    keep_as_written,
    key_text,
    refuse_deep_nesting,
    safe_loader,
)
from allforces_site.front_matter.yaml_messages import YamlError, in_plain_words, telling_mark
from allforces_site.front_matter.yaml_notices import notices
from allforces_site.front_matter.yaml_slips import first_slip
from allforces_site.front_matter.yaml_values import TextFields, YamlMapping, YamlValue
from allforces_site.messages.message import Message, say


def load_any_mapping(text: str, fields: TextFields) -> YamlMapping:
    """The mapping that `text` holds, whatever its form. Raises `YamlError`."""
    try:
        loader = safe_loader(text)
        try:
            node = loader.get_single_node()
            if node is None or _is_nothing(node):
                return YamlMapping({}, {}, {})
            if not isinstance(node, yaml.MappingNode):
                raise YamlError(
                    say("found {found}, wanted `key: value` lines", found=_kind(node)),
                    node.start_mark.line + 1,
                    hint=say("write keys such as `title: …`, with a space behind the colon"),
                )
            refuse_deep_nesting(node)
            keep_as_written(node, fields.texts, fields.lists, fields.below)
            written = {
                key_text(key): value.value for key, value in node.value if isinstance(value, yaml.ScalarNode)
            }
            lines = {key_text(key): key.start_mark.line + 1 for key, _ in node.value}
            values = loader.construct_document(node)
            odd = notices(node, text, fields.prose)
            return YamlMapping(values, written, lines, tuple(loader.twice), tuple(odd))
        finally:
            loader.dispose()
    except yaml.YAMLError as exc:
        raise _located(exc, text) from None


def load_value(text: str) -> YamlValue:
    """The value that `text` holds, None for an empty one. Raises `YamlError`."""
    try:
        loader = safe_loader(text)
        try:
            node = loader.get_single_node()
            if node is None:
                return YamlValue(None)
            refuse_deep_nesting(node)
            value = loader.construct_document(node)
            return YamlValue(value, tuple(loader.twice), tuple(notices(node, text)))
        finally:
            loader.dispose()
    except yaml.YAMLError as exc:
        raise _located(exc, text) from None


def _is_nothing(node: yaml.Node) -> bool:
    return isinstance(node, yaml.ScalarNode) and node.tag == NULL


def line_of(text: str, path: tuple[str | int, ...]) -> int | None:
    """The line of the value at `path` (keys and list indexes), or of the nearest part that exists."""
    places = _places(text)
    node, line = places.root, None
    for step in path:
        found = places.below(node).get(step) if node is not None else None
        if found is None:
            break
        line, node = found
    return line


class _Places:
    """The lines of the values of one text; each mapping and list is read once, when needed."""

    def __init__(self, root: yaml.Node | None) -> None:
        self.root = root
        self._below: dict[int, dict[str | int, tuple[int, yaml.Node]]] = {}

    def below(self, node: yaml.Node) -> dict[str | int, tuple[int, yaml.Node]]:
        """The line and the node of each value right below `node`, by key or index."""
        if id(node) not in self._below:
            found: dict[str | int, tuple[int, yaml.Node]] = {}
            if isinstance(node, yaml.MappingNode):
                for key, value in node.value:
                    # A mapping that a later one of the same name replaces may hold what is no key.
                    with suppress(YamlError):
                        found.setdefault(key_text(key), (key.start_mark.line + 1, value))
            elif isinstance(node, yaml.SequenceNode):
                for index, item in enumerate(node.value):
                    found[index] = item.start_mark.line + 1, item
            self._below[id(node)] = found
        return self._below[id(node)]


@lru_cache(maxsize=1)
def _places(text: str) -> _Places:
    """The places of `text`, kept for the last text: usually many questions are about the same one."""
    loader = safe_loader(text)
    try:
        return _Places(loader.get_single_node())
    except yaml.YAMLError:
        return _Places(None)
    finally:
        loader.dispose()


def _kind(node: yaml.Node) -> Message:
    return say("a list") if isinstance(node, yaml.SequenceNode) else say("plain text")


def _located(exc: yaml.YAMLError, text: str) -> YamlError:
    if not isinstance(exc, yaml.MarkedYAMLError):
        # Of a character that YAML does not allow, libyaml names neither line nor column.
        return YamlError(say("a character is in the text that YAML does not allow"), None)
    stop = exc.problem_mark
    if stop is not None and (slip := first_slip(text, (stop.line, stop.column))):
        return YamlError(slip.found, slip.line, slip.hint)
    mark = telling_mark(exc)
    message, hint = in_plain_words(exc, *_around(text, mark))
    return YamlError(message, mark.line + 1 if mark else None, hint)


def _around(text: str, mark: yaml.Mark | None) -> tuple[str, str]:
    """The text before `mark` on its line, and the character at it; "" at the end of the text."""
    lines = text.split("\n")
    if mark is None or mark.line >= len(lines):
        return "", ""
    line = lines[mark.line]
    return line[: mark.column].strip(), line[mark.column : mark.column + 1]
