"""Our Jinja2 environment: strict, with escaping, and with a place for every error.

It is imported when the first page is rendered, so that a build that changes no page does not wait for Jinja.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, MutableMapping
from functools import partial
from io import BytesIO
from pathlib import Path
from types import TracebackType
from typing import Any

from jinja2 import (
    BytecodeCache,
    Environment,
    FileSystemLoader,
    StrictUndefined,
    Template,
    TemplateNotFound,
    TemplateSyntaxError,
    Undefined,
    nodes,
)
from jinja2 import UndefinedError as JinjaUndefinedError
from jinja2.bccache import Bucket
from jinja2.compiler import CodeGenerator, Frame
from jinja2.meta import find_undeclared_variables
from jinja2.runtime import Context, Macro
from jinja2.utils import missing
from markupsafe import escape

from allforces_site.cache.fingerprint import fingerprint
from allforces_site.cache.kept_values import prune_to_size, read_value, write_value
from allforces_site.errors import Problem, error
from allforces_site.files.linked_folders import look_below
from allforces_site.messages.message import Message, as_it_is, say
from allforces_site.renderer.jinja_messages import jinja_message
from allforces_site.renderer.template_reach import THEME_PREFIX
from allforces_site.text.nearest_names import did_you_mean, nearest_name

# How many templates of a chain a message shows; longer chains are usually circles.
_STEPS_SHOWN = 8

# Room for some 1,000 compiled templates. Those of moved and deleted templates are pruned.
_COMPILED_BYTES = 16 * 1024 * 1024


class _NoTemplateError(TemplateSyntaxError):
    """A file that cannot be a template: `reason` says why."""

    def __init__(self, reason: Message, line: int, name: str) -> None:
        super().__init__(str(reason), line, name)
        self.reason = reason


class UndefinedName(JinjaUndefinedError):  # noqa: N818 (Jinja's own spelling ends in Error and is taken)
    """An undefined name was used; `known` are the names that its owner has."""

    def __init__(
        self, message: str | None = None, *, owner: object = missing, name: str | None = None
    ) -> None:
        super().__init__(message)
        self.name = name
        self.known = () if owner is missing else tuple(_names_of(owner))


class _Undefined(StrictUndefined):
    """A strict undefined value that raises `UndefinedName` with its owner."""

    __slots__ = ()

    def __init__(
        self,
        hint: str | None = None,
        obj: Any = missing,
        name: str | None = None,
        exc: type[Exception] = JinjaUndefinedError,
    ) -> None:
        if exc is JinjaUndefinedError:
            exc = partial(UndefinedName, owner=obj, name=name)  # type: ignore[assignment]
        super().__init__(hint, obj, name, exc)  # type: ignore[arg-type]


class _Loader(FileSystemLoader):
    """Finds `theme/base.html` in the default theme even if a site has its own `base.html`.

    A template that is not UTF-8 raises TemplateSyntaxError, like other text that is not a template.
    """

    def load(
        self,
        environment: Environment,
        name: str,
        globals: MutableMapping[str, Any] | None = None,  # noqa: A002
    ) -> Template:
        """Returns a template. One that shows nothing but `site` and `page.lang`, such as the footer, is
        rendered once for each language.
        """
        template = super().load(environment, name, globals)
        root = template.root_render_func
        if _SHOWS_ONLY_SITE in root.__globals__:
            template.root_render_func = _rendered_once(root)
        elif _SHOWS_SITE_AND_LANGUAGE in root.__globals__:
            template.root_render_func = _rendered_once_a_language(root)
        return template

    def list_templates(self) -> list[str]:
        """Returns the names of all templates, which messages suggest."""
        return sorted({name for root in self.searchpath for name in look_below(Path(root)).files})

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        """Returns a template's text, its file, and a function that says whether it is unchanged.

        Raises TemplateNotFound.
        """
        try:
            if template.startswith(THEME_PREFIX):
                # The last root is the default theme's.
                theme = FileSystemLoader(self.searchpath[-1:])
                return theme.get_source(environment, template.removeprefix(THEME_PREFIX))
            self._refuse_irregular(template)
            return super().get_source(environment, template)
        except UnicodeDecodeError as exc:
            line = exc.object.count(b"\n", 0, exc.start) + 1
            raise _NoTemplateError(say("byte {byte} is not UTF-8", byte=exc.start), line, template) from None

    def _refuse_irregular(self, template: str) -> None:
        """Raises TemplateSyntaxError for a pipe or device; Jinja would silently use the default theme's."""
        for file in (Path(root, template) for root in self.searchpath):
            if file.is_file():
                return
            if file.exists() and not file.is_dir():
                raise _NoTemplateError(say("it is not a regular file"), 1, template)


class _CompiledTemplates(BytecodeCache):
    """Compiled templates in a folder. Jinja checks that they belong to the present source.

    Templates that another version of Jinja or of this package compiled are compiled again.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fills `bucket` if its template was compiled before."""
        code = read_value(self._folder / bucket.key, fingerprint())
        if code is not None:
            bucket.load_bytecode(BytesIO(code))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Stores the content of `bucket`."""
        write_value(self._folder / bucket.key, bucket.bytecode_to_string(), fingerprint())
        prune_to_size(self._folder, {bucket.key}, _COMPILED_BYTES)


# The characters that HTML escapes.
_SPECIAL = re.compile("[&<>\"']")

# What a template includes may show more than it does itself, and what it defines is used by others.
_REACH_OTHERS: tuple[type[nodes.Node], ...] = (
    nodes.Include,
    nodes.Extends,
    nodes.Block,
    nodes.Macro,
    nodes.Assign,
    nodes.AssignBlock,
)

# Set in the code of templates that show nothing but `site`, and of those that show `page.lang`, too.
_SHOWS_ONLY_SITE = "shows_only_site"
_SHOWS_SITE_AND_LANGUAGE = "shows_site_and_language"


def _shown(value: Any) -> str:
    """Returns `value` escaped. A page shows a hundred texts, few of which hold a character to escape."""
    return value if type(value) is str and not _SPECIAL.search(value) else escape(value)


class _CodeGenerator(CodeGenerator):
    """Writes the code of templates: it escapes by `_shown`, and says whether it shows nothing but `site`, or
    nothing but `site` and `page.lang`.
    """

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:  # noqa: N802 (Jinja's)
        """Writes the code of a template."""
        super().visit_Template(node, frame)
        names = find_undeclared_variables(node) - self.environment.globals.keys()
        if names <= {"site", "page"} and not _reaches_others(node):
            if "page" not in names:
                self.writeline(f"{_SHOWS_ONLY_SITE} = True")
            elif _shows_only_language(node):
                self.writeline(f"{_SHOWS_SITE_AND_LANGUAGE} = True")

    def _output_child_to_const(
        self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo
    ) -> str:
        if isinstance(node, nodes.Filter) or node.find(nodes.Filter) is not None:
            raise nodes.Impossible
        return super()._output_child_to_const(node, frame, finalize)

    def _output_child_pre(
        self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo
    ) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write(f"environment.shown({finalize.src or ''}")


def _reaches_others(node: nodes.Template) -> bool:
    """Whether a template shows what others do, or defines what they use.

    Macros that it imports see nothing but their arguments, unless they are imported with context.
    """
    imports: list[nodes.Import | nodes.FromImport] = [
        *node.find_all(nodes.Import),
        *node.find_all(nodes.FromImport),
    ]
    has_context = any(item.with_context for item in imports)
    return has_context or any(node.find(kind) is not None for kind in _REACH_OTHERS)


def _shows_only_language(node: nodes.Template) -> bool:
    """Whether each `page` in a template is one of `page.lang` or of `page is defined`."""
    pages = [name for name in node.find_all(nodes.Name) if name.name == "page"]
    owners = [value.node for value in node.find_all(nodes.Getattr) if value.attr == "lang"]
    owners += [test.node for test in node.find_all(nodes.Test) if test.name == "defined"]
    return all(any(page is owner for owner in owners) for page in pages)


def _rendered_once(root: Callable[[Context], Iterator[str]]) -> Callable[[Context], Iterator[str]]:
    """Returns the render function of a template that shows nothing but `site`, with its text kept."""
    texts: dict[int, tuple[Any, str]] = {}

    def render(context: Context) -> Iterator[str]:
        site = context.resolve("site")
        if id(site) not in texts:
            texts[id(site)] = site, "".join(root(context))
        yield texts[id(site)][1]

    return render


def _rendered_once_a_language(root: Callable[[Context], Iterator[str]]) -> Callable[[Context], Iterator[str]]:
    """Returns the render function of a template that shows nothing but `site` and `page.lang`, with its text
    kept for each language.
    """
    functions: dict[str | None, Callable[[Context], Iterator[str]]] = {}

    def render(context: Context) -> Iterator[str]:
        page = context.resolve("page")
        language = page if isinstance(page, Undefined) else context.environment.getattr(page, "lang")
        if language is not None and not isinstance(language, str):
            return root(context)  # Without a page, or which says what is wrong, and where.
        return functions.setdefault(language, _rendered_once(root))(context)

    return render


class Once:
    """`once(macro, post, …)` in a template: the macro's output for these values, rendered once per build.

    A card looks the same on every list that shows its post. The macro must depend on its arguments only,
    like all macros of an `import` without `with context`.
    """

    def __init__(self) -> None:
        self._outputs: dict[tuple[Any, ...], str] = {}

    def __call__(self, macro: Macro, *values: Any) -> str:
        """Returns the macro's output for these values, which are compared by their `key` if they have one."""
        key = (macro._func, *(getattr(value, "key", None) or value for value in values))
        output = self._outputs.get(key)
        if output is None:
            output = self._outputs[key] = macro(*values)
        return output


class _Environment(Environment):
    """An environment whose globals do not change after the first template is loaded."""

    code_generator_class = _CodeGenerator
    shown = staticmethod(_shown)

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """Returns a dict. Jinja's ChainMap, for later changes, is searched in Python for each import."""
        return {**self.globals, **(d or {})}


def make_environment(
    roots: tuple[Path, ...], filters: Mapping[str, Callable[..., Any]], compiled: Path | None = None
) -> Environment:
    """Returns an environment with the templates of `roots`; earlier roots come first.

    Compiled templates are stored in the folder `compiled`.
    """
    environment = _Environment(
        loader=_Loader([str(root) for root in roots]),
        autoescape=True,
        undefined=_Undefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
        bytecode_cache=_CompiledTemplates(compiled) if compiled is not None else None,
        optimized=False,  # No filter is applied when a template is compiled: no site address is compiled in.
    )
    environment.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "sort_keys": False}
    environment.filters |= filters
    environment.globals["once"] = Once()
    return environment


def _names_of(owner: object) -> list[str]:
    names = list(owner) if isinstance(owner, Mapping) else dir(owner)
    return [name for name in names if isinstance(name, str) and not name.startswith("_")]


def _roots(environment: Environment) -> list[Path]:
    assert isinstance(environment.loader, FileSystemLoader)
    return [Path(root) for root in environment.loader.searchpath]


def template_problem(
    environment: Environment, exc: Exception, template: str, rendered: str, context: Mapping[str, Any]
) -> Problem:
    """Returns the problem for an exception in `template`, or in one it uses, while rendering `rendered`."""
    chain = list(_template_frames(environment, exc.__traceback__))
    name, line = _place(exc, chain, template)
    steps = _arrows([template, *(frame for frame, _ in chain), name])
    return error(
        "template",
        _while_rendering(_template_message(exc), rendered, steps),
        f"templates/{name}",
        line,
        hint=_template_hint(environment, exc, context),
        excerpt=_template_line(environment, name, line),
    )


def _while_rendering(problem: Message, page: str, steps: str) -> Message:
    """The message of a template's problem and the page that was rendered, which `build.report` leaves out."""
    if "→" in steps:
        return say("{problem}, while rendering {page} ({steps})", problem=problem, page=page, steps=steps)
    return say("{problem}, while rendering {page}", problem=problem, page=page)


def _place(exc: Exception, chain: list[tuple[str, int]], template: str) -> tuple[str, int | None]:
    if isinstance(exc, TemplateSyntaxError):
        return exc.name or template, exc.lineno
    return chain[-1] if chain else (template, None)


def _template_frames(environment: Environment, traceback: TracebackType | None) -> Iterator[tuple[str, int]]:
    """Yields (template, line) of each template in the traceback, outermost first."""
    while traceback is not None:
        file = Path(traceback.tb_frame.f_code.co_filename)
        for root in _roots(environment):
            if file.is_relative_to(root):
                yield file.relative_to(root).as_posix(), traceback.tb_lineno
        traceback = traceback.tb_next


def _arrows(names: list[str]) -> str:
    steps = [name for index, name in enumerate(names) if index == 0 or name != names[index - 1]]
    if len(steps) > _STEPS_SHOWN:
        steps = [*steps[: _STEPS_SHOWN - 1], "…", steps[-1]]
    return " → ".join(steps)


def _template_message(exc: Exception) -> Message:
    if isinstance(exc, TemplateNotFound):
        return say('there is no template "{name}"', name=str(exc.name))
    if isinstance(exc, UndefinedName) and exc.name is not None:
        return say('"{name}" is not defined', name=exc.name)
    if isinstance(exc, TemplateSyntaxError):
        said = jinja_message(str(exc.message).rstrip("."))
        reason = exc.reason if isinstance(exc, _NoTemplateError) else said
        return say("not a Jinja template: {reason}", reason=reason)
    if isinstance(exc, RecursionError):
        return say("the templates include or extend each other without end")
    return as_it_is(f"{type(exc).__name__}: {str(exc).rstrip('.')}")


def _template_hint(environment: Environment, exc: Exception, context: Mapping[str, Any]) -> Message | None:
    if isinstance(exc, TemplateNotFound):
        return _nearest(str(exc.name), environment.list_templates())
    if isinstance(exc, UndefinedName) and exc.name is not None:
        known = list(exc.known) or ["site", *context]
        if exc.name in known:
            return say(
                "a macro of another template sees only its arguments: give it `{name}` as one", name=exc.name
            )
        return _nearest(exc.name, known)
    return None


def _nearest(name: str, known: list[str]) -> Message | None:
    near = nearest_name(name, sorted(known), 0.5)
    if near:
        return did_you_mean(name, near)
    return say("known here: {names}", names=tuple(sorted(known)[:20])) if known else None


def _template_line(environment: Environment, name: str, line: int | None) -> str | None:
    for root in _roots(environment):
        file = root / name
        if line and file.is_file():
            lines = file.read_text(encoding="utf-8", errors="replace").split("\n")
            return lines[line - 1].strip() if line <= len(lines) else None
    return None
