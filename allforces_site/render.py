"""Applies templates: the Jinja2 environment, its filters, and template errors with their place."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from difflib import get_close_matches
from functools import partial
from hashlib import sha256
from pathlib import Path
from types import TracebackType
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, TemplateNotFound, TemplateSyntaxError
from jinja2 import UndefinedError as JinjaUndefinedError
from jinja2.utils import missing

from allforces_site.config import Config
from allforces_site.errors import Problem, SiteError, error
from allforces_site.fingerprint import fingerprint
from allforces_site.keys import key_of
from allforces_site.model import TermLink
from allforces_site.yaml_text import is_plain

# Templates of a chain that a message shows; longer ones go in circles.
_STEPS_SHOWN = 8


class SiteView:
    """`site` in a template: every key of the configuration as an attribute, and `site.categories`."""

    __slots__ = ("_values",)

    def __init__(self, values: Mapping[str, Any]) -> None:
        self._values = dict(values)

    def __getattr__(self, name: str) -> Any:
        try:
            return self._values[name]
        except KeyError:
            raise AttributeError(name) from None

    def __dir__(self) -> list[str]:
        return list(self._values)


class UndefinedName(JinjaUndefinedError):  # noqa: N818 (Jinja's own spelling ends in Error and is taken)
    """An undefined name was used; knows which names there are on the object it was asked of."""

    def __init__(
        self, message: str | None = None, *, owner: object = missing, name: str | None = None
    ) -> None:
        super().__init__(message)
        self.name = name
        self.known = () if owner is missing else tuple(_names_of(owner))


class _Undefined(StrictUndefined):
    """Strict, and tells `UndefinedName` what it was looked up on."""

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
    """Tells which template is not UTF-8, as it tells of other text that is no template."""

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        try:
            return super().get_source(environment, template)
        except UnicodeDecodeError as exc:
            line = exc.object.count(b"\n", 0, exc.start) + 1
            raise TemplateSyntaxError(f"byte {exc.start} is not UTF-8", line, template) from None


@dataclass(frozen=True, slots=True)
class Theme:
    """The templates of a site, ready to be applied.

    `roots` are the template folders and `static_roots` those of files to copy, a site's own before
    the theme's.
    """

    config: Config
    environment: Environment
    site: SiteView
    roots: tuple[Path, ...]
    static_roots: tuple[Path, ...] = ()
    digest: bytes = b""

    def key(self, *values: Any) -> bytes:
        """The key of an output that is made of `values` by these templates."""
        return key_of(self.digest, *values)

    def names(self) -> list[str]:
        """The names of all templates."""
        return self.environment.list_templates()

    def render(self, template: str, rendered: str, **context: Any) -> bytes:
        """The bytes of one output, which `rendered` names in messages. Raises `SiteError` for a mistake."""
        try:
            loaded = self.environment.get_template(template)
            return loaded.render(site=self.site, **context).encode()
        except Exception as exc:
            raise SiteError([_template_problem(self, exc, template, rendered, context)]) from exc


@dataclass(frozen=True, slots=True)
class ThemeFolders:
    """Where templates and static files lie: a site's own folders first, then the default theme's."""

    templates: tuple[Path, ...]
    static: tuple[Path, ...]

    @property
    def layouts(self) -> frozenset[str]:
        """The layouts that front matter may name."""
        return frozenset(file.stem for root in self.templates for file in root.glob("*.html"))


def find_theme(source: Path) -> ThemeFolders:
    """The folders of the site at `source`: `templates/` and `static/` beside it, then the default theme."""
    package = Path(__file__).parent
    # The wheel carries the theme inside the package; in a checkout it lies beside it.
    home = package / "theme" if (package / "theme").is_dir() else package.parent
    beside = source.resolve().parent
    return ThemeFolders(
        _folders(beside / "templates", home / "templates"), _folders(beside / "static", home / "static")
    )


def _folders(own: Path, default: Path) -> tuple[Path, ...]:
    return (own, default) if own.is_dir() and own.resolve() != default.resolve() else (default,)


def make_theme(config: Config, folders: ThemeFolders, categories: tuple[TermLink, ...]) -> Theme:
    """The theme whose templates lie in `folders`; the first folder that has a template gives it."""
    environment = Environment(
        loader=_Loader([str(root) for root in folders.templates]),
        autoescape=True,
        undefined=_Undefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
    )
    environment.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "sort_keys": False}
    environment.filters |= {
        "relative_url": partial(relative_url, config),
        "absolute_url": partial(absolute_url, config),
        "date_ja": date_ja,
        "date_iso": date_iso,
    }
    view = {
        **config.values,
        "author": config.author_name,
        "categories": categories,
        "has_url": bool(config.url),
    }
    digest = _digest(config, folders.templates, categories)
    return Theme(config, environment, SiteView(view), folders.templates, folders.static, digest)


def _digest(config: Config, roots: tuple[Path, ...], categories: tuple[TermLink, ...]) -> bytes:
    """Changes when anything does that all pages share: code, templates, configuration, navigation."""
    digest = sha256(fingerprint())
    for root in roots:
        for file in sorted(root.rglob("*")):
            if file.is_file():
                digest.update(f"{file.relative_to(root).as_posix()}\0".encode())
                digest.update(file.read_bytes() + b"\0")
    # Values that are too many to show (see `is_plain`) are never equal to themselves.
    own = config.model_extra or {}
    digest.update(repr(config.values).encode() if is_plain(own) else os.urandom(16))
    digest.update(key_of(categories))
    return digest.digest()


def relative_url(config: Config, url: str) -> str:
    """A site-relative URL as this site serves it, under its baseurl; other URLs stay."""
    if url.startswith(("//", "#")) or re.match(r"[a-zA-Z][a-zA-Z0-9+.-]*:", url):
        return url
    return f"{config.baseurl}/{url.removeprefix('/')}"


def absolute_url(config: Config, url: str) -> str:
    """A site-relative URL with the site's address before it; other URLs stay."""
    relative = relative_url(config, url)
    return (
        f"{config.url}{relative}" if relative.startswith("/") and not relative.startswith("//") else relative
    )


def date_ja(date: datetime) -> str:
    """2026年3月10日"""
    return f"{date.year}年{date.month}月{date.day}日"


def date_iso(date: datetime) -> str:
    """ISO 8601 with the offset of the site's zone, to the second."""
    return date.isoformat(timespec="seconds")


def _names_of(owner: object) -> list[str]:
    names = list(owner) if isinstance(owner, Mapping) else dir(owner)
    return [name for name in names if isinstance(name, str) and not name.startswith("_")]


# ---- a template's mistake, located ------------------------------------------------------------


def _template_problem(
    theme: Theme, exc: Exception, template: str, rendered: str, context: Mapping[str, Any]
) -> Problem:
    chain = list(_template_frames(theme, exc.__traceback__))
    name, line = _place(exc, chain, template)
    way = _arrows([template, *(frame for frame, _ in chain), name])
    while_rendering = f", while rendering {rendered}" + (f" ({way})" if "→" in way else "")
    return error(
        "template",
        f"{_template_message(exc)}{while_rendering}",
        f"templates/{name}",
        line,
        hint=_template_hint(theme, exc, context),
        excerpt=_template_line(theme, name, line),
    )


def _place(exc: Exception, chain: list[tuple[str, int]], template: str) -> tuple[str, int | None]:
    if isinstance(exc, TemplateSyntaxError):
        return exc.name or template, exc.lineno
    return chain[-1] if chain else (template, None)


def _template_frames(theme: Theme, traceback: TracebackType | None) -> Iterator[tuple[str, int]]:
    """(template, line) of each template that was at work, outermost first."""
    while traceback is not None:
        file = Path(traceback.tb_frame.f_code.co_filename)
        for root in theme.roots:
            if file.is_relative_to(root):
                yield file.relative_to(root).as_posix(), traceback.tb_lineno
        traceback = traceback.tb_next


def _arrows(names: list[str]) -> str:
    steps = [name for index, name in enumerate(names) if index == 0 or name != names[index - 1]]
    if len(steps) > _STEPS_SHOWN:
        steps = [*steps[: _STEPS_SHOWN - 1], "…", steps[-1]]
    return " → ".join(steps)


def _template_message(exc: Exception) -> str:
    if isinstance(exc, TemplateNotFound):
        return f'there is no template "{exc.name}"'
    if isinstance(exc, UndefinedName) and exc.name is not None:
        return f'"{exc.name}" is not defined'
    if isinstance(exc, TemplateSyntaxError):
        return f"not a Jinja template: {str(exc.message).rstrip('.')}"
    if isinstance(exc, RecursionError):
        return "the templates include or extend each other without end"
    return f"{type(exc).__name__}: {str(exc).rstrip('.')}"


def _template_hint(theme: Theme, exc: Exception, context: Mapping[str, Any]) -> str | None:
    if isinstance(exc, TemplateNotFound):
        return _nearest(str(exc.name), theme.names())
    if isinstance(exc, UndefinedName) and exc.name is not None:
        return _nearest(exc.name, list(exc.known) or ["site", *context])
    return None


def _nearest(name: str, known: list[str]) -> str | None:
    near = get_close_matches(name, known, n=1, cutoff=0.5)
    if near:
        return f'did you mean "{near[0]}"?'
    return f"known here: {', '.join(sorted(known)[:20])}" if known else None


def _template_line(theme: Theme, name: str, line: int | None) -> str | None:
    for root in theme.roots:
        file = root / name
        if line and file.is_file():
            lines = file.read_text(encoding="utf-8", errors="replace").split("\n")
            return lines[line - 1].strip() if line <= len(lines) else None
    return None
