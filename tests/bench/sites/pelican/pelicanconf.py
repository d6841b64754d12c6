"""Pelican's settings: the same kinds of page at the same addresses as the other tools."""

from hashlib import sha256
from pathlib import Path

SITENAME = "計測用ニュース0"
SITESUBTITLE = "生成器の速さを比べるためのサイトです。"
SITEURL = "https://example.com"
RELATIVE_URLS = False
TIMEZONE = "Asia/Tokyo"
DEFAULT_LANG = "ja"
LOCALE = ("C",)
PATH = "content"
THEME = "theme"
THEME_STATIC_PATHS = ["static"]
THEME_STATIC_DIR = "static"
STYLE_VERSION = sha256(Path("theme/static/style.css").read_bytes()).hexdigest()[:10]
PLUGINS: list[str] = []

ARTICLE_URL = "{date:%Y}/{date:%m}/{date:%d}/{slug}/"
ARTICLE_SAVE_AS = ARTICLE_URL + "index.html"
ARTICLE_TRANSLATION_ID = None
CATEGORY_URL = "category/{slug}/"
CATEGORY_SAVE_AS = CATEGORY_URL + "index.html"
TAG_URL = "tag/{slug}/"
TAG_SAVE_AS = TAG_URL + "index.html"
AUTHOR_SAVE_AS = ""
SLUGIFY_USE_UNICODE = True

DIRECT_TEMPLATES = ["index", "tags", "categories", "sitemap"]
TAGS_SAVE_AS = "tag/index.html"
CATEGORIES_SAVE_AS = "category/index.html"
SITEMAP_SAVE_AS = "sitemap.xml"

DEFAULT_PAGINATION = 10
PAGINATED_TEMPLATES = {"index": None, "tag": None, "category": None}
PAGINATION_PATTERNS = (
    (1, "{base_name}/", "{base_name}/index.html"),
    (2, "{base_name}/page/{number}/", "{base_name}/page/{number}/index.html"),
)

FEED_ALL_ATOM = "feed.xml"
FEED_MAX_ITEMS = 20
CATEGORY_FEED_ATOM = None
TRANSLATION_FEED_ATOM = None
AUTHOR_FEED_ATOM = None
AUTHOR_FEED_RSS = None

# Off by default, but without it every build reads every post anew.
CACHE_CONTENT = True
LOAD_CONTENT_CACHE = True
CONTENT_CACHING_LAYER = "reader"
