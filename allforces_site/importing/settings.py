"""Writes a comment at each key of `_config.yml` that changes nothing; all other bytes stay as they are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from allforces_site.config.without_effect import settings_without_effect
from allforces_site.errors import Problem
from allforces_site.files.regular_files import read_regular
from allforces_site.front_matter.yaml import load_mapping
from allforces_site.front_matter.yaml_messages import YamlError
from allforces_site.front_matter.yaml_values import YamlMapping
from allforces_site.importing.values import Setting, ToPort
from allforces_site.messages.message import Message, in_language, say

_BOM = b"\xef\xbb\xbf"
# A warning: the value is not used. Keys that the build does not know may be read by templates.
_IGNORED = "config-value"


def idle_settings(
    file: Path, missing_plugins: Sequence[ToPort], problems: Iterable[Problem]
) -> list[Setting]:
    """The keys of a `_config.yml` that change nothing, by line, each with the reason.

    `problems` are those of the settings: a value that is ignored changes nothing either.
    """
    mapping = _mapping(read_regular(file))
    if mapping is None:
        return []
    reasons = settings_without_effect(mapping.values)
    for key in ("plugins", "gems"):
        named = tuple(plugin.name for plugin in missing_plugins if key in plugin.used_in)
        reasons |= {key: say("not part of this generator: {names}", names=named)} if named else {}
    reasons = _ignored(mapping, problems) | reasons
    settings = [Setting(key, line, reasons[key]) for key, line in mapping.lines.items() if key in reasons]
    return sorted(settings, key=lambda setting: setting.line)


def _ignored(mapping: YamlMapping, problems: Iterable[Problem]) -> dict[str, Message]:
    """The keys with values that are not used, each with what is used in their place."""
    lines = sorted((line, key) for key, line in mapping.lines.items())
    found: dict[str, Message] = {}
    for problem in problems:
        line = problem.line if problem.code == _IGNORED else None
        keys = [key for begin, key in lines if line is not None and begin <= line]
        found |= dict.fromkeys(keys[-1:], problem.message)
    return found


def with_comments(content: bytes, settings: Sequence[Setting], lang: str) -> bytes:
    """The text of a `_config.yml` with a comment above each of these keys, and else the same bytes.

    The comments are in the language `lang`. The text as it was, if comments would change what it says.
    """
    bom, text = (_BOM, content[3:]) if content.startswith(_BOM) else (b"", content)
    lines = text.split(b"\n")
    end = b"\r\n" if lines[0].endswith(b"\r") else b"\n"
    for setting in sorted(settings, key=lambda item: item.line, reverse=True):
        if setting.line <= len(lines) and setting.key.encode() in lines[setting.line - 1]:
            effect = say("{key} has no effect: {reason}", key=setting.key, reason=setting.reason)
            comment = f"# allforces: {_one_line(in_language(effect, lang))}"
            lines[setting.line - 1] = comment.encode() + end + lines[setting.line - 1]
    commented = bom + b"\n".join(lines)
    before, after = _mapping(content), _mapping(commented)
    is_same = before is not None and after is not None and _same(before.values, after.values)
    return commented if is_same else content


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _same(one: Mapping[str, object], other: Mapping[str, object]) -> bool:
    return repr(one) == repr(other)  # Not `==`: a value may be NaN.


def _mapping(content: bytes) -> YamlMapping | None:
    try:
        return load_mapping(content.decode("utf-8-sig").replace("\r\n", "\n"))
    except (UnicodeDecodeError, YamlError):
        return None
