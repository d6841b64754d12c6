"""Problems with the values of `_config.yml`, in words that authors understand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

from pydantic import ValidationError

from allforces_site.config.config_files import ConfigFile, place_of
from allforces_site.config.tolerance import taken_for
from allforces_site.errors import Problem, Severity
from allforces_site.front_matter.yaml_messages import shown
from allforces_site.messages.message import as_message
from allforces_site.text.address_secrets import without_secrets
from allforces_site.text.nearest_names import nearest_name
from allforces_site.text.time_zones import zone_hint

# Keys and indexes from the top of the file to a value.
Path: TypeAlias = tuple[str | int, ...]
Settings: TypeAlias = Mapping[str, tuple[str, ...]]


# Settings with whose wrong values Jekyll builds nothing, and those that Jekyll does not have.
_DECISIVE = frozenset(
    {
        "allforces", "content_categories", "permalink", "limit_posts", "exclude", "include",
        "data_dir", "layouts_dir", "includes_dir",
    }
)  # fmt: skip


def value_problems(
    exc: ValidationError, files: Sequence[ConfigFile], settings: Settings
) -> dict[Path, Problem]:
    """One problem for each wrong value in `files`, by its path.

    A value with which Jekyll builds gives a warning, as it is ignored. `settings` are the allowed keys, by
    the key that they are below, where other keys are refused.
    """
    by_value: dict[Path, Problem] = {}
    for details in exc.errors():
        path = _path(details["loc"])
        by_value.setdefault(path, _problem(path, dict(details), files, settings))
    return by_value


def _path(steps: Path) -> Path:
    """The keys and indexes of `steps`, without the members of unions, which pydantic adds."""
    return tuple(
        step
        for step in steps
        if not (isinstance(step, str) and ("[" in step or step in ("str", "function-before")))
    )


def _problem(path: Path, details: dict[str, Any], files: Sequence[ConfigFile], settings: Settings) -> Problem:
    place = place_of(files, path)
    is_decisive = path[0] in _DECISIVE
    outcome = "" if is_decisive else f"; {_outcome(path, details)}"
    hint = _value_hint(path, details, settings)
    return Problem(
        "config-value",
        Severity.ERROR if is_decisive else Severity.WARNING,
        as_message(without_secrets(_message(path, details)) + outcome),
        place.name,
        place.line,
        hint=None if hint is None else as_message(hint),
        excerpt=place.excerpt,
    )


def _outcome(path: Path, details: dict[str, Any]) -> str:
    taken = taken_for(str(path[0]), details["input"]) if len(path) == 1 else None
    return "it is ignored" if taken is None else f"it is taken as {shown(taken)}, as in Jekyll"


def _message(path: Path, details: dict[str, Any]) -> str:
    name = ".".join(str(step) for step in path)
    if details["type"] == "value_error":
        return f"{name}: {details['ctx']['error']}"
    if details["type"] == "extra_forbidden":
        return f"{name}: there is no such setting"
    if details["type"] == "missing":
        return f"{name} is missing"
    if name == "author":
        return f"author: found {shown(details['input'])}, wanted a name, or a mapping with `name`"
    wanted = details["msg"].removeprefix("Input should be ").removeprefix("a valid ")
    return f"{name}: found {shown(details['input'])}, wanted {_plain_type(wanted, path)}"


_MAPPINGS: Mapping[str | int, str] = {
    "scope": "path, type",
    "defaults": "scope, values",
    "content_categories": "name, slug, description",
    "checks": "rules, paths, …",
    "feeds": "address: atom, rss or json",
    "rules": "rule: error, warning, note or off",
    "paths": "pattern: {rule: error, warning, note or off}",
}


def _plain_type(wanted: str, path: Path) -> str:
    if wanted == "dictionary":
        # For an item of a list, the key of the list.
        key = path[0] if isinstance(path[-1], int) else path[-1]
        return f"a mapping ({_MAPPINGS.get(key, 'key: value')})"
    if wanted.startswith(("greater", "less")):
        return f"a number {wanted}"
    return {
        "string": "text",
        "tuple": "a list",
        "integer": "a whole number",
        "boolean": "true or false",
        "valid string": "text",
    }.get(wanted, wanted)


def _value_hint(path: Path, details: dict[str, Any], settings: Settings) -> str | None:
    if details["type"] == "extra_forbidden":
        known = settings[str(next(step for step in reversed(path[:-1]) if step in settings))]
        near = nearest_name(str(path[-1]), known)
        return f'did you mean "{near}"?' if near else f"known here: {', '.join(known)}"
    if path == ("timezone",):
        return zone_hint(str(details["input"]))
    if path[0] in _KEY_HINTS:
        return _KEY_HINTS[path[0]]
    if details["type"] == "string_type" and isinstance(details["input"], (bool, int, float)):
        return f"put the {'word' if isinstance(details['input'], bool) else 'number'} in quotes"
    return _HINTS.get(details["type"])


_KEY_HINTS: Mapping[str | int, str] = {
    "author": "write author: name, or author: {name: name}",
    "permalink": "write a style such as pretty, or a template such as /:year/:month/:title/",
}
_HINTS = {
    "tuple_type": "write [a, b], or one item a line, each behind a -",
    "bool_type": "write true or false, without quotes",
    "int_type": "write a whole number, without quotes",
    "dict_type": "write `key: value` lines, indented below the key",
    "missing": "every entry needs one",
}
