"""The body of a post or page, rendered from Markdown or read as HTML."""

from __future__ import annotations

from msgspec.structs import replace

from allforces_site import markdown
from allforces_site.config.page_language import language, markdown_options_in
from allforces_site.errors import warning
from allforces_site.liquid import remove_tags
from allforces_site.loaders.context import ReadContext
from allforces_site.loaders.fields import Fields
from allforces_site.loaders.liquid_bodies import is_liquid_wanted, renderable
from allforces_site.loaders.post_names import HTML_EXTENSIONS
from allforces_site.loaders.walk import SourceEntry
from allforces_site.messages.message import say
from allforces_site.model import Document, Link


def body_document(entry: SourceEntry, fields: Fields, context: ReadContext) -> tuple[Document, bool]:
    """The rendered body without its Liquid tags, and whether they were left out because they are faulty.

    A body with Liquid is rendered when its page is made (`Document.liquid`).
    """
    is_html = entry.source.lower().endswith(HTML_EXTENSIONS)
    body, liquid, is_faulty = fields.own.body, None, False
    if is_liquid_wanted(fields):
        body, tags = remove_tags.strip(fields.own.body, is_markdown=not is_html)
        if tags:
            liquid = renderable(fields, context, is_markdown=not is_html)
            is_faulty = liquid is None
    if is_html:
        document = markdown.read_html(body, first_line=fields.own.body_line)
    else:
        options = markdown_options_in(language(fields.values, context.config), context.config)
        document = markdown.render(body, first_line=fields.own.body_line, options=options)
        if liquid is None:
            _report_links_as_text(body, document, fields)
            _report_odd_elements(body, fields, context.config.markdown_options)
        _report_limits(document, fields)
    if liquid is not None:
        text, needs = liquid
        document = replace(document, liquid=text, needs=needs, first_line=fields.own.body_line)
    return document, is_faulty


def _report_limits(document: Document, fields: Fields) -> None:
    if document.limited_from is not None:
        fields.problems.append(
            warning(
                "definitions-too-much",
                say(
                    "links and attributes that are defined once and used often would make the page much"
                    " longer than its source; from here on they are left out"
                ),
                fields.file,
                document.limited_from,
                hint=say("use them less often, or shorten what they stand for"),
            )
        )
    if document.as_written_from is not None:
        fields.problems.append(
            warning(
                "markup-too-much",
                say(
                    "the text holds more lines and signs of markup than are rendered;"
                    " from here on it is shown as written"
                ),
                fields.file,
                document.as_written_from,
                hint=say("split the post, or move what a program wrote into a file to download"),
            )
        )


def _report_links_as_text(body: str, document: Document, fields: Fields) -> None:
    for link in markdown.links_as_text(body, document):
        fields.problems.append(
            warning(
                "link-as-text",
                say("{found} is shown as text: Markdown sees no link in it", found=link.found),
                fields.file,
                fields.own.body_line + link.line,
                hint=say("write {wanted}; in an address a space can be written %20, too", wanted=link.wanted)
                if "<" in link.wanted
                else say("write {wanted}", wanted=link.wanted),
            )
        )


def _report_odd_elements(body: str, fields: Fields, options: markdown.MarkdownOptions) -> None:
    first = fields.own.body_line
    for line, name, markdown_line in markdown.odd_elements(body, options):
        fields.problems.append(
            warning(
                "html-not-closed",
                say("<{name}> has no end tag in this text, list item or quotation", name=name),
                fields.file,
                first + line,
                hint=say(
                    "write </{name}>: without it, HTML ends at the next empty line, and Markdown goes on",
                    name=name,
                ),
            )
            if markdown_line is None
            else warning(
                "markdown-in-html",
                say("Markdown inside <{name}> is shown as it is written", name=name),
                fields.file,
                first + markdown_line,
                hint=say('write <{name} markdown="1"> in line {line}, or HTML', name=name, line=first + line),
            )
        )


def pictures(document: Document) -> tuple[Link, ...]:
    """The pictures of a body, by which their files, outside this one, are looked up later."""
    return tuple(link for link in document.links if link.is_image)
