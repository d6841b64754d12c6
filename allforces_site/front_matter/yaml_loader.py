"""The loader of `yaml`, which makes values of YAML nodes.

libyaml parses. The differences from PyYAML's safe loader follow Ruby's Psych, which reads these files in
Jekyll (see `dates.PlainTimestamp`), and restrict what an author may write:
text, numbers of 64 bits, true, false, null, dates, lists and mappings with keys of text.
"""

from __future__ import annotations

import re
from typing import Any

import yaml

from allforces_site.front_matter.yaml_messages import MAX_DEPTH, TOO_DEEP, YamlError
from allforces_site.front_matter.yaml_values import DoubledKey
from allforces_site.messages.message import say
from allforces_site.text.dates import PlainTimestamp
from allforces_site.text.lookalikes import plain_name
from allforces_site.text.plain_values import UNPRINTABLE, is_storable

_OTHER_BREAKS = dict.fromkeys((0x85, 0x2028, 0x2029), " ")
# libyaml skips a byte order mark even at the start of a later line, where it is part of a key.
_LATE_MARK = re.compile("^\ufeff", re.MULTILINE)
_JOINER = "\u2060"
_CONTROL_CHARACTER = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")

# PyYAML's composer recurses in C without a limit: some ten thousand levels crash the process. A text with
# fewer characters that can open a level than this is safe to compose without counting.
_SAFE_OPENERS = 1000

# More characters than a whole number of 64 bits has in any spelling: PyYAML takes quadratic time for longer
# ones.
_MOST_DIGITS = 200
# A whole number with at most this many characters fits into 64 bits in any spelling.
_SURELY_64_BITS = 12

_TAG = "tag:yaml.org,2002:"
NULL = f"{_TAG}null"
TEXT = f"{_TAG}str"
_BOOL = f"{_TAG}bool"
# Tags that YAML gives to plain values that are not text.
_RESOLVED = frozenset(
    f"{_TAG}{kind}" for kind in ("bool", "int", "float", "null", "timestamp", "value", "merge")
)


class Loader(yaml.CSafeLoader):
    """libyaml's safe loader, with dates as in Psych and our rules for keys and numbers.

    `twice` are the keys written twice in the mappings constructed so far.
    """

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
            mapping[key_text(key_node)] = self.construct_object(value_node, deep=deep)
        return mapping

    def flatten_mapping(self, node: yaml.MappingNode) -> None:
        super().flatten_mapping(node)
        # Mappings that are merged repeatedly would double at each step.
        node.value = list({key_text(key): (key, value) for key, value in node.value}.values())

    def construct_object(self, node: yaml.Node, deep: bool = False) -> Any:
        try:
            return super().construct_object(node, deep)
        except (ValueError, ArithmeticError, LookupError, TypeError, AttributeError):
            # `!!bool x`, a number of 5,000 digits: PyYAML's constructors do not validate their input.
            raise _unreadable(node) from None

    def construct_scalar(self, node: yaml.ScalarNode | yaml.MappingNode) -> Any:
        text = super().construct_scalar(node)
        return printable(text, node) if isinstance(text, str) else text

    def construct_timestamp(self, node: yaml.ScalarNode) -> PlainTimestamp:
        return PlainTimestamp(self.construct_scalar(node))

    def construct_text(self, node: yaml.ScalarNode) -> str:
        return str(self.construct_scalar(node))

    def construct_whole_number(self, node: yaml.ScalarNode) -> int | str:
        """The number; one of more than 64 bits, which nothing here could store, as the text it is."""
        text: str = self.construct_scalar(node)
        number: int | None = self.construct_yaml_int(node) if len(text) <= _MOST_DIGITS else None
        return number if number is not None and is_storable(number) else text


Loader.add_constructor(f"{_TAG}timestamp", Loader.construct_timestamp)
Loader.add_constructor(f"{_TAG}int", Loader.construct_whole_number)
# A lone = or <<, for which PyYAML has no constructor.
Loader.add_constructor(f"{_TAG}value", Loader.construct_text)
Loader.add_constructor(f"{_TAG}merge", Loader.construct_text)
for _kind in ("binary", "omap", "pairs", "set"):
    # No page shows bytes, and the order of sets differs between builds: refused like any unknown tag.
    del Loader.yaml_constructors[f"{_TAG}{_kind}"]


def _unreadable(node: yaml.Node) -> YamlError:
    kind = node.tag.rpartition(":")[2]
    return YamlError(
        say("this value cannot be read as {kind}", kind=kind),
        node.start_mark.line + 1,
        hint=say("put the text in quotes"),
    )


def safe_loader(text: str) -> Loader:
    """A loader of `text`, which is shallow enough to be composed. Raises `YamlError`."""
    text = _with_plain_breaks(text)
    if sum(text.count(opener) for opener in ("[", "{", "- ", "? ", ":")) > _SAFE_OPENERS:
        _refuse_deep_events(text)
    return Loader(text)


def _refuse_deep_events(text: str) -> None:
    depth = 0
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > MAX_DEPTH:
            raise _too_deep(event.start_mark.line + 1 if event.start_mark else None)


def key_text(node: yaml.Node) -> str:
    """A key as written, without the invisible characters and odd spaces around it that YAML keeps.

    Raises `YamlError` for a list, a mapping and characters that no page can show.
    """
    if not isinstance(node, yaml.ScalarNode):
        raise YamlError(
            say("a key must be plain text, and this one is a list or a mapping"),
            node.start_mark.line + 1,
            hint=say("put a text that begins with [ or {{ in quotes"),
        )
    text = printable(str(node.value), node)
    return text if text.isascii() else plain_name(text)


def keep_as_written(
    node: yaml.MappingNode, texts: frozenset[str], lists: frozenset[str], below: tuple[str, ...] = ()
) -> None:
    """Turns the plain values of the fields `texts` and `lists` into text as written. A field without a value
    stays empty; true or false in place of a list, and false in place of a text, stays a boolean.

    The fields are those of `node`, or of all mappings at the path `below` in it.
    """
    if not texts | lists:
        return
    seen: set[int] = set()
    for mapping in _nodes_at(node, below):
        if isinstance(mapping, yaml.MappingNode):
            for key, value in mapping.value:
                name, kept = key_text(key), value.tag if isinstance(value, yaml.ScalarNode) else None
                if (name in texts and kept != NULL and not _is_false(value)) or (
                    name in lists and kept not in (NULL, _BOOL)
                ):
                    _as_text(value, seen)


def _is_false(node: yaml.Node) -> bool:
    """Whether this is the word `false` without quotes, with which an author says that there is no value."""
    return node.tag == _BOOL and isinstance(node, yaml.ScalarNode) and node.value.lower() == "false"


def _as_text(node: yaml.Node, seen: set[int]) -> None:
    if id(node) in seen:  # An alias: visited once, since aliases of aliases would double at each step.
        return
    seen.add(id(node))
    if isinstance(node, yaml.ScalarNode):
        is_nothing = node.tag == NULL and node.value in ("", "~")
        # A number that is too long is refused later, as everywhere.
        is_long = node.tag == f"{_TAG}int" and len(node.value) > _SURELY_64_BITS
        if not node.style and node.tag in _RESOLVED and not is_nothing and not is_long:
            node.tag = TEXT
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            _as_text(item, seen)


def _nodes_at(node: yaml.Node, path: tuple[str, ...]) -> list[yaml.Node]:
    found = [node]
    for step in path:
        found = list({id(one): one for one in found}.values())
        items = [item for outer in found if isinstance(outer, yaml.SequenceNode) for item in outer.value]
        pairs = [pair for outer in found if isinstance(outer, yaml.MappingNode) for pair in outer.value]
        found = items if step == "*" else [value for key, value in pairs if key_text(key) == step]
    return found


def printable(text: str, node: yaml.Node) -> str:
    """The text of `node`, unchanged. Raises `YamlError` for a control character, as from an escape."""
    found = UNPRINTABLE.search(text)
    if found:
        raise YamlError(
            say("a text holds the control character U+{code}", code=f"{ord(found.group()):04X}"),
            node.start_mark.line + 1,
            hint=say("a backslash in double quotes is written twice, or put the text in single quotes"),
        )
    return text


def _doubled_keys(node: yaml.MappingNode) -> list[DoubledKey]:
    seen: dict[str, int] = {}
    doubled = []
    for key_node, _ in node.value:
        key = key_text(key_node)
        line = key_node.start_mark.line + 1
        if key in seen and key != "<<":
            doubled.append(DoubledKey(key, line, seen[key]))
        seen.setdefault(key, line)
    return doubled


def refuse_deep_nesting(node: yaml.Node) -> None:
    """Raises `YamlError` for values nested too deeply, and for an alias inside the value that it names."""
    layer = [node]
    for _ in range(MAX_DEPTH):
        layer = [child for parent in layer for child in _children(parent)]
        if not layer:
            return
        # Aliases make one node the child of many: visiting each once per layer is enough.
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


def _with_plain_breaks(text: str) -> str:
    """The text with line breaks as in YAML 1.2 (5.4). YAML 1.1, which libyaml reads, ends lines at three more
    characters: pasted by accident, they would cut a value and shift the numbers of all following lines.

    Raises `YamlError` for a control character, for which libyaml would not name the line.
    """
    found = _CONTROL_CHARACTER.search(text)
    if found is not None:
        raise YamlError(
            say("a control character is in the text"),
            text.count("\n", 0, found.start()) + 1,
            hint=say("delete the invisible character, or write the line again"),
        )
    return _LATE_MARK.sub(_JOINER, text.translate(_OTHER_BREAKS))
