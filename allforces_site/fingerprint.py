"""What made a stored value: this package's code, the libraries that shape its results, and Python.

A value made by anything else is not used: a new version needs no note of what it changed.
"""

from __future__ import annotations

import sys
from functools import cache
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

# The libraries through which a source becomes a page. Others (progress bars, watching) shape nothing.
_LIBRARIES = (
    "jinja2",
    "markdown-it-py",
    "markupsafe",
    "mdit-py-plugins",
    "pygments",
    "python-frontmatter",
    "pyyaml",
    "selectolax",
    "tzdata",
)


@cache
def fingerprint() -> bytes:
    """32 bytes that change when any code that shapes a result does."""
    digest = sha256(sys.version.encode())
    for library in _LIBRARIES:
        digest.update(f"{library} {_version(library)}\n".encode())
    package = Path(__file__).parent
    for file in sorted(package.rglob("*.py")):
        digest.update(file.relative_to(package).as_posix().encode() + b"\0")
        digest.update(file.read_bytes())
    return digest.digest()


def _version(library: str) -> str:
    try:
        return version(library)
    except PackageNotFoundError:
        return "none"
