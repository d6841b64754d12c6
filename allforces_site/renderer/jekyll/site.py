"""Renders the posts and pages of one site with Liquid: their bodies, and the layouts around them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from functools import cached_property, partial
from pathlib import PurePosixPath
from typing import Any

from msgspec.structs import replace

from allforces_site import markdown
from allforces_site.cache.keys import key_of
from allforces_site.config.model import Config
from allforces_site.config.page_language import language, markdown_options_in
from allforces_site.config.plugins import plugin_options
from allforces_site.errors import Problem, SiteError, error
from allforces_site.liquid.context import Context
from allforces_site.liquid.errors import LiquidError
from allforces_site.liquid.filters.arrays import ARRAY_FILTERS
from allforces_site.liquid.filters.dates import DateFilters
from allforces_site.liquid.filters.numbers import NUMBER_FILTERS
from allforces_site.liquid.filters.site import SiteFilters
from allforces_site.liquid.filters.smartify import smartify
from allforces_site.liquid.filters.strftime import shown_time
from allforces_site.liquid.filters.text import TEXT_FILTERS
from allforces_site.liquid.known_names import JEKYLL_TAGS
from allforces_site.liquid.needs import needs_of, together
from allforces_site.liquid.template import Environment, Template
from allforces_site.liquid.values import get, inspect, is_true, to_text
from allforces_site.markdown.code import highlight
from allforces_site.messages.message import say
from allforces_site.model import Document, LiquidNeeds, Post, Site, SourcePage, SourcePost, StoredDocument
from allforces_site.renderer.jekyll.drops import Drop, SiteDrops, plain
from allforces_site.renderer.jekyll.made_page import MadePage
from allforces_site.renderer.jekyll.numbered_page import NumberedPage, numbered_pages
from allforces_site.renderer.jekyll.own_filters import Filter
from allforces_site.renderer.jekyll.paginator import pages_of, paginator
from allforces_site.renderer.jekyll.tags import tags_for, with_kept
from allforces_site.renderer.jekyll.template_problems import unknown_names
from allforces_site.renderer.jekyll.templates import JekyllTemplates, Layout
from allforces_site.sass.compiler import SassError
from allforces_site.sass.style_sheets import StyleSheets
from allforces_site.text.typography import QUOTES, SYMBOLS

Item = Post | SourcePage
# Jekyll's converter of Markdown has these variables, so that code of `highlight` begins a line (markdown.rb).
_AROUND_CODE = {"highlighter_prefix": "\n", "highlighter_suffix": "\n"}


class JekyllSite:
    """A site as its Liquid templates see it.

    `times` are the formats in which pages with a key show the time of the build, each with what it shows.
    """

    def __init__(
        self,
        config: Config,
        site: Site,
        data: Mapping[str, Any],
        templates: JekyllTemplates,
        now: datetime,
        style_sheets: StyleSheets,
        own_filters: Mapping[str, Filter] | None = None,
        front_texts: dict[str, str] | None = None,
    ) -> None:
        self._config = config
        self._site = site
        self._data = data
        self._now = now
        self._style_sheets = style_sheets
        self._own_filters = own_filters or {}
        self.templates = templates
        self.times: dict[str, str] = {}
        self._front_texts = front_texts if front_texts is not None else {}
        self._around: dict[tuple[LiquidNeeds | None, str | None], LiquidNeeds] = {}
        self._layouts: dict[str, Template] = {}
        self._needs: dict[str, LiquidNeeds] = {}
        self._layout_needs: dict[str, LiquidNeeds] = {}
        # Each post is on several archives.
        self._post_keys: dict[tuple[str, bool], bytes] = {}

    @property
    def _date_format(self) -> str:
        """How the tag `last_modified_at` shows a time (`last-modified-at: {date-format}`)."""
        written = plugin_options(self._config.extra, "last-modified-at").get("date-format")
        return written if isinstance(written, str) else "%d-%b-%y"

    @cached_property
    def drops(self) -> SiteDrops:
        """What templates see."""
        environment = self._config.surroundings.environment
        return SiteDrops(self._config, self._site, self._data, self._now, self._html_of, environment)

    @cached_property
    def environment(self) -> Environment:
        """The filters and tags of this site."""
        site_filters = SiteFilters(self._config.url, self._config.baseurl, self._markdown)
        filters: dict[str, Callable[..., Any]] = {
            **TEXT_FILTERS,
            **NUMBER_FILTERS,
            **ARRAY_FILTERS,
            **DateFilters(self._config.zone, self._now).filters(),
            **site_filters.filters(),
            "smartify": self._smartify,
            "scssify": partial(self._compiled_sass, is_indented=False),
            "sassify": partial(self._compiled_sass, is_indented=True),
            **self._own_filters,
        }
        highlighter = self._config.extra.get("highlighter") or "rouge"
        colours = highlight if highlighter in ("rouge", "pygments") else _no_colours
        feeds = self._config.feed_links
        tags = tags_for(self._addresses, site_filters.relative_url, colours, feeds, self._date_format)
        return Environment(filters, tags, JEKYLL_TAGS.blocks, self.templates.include)

    def _markdown(self, text: str) -> str:
        return markdown.render(text, options=markdown_options_in(self._config.lang, self._config)).html

    def _smartify(self, _: Context, value: object) -> str:
        wanted = self._config.markdown_options.typography
        symbols = SYMBOLS if wanted.symbols is None else dict(wanted.symbols)
        text = inspect(value) if isinstance(value, (list, dict)) else to_text(value)
        return smartify(text, wanted.quotes or QUOTES, symbols)

    def _compiled_sass(self, _: Context, value: object, *, is_indented: bool) -> str:
        try:
            css = self._style_sheets.compile(to_text(value), is_indented=is_indented).css
            return f"{css.rstrip()}\n"
        except SassError as exc:
            raise LiquidError(exc.message) from exc

    @cached_property
    def _addresses(self) -> dict[str, str]:
        """The URLs of posts, pages and files by source."""
        addresses = {post.source.source: post.url for post in self._site.posts}
        addresses |= {page.source: page.url for page in self._site.pages}
        return addresses | {asset.source: f"/{asset.path}" for asset in self._site.assets}

    # ---- keys --------------------------------------------------------------------------------

    def key(self, item: Item, layout: str | None) -> bytes:
        """A key of all that the templates around a post or page can show, but its own body and front matter.

        What they cannot show is not part of it: a page whose templates never look at `site.posts` is not made
        again for a new post.
        """
        source = item.source if isinstance(item, Post) else item
        own = source.needs if isinstance(source, SourcePost) else source.document.needs
        needs = self._needs_around(own, layout)
        self.times |= {time: self._shown_time(time) for time in needs.times}
        parts: list[Any] = [needs, [self._shown_time(time) for time in needs.times]]
        is_document = isinstance(item, SourcePage) and bool(item.collection)
        if needs.posts or (needs.near and is_document):
            parts.append(self._with_bodies if needs.bodies else self._without_bodies)
        elif needs.near and isinstance(item, Post):
            near = [post for post in (item.previous, item.next, *item.related) if post is not None]
            parts.append([self._post_key(post.source, needs.bodies) for post in near])
        parts.append(self._texts(layout, needs))
        parts.append([self._link(name, markup) for name, markup in needs.links])
        parts.append(self._style_sheets.key if needs.sass else b"")
        parts += [self._front_text(source), _place(item)]
        return key_of(*parts)

    def _needs_around(self, own: LiquidNeeds | None, layout: str | None) -> LiquidNeeds:
        """The needs of a body and of the layouts around it."""
        if (own, layout) not in self._around:
            needs = self._with_includes([own] if own else [])
            self._around[own, layout] = together([needs, self._needs_of_layouts(layout)])
        return self._around[own, layout]

    def made_key(self, page: MadePage) -> bytes:
        """A key of all that the templates around a made page can show."""
        needs = self._needs_of_layouts(page.layout)
        self.times |= {time: self._shown_time(time) for time in needs.times}
        parts: list[Any] = [needs, [self._shown_time(time) for time in needs.times]]
        if needs.posts:
            parts.append(self._with_bodies if needs.bodies else self._without_bodies)
        parts.append([self._post_key(source, True) for source in page.posts or ()])
        parts.append(self._texts(page.layout, needs))
        parts.append([self._link(name, markup) for name, markup in needs.links])
        parts += [page.url, page.path, repr(page.values)]
        return key_of(*parts)

    def _texts(self, layout: str | None, needs: LiquidNeeds) -> list[bytes]:
        """The layouts and includes around a page."""
        contents = self.templates.contents
        if "" in needs.includes:
            return list(contents.values())
        paths = [f"{self.templates.includes_folder}/{name}" for name in needs.includes]
        paths += [found.path for found in self._chain(layout)]
        return [contents.get(path, b"") for path in paths]

    def _chain(self, name: str | None) -> list[Layout]:
        """A layout and those around it, innermost first."""
        chain: dict[str, Layout] = {}
        while name is not None and name in self.templates.layouts and name not in chain:
            chain[name] = self.templates.layout(name)
            name = _name_of(chain[name].values.get("layout"))
        return list(chain.values())

    def _shown_time(self, pattern: str) -> str:
        return shown_time(self._now.astimezone(self._config.zone), pattern)

    def _with_includes(self, found: list[LiquidNeeds]) -> LiquidNeeds:
        """The needs of templates with those of what they include."""
        needs, known = together(found), set[str]()
        while new := {*needs.includes} - known:
            known |= new
            names = self.templates.includes if "" in new else new
            needs = together([needs, *(self._needs_of_include(name) for name in sorted(names))])
        if needs.relative:  # Files beside the page may be anything.
            needs = together([needs, LiquidNeeds(posts=True, bodies=True, near=True)])
        return needs

    def _needs_of(self, template: Template) -> LiquidNeeds:
        return needs_of(template.reach, template.source, self._collections)

    def _needs_of_include(self, name: str) -> LiquidNeeds:
        if name not in self._needs:
            self._needs[name] = LiquidNeeds()
            with suppress(LiquidError):  # Reported where it is rendered.
                self._needs[name] = self._needs_of(self.environment.included(name, None))
        return self._needs[name]

    def _needs_of_layouts(self, name: str | None) -> LiquidNeeds:
        if name is None:
            return LiquidNeeds()
        if name not in self._layout_needs:
            found = []
            for layout in self._chain(name):
                with suppress(LiquidError):  # Reported where it is rendered.
                    found.append(self._needs_of(self._layout_template(layout)))
            self._layout_needs[name] = self._with_includes(found)
        return self._layout_needs[name]

    def _link(self, name: str, markup: str) -> str | list[tuple[str, str]]:
        if name not in ("link", "post_url"):
            return ""
        if "{" in markup:
            return sorted(self._addresses.items())
        context = Context(self.environment, {})
        try:
            return str(self.environment.tags[name](context, markup, None))
        except LiquidError as exc:
            return str(exc.message)

    @cached_property
    def _collections(self) -> frozenset[str]:
        return frozenset(collection.name for collection in self._config.collections)

    @cached_property
    def _posts(self) -> dict[str, Post]:
        return {post.source.source: post for post in self._site.posts}

    def _post_key(self, source: str, bodies: bool) -> bytes:
        known = self._post_keys.get((source, bodies))
        if known is None:
            post = self._posts[source]
            document = post.source.document
            body = document.key if isinstance(document, StoredDocument) else repr(document).encode()
            shown = self._front_text(post.source)
            known = key_of(post.summary.key, shown, body if bodies else b"")
            self._post_keys[source, bodies] = known
        return known

    def _front_text(self, source: SourcePost | SourcePage) -> str:
        """The front matter of a post or page as text: part of its own key and of those that show it."""
        if source.source not in self._front_texts:
            self._front_texts[source.source] = repr(plain(source.front_matter))
        return self._front_texts[source.source]

    @cached_property
    def _without_bodies(self) -> bytes:
        listed = (*self._site.pages, *self._site.unwritten)
        pages = [(page.source, page.url, page.title, self._front_text(page)) for page in listed]
        assets = [(asset.source, asset.path) for asset in self._site.assets]
        return key_of([self._post_key(source, False) for source in self._posts], pages, assets)

    @cached_property
    def _with_bodies(self) -> bytes:
        pages = [repr(page.document) for page in (*self._site.pages, *self._site.unwritten)]
        return key_of(self._without_bodies, [self._post_key(source, True) for source in self._posts], pages)

    def numbered(self, page: SourcePage) -> Sequence[SourcePage]:
        """The pages that a page is made as: several if it is an index whose templates use `paginator`."""
        if not page.path.endswith("index.html"):
            return [page]
        own = page.document.needs
        needs = together([self._with_includes([own] if own else []), self._needs_of_layouts(page.layout)])
        if not needs.paginator:
            return [page]
        count = pages_of(len(self._listed), self._config.paginate)
        return list(numbered_pages(page, count, self._config.paginate_path))

    def template_problems(self) -> list[Problem]:
        """The filters and tags that nobody knows, in the layouts and includes of the pages with a key."""
        first_lines = {layout.path: layout.first_line for layout in self.templates.read_layouts}
        found = {
            template.name: template for template in (*self._layouts.values(), *self.environment.includes)
        }
        return [
            problem
            for _, template in sorted(found.items())
            for problem in unknown_names(template, first_lines.get(template.name, 1))
        ]

    @cached_property
    def _listed(self) -> list[Drop]:
        """The posts that lists with `paginator` show: all but those with `hidden: true`."""
        return [post for post in self.drops.site["posts"] if not is_true(get(post, "hidden"))]

    # ---- bodies ------------------------------------------------------------------------------

    def document(self, item: Item) -> Document:
        """The rendered body of a post or page. Raises `SiteError`."""
        source = item.source if isinstance(item, Post) else item
        document = source.document.load()
        if document.liquid is None:
            return document
        is_html = source.source.lower().endswith((".html", ".htm"))
        variables = {**self.variables(item), **({} if is_html else _AROUND_CODE)}
        text = self._rendered(document.liquid, source.source, document.first_line, variables)
        if is_html:
            return markdown.read_html(with_kept(text))
        options = markdown_options_in(language(source.front_matter, self._config), self._config)
        rendered = markdown.render(text, options=options)
        return replace(rendered, html=with_kept(rendered.html))

    def _html_of(self, item: Item) -> str:
        return self.document(item).html

    def text(self, item: Item) -> str:
        """The text of a page that is no HTML (a feed, a style sheet), or the Markdown of a post, rendered.

        Raises `SiteError`.
        """
        source = item.source if isinstance(item, Post) else item
        document = source.document.load()
        if document.liquid is None:
            return document.html
        return with_kept(
            self._rendered(document.liquid, source.source, document.first_line, self.variables(item))
        )

    # ---- layouts -----------------------------------------------------------------------------

    def page(self, item: Item, content: str) -> str:
        """A post or page with `content` in its layouts, innermost first. Raises `SiteError`."""
        source = item.source if isinstance(item, Post) else item
        return self._in_layouts(source.layout, self.variables(item), content, source.source)

    def made(self, page: MadePage) -> str:
        """A page that no file holds, in its layouts. Raises `SiteError`."""
        posts = {} if page.posts is None else {"posts": [self.drops.of(source) for source in page.posts]}
        seen = {**plain(page.values), "layout": page.layout, "url": page.url, "path": page.path, **posts}
        variables = {"site": self.drops.site, "page": seen, "jekyll": self.drops.jekyll}
        return self._in_layouts(page.layout, variables, "", page.path)

    def _in_layouts(self, name: str | None, variables: Mapping[str, Any], content: str, source: str) -> str:
        merged: dict[str, Any] = {}
        for layout in self._chain(name):
            merged = {**plain(layout.values), **merged}
            variables = {**variables, "content": content, "layout": merged}
            content = with_kept(self._in_layout(layout, variables, source))
        return content

    def _in_layout(self, layout: Layout, variables: Mapping[str, Any], source: str) -> str:
        try:
            return self._layout_template(layout).render(variables, str(PurePosixPath(source).parent))
        except LiquidError as exc:
            raise SiteError([_problem(exc, layout.path, layout.first_line, source)]) from exc

    def _layout_template(self, layout: Layout) -> Template:
        if layout.path not in self._layouts:
            self._layouts[layout.path] = self.environment.template(layout.text, layout.path, is_strict=False)
        return self._layouts[layout.path]

    def _numbered_variables(self, page: NumberedPage) -> dict[str, Any]:
        own = self.drops.of(page.source)
        numbered_page = Drop({**own, "url": page.url}, {"content": lambda: own["content"]})
        listed = (
            self._listed,
            page.number,
            self._config.paginate,
            page.urls[0],
            self._config.paginate_path,
        )
        variables = {"site": self.drops.site, "page": numbered_page, "jekyll": self.drops.jekyll}
        return {**variables, "paginator": paginator(*listed)}

    def _rendered(self, text: str, source: str, first_line: int, variables: Mapping[str, Any]) -> str:
        folder = str(PurePosixPath(source).parent)
        try:
            return self.environment.template(text, source).render(variables, "" if folder == "." else folder)
        except LiquidError as exc:
            raise SiteError([_problem(exc, source, first_line, source)]) from exc

    def variables(self, item: Item) -> dict[str, Any]:
        """What the templates around a post or page see."""
        if isinstance(item, NumberedPage):
            return self._numbered_variables(item)
        source = item.source.source if isinstance(item, Post) else item.source
        seen: Drop = self.drops.of(source)
        return {"site": self.drops.site_for(source), "page": seen, "jekyll": self.drops.jekyll}


def _no_colours(_: str, __: str) -> str | None:
    """What `highlight` shows of code with `highlighter: none`."""
    return None


def _name_of(layout: object) -> str | None:
    return str(layout) if isinstance(layout, str) and layout != "none" else None


def _place(item: Item) -> tuple[object, ...]:
    """What templates see of a post or page that its front matter does not say."""
    if isinstance(item, Post):
        source = item.source
        return (
            item.url,
            source.source,
            source.title,
            source.date,
            source.categories,
            source.tags,
            source.slug,
        )
    return (item.url, item.source, item.title, item.number if isinstance(item, NumberedPage) else None)


def _problem(exc: LiquidError, path: str, first_line: int, source: str) -> Problem:
    """The problem of a template: its file and line, the includes passed on the way, and the page."""
    name = exc.name or path
    line = exc.line + (first_line - 1 if name == path else 0) if exc.line else first_line
    through = [
        f"{template}:{at + (first_line - 1 if template == path else 0)}" for template, at in exc.through
    ]
    message = exc.message
    if through:
        message = say("{problem} (included at {places})", problem=message, places=tuple(through))
    if name != source:
        message = say("{problem}, while {source} was rendered", problem=message, source=source)
    return error("liquid-error", message, name, line, hint=exc.hint)
