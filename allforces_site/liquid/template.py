"""Templates that can be rendered, and the environment that finds the ones they include."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Any

from allforces_site.liquid.compiler import compile_template
from allforces_site.liquid.context import Context, Write
from allforces_site.liquid.errors import LiquidError
from allforces_site.liquid.parser import Tags, parse, parse_without_unknown_tags
from allforces_site.liquid.reach import Reach, reach_of
from allforces_site.liquid.values import ComparisonError
from allforces_site.messages.message import as_it_is, say

# A tag: called with the context, its markup, and the rendered text inside it if it has an end.
TagFunction = Callable[[Context, str, str | None], object]
# Finds the source of an included template: its name, and for `include_relative` the folder of the page.
Loader = Callable[[str, str | None], tuple[str, str]]


class Environment:
    """The filters and tags that templates may use, and the templates themselves, each compiled once."""

    def __init__(
        self,
        filters: Mapping[str, Callable[..., Any]],
        tags: Mapping[str, TagFunction],
        blocks: Collection[str],
        load: Loader,
    ) -> None:
        self.filters = filters
        self.tags = tags
        self._known = Tags(tags.keys() - set(blocks), blocks)
        self._load = load
        self._included: dict[tuple[str, str | None], Template] = {}

    def template(self, source: str, name: str, *, is_strict: bool = True) -> Template:
        """The template with this source. Raises `LiquidError`, unless `is_strict` not for unknown tags."""
        return Template(self, source, name, self._known, is_strict=is_strict)

    @property
    def includes(self) -> list[Template]:
        """The templates that were included so far."""
        return list(self._included.values())

    def included(self, file: str, folder: str | None) -> Template:
        """The template that an include names. Raises `LiquidError`."""
        key = (file, folder)
        if key not in self._included:
            source, name = self._load(file, folder)
            self._included[key] = self.template(source, name, is_strict=False)
        return self._included[key]


class Template:
    """A compiled template: its text, its path for messages, and its `reach`, what it can see.

    `unknown_tags` has an error for each tag that nobody knows and that is left out; with `is_strict` none is.
    """

    def __init__(
        self, environment: Environment, source: str, name: str, tags: Tags, *, is_strict: bool = True
    ) -> None:
        self.environment = environment
        self.source = source
        self.name = name
        try:
            self.unknown_tags: list[LiquidError] = []
            if is_strict:
                nodes = parse(source, tags)
            else:
                nodes, self.unknown_tags = parse_without_unknown_tags(source, tags)
            self.reach: Reach = reach_of(nodes)
            self._compiled = compile_template(nodes, name, environment.filters)
        except LiquidError as exc:
            exc.name = exc.name or name
            raise
        except (SyntaxError, RecursionError, MemoryError):
            raise LiquidError(say("its blocks are nested too deeply"), 1, name) from None

    def render(self, variables: Mapping[str, Any], page_folder: str = "") -> str:
        """The text of the template. Raises `LiquidError` with the line of the fault."""
        parts: list[str] = []
        self.render_into(Context(self.environment, variables, page_folder), parts.append)
        return "".join(parts)

    def render_into(self, context: Context, write: Write) -> None:
        """As `render`, into a rendering that goes on. Raises `LiquidError`."""
        context.through.append((self.name, 0))
        try:
            self._compiled.render(context, write)
        except LiquidError as exc:
            if not exc.name:
                exc.name, exc.line = self.name, self._line_of(exc)
                exc.through = tuple(context.through[:-1])
            raise
        except RecursionError:
            raise LiquidError(say("templates include each other without end"), 0, self.name) from None
        except Exception as exc:
            message = exc.message if isinstance(exc, ComparisonError) else as_it_is(str(exc))
            error = LiquidError(message, self._line_of(exc), self.name)
            error.through = tuple(context.through[:-1])
            raise error from exc
        context.through.pop()

    def _line_of(self, exc: BaseException) -> int:
        """The template's line at which an exception passed its function."""
        traceback, line = exc.__traceback__, 0
        while traceback is not None:
            if traceback.tb_frame.f_code is self._compiled.render.__code__:
                line = traceback.tb_lineno
            traceback = traceback.tb_next
        return self._compiled.lines.get(line, 0)
