"""Reads the content of a file with front matter that is not a post into a `SourcePage`."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

import msgspec
from msgspec.structs import replace

from allforces_site.config.collections import Collection, collection_at, permalink_of
from allforces_site.config.front_matter_defaults import defaults_for
from allforces_site.errors import Problem, SiteError, error, note
from allforces_site.files.kinds import SASS_EXTENSIONS, is_sass
from allforces_site.front_matter.parse import FrontMatter, decode, parse_front_matter
from allforces_site.liquid import remove_tags
from allforces_site.loaders.body import body_document, pictures
from allforces_site.loaders.common_fields import (
    canonical_url,
    image,
    in_sitemap,
    layout,
    plain_text,
    redirect_target,
    redirects,
    report_empty_title,
    report_foreign_permalink,
    title_text,
)
from allforces_site.loaders.context import ReadContext
from allforces_site.loaders.fields import Fields
from allforces_site.loaders.last_modified import last_modified
from allforces_site.loaders.liquid_bodies import is_liquid_wanted, renderable
from allforces_site.loaders.liquid_excerpts import has_liquid_excerpt
from allforces_site.loaders.post_names import HTML_EXTENSIONS, MARKDOWN_EXTENSIONS, has_post_extension
from allforces_site.loaders.posts import EXCERPT_CHARS, OWN_EXCERPT_CHARS
from allforces_site.loaders.titles_from_headings import with_title
from allforces_site.loaders.visibility import why_doubtful, why_hidden
from allforces_site.loaders.walk import SourceEntry
from allforces_site.messages.message import say, why_wrong
from allforces_site.model import Document, Skipped, SourcePage
from allforces_site.text.dates import filename_date, parse_date
from allforces_site.text.excerpts import plain_excerpt
from allforces_site.urls.permalinks import PostAddress, output_path, page_url, post_url
from allforces_site.urls.slugs import document_slug, titleize_slug

if TYPE_CHECKING:
    from allforces_site.loaders.repaired_text import RepairedText

# The extension of what is made of a page, if it is another one.
_MADE_OF = {**dict.fromkeys(MARKDOWN_EXTENSIONS, ".html"), **dict.fromkeys(SASS_EXTENSIONS, ".css")}
_WHOLE_PAGE = re.compile(r"\s*(?:<!doctype|<html)\b", re.IGNORECASE)


class PageReading(msgspec.Struct, frozen=True):
    """The result of reading one file: a page, or why it makes none, and problems to report."""

    page: SourcePage | None
    skipped: Skipped | None
    problems: tuple[Problem, ...] = ()


def read_page(
    entry: SourceEntry, content: bytes, context: ReadContext, permalink: str | None = None
) -> PageReading:
    """The page that `content` holds; `permalink` is that of a page whose front matter cannot name one."""
    try:
        text = decode(content, entry.source)
    except SiteError as exc:
        return PageReading(None, Skipped(entry.source, say("unreadable: see the error")), exc.problems)
    if context.config.allforces.repairs_on_build and has_post_extension(entry.source):
        from allforces_site.loaders.repaired_text import repaired_text

        repaired = repaired_text(text, entry.source, context.config, is_post=False)
        if repaired is not None:
            return _as_repaired(_read_text(entry, repaired.text, context, permalink), repaired)
    return _read_text(entry, text, context, permalink)


def _as_repaired(reading: PageReading, repaired: RepairedText) -> PageReading:
    """The reading of a repaired text, with the lines of the file and the problems of the repair."""
    problems = repaired.reported(reading.problems)
    if reading.page is None:
        return replace(reading, problems=problems)
    page = repaired.at_lines_of_the_file(reading.page)
    return replace(reading, page=page, problems=(*problems, *repaired.problems))


def _read_text(
    entry: SourceEntry, text: str, context: ReadContext, permalink: str | None = None
) -> PageReading:
    try:
        own = parse_front_matter(text, entry.source)
    except SiteError as exc:
        return PageReading(None, Skipped(entry.source, say("unreadable: see the error")), exc.problems)
    collection = collection_at(entry.source, context.config.collections)
    kind = collection.name if collection is not None else "pages"
    defaults = defaults_for(entry.source, (kind,), context.config)
    if permalink is not None:
        own = replace(own, values={**own.values, "permalink": permalink})
    own = with_title(own, defaults, entry.source, context.config, is_page=collection is None)
    fields = Fields(entry.source, own, defaults)
    reason = why_hidden(fields, context.config)
    if reason is not None:
        return PageReading(None, Skipped(entry.source, reason), tuple(fields.problems))
    reading, doubt = _shown(entry, own, fields, context, collection), why_doubtful(fields, context.config)
    if collection is not None and reading.page is not None:
        is_written = collection.output
        date = reading.page.date or _document_date(entry, fields, context)
        page = replace(reading.page, collection=collection.name, is_written=is_written, date=date)
        reading = replace(reading, page=page)
    if doubt is None:
        return reading
    # Read all the same, to report every problem at once.
    return PageReading(None, Skipped(entry.source, doubt), reading.problems)


def _shown(
    entry: SourceEntry, own: FrontMatter, fields: Fields, context: ReadContext, collection: Collection | None
) -> PageReading:
    """The reading of a page that readers may see."""
    extension = PurePosixPath(entry.source).suffix.lower()
    output_ext = _MADE_OF.get(extension, extension)
    try:
        permalink = fields.text("permalink")
        report_foreign_permalink(fields, permalink)
        if collection is not None:
            url = _document_url(entry, fields, context, collection, permalink, output_ext)
        else:
            url = page_url(entry.source, context.config.permalink, permalink, output_ext)
        path = _output_path(url, permalink, output_ext)
    except ValueError as exc:
        problem = error(
            "permalink",
            say("no address can be made of it: {problem}", problem=why_wrong(exc)),
            entry.source,
            own.lines.get("permalink"),
            hint=say("write a `permalink:` such as /about/"),
        )
        return PageReading(
            None, Skipped(entry.source, say("it has no address: see the error")), (*fields.problems, problem)
        )
    if output_ext not in HTML_EXTENSIONS:
        return _other_file(entry, fields, url, path, context)
    if path == "index.html" and fields.values.get("layout") == "home" and "home" not in context.own_layouts:
        return _generated_home(entry, fields)
    return _page(entry, fields, url, path, context)


def _document_url(
    entry: SourceEntry,
    fields: Fields,
    context: ReadContext,
    collection: Collection,
    permalink: str | None,
    output_ext: str,
) -> str:
    """The URL of a document of a collection. Raises ValueError."""
    date = _document_date(entry, fields, context) or context.now.astimezone(context.config.zone)
    slug = fields.text("slug") or document_slug(entry.source, {})
    source = entry.source.removeprefix(collection.folder.removesuffix(f"_{collection.name}"))
    address = PostAddress(date, slug, (), source, collection.name, output_ext)
    return post_url(permalink or permalink_of(collection, context.config.permalink), address)


def _document_date(entry: SourceEntry, fields: Fields, context: ReadContext) -> datetime | None:
    """The date of a document: that of front matter, or of its name."""
    date, named = fields.date("date", context.config.zone), filename_date(entry.source)
    if date is not None or named is None:
        return date
    try:
        return parse_date(named[0], context.config.zone)
    except ValueError:
        return None


def _output_path(url: str, permalink: str | None, output_ext: str) -> str:
    """The output file of a page. An index is `index.html`, even of a `.htm` file: servers look for that."""
    last = url.rpartition("/")[2]
    if output_ext in HTML_EXTENSIONS:
        is_complete = bool(permalink) or not last
    else:
        is_complete = bool(permalink) and "." in last
    return output_path(url, None if is_complete else output_ext)


def _page(entry: SourceEntry, fields: Fields, url: str, path: str, context: ReadContext) -> PageReading:
    document, has_faulty_liquid = body_document(entry, fields, context)
    title = title_text(fields)
    if not title:
        title = _heading(document) or titleize_slug(PurePosixPath(entry.source).stem)
        report_empty_title(fields, title)
    own_description = plain_text(fields, "description") or plain_text(fields, "excerpt")
    date = fields.date("date", context.config.zone)
    page = SourcePage(
        source=entry.source,
        url=url,
        path=path,
        title=title,
        description=plain_excerpt(own_description, OWN_EXCERPT_CHARS)
        if own_description
        else plain_excerpt(document.first_paragraph, EXCERPT_CHARS),
        document=document,
        date=date,
        updated=last_modified(fields, date, context.config.zone),
        image=image(fields),
        layout=_layout(fields, document, context),
        robots=fields.text("robots"),
        canonical_url=canonical_url(fields),
        in_sitemap=in_sitemap(fields) and path != "404.html",
        has_faulty_liquid=has_faulty_liquid,
        redirect_from=redirects(fields, path),
        redirect_to=redirect_target(fields),
        front_matter=fields.values,
        lines=fields.own.lines,
        pictures=pictures(document),
        has_liquid_excerpt=not own_description and has_liquid_excerpt(fields, document, ""),
    )
    return PageReading(page, None, tuple(fields.problems))


def _generated_home(entry: SourceEntry, fields: Fields) -> PageReading:
    """Skips an `index.md` as `jekyll new` makes it: it only asks for a list of posts, made anyway."""
    reported = note(
        "home-generated",
        say(
            "the home page lists the posts; this file, which asks for just that (`layout: home`),"
            " is not needed"
        ),
        entry.source,
        fields.own.lines.get("layout"),
        hint=say("delete the file, or give it another layout and a text of its own"),
    )
    return PageReading(
        None, Skipped(entry.source, say("the home page is made without it")), (*fields.problems, reported)
    )


def _layout(fields: Fields, document: Document, context: ReadContext) -> str | None:
    if "layout" not in fields.own.values and _WHOLE_PAGE.match(document.html):
        return None
    return layout(fields, "page", context)


def _layout_of_other_file(fields: Fields, context: ReadContext) -> str | None:
    """The site's own layout that a file which is no HTML names; the theme has none for such files.

    A style sheet in Sass has none, as in Jekyll (`Convertible#place_in_layout?`).
    """
    if is_sass(fields.file):
        return None
    name = fields.text("layout")
    return name if name in context.own_layouts else None


def _heading(document: Document) -> str | None:
    return next((heading.text for heading in document.headings if heading.level == 1), None)


def _other_file(entry: SourceEntry, fields: Fields, url: str, path: str, context: ReadContext) -> PageReading:
    """A style sheet, script, feed or text file with front matter, whose body is only rendered with Liquid."""
    tags = remove_tags.strip(fields.own.body, is_markdown=False)[1] if is_liquid_wanted(fields) else ()
    liquid = renderable(fields, context, is_markdown=False) if tags else None
    if tags and liquid is None:
        skipped = Skipped(entry.source, say("its Liquid is faulty: see the message"))
        return PageReading(None, skipped, tuple(fields.problems))
    document = Document(fields.own.body, "", "", first_line=fields.own.body_line)
    page = SourcePage(
        entry.source,
        url,
        path,
        "",
        "",
        document if liquid is None else replace(document, liquid=liquid[0], needs=liquid[1]),
        layout=_layout_of_other_file(fields, context),
        in_sitemap=False,
        redirect_from=redirects(fields, path),
        front_matter=fields.values,
        lines=fields.own.lines,
    )
    return PageReading(page, None, tuple(fields.problems))
