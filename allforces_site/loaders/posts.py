"""Reads the content of one post's file into a `SourcePost`, or the reason why it makes no page."""

from __future__ import annotations

import re
from datetime import datetime
from typing import TYPE_CHECKING

import msgspec
from msgspec.structs import replace

from allforces_site import markdown
from allforces_site.config.front_matter_defaults import defaults_for
from allforces_site.errors import Problem, SiteError, error, warning
from allforces_site.front_matter.parse import decode, parse_front_matter
from allforces_site.liquid import remove_tags
from allforces_site.loaders.body import body_document, pictures
from allforces_site.loaders.common_fields import (
    authors,
    canonical_url,
    image,
    in_sitemap,
    layout,
    plain_text,
    redirect_target,
    redirects,
    report_empty_file,
    report_empty_title,
    report_foreign_permalink,
    title_text,
)
from allforces_site.loaders.context import ReadContext
from allforces_site.loaders.fields import Fields
from allforces_site.loaders.last_modified import last_modified, without_future_change
from allforces_site.loaders.liquid_excerpts import has_liquid_excerpt
from allforces_site.loaders.titles_from_headings import with_title
from allforces_site.loaders.visibility import why_doubtful, why_hidden
from allforces_site.loaders.walk import SourceEntry, SourceKind
from allforces_site.messages.message import say, why_wrong
from allforces_site.model import Document, Skipped, SourcePost
from allforces_site.search.contributions import Contribution, Words, contribution
from allforces_site.text.dates import filename_date, parse_date
from allforces_site.text.excerpts import plain_excerpt, separated
from allforces_site.text.odd_dates import read_oddly
from allforces_site.text.phrases import has_phrases, phrases
from allforces_site.text.reading_time import minutes_and_words
from allforces_site.urls.permalinks import PostAddress, output_path, post_url
from allforces_site.urls.slugs import slugify, titleize_slug

if TYPE_CHECKING:
    from allforces_site.loaders.repaired_text import RepairedText


# The most characters of an excerpt taken from the text, and of one in the front matter.
EXCERPT_CHARS = 120
OWN_EXCERPT_CHARS = 300


class PostReading(msgspec.Struct, frozen=True):
    """The result of reading one file: a post, or why it makes none, and problems to report.

    A post that `waits` is published only once its date is reached: a reading does not depend on the time.
    `contribution` is what it adds to the search index.
    """

    post: SourcePost | None
    skipped: Skipped | None
    problems: tuple[Problem, ...] = ()
    waits: bool = False
    contribution: Contribution | None = None


def read_post(entry: SourceEntry, content: bytes, modified: datetime, context: ReadContext) -> PostReading:
    """The post that `content` holds. `modified` is the date of a draft without one, as in Jekyll."""
    try:
        text = decode(content, entry.source)
    except SiteError as exc:
        return PostReading(None, Skipped(entry.source, say("unreadable: see the error")), exc.problems)
    if context.config.allforces.repairs_on_build:
        from allforces_site.loaders.repaired_text import repaired_text

        repaired = repaired_text(text, entry.source, context.config, is_post=True)
        if repaired is not None:
            return _as_repaired(_read_text(entry, repaired.text, modified, context), repaired)
    return _read_text(entry, text, modified, context)


def _as_repaired(reading: PostReading, repaired: RepairedText) -> PostReading:
    """The reading of a repaired text, with the lines of the file and the problems of the repair."""
    problems = repaired.reported(reading.problems)
    if reading.post is None:
        return replace(reading, problems=problems)
    post = repaired.at_lines_of_the_file(reading.post)
    return replace(reading, post=post, problems=(*problems, *repaired.problems))


def _read_text(entry: SourceEntry, text: str, modified: datetime, context: ReadContext) -> PostReading:
    try:
        own = parse_front_matter(text, entry.source)
    except SiteError as exc:
        return PostReading(None, Skipped(entry.source, say("unreadable: see the error")), exc.problems)
    types = ("posts", "drafts") if entry.kind is SourceKind.DRAFT else ("posts",)
    defaults = defaults_for(entry.source, types, context.config)
    own = with_title(own, defaults, entry.source, context.config, is_page=False)
    fields = Fields(entry.source, own, defaults)
    if entry.kind is SourceKind.DRAFT and not context.config.show_drafts:
        return PostReading(
            None, Skipped(entry.source, say("draft: it lies in _drafts")), tuple(fields.problems)
        )
    reason = why_hidden(fields, context.config)
    if reason is not None:
        return PostReading(None, Skipped(entry.source, reason), tuple(fields.problems))
    date, doubt = _date(entry, fields, modified, context), why_doubtful(fields, context.config)
    if date is None or doubt is not None:
        # Read all the same, to report every problem at once.
        reading = _post(entry, fields, date or modified, context)
        why = say("its date is not real: see the error") if doubt is None or date is None else doubt
        return PostReading(None, Skipped(entry.source, why), reading.problems)
    waits = fields.boolean("future") is not True and not context.config.future
    reading = _post(entry, fields, date, context)
    return replace(reading, waits=True) if waits else reading


def reading_at(reading: PostReading, now: datetime) -> PostReading:
    """The reading as of `now`: a post that waits for its date is skipped until then."""
    post = reading.post
    if post is None:
        return reading
    if not reading.waits or post.date <= now:
        post, problems = without_future_change(post, now)
        return replace(reading, post=post, problems=(*reading.problems, *problems)) if problems else reading
    why = say("future: it appears at {date}", date=post.date.isoformat())
    return PostReading(None, Skipped(post.source, why), reading.problems)


def _date(entry: SourceEntry, fields: Fields, modified: datetime, context: ReadContext) -> datetime | None:
    zone = context.config.zone
    if fields.values.get("date") is not None:
        return fields.date("date", zone)
    named = filename_date(entry.source)
    if named is None:
        return modified.astimezone(zone).replace(microsecond=0)
    try:
        return parse_date(named[0], zone)
    except ValueError as exc:
        read = read_oddly(named[0], zone)
        if read is not None:
            message = say(
                "the file name's date {problem}; it is read as {date}, as in Jekyll",
                problem=why_wrong(exc),
                date=str(read.date()),
            )
            hint = say("rename the file to {name}", name="YYYY-MM-DD-name.md")
            fields.problems.append(warning("date-odd", message, entry.source, hint=hint))
            return read
        fields.problems.append(
            error(
                "date",
                say('the file name\'s date "{date}" is not a real date', date=named[0]),
                entry.source,
                hint=say("rename the file to YYYY-MM-DD-name.md, or write a `date:`"),
            )
        )
        return None


def _post(entry: SourceEntry, fields: Fields, date: datetime, context: ReadContext) -> PostReading:
    config = context.config
    named = filename_date(entry.source)
    name_slug = (named[1] if named else entry.source.rpartition("/")[2].rpartition(".")[0]).rstrip(".")
    slug = fields.text("slug") or name_slug
    categories = _categories(entry, fields)
    output_ext = ".htm" if entry.source.lower().endswith(".htm") else ".html"
    address = PostAddress(date, slug, categories, entry.source, output_ext=output_ext)
    placed = _place(fields, address, context)
    url, path = placed or ("", "")
    report_empty_file(fields)
    document, _ = body_document(entry, fields, context)
    excerpt = _excerpt(fields, document, context)
    title = _title(fields, name_slug)
    minutes, words = minutes_and_words(document.text, context.speed)
    written = fields.own.body if context.keeps_texts and document.liquid is None else None
    post = SourcePost(
        source=entry.source,
        url=url,
        path=path,
        title=title,
        date=date,
        slug=slug,
        categories=categories,
        tags=_tags(fields),
        authors=tuple(context.author_names.get(name, name) for name in authors(fields, config)),
        excerpt=excerpt,
        description=_description(fields, excerpt),
        measured_minutes=minutes,
        word_count=words,
        declared_minutes=fields.minutes("reading_time"),
        # Without the text, which has been measured and is not needed any more.
        document=replace(document, text="", limited_from=None, as_written_from=None, written=written),
        updated=last_modified(fields, date, config.zone),
        image=image(fields),
        layout=layout(fields, "post", context),
        robots=fields.text("robots"),
        canonical_url=canonical_url(fields),
        in_sitemap=in_sitemap(fields),
        redirect_from=redirects(fields, path),
        redirect_to=redirect_target(fields),
        front_matter=fields.values,
        lines=fields.own.lines,
        pictures=pictures(document),
        needs=document.needs,
        has_liquid_excerpt=has_liquid_excerpt(fields, document, config.excerpt_separator),
        title_phrases=tuple(phrases(title)) if context.for_pages and has_phrases(title, config.lang) else (),
    )
    if placed is None:
        skipped = Skipped(entry.source, say("it has no address: see the error"))
        return PostReading(None, skipped, tuple(fields.problems))
    contribution = _contribution(post, document, context)
    return PostReading(post, None, tuple(fields.problems), contribution=contribution)


def _contribution(post: SourcePost, document: Document, context: ReadContext) -> Contribution | None:
    if not context.has_search:
        return None
    names = (*(heading.text for heading in document.headings), *post.categories, *post.tags)
    return contribution(Words(post.title, names, document.text))


def _place(fields: Fields, address: PostAddress, context: ReadContext) -> tuple[str, str] | None:
    """URL and output file of a post; None, with a problem, if it cannot have any."""
    own = fields.text("permalink")
    template = own or context.config.post_permalink
    try:
        report_foreign_permalink(fields, own)
        if re.search(r":(title|slug)\b", template) and not slugify(address.slug, "pretty").strip("-."):
            message = say(
                'nothing of the slug "{slug}" can stand in an address, which is hard to use',
                slug=address.slug,
            )
            fields.warn("permalink", message, "slug", hint=say("give the post a `slug:` of plain letters"))
        url = post_url(template, address)
        # A title such as node.js is no file name with an extension; a permalink such as /feed.xml is one.
        return url, output_path(url, None if own or url.endswith("/") else address.output_ext)
    except ValueError as exc:
        keys = ("permalink", "slug", "categories", "category")
        key = next((key for key in keys if key in fields.own.lines), None)
        hint = say("give the post a `slug:` or `permalink:` of plain letters")
        problem = error(
            "permalink",
            say("no address can be made of it: {problem}", problem=why_wrong(exc)),
            fields.file,
            fields.own.lines.get(key) if key else None,
            hint=say("write a `permalink:` such as /guides/name/") if own else hint,
        )
        fields.problems.append(problem)
        return None


def _title(fields: Fields, name_slug: str) -> str:
    title = title_text(fields)
    if title:
        return title
    title = titleize_slug(name_slug)
    report_empty_title(fields, title)
    return title


def _categories(entry: SourceEntry, fields: Fields) -> tuple[str, ...]:
    """The folders above `_posts`, `categories` of the defaults and the post's own (text is split at spaces),
    and `category`, as in Jekyll's `Document#merge_categories!`."""
    above = entry.source.split("/_posts/")[0] if "/_posts/" in entry.source else ""
    if not above and "/_drafts/" in entry.source:
        above = entry.source.split("/_drafts/")[0]
    folders = tuple(part for part in above.split("/") if part)
    return _unique(
        folders,
        fields.few_names("categories", split=True, among=fields.defaults),
        fields.few_names("categories", split=True, among=fields.own.values),
        fields.few_names("category", split=False),
    )


def _tags(fields: Fields) -> tuple[str, ...]:
    """`tag` and `tags` together, the post's own before those of the defaults; in Jekyll a `tag` replaces
    `tags`."""
    single, several = fields.few_names("tag", split=False), fields.few_names("tags", split=True)
    is_own = fields.own.values.get("tag") is not None
    if single and several and not is_own:
        return _unique(several, single)
    if single and several and fields.own.values.get("tags") is not None:
        fields.problems.append(
            warning(
                "tag-and-tags",
                say("both `tag` and `tags` are written; both count (in Jekyll `tags` would be lost)"),
                fields.file,
                fields.own.lines.get("tag"),
                hint=say("move the tag into `tags`"),
            )
        )
    return _unique(single, several)


def _unique(*lists: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for names in lists for name in names))


def _excerpt(fields: Fields, document: Document, context: ReadContext) -> str:
    own = plain_text(fields, "excerpt")
    if own:
        return plain_excerpt(own, OWN_EXCERPT_CHARS)
    before = separated(fields.own.body, context.config.excerpt_separator)
    if before is not None and before.strip():
        text = markdown.render(remove_tags.strip(before)[0], options=context.config.markdown_options).text
        return plain_excerpt(text, OWN_EXCERPT_CHARS)
    return plain_excerpt(document.first_paragraph, EXCERPT_CHARS)


def _description(fields: Fields, excerpt: str) -> str:
    own = plain_text(fields, "description")
    return plain_excerpt(own, OWN_EXCERPT_CHARS) if own else plain_excerpt(excerpt, EXCERPT_CHARS)
