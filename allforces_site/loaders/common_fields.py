"""Front matter fields that posts and pages have in common: title, layout, picture, authors, addresses."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from allforces_site import markdown
from allforces_site.config.model import Config
from allforces_site.errors import note, warning
from allforces_site.loaders.context import ReadContext
from allforces_site.loaders.fields import Fields
from allforces_site.loaders.post_names import MARKDOWN_EXTENSIONS
from allforces_site.messages.message import WrongValueError, say, why_wrong
from allforces_site.text.nearest_names import did_you_mean, nearest_name
from allforces_site.text.robots import forbids_index
from allforces_site.urls.permalinks import output_path

# Layouts for pages that only the generator makes, such as lists; `base` shows no body.
_GENERATED = frozenset(
    {"404", "archive", "archive_month", "archive_year", "base", "home", "redirect", "term", "terms"}
)
# A text without any of these is shown as it is; Markdown would only remove list markers from it.
_MARKUP = re.compile(r"[<*`\[&]|_[^_\s][^_]*_")
# The most old addresses of one page; each becomes a file.
_MOST_REDIRECTS = 1000
# The most characters of a title: a page holds it some thirty times, for HTML, addresses and scripts.
_LONGEST_TITLE = 1000
# Where no page may lead: to programs in an address, and to addresses with spaces in them.
_NO_TARGET = re.compile(r"\A(?!https?://)(?:[a-zA-Z][a-zA-Z0-9+.-]*:|//)|[\x00-\x20]")
_IMAGE_HINT = say("write image: /assets/picture.png")


def layout(fields: Fields, default: str, context: ReadContext) -> str | None:
    """The layout's name; None if the author wants none.

    `default`, the layout of posts or of pages, replaces one that is missing or is made for other pages, if
    the site has no layouts of its own.
    """
    if not fields.own.values.get("layout", True) and not fields.values.get("layout"):
        return None
    wants_theme = default == "post" and context.config.allforces.layouts == "theme"
    if context.own_layouts and not fields.values.get("layout") and not wants_theme:
        if context.config.uses("jekyll-default-layout") and "layout" not in fields.values:
            return _default_layout(fields.file, default, context.own_layouts)
        return None  # As in Jekyll; the theme's layouts are for sites without layouts of their own.
    name = fields.text("layout") or default
    if name == "none":
        return None
    if name in context.own_layouts:
        return default if wants_theme else name
    if name in _GENERATED or (name == "post" and default != "post"):
        _report_replaced_layout(fields, name, default)
        return default
    if name in context.layouts:
        return name
    near = nearest_name(name, sorted(context.layouts), 0.5)
    hint = did_you_mean(name, near) if near else say("add the template, or name one that exists")
    fields.problems.append(
        warning(
            "layout-missing",
            say('there is no layout "{name}" (templates/{name}.html)', name=name),
            fields.file,
            fields.own.lines.get("layout"),
            hint=hint,
        )
    )
    return default


def _default_layout(source: str, kind: str, own_layouts: frozenset[str]) -> str | None:
    """The layout of Markdown that names none, on a site that uses jekyll-default-layout."""
    path = PurePosixPath(source)
    if path.suffix.lower() not in MARKDOWN_EXTENSIONS:
        return None
    wanted = ("home", kind, "default") if path.stem == "index" else (kind, "default")
    return next((name for name in wanted if name in own_layouts), None)


def _report_replaced_layout(fields: Fields, name: str, default: str) -> None:
    fields.problems.append(
        note(
            "layout-replaced",
            say(
                'the layout "{name}" shows what a {default} does not have; "{default}" is used',
                name=name,
                default=default,
            ),
            fields.file,
            fields.own.lines.get("layout"),
            hint=say("write {key}: {value}", key="layout", value=default),
        )
    )


def title_text(fields: Fields) -> str | None:
    """The title in the front matter, cut to `_LONGEST_TITLE` characters with a warning, or None."""
    title = fields.text("title")
    if title is None or len(title) <= _LONGEST_TITLE:
        return title
    fields.warn(
        "title-long",
        say(
            "the title has {number} characters; the first {most} are shown",
            number=len(title),
            most=_LONGEST_TITLE,
        ),
        "title",
        hint=say("write a short title, and the rest into the text"),
    )
    return title[:_LONGEST_TITLE].rstrip()


def report_empty_title(fields: Fields, replacement: str) -> None:
    """Warns of an empty `title:`, for which `replacement` is shown; a file without the key is fine."""
    if "title" in fields.own.lines and not str(fields.own.values["title"] or "").strip():
        message = (
            say('the title is empty; "{title}" is shown', title=replacement)
            if replacement
            else say("the title is empty")
        )
        fields.warn("title-empty", message, "title", hint=say("write a title"))


def report_foreign_permalink(fields: Fields, permalink: str | None) -> None:
    """Warns of a permalink such as https://example.com/x/, from which Jekyll makes a folder `https:`."""
    if permalink and "://" in permalink:
        message = say(
            'permalink: "{permalink}" is the address of a site; the page is in a folder of that name',
            permalink=permalink,
        )
        fields.warn("permalink", message, "permalink", hint=say("write a path such as /guides/name/"))


def report_empty_file(fields: Fields) -> None:
    """Warns of a post that has neither front matter nor text."""
    if fields.own.body_line == 1 and not fields.own.body.strip():
        hint = say("write its text, or delete the file")
        fields.problems.append(warning("file-empty", say("the file is empty"), fields.file, 1, hint=hint))


def plain_text(fields: Fields, key: str) -> str | None:
    """An `excerpt` or `description` in the front matter as plain text: cards and meta tags show no markup."""
    text = fields.text(key)
    if text is None or not _MARKUP.search(text):
        return text
    return markdown.render(str(fields.values[key]).strip()).text


def image(fields: Fields) -> str | None:
    """The picture of a post: text, or a mapping with `path` (jekyll-seo-tag's form)."""
    value = fields.values.get("image")
    if isinstance(value, dict):
        path = value.get("path")
        if isinstance(path, str):
            return path
        fields.wrong("image", say("a path, or a mapping with `path`"), hint=_IMAGE_HINT)
        return None
    if isinstance(value, (list, tuple)) or value is True:
        fields.wrong("image", say("a path, or a mapping with `path`"), hint=_IMAGE_HINT)
        return None
    return fields.text("image")


def authors(fields: Fields, config: Config) -> tuple[str, ...]:
    """`author` or `authors` (text, list, or a mapping with `name`), the file's own before those of the
    defaults, or the site's author."""
    key = _authors_key(fields)
    value = fields.values.get(key)
    if isinstance(value, dict):
        name = value.get("name")
        if isinstance(name, str) and name.strip():
            return (fields.short_name(key, name.strip()),)
        fields.wrong(key, say("a name, or a mapping with `name`"), hint=say("write {key}: name", key=key))
        return ()
    return fields.few_names(key) or ((config.author_name,) if config.author_name else ())


def _authors_key(fields: Fields) -> str:
    for values in (fields.own.values, fields.defaults):
        for key in ("author", "authors"):
            if values.get(key) is not None:
                return key
    return "author"


def in_sitemap(fields: Fields) -> bool:
    """False for `sitemap: false` and `robots: noindex`; a mapping (jekyll-sitemap's) refuses nothing."""
    value = fields.values.get("sitemap")
    refused = fields.boolean("sitemap") is False if not isinstance(value, dict) else False
    return not refused and not forbids_index(fields.values.get("robots"))


def canonical_url(fields: Fields) -> str | None:
    """`canonical_url`: an absolute URL, or a path of this site."""
    value = fields.text("canonical_url")
    if value is None or value.startswith(("https://", "http://", "/")):
        return value or None
    hint = say("write canonical_url: https://example.com/page/")
    fields.wrong("canonical_url", say("an address that begins with https:// or /"), hint=hint)
    return None


def redirect_target(fields: Fields) -> str | None:
    """`redirect_to`, or the first of a list: an address, or a path of this site; others are reported."""
    value = fields.values.get("redirect_to")
    if isinstance(value, (list, tuple)):
        value = next((item for item in value if item is not None), None)
    if value is None or value is False or value == "":
        return None
    if isinstance(value, str) and not _NO_TARGET.search(value):
        return value if re.match("https?://", value) else "/" + value.lstrip("/")
    hint = say("write redirect_to: https://example.com/page/, or a path such as /page/")
    fields.wrong("redirect_to", say("an address that begins with https:// or /"), hint=hint)
    return None


def redirects(fields: Fields, own_path: str) -> tuple[str, ...]:
    """`redirect_from`: the old addresses of a page, rooted at `/`.

    Wrong ones, and the page's present address (`own_path` is its output file), are reported and left out.
    """
    rooted_addresses = []
    addresses = fields.names("redirect_from", split=False)
    for address in fields.first_of("redirect_from", addresses, _MOST_REDIRECTS):
        try:
            if "://" in address:
                raise WrongValueError(say("it is no path of this site"))
            rooted = "/" + address.lstrip("/")
            is_own = output_path(rooted) == own_path
        except ValueError as exc:
            fields.problems.append(
                warning(
                    "redirect-from",
                    say('redirect_from: "{address}": {problem}', address=address, problem=why_wrong(exc)),
                    fields.file,
                    fields.own.lines.get("redirect_from"),
                    hint=say("write a path such as /old/address/"),
                )
            )
            continue
        if is_own:
            what = say(
                'redirect_from: "{address}" is the address the page has now; no redirect is made',
                address=address,
            )
            fields.warn("redirect-own", what, "redirect_from", hint=say("delete it"))
        else:
            rooted_addresses.append(rooted)
    return tuple(dict.fromkeys(rooted_addresses))
