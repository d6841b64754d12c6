"""Finds what an author probably did not mean in valid YAML. Pure."""

from __future__ import annotations

from collections.abc import Iterator

import yaml

from allforces_site.front_matter.yaml_loader import TEXT
from allforces_site.front_matter.yaml_slips import run_together
from allforces_site.front_matter.yaml_values import Notice
from allforces_site.messages.message import say
from allforces_site.text.lookalikes import described, odd_character, plain_name


def notices(node: yaml.Node, text: str, prose: frozenset[str] = frozenset()) -> list[Notice]:
    """Notices about the value `node` of `text`.

    In fields named in `prose`, a `# ` is reported as text that was cut off; elsewhere it begins a comment,
    and only a # directly followed by a character is reported.
    """
    return list(_in_value(node, text.split("\n"), prose, set(), key=None))


def _in_value(
    node: yaml.Node, lines: list[str], prose: frozenset[str], seen: set[int], key: yaml.ScalarNode | None
) -> Iterator[Notice]:
    if id(node) in seen:  # An alias.
        return
    seen.add(id(node))
    if isinstance(node, yaml.ScalarNode):
        yield from _in_scalar(node, lines, prose, key)
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _in_value(item, lines, prose, seen, None)
    elif isinstance(node, yaml.MappingNode):
        for name, value in node.value:
            if isinstance(name, yaml.ScalarNode):
                yield from _in_key(name, lines)
                yield from _in_value(value, lines, prose, seen, name)


def _in_key(key: yaml.ScalarNode, lines: list[str]) -> Iterator[Notice]:
    if odd_character(key.value) and key.start_mark.line < len(lines):
        written = lines[key.start_mark.line][key.start_mark.column :]
        odd = odd_character(written) or odd_character(key.value)
        assert odd is not None
        message = say(
            '{character} is in the key "{key}"', character=described(odd), key=plain_name(key.value)
        )
        yield Notice("invisible-character", key.start_mark.line + 1, message, say("write the key again"))


def _in_scalar(
    node: yaml.ScalarNode, lines: list[str], prose: frozenset[str], key: yaml.ScalarNode | None
) -> Iterator[Notice]:
    first, last = node.start_mark.line, node.end_mark.line
    if node.style not in ("|", ">") and last < len(lines):
        first_of_text = first if key is not None and key.end_mark.line < first else first + 1
        place = run_together(lines[first_of_text : last + 1])
        if place is not None:
            line = first_of_text + place
            message = say(
                'the line "{line}" is read as part of the text that begins above', line=lines[line].strip()
            )
            hint = say(
                "begin list items with `- `, keys with `key: `, each on a line of its own, and close quotes"
            )
            yield Notice("lines-joined", line + 1, message, hint)
    if not node.style and last < len(lines):
        yield from _cut(node, lines[last], key is not None and key.value in prose)


def _cut(node: yaml.ScalarNode, line: str, is_prose: bool) -> Iterator[Notice]:
    rest = line[node.end_mark.column :]
    comment = rest.lstrip(" \t")
    if not comment.startswith("#") or (node.value and node.tag != TEXT):
        return
    if is_prose or not comment[1:2].isspace():
        message = (
            say(
                'of "{written}" only "{read}" is read: a # behind a space begins a comment',
                written=f"{node.value}{rest.rstrip()}",
                read=node.value,
            )
            if node.value
            else say('"{comment}" is a comment, so the value is empty', comment=comment.rstrip())
        )
        hint = say("put the text in quotes; a comment goes on a line of its own")
        yield Notice("comment-cut", node.end_mark.line + 1, message, hint)
