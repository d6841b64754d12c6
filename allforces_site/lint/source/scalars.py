"""Changes a value of the front matter in place: line, order, comments and quotes are kept."""

from __future__ import annotations

import re

from allforces_site.errors import SiteError
from allforces_site.front_matter.parse import parse_front_matter
from allforces_site.front_matter.yaml import load_mapping
from allforces_site.front_matter.yaml_messages import YamlError
from allforces_site.lint.source.edits import Edit, apply_edits
from allforces_site.lint.source.source_file import SourceFile

_QUOTED = r'"[^"\\]*(?:\\.[^"\\]*)*"|\'[^\']*(?:\'\'[^\']*)*\''
_PLAIN = r"[^\s#\"'|>&*!%@`\[{](?:(?!\s#).)*?"
_COMMENT = r"[ \t]*(?:[ \t]#.*)?"


def scalar_edit(source_file: SourceFile, key: str, value: str) -> Edit | None:
    """The edit that sets a key to the text `value`, with the quotes it has; None if no edit is safe.

    An edit is safe if the value is on the line of its key, and every other value stays the same. A `value`
    that needs quotes gets them. `value` has no line break.
    """
    line = source_file.front.lines.get(key)
    if line is None:
        return None
    start = source_file.offset(line)
    text = source_file.lines[line - 1]
    found = re.fullmatch(rf"{re.escape(key)}[ \t]*:[ \t]+(?P<value>{_QUOTED}|{_PLAIN}){_COMMENT}", text)
    if found is None:
        return None
    place = (start + found.start("value"), start + found.end("value"))
    for spelling in _spellings(found["value"], value):
        edit = Edit(*place, spelling)
        if _says(source_file, edit, key, value):
            return edit
    return None


def _spellings(written: str, value: str) -> tuple[str, ...]:
    """The ways to write `value`, that of the author first."""
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    double = f'"{escaped}"'
    if written.startswith('"'):
        return (double,)
    if written.startswith("'"):
        doubled = value.replace("'", "''")
        return (f"'{doubled}'", double)
    return (value, double) if _is_text_to_all(value) else (double,)


def _is_text_to_all(value: str) -> bool:
    """Whether every YAML parser reads the plain `value` as text, not as a number or `yes`."""
    try:
        return load_mapping(f"value: {value}").values == {"value": value}
    except YamlError:
        return False


def _says(source_file: SourceFile, edit: Edit, key: str, value: str) -> bool:
    """Whether the edited front matter has `value` under `key` and is otherwise the same."""
    before = source_file.front
    try:
        after = parse_front_matter(apply_edits(source_file.text, [edit]), source_file.source)
    except SiteError:
        return False
    wanted = before.values | {key: value}
    return after.values == wanted and after.lines == before.lines and after.body_line == before.body_line
