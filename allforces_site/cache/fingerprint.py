"""Fingerprints of the code that makes stored values: this package, the libraries it uses, and Python.

A value that other code made is not used, so a new version need not declare what it changed.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from pathlib import Path

from allforces_site.files.regular_files import read_regular

# The libraries that shape a page. Others (progress bars, watching files) shape none.
_LIBRARIES = (
    "budoux",
    "jinja2",
    "markdown-it-py",
    "markupsafe",
    "mdit-py-plugins",
    "mdurl",
    "pillow",
    "pygments",
    "pyyaml",
    "rapidfuzz",
    "rcssmin",
    "rensa",
    "rjsmin",
    "selectolax",
    "tzdata",
)

# Libraries that few sites need, which may be missing.
_EXTRAS = ("pymdown-extensions",)

# The folder of an installed library, `name-version.dist-info` (packaging.python.org, "Recording installed
# projects"); the name is escaped, the version is not.
_INSTALLED = re.compile(r"(.+?)-([^-]+)\.dist-info")


@cache
def fingerprint() -> bytes:
    """32 bytes that change whenever any code that shapes a result changes."""
    digest = sha256(sys.version.encode())
    installed = _installed()
    for library in _LIBRARIES:
        digest.update(f"{library} {installed.get(library) or _version(library)}\n".encode())
    digest.update(repr([installed.get(library) for library in _EXTRAS]).encode())
    for name, content in _modules(_package()):
        digest.update(name.encode() + b"\0" + content)
    return digest.digest()


@cache
def fingerprint_of(part: str, library: str) -> bytes:
    """32 bytes that change whenever the subpackage `part` or the version of `library` changes.

    For values that take long to make and depend on that code alone.
    """
    digest = sha256(f"{library} {_installed().get(library) or _version(library)}\n".encode())
    for name, content in _modules(f"{_package()}/{part}"):
        digest.update(name.encode() + b"\0" + content)
    return digest.digest()


def _package() -> str:
    return os.fspath(Path(__file__).parents[1])


def _modules(folder: str) -> Iterator[tuple[str, bytes]]:
    """The names and bytes of the modules below a folder, and of the theme's words in other languages.

    Every build reads all: no Path is made of each.
    """
    for above, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if name != "__pycache__")
        for name in sorted(name for name in names if name.endswith(".py") or name == "theme.mo"):
            path = f"{above}/{name}"
            yield path.removeprefix(folder), read_regular(path)


def _installed() -> dict[str, str]:
    """The versions of the installed libraries by name, read from folder names alone.

    `importlib.metadata` knows them too, but takes longer to import than many builds run.
    """
    versions: dict[str, str] = {}
    for folder in sys.path:
        try:
            with os.scandir(folder or ".") as entries:
                names = [entry.name for entry in entries if entry.name.endswith(".dist-info")]
        except OSError:
            continue
        for found in filter(None, map(_INSTALLED.fullmatch, names)):
            # The first folder of the path wins, as for imports.
            versions.setdefault(_normal(found[1]), found[2])
    return versions


def _normal(name: str) -> str:
    """A library's name as PEP 503 normalizes it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def _version(library: str) -> str:
    """The version of a library that is installed as an egg or inside an archive; "none" if it is missing."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(library)
    except PackageNotFoundError:
        return "none"
