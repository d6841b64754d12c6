"""URLs and output paths, equal to Jekyll 4.3.1's (`utils.rb`, `url.rb`, `url_drop.rb`, `page.rb`).

Two deliberate differences, both invisible to a browser that requests a page: text is in Unicode's
NFC, so that a name written on macOS equals the same name written elsewhere; and a URL is
percent-encoded throughout, even where Jekyll leaves a literal `permalink:` or a `?` as it is, so
that equal pages have equal URLs and each can be requested.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from functools import lru_cache
from hashlib import sha256
from itertools import count
from pathlib import PurePosixPath
from urllib.parse import quote, unquote_to_bytes

import msgspec

from allforces_site.messages.message import WrongValueError, say
from allforces_site.text.nearest_names import nearest_name
from allforces_site.urls.slugs import lower, slugify

POST_STYLES: Mapping[str, str] = {
    "none": "/:categories/:title:output_ext",
    "date": "/:categories/:year/:month/:day/:title:output_ext",
    "ordinal": "/:categories/:year/:y_day/:title:output_ext",
    "pretty": "/:categories/:year/:month/:day/:title/",
    "weekdate": "/:categories/:year/W:week/:short_day/:title:output_ext",
}
"""Jekyll's named permalink styles and their templates for posts."""

_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September",
           "October", "November", "December")  # fmt: skip
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

# What a path may hold unescaped: RFC 3986's pchar and the slash, as in Addressable's CharacterClasses::PATH.
_PATH_SAFE = "-._~!$&'()*+,;=:@/"
# A path of which nothing is encoded, as most are.
_PLAIN_PATH = re.compile(r"[A-Za-z0-9\-._~/]*")
# What normalizeLink of markdown-it changes.
_TO_ENCODE = re.compile(r"[^A-Za-z0-9;/?:@&=+$,\-_.!~*'()#%]|%(?![0-9A-Fa-f]{2})")
_EXTENSION = r"\.[A-Za-z][A-Za-z0-9]{0,15}"
_URL_PARTS = re.compile(rf"((?:.*/)?)([^/]*?)((?:{_EXTENSION})?)", re.DOTALL)
_CONTROL = re.compile("[\0-\x1f\x7f-\x9f]")  # Unicode's category Cc
_LONGEST_NAME = 255  # bytes, on every common file system
# Bytes of a whole output path. Linux opens no absolute path of 4,096 bytes or more (PATH_MAX).
_LONGEST_PATH = 2_000
# Characters of a URL that a message shows.
_SHOWN = 400
# Characters of a source's digest in an address, which make it unique.
_MARK_CHARS = 8


class PostAddress(msgspec.Struct, frozen=True):
    """The values for a post's permalink.

    `date` is in the site's zone; `slug` is that of front matter or of the file name, not yet slugified;
    `source` is relative to the source folder, with `/`.
    """

    date: datetime
    slug: str
    categories: tuple[str, ...] = ()
    source: str = ""
    collection: str = "posts"
    output_ext: str = ".html"

    @property
    def basename(self) -> str:
        """The file name without its extension."""
        return PurePosixPath(self.source).stem


def _joined(names: Iterable[str]) -> str:
    return "/".join(dict.fromkeys(names))


def _relative_path(address: PostAddress) -> str:
    stem = address.source.removesuffix(PurePosixPath(address.source).suffix)
    return stem.replace(f"_{address.collection}", "", 1).rstrip(".")


_POST_PLACEHOLDERS: Mapping[str, Callable[[PostAddress], str]] = {
    "year": lambda post: f"{post.date.year:04}",
    "month": lambda post: f"{post.date.month:02}",
    "day": lambda post: f"{post.date.day:02}",
    "hour": lambda post: f"{post.date.hour:02}",
    "minute": lambda post: f"{post.date.minute:02}",
    "second": lambda post: f"{post.date.second:02}",
    "i_day": lambda post: str(post.date.day),
    "i_month": lambda post: str(post.date.month),
    # Without strftime, whose names depend on the locale of the machine.
    "short_month": lambda post: _MONTHS[post.date.month - 1][:3],
    "long_month": lambda post: _MONTHS[post.date.month - 1],
    "short_year": lambda post: f"{post.date.year % 100:02}",
    "y_day": lambda post: f"{post.date.timetuple().tm_yday:03}",
    "w_year": lambda post: f"{post.date.isocalendar().year:04}",
    "week": lambda post: f"{post.date.isocalendar().week:02}",
    "w_day": lambda post: str(post.date.isoweekday()),
    "short_day": lambda post: _DAYS[post.date.weekday()][:3],
    "long_day": lambda post: _DAYS[post.date.weekday()],
    "title": lambda post: slugify(post.slug, "pretty", cased=True),
    "slug": lambda post: slugify(post.slug),
    "categories": lambda post: _joined(lower(name) for name in post.categories),
    "slugified_categories": lambda post: _joined(slugify(name) for name in post.categories),
    "collection": lambda post: post.collection,
    "path": _relative_path,
    "name": lambda post: slugify(post.basename),
    "basename": lambda post: post.basename,
    "output_ext": lambda post: post.output_ext,
}


class PostPlaceholders(Mapping[str, str]):
    """Jekyll's placeholders for a post, computed when a template uses them (Jekyll's `UrlDrop`)."""

    __slots__ = ("address",)

    def __init__(self, address: PostAddress) -> None:
        self.address = address

    def __getitem__(self, name: str) -> str:
        return _POST_PLACEHOLDERS[name](self.address)

    def __iter__(self) -> Iterator[str]:
        return iter(_POST_PLACEHOLDERS)

    def __len__(self) -> int:
        return len(_POST_PLACEHOLDERS)

    def __contains__(self, name: object) -> bool:
        return name in _POST_PLACEHOLDERS


def permalink_template(style: str) -> str:
    """Returns the template of a `permalink:` setting for posts: that of a named style, or `style` itself."""
    return POST_STYLES.get(style, style)


def page_permalink_template(style: str, basename: str = "page", output_ext: str = ".html") -> str:
    """Returns the template of a page without its own permalink, like Jekyll's `Page#template`.

    Only the ending of the site's style matters for a page. As in Jekyll, `weekdate` has none.
    """
    if output_ext not in (".html", ".xhtml", ".htm"):
        return "/:path/:basename:output_ext"
    if basename == "index":
        return "/:path/"
    if style == "pretty" or style.endswith("/"):
        return "/:path/:basename/"
    if style in ("date", "ordinal", "none") or style.endswith(":output_ext"):
        return "/:path/:basename:output_ext"
    return "/:path/:basename"


class UnknownPlaceholderError(WrongValueError):
    """A permalink has an unknown placeholder; `setting_message` says so of one that is known as such."""

    def __init__(self, template: str, name: str, near: str | None) -> None:
        values = {
            "template": template,
            "name": name,
            "hint": say(', did you mean ":{near}"?', near=near) if near else "",
        }
        super().__init__(say('permalink "{template}" has the unknown placeholder ":{name}"{hint}', **values))
        self.setting_message = say('"{template}" has the unknown placeholder ":{name}"{hint}', **values)


def expand(template: str, placeholders: Mapping[str, str]) -> str:
    """Returns `template` with each `:name` replaced by its escaped value.

    Raises UnknownPlaceholderError for an unknown name, with the nearest known one. `:month_:day` is the
    month, an underscore and the day.
    """

    def value(match: re.Match[str]) -> str:
        name = match[1]
        for key in (name, name.removesuffix("_")):
            if key in placeholders:
                return escape_path(placeholders[key]) + name[len(key) :]
        raise UnknownPlaceholderError(template, name, nearest_name(name, placeholders))

    return re.sub(r":([a-z_]+)", value, template)


# ---- URLs ------------------------------------------------------------------------------------


def escape_path(text: str) -> str:
    """Returns `text`, in NFC, as a URL path, percent-encoded like Jekyll's `URL.escape_path`.

    Unlike Jekyll, it encodes `?`, which would turn the rest of the path into a query.
    """
    return quote(unicodedata.normalize("NFC", text), safe=_PATH_SAFE)


def sanitize_url(url: str) -> str:
    """Returns `url` with one leading slash and without `..`, `./` and double slashes (`URL#sanitize_url`)."""
    return re.sub("/+", "/", f"/{url}".replace("..", "/").replace("./", ""))


def encode_url(url: str) -> str:
    """Percent-encodes everything in `url` that a path must not hold; encoded characters stay as they are."""
    if _PLAIN_PATH.fullmatch(url):
        return url
    url = re.sub("%[0-9A-Fa-f]{2}", lambda match: match[0].upper(), url)
    url = re.sub("%(?![0-9A-F]{2})", "%25", unicodedata.normalize("NFC", url))
    return quote(url, safe=_PATH_SAFE + "%")


def escape_component(text: str) -> str:
    """Percent-encodes what RFC 3986 allows nowhere in an address (`Addressable::URI.normalize_component`)."""
    decoded = unquote_to_bytes(unicodedata.normalize("NFC", text))
    return quote(decoded, safe=_PATH_SAFE + "?#[]")


@lru_cache(maxsize=1 << 14)
def encoded_address(url: str) -> str:
    """Returns any address in the form for HTML, XML and JSON: percent-encoded like Markdown's, and only once.

    Encoded characters stay as they are.
    """
    if _TO_ENCODE.search(url) is None:
        return url
    address = url.strip() if "://" in url else unicodedata.normalize("NFC", url.strip())
    # Imported here because they are rarely needed. The first, which is all that the second does with a path,
    # does not load the whole parser.
    if address.startswith("/") and not address.startswith("//"):
        from mdurl import encode

        return encode(address)
    from markdown_it.common.normalize_url import normalizeLink

    return normalizeLink(address)


def post_url(template: str, address: PostAddress) -> str:
    """Returns the site-relative URL of a post; `template` is the site's or the post's own permalink.

    Raises UnknownPlaceholderError.
    """
    return encode_url(sanitize_url(expand(template, PostPlaceholders(address))))


def document_id(url: str, slug: str) -> str:
    """Returns the id of a post or document, like Jekyll's `Document#id`: its folder and its slug."""
    return f"{url.rstrip('/').rpartition('/')[0]}/{slug}"


def page_url(source: str, style: str, permalink: str | None = None, output_ext: str = ".html") -> str:
    """Returns the site-relative URL of the page `source`, a path relative to the source folder, with `/`.

    `permalink` is the page's own, `style` the site's. Raises UnknownPlaceholderError.
    """
    path = PurePosixPath(source)
    basename = path.name.removesuffix(path.suffix).rstrip(".")
    folder = "" if str(path.parent) == "." else str(path.parent)
    placeholders = {"path": folder, "basename": basename, "output_ext": output_ext}
    template = permalink or page_permalink_template(style, basename, output_ext)
    return encode_url(sanitize_url(expand(template, placeholders)))


def alternate_url(url: str, source: str) -> str:
    """Returns another URL for a post whose `url` is taken; it depends on `url` and `source` only.

    `/a/slug/` becomes `/a/slug-3fa9c1d2/`, `/a/b.html` becomes `/a/b-3fa9c1d2.html`, and `/a/b.css`, where
    no browser would show a page, becomes `/a/b-3fa9c1d2/`.
    """
    digest = _source_digest(source)[:_MARK_CHARS]
    if url.endswith("/"):
        return f"{url.rstrip('/') or '/post'}-{digest}/"
    match = _URL_PARTS.fullmatch(url)
    folder, name, extension = match.groups() if match else (url, "", "")
    ending = extension if extension.lower() in ("", ".html", ".htm") else "/"
    return f"{folder}{name}-{digest}{ending}"


def alternate_urls(url: str, source: str, name: str = "post") -> Iterator[str]:
    """Yields `alternate_url`, then without end others for the case that it is taken or impossible, too.

    `name` replaces the last part of `url`, which may be too long to add to.
    """
    yield alternate_url(url, source)
    yield alternate_url(f"{url.rstrip('/').rpartition('/')[0]}/{name}/", source)
    yield alternate_url(f"/{name}/", source)
    digest = _source_digest(source)
    yield f"/{name}-{digest}/"
    yield from (f"/{name}-{digest}-{number}/" for number in count(2))


def _source_digest(source: str) -> str:
    return sha256(unicodedata.normalize("NFC", source).encode()).hexdigest()


# ---- files -----------------------------------------------------------------------------------


def folders_above(path: str) -> Iterator[str]:
    """Yields the folders above the output path `path`, the innermost first.

    `PurePosixPath.parents` would take 0.1 s for thirteen thousand paths.
    """
    while "/" in path:
        path = path.rpartition("/")[0]
        yield path


def folders_of(paths: Iterable[str]) -> set[str]:
    """Returns all folders above the output paths."""
    folders: set[str] = set()
    new = {path.rpartition("/")[0] for path in paths}
    while new := new - folders - {""}:
        folders |= new
        new = {folder.rpartition("/")[0] for folder in new}
    return folders


def fitting_name(stem: str, ending: str = "", longest: int = _LONGEST_NAME) -> str:
    """Returns the file name `stem` + `ending`; a stem that is too long is cut and made unique by a digest.

    `longest` is in bytes.
    """
    room = longest - len(ending.encode())
    whole = stem.encode()
    if len(whole) <= room:
        return stem + ending
    mark = f"-{sha256(whole).hexdigest()[:_MARK_CHARS]}"
    return whole[: room - len(mark)].decode("utf-8", "ignore").rstrip("-.") + mark + ending


def same_name(path: str) -> str:
    """Returns a name that ignores case and normal form: equal for paths of one file on macOS and Windows."""
    return path.lower() if path.isascii() else unicodedata.normalize("NFC", path.casefold())


def output_path(url: str, output_ext: str | None = None) -> str:
    """Returns the path of the file of a site-relative `url`, relative to the output folder, in NFC.

    A URL that ends in `/` is an index file. Any other gets `output_ext` unless it ends with it
    (`Document#destination`); without `output_ext` it gets `.html` unless it has an extension.
    Raises WrongValueError for a URL that no file of the output folder can have.
    """
    if not url or re.search(r"[?#]|%2[Ff]", url):
        raise WrongValueError(say('URL "{url}" is not the path of a file', url=url))
    try:
        path = unicodedata.normalize("NFC", unquote_to_bytes(url).decode())
    except UnicodeError:
        raise WrongValueError(say("URL {url} is not UTF-8", url=ascii(url))) from None
    names = [name for name in path.split("/") if name]
    _check_names(url, names)
    if path.endswith("/"):
        names.append("index" + (output_ext or ".html"))
    else:
        names[-1] += _missing_extension(names[-1], output_ext)
    path = "/".join(names)
    if len(path) > _LONGEST_NAME // 4:  # A character has four bytes at most.
        _check_length(url, path, names)
    return path


def _check_length(url: str, path: str, names: Iterable[str]) -> None:
    shown = url if len(url) <= _SHOWN else f"{url[:_SHOWN]}…"
    if any(len(name.encode()) > _LONGEST_NAME for name in names):
        raise WrongValueError(
            say('URL "{url}" has a part of more than {most} bytes', url=shown, most=_LONGEST_NAME)
        )
    if len(path.encode()) > _LONGEST_PATH:
        raise WrongValueError(say('URL "{url}" has more than {most} bytes', url=shown, most=_LONGEST_PATH))


def _missing_extension(name: str, output_ext: str | None) -> str:
    if output_ext is not None:
        return "" if name.endswith(output_ext) else output_ext
    return "" if re.search(rf".{_EXTENSION}\Z", name) else ".html"


def _check_names(url: str, names: list[str]) -> None:
    if names and re.match("[A-Za-z]:", names[0]):
        raise WrongValueError(say('URL "{url}" begins with the name of a drive', url=url))
    for name in names:
        if name in (".", ".."):
            raise WrongValueError(say('URL "{url}" leads out of the output folder', url=url))
        if "\\" in name:
            raise WrongValueError(
                say('URL "{url}" holds a backslash, which separates folders on Windows', url=url)
            )
        if _CONTROL.search(name):
            raise WrongValueError(say("URL {url} holds a control character", url=ascii(url)))
