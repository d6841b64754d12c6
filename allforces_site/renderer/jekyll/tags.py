"""Jekyll's tags: `highlight`, `link`, `post_url`, `gist`, and those of the usual plugins."""

from __future__ import annotations

import re
from base64 import b64decode, b64encode
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from html import escape
from pathlib import PurePosixPath

from allforces_site.config.site_feeds import FeedLink
from allforces_site.liquid.context import Context
from allforces_site.liquid.errors import LiquidError
from allforces_site.liquid.template import TagFunction
from allforces_site.liquid.values import get, to_text
from allforces_site.markdown.code import with_line_numbers
from allforces_site.messages.message import say
from allforces_site.renderer.jekyll.seo import feed_meta, seo
from allforces_site.text.nearest_names import did_you_mean, nearest_name

# Jekyll::Tags::HighlightBlock
_HIGHLIGHT = re.compile(
    r"([a-zA-Z0-9.+#_-]+)((?:\s+\w+(?:=(?:\w+|\"(?:[0-9]+\s)*[0-9]+\"))?)*)\s*\Z", re.ASCII
)
_EMPTY_ENDS = re.compile(r"\A(\n|\r)+|(\n|\r)+\Z")
# Code is no Markdown: what stands for it is a comment, which Markdown leaves as it is.
_KEPT = re.compile(r"<!--kept:([A-Za-z0-9+/=]*)-->")
_POST_NAME = re.compile(r"((?:.+/)*)(\d+-\d+-\d+-.*)\Z")


def kept(html: str) -> str:
    """A comment that holds finished HTML, for `with_kept`."""
    return f"<!--kept:{b64encode(html.encode()).decode()}-->"


def with_kept(html: str) -> str:
    """The HTML with what `kept` holds in it."""
    if "<!--kept:" not in html:
        return html
    return _KEPT.sub(_unkept, html)


def _unkept(match: re.Match[str]) -> str:
    try:
        return b64decode(match[1], validate=True).decode()
    except ValueError:  # An author's own comment.
        return match[0]


def tags_for(
    addresses: Mapping[str, str],
    relative_url: Callable[[str], str],
    highlight: Callable[[str, str], str | None],
    feeds: Sequence[FeedLink],
    date_format: str,
) -> dict[str, TagFunction]:
    """The tags by name. `addresses` are the URLs of posts, pages and files by source, `feeds` the links to
    those of all posts; `date_format` is how `last_modified_at` shows a time.
    """

    def link(context: Context, markup: str, _: str | None) -> str:
        path = (
            context.environment.template(markup, "link").render(context.variables)
            if "{" in markup
            else markup
        )
        url = addresses.get(path.strip().lstrip("/"))
        if url is None:
            near = nearest_name(path, addresses)
            raise LiquidError(
                say("`link` finds no file {path}", path=path), hint=did_you_mean(path, near) if near else None
            )
        return relative_url(url)

    def post_url(_: Context, markup: str, __: str | None) -> str:
        source = _post_source(markup.strip().lstrip("/"), addresses)
        if source is None:
            posts = [path for path in addresses if "_posts/" in path]
            near = nearest_name(markup, [PurePosixPath(path).stem for path in posts])
            raise LiquidError(
                say("`post_url` finds no post {name}", name=markup),
                hint=did_you_mean(markup, near) if near else None,
            )
        return relative_url(addresses[source])

    def code(context: Context, markup: str, body: str | None) -> str:
        match = _HIGHLIGHT.match(markup)
        if match is None:
            raise LiquidError(
                say("`highlight` wants a language, not {found}", found=markup)
                if markup
                else say("`highlight` wants a language, not nothing")
            )
        figure = kept(_figure(match[1].lower(), match[2], _EMPTY_ENDS.sub("", body or ""), highlight))
        before, after = context.find("highlighter_prefix"), context.find("highlighter_suffix")
        return f"{before or ''}{figure}{after or ''}"

    return {
        "link": link,
        "post_url": post_url,
        "highlight": code,
        "gist": _gist,
        "seo": seo,
        "feed_meta": partial(feed_meta, feeds),
        "last_modified_at": partial(_last_modified_at, date_format),
    }


def _post_source(name: str, addresses: Mapping[str, str]) -> str | None:
    match = _POST_NAME.match(name)
    if match is None:
        raise LiquidError(say("`post_url` wants a name such as 2026-01-02-title, not {found}", found=name))
    folder, stem = match.groups()
    for source in addresses:
        if stem not in source:
            continue
        path = PurePosixPath(source)
        home = "/".join(part for part in path.parts[:-1] if part != "_posts")
        if path.stem == stem and home == folder.rstrip("/"):
            return source
    return None


def _figure(language: str, options: str, body: str, highlight: Callable[[str, str], str | None]) -> str:
    inner = highlight(body, language) or escape(body, quote=False)
    inner = inner.rstrip("\n")
    if "linenos" in options:
        inner = with_line_numbers(inner, body, classes=("gutter", "code"))
    name = language.replace("+", "-")
    return (
        f'<figure class="highlight"><pre><code class="language-{name}" data-lang="{language}">{inner}'
        "</code></pre></figure>"
    )


def _last_modified_at(date_format: str, context: Context, markup: str, _: str | None) -> str:
    """jekyll-last-modified-at: when the page was changed, in the format of the tag or of the site."""
    changed = get(context.find("page"), "last_modified_at")
    if changed is None:
        return ""
    return to_text(context.environment.filters["date"](context, changed, markup.strip() or date_format))


def _gist(_: Context, markup: str, __: str | None) -> str:
    """jekyll-gist: the script of a gist, and with a file name only that file."""
    match = re.match(r"([\w/-]+)(?:\s+(\S+))?\s*\Z", markup.strip(), re.ASCII)
    if match is None:
        raise LiquidError(say("`gist` wants the id of a gist, not {found}", found=markup))
    file = f"?file={match[2]}" if match[2] else ""
    return f'<script src="https://gist.github.com/{match[1]}.js{file}"> </script>'
