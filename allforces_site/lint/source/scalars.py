"""Changes a value of the front matter where it stands: line, order, comments and quotes stay."""

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
    """The edit that gives a key the text `value`, in the quotes it has; None where none is safe.

    Safe is a value that stands on its key's line, and whose change leaves every other value as it is. Where
    `value` cannot stand without quotes it gets them. `value` holds no line break.
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
    """How `value` may be spelled, the author's own manner first."""
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    double = f'"{escaped}"'
    if written.startswith('"'):
        return (double,)
    if written.startswith("'"):
        doubled = value.replace("'", "''")
        return (f"'{doubled}'", double)
    return (value, double) if _is_text_to_all(value) else (double,)


def _is_text_to_all(value: str) -> bool:
    """Whether any program that reads YAML takes the plain `value` for text, and not for a number or `yes`."""
    try:
        return load_mapping(f"value: {value}").values == {"value": value}
    except YamlError:
        return False


def _says(source_file: SourceFile, edit: Edit, key: str, value: str) -> bool:
    """Whether the front matter with the edit says `value`, and of all else what it said before."""
    before = source_file.front
    try:
        after = parse_front_matter(apply_edits(source_file.text, [edit]), source_file.source)
    except SiteError:
        return False
    wanted = before.values | {key: value}
    return after.values == wanted and after.lines == before.lines and after.body_line == before.body_line
