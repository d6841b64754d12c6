"""The theme of a site: its templates, the values of the configuration that they see, and their filters."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from functools import cached_property, lru_cache, partial
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import msgspec
from markupsafe import Markup
from msgspec.structs import replace

from allforces_site.cache.fingerprint import fingerprint
from allforces_site.cache.keys import key_of
from allforces_site.cache.parse_cache import ParseCache
from allforces_site.config.authors import AuthorProfile, author_profiles
from allforces_site.config.model import Config
from allforces_site.errors import SiteError
from allforces_site.files.linked_folders import look_below
from allforces_site.files.regular_files import read_regular
from allforces_site.images.fonts import Font, find_font
from allforces_site.images.gallery import Gallery
from allforces_site.images.icons import Icon
from allforces_site.images.markup import picture_markup
from allforces_site.images.published import NOTHING_READ, ReadFiles
from allforces_site.loaders.overrides import own_static, own_templates
from allforces_site.messages.catalogs import THEME, language_of
from allforces_site.messages.labels import (
    date_in,
    date_ja,
    label,
    label_plural,
    month_in,
    month_name,
    year_in,
)
from allforces_site.model import Summary, TermLink
from allforces_site.renderer.asset_versions import AssetVersions, asset_versions
from allforces_site.renderer.jekyll.templates import JekyllTemplates, JekyllTheme
from allforces_site.renderer.phrase_breaks import PhraseBreaks
from allforces_site.renderer.template_reach import TemplateKey, TemplateKeys, contents_of
from allforces_site.sass.style_sheets import StyleSheets
from allforces_site.text.dates import date_iso, date_rss
from allforces_site.text.plain_values import is_plain
from allforces_site.urls.permalinks import encoded_address

if TYPE_CHECKING:
    from jinja2 import Environment

    from allforces_site.renderer.jekyll.own_filters import Filter
    from allforces_site.renderer.jekyll.site import JekyllSite


_NO_TIME = datetime.fromtimestamp(0, UTC)

# The folder of the cache with copies and facts of pictures, beside that of compiled templates.
IMAGES = "images"
# Addresses that are not encoded again: those of the site itself and of some thousand terms and posts, which
# thousands of pages show.
_ADDRESSES_KEPT = 1 << 14


class SiteContext:
    """`site` in a template: every key of the configuration as an attribute, and `site.categories`."""

    def __init__(self, values: Mapping[str, Any]) -> None:
        self.__dict__.update(values)

    def __getattr__(self, name: str) -> Any:
        raise AttributeError(name)

    def __dir__(self) -> list[str]:
        return list(self.__dict__)


class Templates:
    """The templates of some folders. Jinja is imported when the first of them is used."""

    def __init__(
        self, roots: tuple[Path, ...], filters: Mapping[str, Callable[..., Any]], compiled: Path | None
    ) -> None:
        self._roots = roots
        self._filters = filters
        self._compiled = compiled

    @cached_property
    def environment(self) -> Environment:
        """The Jinja2 environment."""
        from allforces_site.renderer.environment import make_environment

        return make_environment(self._roots, self._filters, self._compiled)


class Theme(msgspec.Struct, frozen=True):
    """The templates of a site, ready to be rendered.

    `static_roots` are the folders of files to copy, a site's own before the theme's. `gallery` knows the
    site's pictures; `font` is for the pictures for social networks, None if none are drawn; `versions` are
    those of style sheets and scripts; `keys` cover what pages show besides their own values. `jekyll` has the
    site's own layouts and includes in Liquid, `style_sheets` compiles those in Sass. `authors` are profiles
    by name; `twins` pairs of language and URL of pages that say the same, by URL, each with itself. `icon` is
    the picture for the site's icons, None if it asks for none. `files` is what the loaders know of files.
    `now` is the time of the build, for what is chosen by it; nothing may show it.
    """

    config: Config
    templates: Templates
    site: SiteContext
    gallery: Gallery
    versions: AssetVersions
    static_roots: tuple[Path, ...]
    keys: TemplateKeys
    style_sheets: StyleSheets
    font: Font | None = None
    authors: Mapping[str, AuthorProfile] = msgspec.field(default_factory=dict)
    twins: Mapping[str, Sequence[tuple[str, str]]] = msgspec.field(default_factory=dict)
    jekyll: JekyllTheme | None = None
    now: datetime = _NO_TIME
    icon: Icon | None = None
    files: ReadFiles = NOTHING_READ

    @property
    def digest(self) -> bytes:
        """A digest of everything that pages show besides their own values."""
        contents = self.jekyll.templates.contents if self.jekyll is not None else None
        return key_of(self.keys.all, contents) if contents else self.keys.all

    @property
    def liquid(self) -> JekyllSite:
        """The site as its templates in Liquid see it; only there while outputs of such a site are planned."""
        assert self.jekyll is not None and self.jekyll.site is not None
        return self.jekyll.site

    def has_own_layout(self, name: str | None) -> bool:
        """Whether pages with this layout have one of the site's own, in Liquid."""
        return self.jekyll is not None and name in self.jekyll.layouts

    def has_own_post_layout(self, name: str | None) -> bool:
        """Whether posts with this layout have the site's own, and not the theme's (`layouts: theme`)."""
        return self.config.allforces.layouts != "theme" and self.has_own_layout(name)

    def key(self, template: str | None, *values: Any) -> bytes:
        """Returns the key of an output that `template` renders from `values`; None: without a template.

        The versions of the files that the template links to are covered by what follows the first
        `KEY_BYTES` bytes.
        """
        keys = self.keys.of(template) if template else TemplateKey(self.keys.shared)
        return key_of(keys.contents, template, *values) + keys.versions

    def render(self, template: str, rendered: str, **context: Any) -> bytes:
        """Returns the bytes of one output. Raises `SiteError`, which calls the output `rendered`."""
        environment = self.templates.environment
        try:
            return environment.get_template(template).render(site=self.site, **context).encode()
        except Exception as exc:
            from allforces_site.renderer.environment import template_problem

            raise SiteError([template_problem(environment, exc, template, rendered, context)]) from exc


class ThemeFolders(msgspec.Struct, frozen=True):
    """The folders of templates and static files: a site's own first, then the default theme's.

    `jekyll` are the site's own layouts and includes in Liquid.

    `compiled` is the folder of compiled templates for later builds, `source` the site's source folder.
    """

    templates: tuple[Path, ...]
    static: tuple[Path, ...]
    compiled: Path | None = None
    source: Path | None = None
    jekyll: JekyllTemplates | None = None

    def of(self, config: Config) -> ThemeFolders:
        """These folders, with layouts and includes in Liquid from where the configuration says they are."""
        if self.jekyll is None:
            return self
        return replace(self, jekyll=self.jekyll.at(config.layouts_dir, config.includes_dir))

    @property
    def made_pictures(self) -> Path | None:
        """The folder in which scaled and drawn pictures are kept for later builds."""
        return self.compiled.with_name(IMAGES) if self.compiled is not None else None

    @property
    def layouts(self) -> frozenset[str]:
        """The layouts that front matter may name."""
        return frozenset(file.stem for root in self.templates for file in root.glob("*.html"))

    @property
    def own_layouts(self) -> frozenset[str]:
        """The layouts in Liquid; a template of the site's own in Jinja comes before one of the same name."""
        if self.jekyll is None or not self.jekyll.layouts:
            return frozenset()
        own = {file.stem for root in self.templates[:-1] for file in root.glob("*.html")}
        return self.jekyll.layouts - own

    @property
    def includes(self) -> frozenset[str]:
        """The templates in Liquid that others may include."""
        return self.jekyll.includes if self.jekyll is not None else frozenset()


def find_theme(source: Path) -> ThemeFolders:
    """Returns the folders of the site at `source`: its own `templates/` and `static/`, then the theme's."""
    package = Path(__file__).parents[1]
    # In a wheel the theme is inside the package, in a checkout next to it.
    home = package / "theme" if (package / "theme").is_dir() else package.parent
    templates = own_templates(source)
    return ThemeFolders(
        _folders(templates, home / "templates") if templates is not None else (home / "templates",),
        _folders(own_static(source), home / "static"),
        source=source,
        jekyll=JekyllTemplates(source),
    )


def _folders(own: Path, default: Path) -> tuple[Path, ...]:
    return (own, default) if own.is_dir() and own.resolve() != default.resolve() else (default,)


def make_theme(
    config: Config,
    folders: ThemeFolders,
    categories: tuple[TermLink, ...],
    data: Mapping[str, Any] | None = None,
    phrases: Mapping[str, Sequence[str]] | None = None,
    parse_cache: ParseCache | None = None,
    now: datetime = _NO_TIME,
    *,
    partials: Sequence[str] = (),
    filters: Mapping[str, Filter] | None = None,
    files: ReadFiles = NOTHING_READ,
) -> Theme:
    """Returns the theme with the templates of `folders`; of equal names, that of the first folder is used.

    Templates see `data` as `site.data`. `phrases` are the known phrases of titles, by title. What is found
    out about templates stays in `parse_cache`. `now` is the time of the build, `partials` those of style
    sheets in Sass, `filters` the site's own for Liquid, `files` what the loaders know of files.
    """
    data = data or {}
    versions = _asset_versions(config, folders)
    templates = Templates(folders.templates, _jinja_filters(config, versions, phrases), folders.compiled)
    gallery = Gallery(config, folders.source, folders.static, folders.made_pictures, files)
    icon = gallery.icon(config.allforces.icon.path) if config.allforces.icon is not None else None
    view = {
        **config.values,
        "author": config.author_name,
        "categories": categories,
        "has_url": bool(config.url),
        "feed_url": config.feed_url,
        "feed_links": config.feed_links,
        "has_search": config.allforces.search,
        "has_custom_css": _have(folders.static, "custom.css"),
        "has_icons": icon is not None and icon.trouble is None,
        "data": data,
    }
    font = _social_font(config, folders.source)
    # Pages link to the site's own style sheet, but do not depend on its content.
    digest = key_of(_digest(config, categories, data), view["has_custom_css"], view["has_icons"])
    digest = key_of(digest, font.digest if font is not None else None)
    if config.allforces.filters and folders.source is not None:
        from allforces_site.renderer.jekyll.own_filters import contents_of_filters

        digest = key_of(digest, contents_of_filters(folders.source, config.allforces.filters))
    jekyll = None
    if folders.jekyll is not None:
        jekyll = JekyllTheme(folders.jekyll, folders.own_layouts, data, now, filters or {}, {})
    contents = contents_of([look_below(root).files for root in folders.templates], _content)
    return Theme(
        config,
        templates,
        SiteContext(view),
        gallery,
        versions,
        folders.static,
        TemplateKeys(digest, contents, versions.by_path, parse_cache or ParseCache(None)),
        StyleSheets(config, folders.source, partials),
        font,
        author_profiles(config.extra, data),
        jekyll=jekyll,
        now=now,
        icon=icon,
        files=files,
    )


def _jinja_filters(
    config: Config, versions: AssetVersions, phrases: Mapping[str, Sequence[str]] | None
) -> dict[str, Callable[..., Any]]:
    return {
        "relative_url": partial(_relative_url, config.baseurl),
        "absolute_url": partial(_absolute_url, config.url, config.baseurl),
        "phrases": PhraseBreaks(config.lang, phrases),
        "date_ja": date_ja,
        "date_in": lambda date, lang="": date_in(date, lang or config.lang),
        "month_in": lambda month, year, lang="": month_in(year, month, lang or config.lang),
        "month_name": lambda month, lang="": month_name(month, lang or config.lang),
        "year_in": lambda year, lang="": year_in(year, lang or config.lang),
        "label": lambda text, lang="", /, **values: label(text, lang or config.lang, **values),
        "label_plural": lambda one, many, count, lang="", /, **values: label_plural(
            one, many, count, lang or config.lang, **values
        ),
        "label_language": lambda lang: language_of(THEME, lang),
        "date_iso": date_iso,
        "date_rss": date_rss,
        "asset_url": partial(_asset_url, config, versions),
        "picture": partial(_picture, config),
        "og_locale": og_locale,
        "script_json": script_json,
        "host": host_of,
    }


def _asset_versions(config: Config, folders: ThemeFolders) -> AssetVersions:
    if not config.allforces.asset_versions:
        return AssetVersions(config, {})
    return asset_versions(config, folders.source, folders.static)


def _social_font(config: Config, source: Path | None) -> Font | None:
    """Returns the font for social pictures; None without a site address, as their addresses are absolute."""
    settings = config.allforces
    if not (settings.social_pictures and config.url):
        return None
    own = settings.social_font
    return find_font(os.path.join(source or "", own) if own is not None else None)  # noqa: PTH118


def _have(roots: tuple[Path, ...], name: str) -> bool:
    return any((root / name).is_file() for root in roots)


def _digest(config: Config, categories: tuple[TermLink, ...], data: Mapping[str, Any]) -> bytes:
    """Returns a digest of what all pages share: code, configuration, categories, data."""
    digest = sha256(fingerprint())
    # Values too large for `repr` (see `is_plain`) get a new digest every time.
    free = [*config.free_values, data]
    seen = (
        config.values,
        sorted(config.named),
        config.surroundings.environment,
        sorted(config.plugins),
        data,
    )
    digest.update(repr(seen).encode() if is_plain(free) else os.urandom(16))
    digest.update(key_of(categories))
    return digest.digest()


def _content(file: Path) -> bytes:
    """Returns a template's bytes; random ones if it cannot be read, which is reported when it is used."""
    try:
        return read_regular(file)
    except OSError:
        return os.urandom(16)


def relative_url(config: Config, url: str) -> str:
    """Returns a site-relative URL under the site's baseurl; other URLs keep their target.

    The addresses come from front matter and the configuration as their authors wrote them; they are returned
    percent-encoded, like those in bodies.
    """
    return _relative_url(config.baseurl, url)


@lru_cache(_ADDRESSES_KEPT)
def _relative_url(baseurl: str, url: str) -> str:
    if url.startswith("/") and not url.startswith("//"):
        return encoded_address(baseurl + url)
    if url.startswith(("//", "#")) or re.match(r"[a-zA-Z][a-zA-Z0-9+.-]*:", url):
        return encoded_address(url)
    return encoded_address(f"{baseurl}/{url}")


def absolute_url(config: Config, url: str) -> str:
    """Returns the same as `relative_url`, with the site's address before a site-relative URL."""
    return _absolute_url(config.url, config.baseurl, url)


@lru_cache(_ADDRESSES_KEPT)
def _absolute_url(address: str, baseurl: str, url: str) -> str:
    relative = _relative_url(baseurl, url)
    if relative.startswith("/") and not relative.startswith("//"):
        return encoded_address(address + relative)
    return relative


def _asset_url(config: Config, versions: AssetVersions, url: str) -> str:
    """Returns `relative_url`, with the version of a style sheet or script below `static/`."""
    return versioned_url(config, url, versions.by_path.get(url.lstrip("/")))


def versioned_url(config: Config, url: str, version: str | None) -> str:
    """Returns the address of a style sheet or script with this version."""
    relative = relative_url(config, url)
    return f"{relative}?v={version}" if version else relative


def _picture(config: Config, post: Summary, sizes: str = "100vw", eager: bool = False) -> Markup:
    """Returns the tag of a post's picture. `sizes` is HTML's attribute; with `eager` it is loaded at once."""
    url_of = partial(relative_url, config)
    src = url_of(post.image or "")
    return Markup(picture_markup(post.picture, src, url_of, sizes=sizes, eager=eager))


def script_json(value: Any) -> Markup:
    """Returns a value as JSON for an element `script`; three times as fast as Jinja's own `tojson`."""
    text = msgspec.json.encode(value, enc_hook=str).decode()
    # These would end the element, or begin a comment in it.
    escaped = text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
    return Markup(escaped)


# The territory that Open Graph asks for, of languages whose name does not tell it.
_TERRITORIES = {"ja": "ja_JP", "en": "en_US", "zh": "zh_CN", "ko": "ko_KR"}


def og_locale(lang: str) -> str:
    """Returns a language (BCP 47) as Open Graph writes it: ja_JP, en_US, fr_FR."""
    name, _, territory = lang.replace("_", "-").partition("-")
    if territory:
        return f"{name.lower()}_{territory.upper()}"
    return _TERRITORIES.get(name.lower(), f"{name.lower()}_{name.upper()}")


def host_of(address: str) -> str:
    """Returns the host of an address, without www: what a reader may see of a link."""
    try:
        return (urlsplit(address).hostname or address).removeprefix("www.")
    except ValueError:
        return address
