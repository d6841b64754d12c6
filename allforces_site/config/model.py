"""The validated configuration as values.

The keys are Jekyll's; settings that Jekyll does not have are under `allforces:`. Templates can read unknown
keys as `site.<key>`.
"""

from __future__ import annotations

from collections.abc import Mapping
from posixpath import normpath
from typing import Any
from zoneinfo import ZoneInfo

import msgspec
from msgspec.structs import replace

from allforces_site.config.ai_settings import AiSettings
from allforces_site.config.collections import Collection
from allforces_site.config.feeds import FEED_PLUGIN, FEED_URL, FeedSettings, feed_settings
from allforces_site.config.sass_options import SassOptions, sass_options_of
from allforces_site.config.site_feeds import MEDIA_TYPES, FeedLink, SiteFeed, links_of
from allforces_site.markdown.options import DEFAULTS, MarkdownOptions
from allforces_site.urls.permalinks import permalink_template

CONFIG_FILE = "_config.yml"

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


class ContentCategory(msgspec.Struct, frozen=True):
    """A category of `content_categories`: its name, its fixed slug, and the text on its page.

    `extra` holds further keys, which templates read as attributes.
    """

    name: str
    slug: str | None = None
    description: str = ""
    extra: dict[str, Any] = msgspec.field(default_factory=dict)

    def __getattr__(self, name: str) -> Any:
        try:
            return self.extra[name]
        except KeyError:
            raise AttributeError(name) from None


class Scope(msgspec.Struct, frozen=True):
    """Where a set of front matter defaults applies."""

    path: str | None = None
    type: str | None = None


class DefaultSet(msgspec.Struct, frozen=True):
    """One entry of `defaults:`."""

    scope: Scope = Scope()
    values: dict[str, Any] = msgspec.field(default_factory=dict)


# Hosts of Japanese affiliate networks, as the networks' tag generators write them; Google asks for
# rel="sponsored" on such links (Search Central, "Qualify your outbound links to Google").
# Amazon pays for addresses with a `tag` (Amazon Associates, "Building links by hand").
AFFILIATE_HOSTS = (
    "amzn.to",
    *(f"www.amazon.{shop}?tag" for shop in ("co.jp", "com", "co.uk", "de", "fr", "it", "es", "ca")),
    "amazon.co.jp?tag",
    "px.a8.net",
    "rpx.a8.net",
    "hb.afl.rakuten.co.jp",
    "a.r10.to",
    "af.moshimo.com",
    "ck.jp.ap.valuecommerce.com",
    "h.accesstrade.net",
    "t.afi-b.com",
    "track.affiliate-b.com",
    "t.felmat.net",
    "click.j-a-net.jp",
    "cl.link-ag.net",
    "click.linksynergy.com",
    "www.rentracks.jp",
)


class HouseWord(msgspec.Struct, frozen=True):
    """A spelling that this house does not use, `wrong`, the one that it uses, `right`, and perhaps `why`.

    A `*` at the beginning or end of `wrong` says that it is wrong in longer words too.
    """

    right: str
    wrong: str
    why: str = ""


class CheckSettings(msgspec.Struct, frozen=True):
    """The settings of `allforces check`.

    `rules` gives rules another severity by their code (`error`, `warning`, `note`, or `off`); `paths` does
    the same for the files that a pattern matches, and overrides `rules`. `per_file_ignores` silences rules in
    the files that a pattern matches. Links to `affiliate_hosts` are paid
    for (`host?key`: only addresses with that key in the query); `https_hosts` are known to support https.
    `description_length` is the most characters that search results show of a description. `baseline` is the
    file, relative to the source folder, of the findings that an old site starts with. `words` is no key of
    the configuration: it is the list of the house in the folder of data, if a rule asks for it.
    """

    rules: dict[str, str] = msgspec.field(default_factory=dict)
    paths: dict[str, dict[str, str]] = msgspec.field(default_factory=dict)
    per_file_ignores: dict[str, tuple[str, ...]] = msgspec.field(default_factory=dict)
    affiliate_hosts: tuple[str, ...] = AFFILIATE_HOSTS
    https_hosts: tuple[str, ...] = ()
    description_length: int = 120
    baseline: str | None = None
    words: tuple[HouseWord, ...] = ()


class DeployTarget(msgspec.Struct, frozen=True):
    """A place to deploy to: one of a `branch` at a git `remote`, an `rsync` destination, or a `bucket`.

    `prefix`, `endpoint` and `region` belong to a bucket. Secrets come from the environment.
    """

    branch: str | None = None
    remote: str = "origin"
    rsync: str | None = None
    bucket: str | None = None
    prefix: str = ""
    endpoint: str | None = None
    region: str | None = None


class IndexNow(msgspec.Struct, frozen=True):
    """The site's key for IndexNow, which anybody may read, and the service that gets its addresses.

    The service passes them on to all search engines that take part (https://www.indexnow.org/faq).
    """

    key: str
    endpoint: str = "https://api.indexnow.org/indexnow"


class IconSettings(msgspec.Struct, frozen=True):
    """The picture that icons are drawn from, a path from the source folder, and the colours around the site.

    The default colours are the theme's.
    """

    path: str
    theme_color: str = "#fdfdfb"
    background_color: str = "#fdfdfb"


class AllforcesSettings(msgspec.Struct, frozen=True):
    """Settings that Jekyll does not have.

    `feeds`: what the site's feeds are and where; None: one, unless jekyll-feed has its own. `news_sitemap`:
    whether there is a sitemap of the posts of the last two days. `ai`: what language models get.
    `collisions` (`warn` or `error`): the severity of two posts with one URL. `reading_time` (`declared` or
    `measured`): which minutes readers see, those of the front matter or the measured ones. The sources of the
    reading speeds are in `text.reading_time.ReadingSpeed`. `slugs`: slugs of tags, authors and categories by
    name. `image_sizes`: whether smaller copies of pictures are made. `social_pictures`: whether pictures
    are drawn for posts without one, with the font `social_font` (a path from the source folder) if it is set.
    `minify`: whether style sheets and scripts below `static/` are made smaller. `asset_versions`: whether
    their addresses hold a version. `search`: whether the site can be searched. `repair` (`off` or
    `on-build`): whether pages show repaired texts. `layouts` (`own` or `theme`): whose layout posts have on a
    site with layouts of its own. `article_type`: the type (schema.org) of posts whose category
    and front matter name none. `robots`: what search engines are told of each page, None for the default.
    `filters`: files of Python with a function for each, by the names of filters
    in Liquid. `max_lost_pages`: percent of the pages of the last build
    that a build may remove. `deploy`: targets by name. `checks`: see `CheckSettings`. Whom `allforces notify`
    tells what changed: `indexnow`, and `hub`, the address of a WebSub hub. `redirect_files`: the servers for
    which files with all redirects are written (`netlify`, `cloudflare`, `nginx`, `apache`). `date_aliases`:
    whether the addresses of posts by the dates of their file names lead to them. `icon`: see
    `IconSettings`.
    """

    collisions: str = "warn"
    reading_time: str = "declared"
    cjk_chars_per_minute: int = 500
    words_per_minute: int = 220
    slugs: dict[str, str] = msgspec.field(default_factory=dict)
    image_sizes: bool = True
    social_pictures: bool = True
    social_font: str | None = None
    minify: bool = True
    asset_versions: bool = True
    search: bool = True
    repair: str = "off"
    layouts: str = "own"
    article_type: str = "BlogPosting"
    robots: str | None = None
    filters: dict[str, str] = msgspec.field(default_factory=dict)
    feeds: tuple[SiteFeed, ...] | None = None
    news_sitemap: bool = False
    ai: AiSettings = AiSettings()
    max_lost_pages: int = 20
    deploy: dict[str, DeployTarget] = msgspec.field(default_factory=dict)
    checks: CheckSettings = CheckSettings()
    indexnow: IndexNow | None = None
    hub: str | None = None
    redirect_files: tuple[str, ...] = ()
    date_aliases: bool = False
    icon: IconSettings | None = None

    @property
    def repairs_on_build(self) -> bool:
        """Whether texts are repaired before they are read."""
        return self.repair == "on-build"


class Surroundings(msgspec.Struct, frozen=True):
    """Where a site is built, which no key says.

    `output` is the output folder, relative to the source folder, if it is inside it. `has_templates`: whether
    the folder `templates/` of the source holds templates, and no pages. `environment` is Jekyll's name for
    the kind of build, the value of JEKYLL_ENV.
    """

    output: str | None = None
    has_templates: bool = False
    environment: str = "development"


class Config(msgspec.Struct, frozen=True):
    """The validated configuration. Its defaults are Jekyll 4.3's except `lang`, `timezone`, `paginate`.

    `extra` holds the author's own keys; `named` are the other keys that the site itself has.
    `markdown_options` are those of `kramdown` and `highlighter`; `collections` are those other than posts.
    `plugins` are the names of the plugins of Jekyll that the site uses (`plugins.used_plugins`).
    """

    title: str = ""
    description: str = ""
    url: str = ""
    baseurl: str = ""
    lang: str = "ja"
    author: str | dict[str, Any] | None = None
    timezone: str = "Asia/Tokyo"
    permalink: str = "date"
    paginate: int = 10
    paginate_path: str = "/page:num/"
    future: bool = False
    show_drafts: bool = False
    unpublished: bool = False
    limit_posts: int = 0
    exclude: tuple[str, ...] = ()
    include: tuple[str, ...] = (".htaccess",)
    defaults: tuple[DefaultSet, ...] = ()
    excerpt_separator: str = "\n\n"
    content_categories: tuple[ContentCategory, ...] = ()
    data_dir: str = "_data"
    layouts_dir: str = "_layouts"
    includes_dir: str = "_includes"
    allforces: AllforcesSettings = AllforcesSettings()
    extra: dict[str, Any] = msgspec.field(default_factory=dict)
    surroundings: Surroundings = Surroundings()
    named: frozenset[str] = frozenset()
    markdown_options: MarkdownOptions = DEFAULTS
    collections: tuple[Collection, ...] = ()
    plugins: frozenset[str] = frozenset()

    @property
    def address(self) -> str:
        """The address of the site, such as https://example.com/blog; "" if it has none."""
        return self.url and self.url + self.baseurl

    @property
    def zone(self) -> ZoneInfo:
        """The zone in which dates are shown and put into URLs."""
        return ZoneInfo(self.timezone)

    @property
    def author_name(self) -> str | None:
        """The author of posts without one."""
        if isinstance(self.author, dict):
            name = self.author.get("name")
            return str(name) if name is not None else None
        return self.author

    @property
    def post_permalink(self) -> str:
        """The permalink template of posts: `collections.posts.permalink` wins, as in Jekyll."""
        collections = self.extra.get("collections")
        posts = collections.get("posts") if isinstance(collections, dict) else None
        own = posts.get("permalink") if isinstance(posts, dict) else None
        return permalink_template(own if isinstance(own, str) else self.permalink)

    def uses(self, plugin: str) -> bool:
        """Whether the site uses this plugin of Jekyll."""
        return plugin in self.plugins

    @property
    def feed(self) -> FeedSettings | None:
        """What jekyll-feed is to do; None on a site without it, or with it switched off in development."""
        if not self.uses(FEED_PLUGIN):
            return None
        settings = feed_settings(self.extra)
        is_off = settings.is_off_in_development and self.surroundings.environment == "development"
        return replace(settings, feeds=(), tags=None) if is_off else settings

    @property
    def own_feeds(self) -> tuple[SiteFeed, ...]:
        """The feeds that are not jekyll-feed's."""
        if self.allforces.feeds is not None:
            return self.allforces.feeds
        return () if self.uses(FEED_PLUGIN) else (SiteFeed(FEED_URL),)

    @property
    def feed_links(self) -> tuple[FeedLink, ...]:
        """The links of pages to the feeds of all posts; none without an address, as there are no feeds."""
        if not self.url:
            return ()
        title = self.title or self.url
        own, settings = links_of(self.own_feeds, title), self.feed
        of_plugin = [feed.url for feed in (settings.feeds if settings else ()) if feed.is_of_all_posts]
        taken = {link.url for link in own}
        return (*own, *(FeedLink(url, MEDIA_TYPES["atom"], title) for url in of_plugin if url not in taken))

    @property
    def feed_url(self) -> str | None:
        """The site-relative URL of the first feed of all posts; None if there is none."""
        own = next((feed.url for feed in self.own_feeds if feed.kind is None), None)
        settings = self.feed
        if own is not None or settings is None:
            return own
        return next((feed.url for feed in settings.feeds if feed.is_of_all_posts), None)

    @property
    def sass(self) -> SassOptions:
        """How style sheets in Sass are compiled."""
        return sass_options_of(self.extra)

    @property
    def included(self) -> tuple[str, ...]:
        """Patterns of files that are part of the site although their names are special."""
        return (*self.include, *(collection.folder for collection in self.collections))

    @property
    def excluded(self) -> tuple[str, ...]:
        """Patterns of files that are not part of the site; what Jekyll built into `destination` is not."""
        return (*self.exclude, *DEFAULT_EXCLUDES, *self._destination)

    @property
    def _destination(self) -> tuple[str, ...]:
        written = self.extra.get("destination")
        # A path from the folder of the settings, which with `source` is another one.
        if not isinstance(written, str) or "source" in self.extra:
            return ()
        folder = normpath(written)
        return () if folder == "." or folder.startswith(("/", "..")) else (f"{folder}/",)

    @property
    def free_values(self) -> list[Any]:
        """The values that may have any shape."""
        return [
            self.extra,
            self.author,
            [chosen.values for chosen in self.defaults],
            [category.extra for category in self.content_categories],
        ]

    @property
    def values(self) -> Mapping[str, Any]:
        """All values that templates read as `site.<key>`: known keys, then the author's own."""
        return {**{name: getattr(self, name) for name in KNOWN_KEYS}, **self.extra}


_NO_KEYS = ("extra", "surroundings", "named", "markdown_options", "collections", "plugins")
KNOWN_KEYS = tuple(name for name in Config.__struct_fields__ if name not in _NO_KEYS)
