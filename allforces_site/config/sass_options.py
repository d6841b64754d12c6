"""The options of Sass in `_config.yml`, as jekyll-sass-converter reads them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec


class SassOptions(msgspec.Struct, frozen=True):
    """How style sheets in Sass are compiled.

    `folder` and `load_paths` are the folders of what they import, relative to the source folder; a path in
    `load_paths` may be a pattern. `source_map` is `always`, `never` or `development`. With `charset` a
    compressed style sheet that needs it says that it is UTF-8, as others do anyway.
    """

    folder: str = "_sass"
    load_paths: tuple[str, ...] = ()
    is_compressed: bool = False
    source_map: str = "always"
    charset: bool = False

    def has_source_map(self, environment: str) -> bool:
        """Whether source maps are written in this environment (JEKYLL_ENV)."""
        return self.source_map == "always" or self.source_map == environment == "development"


def sass_options_of(extra: Mapping[str, Any]) -> SassOptions:
    """The options that the configuration's free keys hold. Odd values count as absent.

    Of the styles Dart Sass knows two: what is not `compressed` is expanded.
    """
    written = extra.get("sass")
    if not isinstance(written, Mapping):
        return SassOptions()
    paths = written.get("load_paths")
    source_map = str(written.get("sourcemap", "always")).removeprefix(":")
    return SassOptions(
        _text(written.get("sass_dir")) or "_sass",
        tuple(filter(None, map(_text, paths if isinstance(paths, list) else [paths]))),
        str(written.get("style")).removeprefix(":") == "compressed",
        source_map if source_map in ("never", "development") else "always",
        written.get("add_charset") is True,
    )


def _text(value: object) -> str:
    return value if isinstance(value, str) and "\0" not in value else ""
