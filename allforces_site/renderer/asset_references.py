"""The files that style sheets and scripts load themselves: imported modules, fonts, pictures. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

# `import … from "./a.js"`, `export … from "./a.js"`, `import "./a.js"`, `import("./a.js")`. Other names, such
# as "lit", belong to an import map.
_IMPORTS = re.compile(r"""\b(?:from|import)\s*\(?\s*(?:"(\.{0,2}/[^"\\\n]+)"|'(\.{0,2}/[^'\\\n]+)')""")
# `url(a.woff2)`, `url("a.woff2")`, `@import "a.css"`.
_URLS = re.compile(
    r"""(?:\burl\(\s*|@import\s+(?!url\())(?:"([^"]*)"|'([^']*)'|([^"')\s]+))""", re.IGNORECASE
)


def references(text: str, name: str) -> Iterator[str]:
    """Yields the addresses that a style sheet or script loads; the ending of `name` says which it is.

    Addresses with a `?` are left out: their author has chosen the version.
    """
    return (match[match.lastindex or 0] for match in _pattern(name).finditer(text) if "?" not in match[0])


def with_references(text: str, name: str, address_of: Callable[[str], str]) -> str:
    """Returns the text with each of its `references` replaced by `address_of` it."""

    def replacement(match: re.Match[str]) -> str:
        if "?" in match[0]:
            return match[0]
        group = match.lastindex or 0
        start, end = match.start(group) - match.start(), match.end(group) - match.start()
        return f"{match[0][:start]}{address_of(match[group])}{match[0][end:]}"

    return _pattern(name).sub(replacement, text)


def _pattern(name: str) -> re.Pattern[str]:
    return _URLS if name.endswith(".css") else _IMPORTS
