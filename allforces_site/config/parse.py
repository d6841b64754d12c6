"""Parses the text of `_config.yml` into a validated `Config`; reports all mistakes at once, with lines."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from allforces_site.config.messages import line_text, value_problems
from allforces_site.config.model import CONFIG_FILE, KNOWN_KEYS, Config
from allforces_site.config.schema import SETTINGS, validated
from allforces_site.errors import Problem, SiteError, error, warning
from allforces_site.front_matter.parse import TEXT_FIELDS
from allforces_site.front_matter.yaml import TextFields, line_of, load_mapping
from allforces_site.front_matter.yaml_loader import DoubledKey
from allforces_site.front_matter.yaml_messages import YamlError
from allforces_site.front_matter.yaml_notices import Notice
from allforces_site.text.nearest_names import did_you_mean, nearest_name

# Keys of Jekyll 4.3 (Configuration::DEFAULTS) and of its usual plugins that have no effect here, but are not
# typing errors either.
_JEKYLL_KEYS = frozenset(
    {
        "source",
        "destination",
        "collections_dir",
        "cache_dir",
        "plugins_dir",
        "layouts_dir",
        "data_dir",
        "includes_dir",
        "collections",
        "safe",
        "keep_files",
        "encoding",
        "markdown_ext",
        "strict_front_matter",
        "whitelist",
        "plugins",
        "gems",
        "markdown",
        "highlighter",
        "lsi",
        "incremental",
        "detach",
        "port",
        "host",
        "show_dir_listing",
        "quiet",
        "verbose",
        "liquid",
        "kramdown",
        "sass",
        "theme",
        "remote_theme",
        "feed",
        "sitemap",
        "twitter",
        "social",
        "logo",
        "email",
        "defaults",
        "disable_disk_cache",
        "livereload",
        "webmaster_verifications",
        "google_analytics",
        "compress_html",
        "repository",
        "locale",
        "name",
        "tagline",
        "paginate",
        "pagination",
        "minima",
        "search",
        "comments",
        "redirect_from",
    }
)

# The fields of `defaults` are those of front matter.
_DEFAULTS = TextFields(TEXT_FIELDS.texts, TEXT_FIELDS.lists, below=("defaults", "*", "values"))


def parse_config(text: str) -> tuple[Config, tuple[Problem, ...]]:
    """The configuration that `text` (YAML) holds, and warnings. Raises `SiteError`."""
    try:
        mapping = load_mapping(text, _DEFAULTS)
    except YamlError as exc:
        raise SiteError(
            [
                error(
                    "config-yaml",
                    exc.message,
                    CONFIG_FILE,
                    exc.line,
                    hint=exc.hint,
                    excerpt=line_text(text, exc.line),
                )
            ]
        ) from None
    # A key without a value (`url:`) means the default, as in Jekyll.
    values = mapping.values
    given = {key: value for key, value in values.items() if value is not None or key not in KNOWN_KEYS}
    try:
        config = validated(given)
    except ValidationError as exc:
        raise SiteError(value_problems(exc, text, SETTINGS)) from None
    noticed = (_notice_problem(notice, text) for notice in mapping.notices)
    twice = (_twice_problem(doubled, text) for doubled in mapping.twice)
    return config, (*twice, *noticed, *_near_misses(given, text))


def _notice_problem(notice: Notice, text: str) -> Problem:
    excerpt = line_text(text, notice.line)
    return warning(notice.code, notice.message, CONFIG_FILE, notice.line, hint=notice.hint, excerpt=excerpt)


def _twice_problem(doubled: DoubledKey, text: str) -> Problem:
    return warning(
        "key-twice",
        f'key "{doubled.key}" is written twice (first in line {doubled.first_line}); the last one counts',
        CONFIG_FILE,
        doubled.line,
        hint="delete one of the two",
        excerpt=line_text(text, doubled.line),
    )


def _near_misses(values: Mapping[str, Any], text: str) -> list[Problem]:
    """A warning for each unknown key whose name is close to a known one."""
    problems = []
    for key in values:
        if key in KNOWN_KEYS or key in _JEKYLL_KEYS:
            continue
        near = nearest_name(key, sorted(KNOWN_KEYS), 0.8)
        if near:
            line = line_of(text, (key,))
            problems.append(
                warning(
                    "config-unknown-key",
                    f'nothing reads the key "{key}"',
                    CONFIG_FILE,
                    line,
                    hint=did_you_mean(key, near),
                    excerpt=line_text(text, line),
                )
            )
    return problems
