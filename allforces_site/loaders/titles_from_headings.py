"""The heading at the beginning of a text as its title, as jekyll-titles-from-headings 0.5 takes it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from msgspec.structs import replace

from allforces_site import markdown
from allforces_site.config.model import Config
from allforces_site.config.plugins import plugin_options
from allforces_site.front_matter.parse import FrontMatter
from allforces_site.loaders.post_names import MARKDOWN_EXTENSIONS

PLUGIN = "jekyll-titles-from-headings"

# `TITLE_REGEX` of the plugin: a heading of the first three levels, or an underlined line. One line break
# more than white space may be before it, and each alternative reads to the end of a line: linear.
_TITLE = re.compile(r"\A\s*(?:#{1,3}[ \t]+(.*)|(\S.*)\n(?:=+|-+)[ \t]*)$", re.MULTILINE)
_CLOSING = re.compile(r"\s+#{1,3}\s*\Z")
_FOOTNOTE = re.compile(r"\[\^[^\]]*\]")


def title_settings(config: Config) -> tuple[bool, bool, bool]:
    """On a site that uses the plugin: whether pages have such titles, whether documents and posts do, and
    whether the heading is removed.
    """
    options = plugin_options(config.extra, "titles_from_headings")
    is_on = options.get("enabled") is not False
    return is_on, is_on and options.get("collections") is True, options.get("strip_title") is True


def with_title(
    own: FrontMatter, defaults: Mapping[str, Any], source: str, config: Config, *, is_page: bool
) -> FrontMatter:
    """The front matter and body of a file, with the title that its heading gives it if it has none.

    `is_page`: whether it is neither a post nor a document of a collection.
    """
    if not config.uses(PLUGIN):  # Most sites; this is asked for every post.
        return own
    of_pages, of_documents, strips = title_settings(config)
    if not (of_pages if is_page else of_documents) or not source.lower().endswith(MARKDOWN_EXTENSIONS):
        return own
    # A post without a title has that of its file name in Jekyll, which the heading replaces.
    if own.values.get("title", defaults.get("title")) is not None:
        return own
    match = _TITLE.match(own.body)
    if match is None:
        return own
    title = _plain(match[1] if match[1] is not None else match[2])
    if not title:
        return own
    values = {**own.values, "title": title}
    if own.values.get("strip_title", defaults.get("strip_title", strips)) is not True:
        return replace(own, values=values)
    rest = own.body[match.end() :]
    blank = len(rest) - len(rest.lstrip())
    lines = own.body[: match.end() + blank].count("\n")
    return replace(own, values=values, body=rest[blank:], body_line=own.body_line + lines)


def _plain(heading: str) -> str:
    """The text of a heading, without markup and footnotes."""
    text = markdown.render(_FOOTNOTE.sub("", _CLOSING.sub("", heading))).text
    return " ".join(text.split())
