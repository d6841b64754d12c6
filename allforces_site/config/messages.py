"""Problems with the values of `_config.yml`, in words that authors understand."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

from pydantic import ValidationError

from allforces_site.config.config_files import ConfigFile, place_of
from allforces_site.config.tolerance import taken_for
from allforces_site.errors import Problem, Severity
from allforces_site.front_matter.yaml_messages import shown
from allforces_site.messages.message import Message, as_it_is, say, why_wrong
from allforces_site.text.address_secrets import message_without_secrets
from allforces_site.text.nearest_names import did_you_mean, nearest_name
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
    exc: ValidationError, given: Mapping[str, Any], files: Sequence[ConfigFile], settings: Settings
) -> dict[Path, Problem]:
    """One problem for each wrong value of those `given` in `files`, by its path.

    A value with which Jekyll builds gives a warning, as it is ignored. `settings` are the allowed keys, by
    the key that they are below, where other keys are refused.
    """
    by_value: dict[Path, Problem] = {}
    for details in exc.errors():
        path = _path(details["loc"], given)
        by_value.setdefault(path, _problem(path, dict(details), files, settings))
    return by_value


def _path(steps: Path, given: object) -> Path:
    """The keys and indexes of `steps`, without the members of unions, which pydantic adds.

    A step is none of these if `given` has a key of its name, as an author may write any.
    """
    path: list[str | int] = []
    for step in steps:
        is_key = isinstance(given, Mapping) and step in given
        if is_key or not (isinstance(step, str) and ("[" in step or step in ("str", "function-before"))):
            given = given[step] if is_key or _is_item(given, step) else None  # type: ignore[index]
            path.append(step)
    return tuple(path)


def _is_item(given: object, step: str | int) -> bool:
    return isinstance(given, list) and isinstance(step, int)


def _problem(path: Path, details: dict[str, Any], files: Sequence[ConfigFile], settings: Settings) -> Problem:
    place = place_of(files, path)
    is_decisive = path[0] in _DECISIVE
    message = message_without_secrets(_message(path, details))
    return Problem(
        "config-value",
        Severity.ERROR if is_decisive else Severity.WARNING,
        message if is_decisive else _with_outcome(message, path, details),
        place.name,
        place.line,
        hint=_value_hint(path, details, settings),
        excerpt=place.excerpt,
    )


def _with_outcome(problem: Message, path: Path, details: dict[str, Any]) -> Message:
    taken = taken_for(str(path[0]), details["input"]) if len(path) == 1 else None
    if taken is None:
        return say("{problem}; it is ignored", problem=problem)
    return say("{problem}; it is taken as {value}, as in Jekyll", problem=problem, value=shown(taken))


def _message(path: Path, details: dict[str, Any]) -> Message:
    name = ".".join(str(step) for step in path)
    if details["type"] == "value_error":
        return say("{key}: {problem}", key=name, problem=why_wrong(details["ctx"]["error"]))
    if details["type"] == "extra_forbidden":
        return say("{key}: there is no such setting", key=name)
    if details["type"] == "missing":
        return say("{key} is missing", key=name)
    wanted = say("a name, or a mapping with `name`") if name == "author" else _wanted(path, details)
    found = shown(details["input"])
    return say("{key}: found {found}, wanted {wanted}", key=name, found=found, wanted=wanted)


_MAPPINGS: Mapping[str | int, Message] = {
    "scope": say("path, type"),
    "defaults": say("scope, values"),
    "content_categories": say("name, slug, description"),
    "checks": say("rules, paths, …"),
    "feeds": say("address: atom, rss or json"),
    "rules": say("rule: error, warning, note or off"),
    "paths": say("pattern: {{rule: error, warning, note or off}}"),
}

# By the type of pydantic's error (https://docs.pydantic.dev/latest/errors/validation_errors/).
_PLAIN_TYPES: Mapping[str, Message] = {
    "string_type": say("text"),
    "tuple_type": say("a list"),
    "int_type": say("a whole number"),
    "bool_type": say("true or false"),
}


def _wanted(path: Path, details: dict[str, Any]) -> Message:
    """What a value should be that is of a wrong type, too small or large, or none of some words."""
    kind, limits = details["type"], details.get("ctx", {})
    match kind:
        case "dict_type":
            # For an item of a list, the key of the list.
            key = path[0] if isinstance(path[-1], int) else path[-1]
            return say("a mapping ({keys})", keys=_MAPPINGS.get(key, say("key: value")))
        case "literal_error":
            return _one_of(re.findall("'[^']*'", limits["expected"]))
        case "greater_than":
            return say("a number greater than {limit}", limit=limits["gt"])
        case "greater_than_equal":
            return say("a number greater than or equal to {limit}", limit=limits["ge"])
        case "less_than_equal":
            return say("a number less than or equal to {limit}", limit=limits["le"])
        case "string_pattern_mismatch":
            return say("text of the form {pattern}", pattern=limits["pattern"])
        case _:
            return _PLAIN_TYPES.get(kind, as_it_is(details["msg"]))


def _one_of(words: Sequence[str]) -> Message:
    *others, last = words
    return say("{words} or {last}", words=tuple(others), last=last) if others else as_it_is(last)


def _value_hint(path: Path, details: dict[str, Any], settings: Settings) -> Message | None:
    if details["type"] == "extra_forbidden":
        known = settings[str(next(step for step in reversed(path[:-1]) if step in settings))]
        near = nearest_name(str(path[-1]), known)
        return did_you_mean(str(path[-1]), near) if near else say("known here: {names}", names=known)
    if path == ("timezone",):
        return zone_hint(str(details["input"]))
    if path[0] in _KEY_HINTS:
        return _KEY_HINTS[path[0]]
    if details["type"] == "string_type" and isinstance(details["input"], bool):
        return say("put the word in quotes")
    if details["type"] == "string_type" and isinstance(details["input"], (int, float)):
        return say("put the number in quotes")
    return _HINTS.get(details["type"])


_KEY_HINTS: Mapping[str | int, Message] = {
    "author": say("write author: name, or author: {{name: name}}"),
    "permalink": say("write a style such as pretty, or a template such as /:year/:month/:title/"),
}
_HINTS = {
    "tuple_type": say("write [a, b], or one item a line, each behind a -"),
    "bool_type": say("write true or false, without quotes"),
    "int_type": say("write a whole number, without quotes"),
    "dict_type": say("write `key: value` lines, indented below the key"),
    "missing": say("every entry needs one"),
}
