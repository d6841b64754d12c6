"""Parses the text of `_config.yml` into a validated `Config`; reports all mistakes at once, with lines."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pydantic import ValidationError

from allforces_site.config.config_files import ConfigFile, line_text, merged_values, place_of
from allforces_site.config.feeds import impossible_paths
from allforces_site.config.markdown_options import problems_of_options
from allforces_site.config.messages import value_problems
from allforces_site.config.model import CONFIG_FILE, KNOWN_KEYS, Config
from allforces_site.config.schema import SETTINGS, validated
from allforces_site.config.tolerance import without
from allforces_site.config.without_effect import REASONS
from allforces_site.errors import Problem, Severity, SiteError, error, in_order, warning
from allforces_site.front_matter.parse import TEXT_FIELDS
from allforces_site.front_matter.yaml import load_mapping
from allforces_site.front_matter.yaml_messages import YamlError
from allforces_site.front_matter.yaml_values import DoubledKey, Notice, TextFields, YamlMapping, twice_message
from allforces_site.messages.message import say
from allforces_site.text.nearest_names import did_you_mean, nearest_name

# Other keys of Jekyll and of its usual plugins: they are no typing errors.
_JEKYLL_KEYS = frozenset(
    {
        *REASONS,
        "collections", "collections_dir", "plugins_dir", "plugins", "gems", "highlighter", "markdown",
        "kramdown", "sass", "feed", "sitemap", "twitter", "social", "logo", "email",
        "organization", "authors", "webmaster_verifications", "google_analytics", "compress_html",
        "repository", "locale", "name", "tagline", "paginate", "pagination", "minima", "search", "comments",
        "redirect_from",
    }
)  # fmt: skip

# The fields of `defaults` are those of front matter.
_DEFAULTS = TextFields(TEXT_FIELDS.texts, TEXT_FIELDS.lists, below=("defaults", "*", "values"))


def parse_config(text: str) -> tuple[Config, tuple[Problem, ...]]:
    """The configuration that `text` (YAML) holds, and warnings. Raises `SiteError`."""
    return parse_configs([(CONFIG_FILE, text)])


def parse_configs(texts: Sequence[tuple[str, str]]) -> tuple[Config, tuple[Problem, ...]]:
    """The configuration of several files, given by name and text, and warnings; later files override earlier
    ones key by key, as in Jekyll. Raises `SiteError`.
    """
    files = [ConfigFile(name, text, _mapping(name, text)) for name, text in texts]
    values = merged_values([file.mapping.values for file in files])
    # A key without a value (`url:`) means the default, as in Jekyll, and so does `false` for most keys.
    given = {key: value for key, value in values.items() if not _means_the_default(key, value)}
    config, ignored = _accepted(given, files)
    noticed = (_notice_problem(notice, file) for file in files for notice in file.mapping.notices)
    twice = (_twice_problem(doubled, file) for file in files for doubled in file.mapping.twice)
    return config, (
        *ignored,
        *twice,
        *noticed,
        *_near_misses(given, files),
        *_unknown_types(config, files),
        *_impossible_feeds(given, files),
        *problems_of_options(given, files),
    )


def _mapping(name: str, text: str) -> YamlMapping:
    try:
        return load_mapping(text, _DEFAULTS)
    except YamlError as exc:
        excerpt = line_text(text, exc.line)
        problem = error("config-yaml", exc.message, name, exc.line, hint=exc.hint, excerpt=excerpt)
        raise SiteError([problem]) from None


_OFF = frozenset(
    {"title", "description", "url", "baseurl", "author", "paginate", "defaults", "excerpt_separator"}
)


def _means_the_default(key: str, value: object) -> bool:
    return (value is None and (key in KNOWN_KEYS or key in ("collections", "collections_dir"))) or (
        value is False and key in _OFF
    )


def _accepted(given: Mapping[str, Any], files: Sequence[ConfigFile]) -> tuple[Config, list[Problem]]:
    """The configuration of the values that can be read, and a warning for each that is ignored.

    Raises `SiteError` if a value is wrong with which Jekyll builds nothing either.
    """
    try:
        return validated(given), []
    except ValidationError as exc:
        wrong = value_problems(exc, given, files, SETTINGS)
    problems = in_order(wrong.values())
    if any(problem.severity is Severity.ERROR for problem in problems):
        raise SiteError(problems)
    config, _ = _accepted(without(given, wrong), files)
    return config, problems


def _unknown_types(config: Config, files: Sequence[ConfigFile]) -> list[Problem]:
    """A warning for each type of `defaults` that nothing has: they apply to nothing, as in Jekyll."""
    known = ["posts", "pages", "drafts", *(collection.name for collection in config.collections)]
    problems = []
    for index, chosen in enumerate(config.defaults):
        name = chosen.scope.type
        if name is None or name in known or f"{name}s" in known:
            continue
        place = place_of(files, ("defaults", index, "scope", "type"))
        near = nearest_name(name, known)
        problems.append(
            warning(
                "config-value",
                say(
                    '{key}: nothing is of the type "{type}", so these values are not used',
                    key=f"defaults.{index}.scope.type",
                    type=name,
                ),
                place.name,
                place.line,
                hint=did_you_mean(name, near)
                if near
                else say("write posts, pages, or the name of a collection"),
                excerpt=place.excerpt,
            )
        )
    return problems


def _impossible_feeds(given: Mapping[str, Any], files: Sequence[ConfigFile]) -> Iterator[Problem]:
    """A warning for each path of a feed at which no file can be written."""
    for keys, path in impossible_paths(given):
        place = place_of(files, keys)
        yield warning(
            "config-value",
            say('{key}: no feed can be written at "{path}"; it is ignored', key=".".join(keys), path=path),
            place.name,
            place.line,
            hint=say("write a path such as /feed/news.xml"),
            excerpt=place.excerpt,
        )


def _notice_problem(notice: Notice, file: ConfigFile) -> Problem:
    excerpt = line_text(file.text, notice.line)
    return warning(notice.code, notice.message, file.name, notice.line, hint=notice.hint, excerpt=excerpt)


def _twice_problem(doubled: DoubledKey, file: ConfigFile) -> Problem:
    return warning(
        "key-twice",
        twice_message(doubled),
        file.name,
        doubled.line,
        hint=say("delete one of the two"),
        excerpt=line_text(file.text, doubled.line),
    )


def _near_misses(values: Mapping[str, Any], files: Sequence[ConfigFile]) -> list[Problem]:
    """A warning for each unknown key whose name is close to a known one."""
    problems = []
    for key in values:
        if key in KNOWN_KEYS or key in _JEKYLL_KEYS:
            continue
        near = nearest_name(key, sorted(KNOWN_KEYS), 0.8)
        if near:
            place = place_of(files, (key,))
            problems.append(
                warning(
                    "config-unknown-key",
                    say('nothing reads the key "{key}"', key=key),
                    place.name,
                    place.line,
                    hint=did_you_mean(key, near),
                    excerpt=place.excerpt,
                )
            )
    return problems
