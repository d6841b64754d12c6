"""Finds the file at an address, like GitHub Pages. Only files of the site can be found."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass
from urllib.parse import quote


@dataclass(frozen=True, slots=True)
class FoundFile:
    """The output path of the file to serve."""

    path: str


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """The address to redirect to, percent-encoded and beginning with `/`."""

    address: str


@dataclass(frozen=True, slots=True)
class Missing:
    """There is no such file; `candidates` are the output paths that were tried."""

    candidates: tuple[str, ...] = ()


def look_up(files: Container[str], baseurl: str, path: str) -> FoundFile | Elsewhere | Missing:
    """Finds the file for a request path such as `/blog/2026/01/02/tea/` in a site with these `files`.

    `path` and `baseurl` are decoded. Everything below the baseurl belongs to the site; `/` leads there, too.
    `/tea` is the file `tea`, or leads to `/tea/` if there is `tea/index.html`, or is `tea.html`.
    """
    if baseurl and path in ("/", baseurl):
        return Elsewhere(quote(f"{baseurl}/"))
    if not path.startswith(f"{baseurl}/"):
        return Missing()
    name = path.removeprefix(f"{baseurl}/")
    if not name or name.endswith("/"):
        return _first(files, f"{name}index.html")
    if name not in files and f"{name}/index.html" in files:
        return Elsewhere(quote(f"{baseurl}/{name}/"))
    return _first(files, name, f"{name}.html", also=f"{name}/index.html")


def _first(files: Container[str], *candidates: str, also: str | None = None) -> FoundFile | Missing:
    for path in candidates:
        if path in files:
            return FoundFile(path)
    return Missing((*candidates, also) if also is not None else candidates)
