"""`_config.yml` to a validated `Config`.

The keys are Jekyll's; what Jekyll has not lies under `allforces:`. Keys nobody knows stay readable
from templates as `site.<key>`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StrictBool,
    StrictInt,
    ValidationError,
    field_validator,
)

from allforces_site.config_problems import CONFIG_FILE, line_text, value_problems
from allforces_site.errors import Problem, SiteError, error, warning
from allforces_site.permalinks import (
    PostAddress,
    PostPlaceholders,
    encode_url,
    expand,
    output_path,
    permalink_template,
)
from allforces_site.yaml_text import DoubledKey, YamlError, line_of, load_mapping

# Jekyll 4.3 Configuration::DEFAULT_EXCLUDES
DEFAULT_EXCLUDES = (
    ".sass-cache",
    ".jekyll-cache",
    "gemfiles",
    "Gemfile",
    "Gemfile.lock",
    "node_modules",
    "vendor/bundle/",
    "vendor/cache/",
    "vendor/gems/",
    "vendor/ruby/",
)

# Keys of Jekyll 4.3 (Configuration::DEFAULTS) and of its usual plugins that shape nothing here, but
# are no typing errors either.
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


def _as_text(value: object) -> object:
    """YAML reads a bare `2024` as a number; as a title it is text."""
    return str(value) if isinstance(value, (int, float)) and not isinstance(value, bool) else value


def _as_list(value: object) -> object:
    return [value] if isinstance(value, str) else value


Text = Annotated[str, BeforeValidator(_as_text)]
PatternList = Annotated[tuple[str, ...], BeforeValidator(_as_list)]


class ContentCategory(BaseModel):
    """A category of `content_categories`: its name, its fixed slug, and what its page says of it."""

    model_config = ConfigDict(extra="allow", frozen=True)

    name: Text
    slug: Text | None = None
    description: Text = ""


class Scope(BaseModel):
    """Where a set of front matter defaults applies."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    path: Text | None = None
    type: Literal["posts", "pages", "drafts", "post", "page", "draft"] | None = None


class DefaultSet(BaseModel):
    """One entry of `defaults:`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    scope: Scope = Scope()
    values: dict[str, Any] = {}


class AllforcesSettings(BaseModel):
    """Settings that Jekyll has not.

    `collisions`: what two posts with one URL are. `reading_time`: whose minutes readers see, front
    matter's or the measured ones. The reading speeds' sources stand with `reading.ReadingSpeed`.
    `slugs` fixes the slug of a tag, author or category by its name.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    collisions: Literal["warn", "error"] = "warn"
    reading_time: Literal["declared", "measured"] = "declared"
    cjk_chars_per_minute: StrictInt = Field(default=500, gt=0, le=10_000)
    words_per_minute: StrictInt = Field(default=220, gt=0, le=10_000)
    slugs: dict[str, Text] = {}


class Config(BaseModel):
    """The validated configuration. The defaults are Jekyll 4.3's but for `lang`, `timezone`, `paginate`."""

    model_config = ConfigDict(extra="allow", frozen=True, arbitrary_types_allowed=True)

    title: Text = ""
    description: Text = ""
    url: Text = ""
    baseurl: Text = ""
    lang: str = "ja"
    author: Text | dict[str, Any] | None = None
    timezone: Text = "Asia/Tokyo"
    permalink: str = "date"
    paginate: StrictInt = Field(default=10, gt=0)
    paginate_path: Text = "/page:num/"
    future: StrictBool = False
    show_drafts: StrictBool = False
    unpublished: StrictBool = False
    limit_posts: StrictInt = Field(default=0, ge=0)
    exclude: PatternList = ()
    include: PatternList = (".htaccess",)
    defaults: tuple[DefaultSet, ...] = ()
    excerpt_separator: Text = "\n\n"
    content_categories: tuple[ContentCategory, ...] = ()
    allforces: AllforcesSettings = AllforcesSettings()

    @property
    def zone(self) -> ZoneInfo:
        """The zone in which dates are shown and put into URLs."""
        return ZoneInfo(self.timezone)

    @property
    def author_name(self) -> str | None:
        """The author of posts that name none."""
        if isinstance(self.author, dict):
            name = self.author.get("name")
            return str(name) if name is not None else None
        return self.author

    @property
    def post_permalink(self) -> str:
        """The permalink template of posts: `collections.posts.permalink` wins, as in Jekyll."""
        collections = (self.model_extra or {}).get("collections")
        posts = collections.get("posts") if isinstance(collections, dict) else None
        own = posts.get("permalink") if isinstance(posts, dict) else None
        return permalink_template(own if isinstance(own, str) else self.permalink)

    @property
    def excluded(self) -> tuple[str, ...]:
        """Patterns of files that are no part of the site."""
        return (*self.exclude, *DEFAULT_EXCLUDES)

    @property
    def values(self) -> Mapping[str, Any]:
        """Everything a template may ask for as `site.<key>`: known keys, then the author's own."""
        known = {name: getattr(self, name) for name in type(self).model_fields}
        return {**known, **(self.model_extra or {})}

    @field_validator("author")
    @classmethod
    def _named(cls, value: str | dict[str, Any] | None) -> str | dict[str, Any] | None:
        if isinstance(value, dict) and not isinstance(value.get("name"), (str, int, float)):
            raise ValueError("the mapping has no `name`")
        return value

    @field_validator("timezone")
    @classmethod
    def _known_zone(cls, value: str) -> str:
        try:
            ZoneInfo(value)
        except (ValueError, OSError, KeyError):
            raise ValueError(f'there is no time zone "{value}"') from None
        return value

    @field_validator("url")
    @classmethod
    def _plain_origin(cls, value: str) -> str:
        value = value.rstrip("/")
        if value and not re.fullmatch(r"https?://[^\s/?#]+", value):
            raise ValueError(
                f'"{value}" is no site address such as https://example.com (a path goes to baseurl)'
            )
        return value

    @field_validator("baseurl", mode="before")
    @classmethod
    def _no_baseurl_is_empty(cls, value: object) -> object:
        return "" if value is None else value

    @field_validator("baseurl")
    @classmethod
    def _leading_slash(cls, value: str) -> str:
        value = value.strip("/")
        if re.search(r"[\s?#\\]|^\w+:|(^|/)\.\.?(/|$)", value):
            raise ValueError(f'"{value}" is no path such as /blog')
        return encode_url(f"/{value}") if value else ""

    @field_validator("paginate", mode="before")
    @classmethod
    def _no_pagination_is_the_default(cls, value: object) -> object:
        return 10 if value is None else value

    @field_validator("paginate_path")
    @classmethod
    def _numbered(cls, value: str) -> str:
        if ":num" not in value:
            raise ValueError(f'"{value}" lacks :num, the place of the page number')
        value = encode_url("/" + value.strip("/") + "/")
        output_path(value)  # It raises ValueError for a path that leads out of the output folder.
        return value

    @field_validator("permalink")
    @classmethod
    def _known_placeholders(cls, value: str) -> str:
        address = PostAddress(datetime(2000, 1, 1, tzinfo=UTC), "slug")
        try:
            expand(permalink_template(value), PostPlaceholders(address))
        except ValueError as exc:
            raise ValueError(str(exc).removeprefix("permalink ")) from None
        return value


_KNOWN_KEYS = frozenset(Config.model_fields)


# Where only these keys are allowed.
_SETTINGS = {"allforces": tuple(AllforcesSettings.model_fields), "defaults": tuple(DefaultSet.model_fields)}


def load_config(source: Path) -> tuple[Config, tuple[Problem, ...]]:
    """The configuration of the site at `source`, and warnings; a missing file means defaults.

    Raises `SiteError` with every wrong value, each with its line.
    """
    path = source / CONFIG_FILE
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        return Config(), ()
    except UnicodeDecodeError as exc:
        raise SiteError(
            [
                error(
                    "config-not-utf8",
                    f"cannot be read as text: byte 0x{exc.object[exc.start]:02X} is not UTF-8",
                    CONFIG_FILE,
                    exc.object.count(b"\n", 0, exc.start) + 1,
                    hint="save the file as UTF-8",
                )
            ]
        ) from None
    except OSError as exc:
        raise SiteError(
            [
                error(
                    "config-unreadable",
                    f"cannot be read: {exc.strerror}",
                    CONFIG_FILE,
                    hint="mend its permissions, or put a file in its place",
                )
            ]
        ) from None
    return parse_config(text.replace("\r\n", "\n"))


def parse_config(text: str) -> tuple[Config, tuple[Problem, ...]]:
    """The configuration that `text` (YAML) holds, and warnings. Raises `SiteError`."""
    try:
        mapping = load_mapping(text)
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
    given = {key: value for key, value in values.items() if value is not None or key not in _KNOWN_KEYS}
    try:
        config = Config.model_validate(given)
    except ValidationError as exc:
        raise SiteError(value_problems(exc, text, _SETTINGS)) from None
    return config, (*(_twice(doubled, text) for doubled in mapping.twice), *_near_misses(given, text))


def _twice(doubled: DoubledKey, text: str) -> Problem:
    return warning(
        "key-twice",
        f'key "{doubled.key}" is written twice (first in line {doubled.first_line}); the last one counts',
        CONFIG_FILE,
        doubled.line,
        hint="delete one of the two",
        excerpt=line_text(text, doubled.line),
    )


def _near_misses(values: Mapping[str, Any], text: str) -> list[Problem]:
    problems = []
    for key in values:
        if key in _KNOWN_KEYS or key in _JEKYLL_KEYS:
            continue
        near = get_close_matches(key, sorted(_KNOWN_KEYS), n=1, cutoff=0.8)
        if near:
            line = line_of(text, (key,))
            problems.append(
                warning(
                    "config-unknown-key",
                    f'nothing reads the key "{key}"',
                    CONFIG_FILE,
                    line,
                    hint=f'did you mean "{near[0]}"?',
                    excerpt=line_text(text, line),
                )
            )
    return problems
