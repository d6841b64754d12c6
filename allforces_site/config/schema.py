"""The schema of `_config.yml`: validates all values at once, and makes a `Config` of them.

Importing pydantic takes as long as reading fifty posts, so this module is imported only for a text that no
earlier build has validated.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Annotated, Any, Literal, Required
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator, ConfigDict, Field, StrictBool, StrictInt, TypeAdapter
from typing_extensions import TypedDict  # pydantic wants this one below Python 3.12

from allforces_site.config.ai_settings import CRAWLERS, PURPOSES, AiSettings
from allforces_site.config.collections import collections_of
from allforces_site.config.markdown_options import markdown_options_of
from allforces_site.config.model import (
    KNOWN_KEYS,
    AllforcesSettings,
    CheckSettings,
    Config,
    ContentCategory,
    DefaultSet,
    DeployTarget,
    IconSettings,
    IndexNow,
    Scope,
)
from allforces_site.config.site_feeds import SiteFeed, feed_address
from allforces_site.files.documentation import page_named
from allforces_site.files.paths import fault_of
from allforces_site.messages.message import WrongValueError, say
from allforces_site.text.address_secrets import secret_in
from allforces_site.text.nearest_names import did_you_mean, nearest_name
from allforces_site.text.time_zones import check_zone
from allforces_site.urls.permalinks import (
    PostAddress,
    PostPlaceholders,
    UnknownPlaceholderError,
    encode_url,
    expand,
    output_path,
    permalink_template,
)

# ---- rules ------------------------------------------------------------------------------------


def _as_text(value: object) -> object:
    """YAML reads a bare `2024` as a number; as a title it is text."""
    return str(value) if isinstance(value, (int, float)) and not isinstance(value, bool) else value


def _as_list(value: object) -> object:
    return [value] if isinstance(value, str) else value


def _in_place_of_none(default: object) -> Callable[[object], object]:
    return lambda value: default if value is None else value


def _named(value: str | dict[str, Any] | None) -> str | dict[str, Any] | None:
    if isinstance(value, dict) and not isinstance(value.get("name"), (str, int, float)):
        raise WrongValueError(say("the mapping has no `name`"))
    return value


def _known_zone(value: str) -> str:
    check_zone(value)
    return value


def plain_origin(value: str) -> str:
    """The address of a site without a path. Raises WrongValueError for anything else."""
    value = value.rstrip("/")
    if "@" in value:
        raise WrongValueError(say("an address with a user or a password is wrong here: every page shows it"))
    if value and not (re.fullmatch(r"https?://[^\s/?#\\<>\"'`{}|^]+", value) and _has_host(value)):
        raise WrongValueError(
            say(
                '"{value}" is no site address such as https://example.com (a path goes to baseurl)',
                value=value,
            )
        )
    return value


def _has_host(address: str) -> bool:
    """Whether an address has a host, and a valid port if any (RFC 3986, 3.2)."""
    try:
        parts = urlsplit(address)
        return bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False


def leading_slash(value: str) -> str:
    """The path below which a site is served: "" or one such as "/blog". Raises WrongValueError."""
    value = value.strip("/")
    if re.search(r"[\s?#\\]|^\w+:|(^|/)\.\.?(/|$)", value):
        raise WrongValueError(say('"{value}" is no path such as /blog', value=value))
    return encode_url(f"/{value}") if value else ""


def _numbered(value: str) -> str:
    if ":num" not in value:
        raise WrongValueError(say('"{value}" lacks :num, the place of the page number', value=value))
    value = encode_url("/" + value.strip("/") + "/")
    output_path(value)  # Raises WrongValueError for a path that leads out of the output folder.
    return value


def _known_placeholders(value: str) -> str:
    address = PostAddress(datetime(2000, 1, 1, tzinfo=UTC), "slug")
    try:
        expand(permalink_template(value), PostPlaceholders(address))
    except UnknownPlaceholderError as exc:
        raise WrongValueError(exc.setting_message) from None
    return value


Text = Annotated[str, BeforeValidator(_as_text)]
PatternList = Annotated[tuple[str, ...], BeforeValidator(_as_list)]

# ---- keys. Their defaults are in `Config`; keys that are not given are not in the checked mapping. --


class _Category(TypedDict, total=False):
    __pydantic_config__ = ConfigDict(extra="allow")  # type: ignore[misc]

    name: Required[Text]
    slug: Text | None
    description: Text


class _Scope(TypedDict, total=False):
    __pydantic_config__ = ConfigDict(extra="ignore")  # type: ignore[misc]

    path: Text | None
    type: Text | None


class _DefaultSet(TypedDict, total=False):
    __pydantic_config__ = ConfigDict(extra="forbid")  # type: ignore[misc]

    scope: _Scope
    values: dict[str, Any]


def _off(value: object) -> object:
    """YAML 1.1 reads a bare `off` as false."""
    return "off" if value is False else value


Weight = Annotated[Literal["error", "warning", "note", "off"], BeforeValidator(_off)]


def _below_the_source(value: str) -> str:
    """The path of a folder in the source folder, without slashes around it."""
    folder = value.strip("/")
    if folder and (fault := fault_of(folder)):
        raise WrongValueError(say('"{value}" is no folder of the source: {fault}', value=value, fault=fault))
    return folder


Folder = Annotated[Text, AfterValidator(_below_the_source)]


class _Checks(TypedDict, total=False):
    __pydantic_config__ = ConfigDict(extra="forbid")  # type: ignore[misc]

    rules: dict[str, Weight]
    paths: dict[str, dict[str, Weight]]
    per_file_ignores: dict[str, PatternList]
    affiliate_hosts: PatternList
    https_hosts: PatternList
    description_length: Annotated[StrictInt, Field(gt=0)]
    baseline: str | None


def _one_place(target: Mapping[str, Any]) -> Mapping[str, Any]:
    kinds = [kind for kind in ("branch", "rsync", "bucket") if target.get(kind)]
    if len(kinds) != 1:
        raise WrongValueError(say("a target has one of branch, rsync and bucket"))
    return target


def _no_option(value: str) -> str:
    """A value that is passed to git, rsync or a server, where it must not be taken for an option."""
    if value.startswith("-"):
        raise WrongValueError(
            say('"{value}" begins with -, and a program would take it for an option', value=value)
        )
    if not value.isprintable():
        raise WrongValueError(say("{value} holds a control character", value=ascii(value)))
    return value


def _no_secret(value: str) -> str:
    """Refuses `rsync://user:password@host` and the like: a repository must not hold secrets."""
    if kind := secret_in(value):
        raise WrongValueError(
            say(
                "an address with {secret}: secrets come from the environment, see {page}",
                secret=kind,
                page=page_named("deploy.md"),
            )
        )
    return value


def _plain_host(value: str) -> str:
    """Refuses `user@-oProxyCommand=…:folder`: ssh gets the host as an argument of its own."""
    if re.match(r"(?:[\w+.-]+://)?(?:[^/@\s]*@)?\[?-", value):
        raise WrongValueError(
            say('the host in "{value}" begins with -, and a program would take it for an option', value=value)
        )
    return value


# Characters that are special to a shell. rsync before 3.2.4 passes a folder to the remote shell unquoted.
_SHELL = re.compile(r"[\s`$;&|<>(){}\[\]'\"\\*?!#]")


def _plain_folder(value: str) -> str:
    """Refuses a folder on another host that its shell, or rsync there, would interpret differently."""
    remote = re.match(r"(?!\w+://)(?:[^/@\s]*@)?(?:\[[^/\]]*\]|[^/:]*):(.*)", value)
    if remote and (_SHELL.search(remote[1]) or remote[1].lstrip(":").startswith("-")):
        raise WrongValueError(
            say('the folder in "{value}" holds signs that the shell there has other uses for', value=value)
        )
    return value


def _no_transport(value: str) -> str:
    """Refuses `ext::command` and `fd::17`, with which git starts programs (git-remote-ext, git-remote-fd)."""
    if re.match(r"[\w+.-]+::", value):
        raise WrongValueError(
            say('"{value}" names a program, and no address or remote of a repository', value=value)
        )
    return value


# git-check-ref-format(1), rules 1 to 9, except those that others here imply.
_NO_BRANCH = re.compile(
    r"\.\.|@\{|//|[\s~^:?*\[\\\x7f]|(?:^|/)\.|\.lock(?:/|$)|[./]$|^/|^@$|^HEAD$|^refs/", re.IGNORECASE
)


def _branch_name(value: str) -> str:
    if not value or _NO_BRANCH.search(value):
        raise WrongValueError(say('"{value}" is no name of a branch such as gh-pages', value=value))
    return value


def _key_prefix(value: str) -> str:
    if value.strip("/") and (fault := fault_of(value.strip("/"))):
        raise WrongValueError(say('"{value}" is no prefix such as blog/: {fault}', value=value, fault=fault))
    return value


def _server(value: str) -> str:
    if not re.fullmatch(r"https?://[^\s/?#@]+(?:/[^\s?#]*)?", value, re.IGNORECASE):
        raise WrongValueError(say("no address of a server such as https://s3.example.com"))
    return value


def _bucket_name(value: str) -> str:
    if not re.fullmatch(r"[\w.:/-]+", value, re.ASCII):
        raise WrongValueError(say('"{value}" is no name of a bucket', value=value))
    return value


Place = Annotated[str, AfterValidator(_no_option), AfterValidator(_no_secret), AfterValidator(_plain_host)]


class _Target(TypedDict, total=False):
    __pydantic_config__ = ConfigDict(extra="forbid")  # type: ignore[misc]

    branch: Annotated[Text, AfterValidator(_no_option), AfterValidator(_branch_name)]
    remote: Annotated[Place, AfterValidator(_no_transport)]
    rsync: Annotated[Place, AfterValidator(_plain_folder)]
    bucket: Annotated[Text, AfterValidator(_no_option), AfterValidator(_bucket_name)]
    prefix: Annotated[str, AfterValidator(_no_option), AfterValidator(_key_prefix)]
    endpoint: Annotated[Place, AfterValidator(_server)]
    region: Annotated[str, AfterValidator(_no_option), AfterValidator(_bucket_name)]


def _function_of_a_file(value: str) -> str:
    """A file of `_plugins`, which may be followed by `:` and a function's name."""
    file, colon, function = value.partition(":")
    if not (file.startswith("_plugins/") and file.endswith(".py")) or fault_of(file):
        raise WrongValueError(say('"{value}" is no file such as _plugins/tables.py', value=value))
    if colon and not function.isidentifier():
        raise WrongValueError(say('"{name}" is no name of a function', name=function))
    return value


def _feed(value: object) -> object:
    """A format alone, as a mapping."""
    return {"format": value} if isinstance(value, str) else value


class _Feed(TypedDict, total=False):
    __pydantic_config__ = ConfigDict(extra="forbid")  # type: ignore[misc]

    format: Required[Literal["atom", "rss", "json"]]
    content: Literal["full", "excerpt"]
    entries: Annotated[StrictInt, Field(gt=0)]


def _known_crawler(value: str) -> str:
    """The name of a crawler as its operator writes it, or of a purpose."""
    known = {name.casefold(): name for name in (*PURPOSES, *(crawler.name for crawler in CRAWLERS))}
    if value.casefold() in known:
        return known[value.casefold()]
    near = nearest_name(value, list(known.values()))
    page = page_named("ai.md")
    hint = (
        did_you_mean(value, near)
        if near
        else say("known are training, search, user, and those in {page}", page=page)
    )
    raise WrongValueError(say('there is no crawler "{name}": {hint}', name=value, hint=hint))


Crawlers = Annotated[tuple[Annotated[str, AfterValidator(_known_crawler)], ...], BeforeValidator(_as_list)]


def _undivided(settings: Mapping[str, Any]) -> Mapping[str, Any]:
    both = sorted({*settings.get("allow", ())} & {*settings.get("refuse", ())})
    if both:
        raise WrongValueError(say("{name} is both allowed and refused", name=both[0]))
    return settings


class _Ai(TypedDict, total=False):
    __pydantic_config__ = ConfigDict(extra="forbid")  # type: ignore[misc]

    llms_txt: StrictBool
    llms_full_txt: StrictBool
    markdown: StrictBool
    allow: Crawlers
    refuse: Crawlers


FilterName = Annotated[str, Field(pattern=r"^[A-Za-z_][A-Za-z0-9_]*$")]


# https://www.indexnow.org/documentation, "Verifying ownership via the key"
_KEY = re.compile(r"[A-Za-z0-9-]{8,128}")


def _indexnow_key(value: str) -> str:
    if not _KEY.fullmatch(value):
        raise WrongValueError(
            say('"{value}" is no key: 8 to 128 of the letters a to z, digits and -', value=value)
        )
    return value


def _service(value: str) -> str:
    """The address of a service that gets requests; it may have a query."""
    if (
        not re.fullmatch(r"https?://[!-~]+", value)
        or re.search("[#@\\\\<>\"']", value)
        or not _has_host(value)
    ):
        raise WrongValueError(say("no address of a service such as https://hub.example.com/"))
    return value


Servers = Annotated[
    tuple[Literal["netlify", "cloudflare", "nginx", "apache"], ...], BeforeValidator(_as_list)
]


def _one_redirects_file(value: tuple[str, ...]) -> tuple[str, ...]:
    if {"netlify", "cloudflare"} <= set(value):
        raise WrongValueError(say("netlify and cloudflare want the same file in two ways; name one of them"))
    return tuple(dict.fromkeys(value))


class _IndexNow(TypedDict, total=False):
    __pydantic_config__ = ConfigDict(extra="forbid")  # type: ignore[misc]

    key: Required[Annotated[Text, AfterValidator(_indexnow_key)]]
    endpoint: Annotated[Place, AfterValidator(_service)]


def _with_key(value: object) -> object:
    return {"key": value} if isinstance(value, (str, int)) and not isinstance(value, bool) else value


def _inside_the_source(value: str) -> str:
    if fault := fault_of(value.removeprefix("/")):
        raise WrongValueError(
            say(
                '"{value}" is no file of the source such as assets/icon.png: {fault}',
                value=value,
                fault=fault,
            )
        )
    return value.removeprefix("/")


# As CSS and the manifest write it; `fff` and names of colours would be read otherwise by one of the two.
Colour = Annotated[str, Field(pattern=r"^#[0-9a-fA-F]{6}$")]


class _Icon(TypedDict, total=False):
    __pydantic_config__ = ConfigDict(extra="forbid")  # type: ignore[misc]

    path: Required[Annotated[str, AfterValidator(_inside_the_source)]]
    theme_color: Colour
    background_color: Colour


def _with_path(value: object) -> object:
    return {"path": value} if isinstance(value, str) else value


class _Settings(TypedDict, total=False):
    __pydantic_config__ = ConfigDict(extra="forbid")  # type: ignore[misc]

    collisions: Literal["warn", "error"]
    reading_time: Literal["declared", "measured"]
    cjk_chars_per_minute: Annotated[StrictInt, Field(gt=0, le=10_000)]
    words_per_minute: Annotated[StrictInt, Field(gt=0, le=10_000)]
    slugs: dict[str, Text]
    image_sizes: StrictBool
    social_pictures: StrictBool
    social_font: str | None
    minify: StrictBool
    asset_versions: StrictBool
    search: StrictBool
    repair: Annotated[Literal["off", "on-build"], BeforeValidator(_off)]
    layouts: Literal["own", "theme"]
    article_type: Literal["BlogPosting", "NewsArticle", "Article"]
    robots: Text
    filters: dict[FilterName, Annotated[str, AfterValidator(_function_of_a_file)]]
    news_sitemap: StrictBool
    ai: Annotated[_Ai, AfterValidator(_undivided)]
    feeds: dict[Annotated[str, AfterValidator(feed_address)], Annotated[_Feed, BeforeValidator(_feed)]]
    max_lost_pages: Annotated[StrictInt, Field(ge=0, le=100)]
    deploy: dict[str, Annotated[_Target, AfterValidator(_one_place)]]
    checks: _Checks
    indexnow: Annotated[_IndexNow, BeforeValidator(_with_key)]
    hub: Annotated[Place, AfterValidator(_service)]
    redirect_files: Annotated[Servers, AfterValidator(_one_redirects_file)]
    date_aliases: StrictBool
    icon: Annotated[_Icon, BeforeValidator(_with_path)]


class _Keys(TypedDict, total=False):
    __pydantic_config__ = ConfigDict(extra="allow")  # type: ignore[misc]

    title: Text
    description: Text
    url: Annotated[Text, AfterValidator(plain_origin)]
    baseurl: Annotated[Text, AfterValidator(leading_slash), BeforeValidator(_in_place_of_none(""))]
    lang: str
    author: Annotated[Text | dict[str, Any] | None, AfterValidator(_named)]
    timezone: Annotated[Text, AfterValidator(_known_zone)]
    permalink: Annotated[str, AfterValidator(_known_placeholders)]
    paginate: Annotated[StrictInt, Field(gt=0), BeforeValidator(_in_place_of_none(10))]
    paginate_path: Annotated[Text, AfterValidator(_numbered)]
    future: StrictBool
    show_drafts: StrictBool
    unpublished: StrictBool
    limit_posts: Annotated[StrictInt, Field(ge=0)]
    exclude: PatternList
    include: PatternList
    defaults: tuple[_DefaultSet, ...]
    excerpt_separator: Text
    content_categories: tuple[_Category, ...]
    data_dir: Folder
    layouts_dir: Folder
    includes_dir: Folder
    allforces: _Settings


_KEYS = TypeAdapter(_Keys)

SETTINGS = {
    "allforces": tuple(_Settings.__annotations__),
    "checks": tuple(_Checks.__annotations__),
    "ai": tuple(_Ai.__annotations__),
    "deploy": tuple(_Target.__annotations__),
    "icon": tuple(_Icon.__annotations__),
    "indexnow": tuple(_IndexNow.__annotations__),
    "feeds": tuple(_Feed.__annotations__),
    "defaults": tuple(_DefaultSet.__annotations__),
}
"""The keys where no others are allowed, by the key that they are below."""


def validated(given: Mapping[str, Any]) -> Config:
    """The configuration that `given` makes. Raises pydantic's ValidationError with every wrong value."""
    checked: dict[str, Any] = dict(_KEYS.validate_python(dict(given)))
    known = {key: checked.pop(key) for key in KNOWN_KEYS if key in checked}
    if "content_categories" in known:
        known["content_categories"] = tuple(map(_category, known["content_categories"]))
    if "defaults" in known:
        known["defaults"] = tuple(map(_default_set, known["defaults"]))
    if "allforces" in known:
        known["allforces"] = _settings(known["allforces"])
    return Config(
        **known,
        extra=checked,
        named=frozenset(known),
        markdown_options=markdown_options_of(checked),
        collections=collections_of(checked),
    )


def _settings(checked: Mapping[str, Any]) -> AllforcesSettings:
    made = dict(checked)
    if "feeds" in made:
        made["feeds"] = tuple(SiteFeed(url, **feed) for url, feed in made["feeds"].items())
    if "ai" in made:
        made["ai"] = AiSettings(**made["ai"])
    if "checks" in made:
        made["checks"] = CheckSettings(**made["checks"])
    if "deploy" in made:
        made["deploy"] = {name: DeployTarget(**target) for name, target in made["deploy"].items()}
    if "indexnow" in made:
        made["indexnow"] = IndexNow(**made["indexnow"])
    if "icon" in made:
        made["icon"] = IconSettings(**made["icon"])
    return AllforcesSettings(**made)


def _category(checked: Mapping[str, Any]) -> ContentCategory:
    known = {key: checked[key] for key in _Category.__annotations__ if key in checked}
    return ContentCategory(**known, extra={key: checked[key] for key in checked if key not in known})


def _default_set(checked: Mapping[str, Any]) -> DefaultSet:
    return DefaultSet(Scope(**checked.get("scope", {})), checked.get("values", {}))
