"""The files that style sheets and scripts ask for by themselves: imported modules, fonts, pictures. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

# `import … from "./a.js"`, `export … from "./a.js"`, `import "./a.js"`, `import("./a.js")`. Other names, such
# as "lit", are an import map's.
_IMPORTS = re.compile(r"""\b(?:from|import)\s*\(?\s*(?:"(\.{0,2}/[^"\\\n]+)"|'(\.{0,2}/[^'\\\n]+)')""")
# `url(a.woff2)`, `url("a.woff2")`, `@import "a.css"`.
_URLS = re.compile(
    r"""(?:\burl\(\s*|@import\s+(?!url\())(?:"([^"]*)"|'([^']*)'|([^"')\s]+))""", re.IGNORECASE
)


def references(text: str, name: str) -> Iterator[str]:
    """The addresses that a style sheet or script, which one its `name` tells, holds for a browser to load.

    Those that hold a `?` are left out: their author has said which version.
    """
    return (match[match.lastindex or 0] for match in _pattern(name).finditer(text) if "?" not in match[0])


def with_references(text: str, name: str, address_of: Callable[[str], str]) -> str:
    """The text with `address_of` each of its `references` in their place."""

    def replaced(match: re.Match[str]) -> str:
        if "?" in match[0]:
            return match[0]
        group = match.lastindex or 0
        start, end = match.start(group) - match.start(), match.end(group) - match.start()
        return f"{match[0][:start]}{address_of(match[group])}{match[0][end:]}"

    return _pattern(name).sub(replaced, text)


def _pattern(name: str) -> re.Pattern[str]:
    return _URLS if name.endswith(".css") else _IMPORTS
