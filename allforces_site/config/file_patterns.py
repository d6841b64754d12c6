"""Matches file patterns of `_config.yml`: `exclude`, `include`, and the scopes of `defaults`. Pure."""

from __future__ import annotations

import re
from fnmatch import fnmatchcase, translate
from functools import cache

from allforces_site.config.model import Scope

# In `defaults` of older Jekyll versions types are singular.
_TYPES = {"post": "posts", "page": "pages", "draft": "drafts"}


class FilePatterns:
    """Jekyll's `glob_include?`: each pattern is a shell pattern, a prefix, or a folder's name and a slash.

    All patterns are compiled into one expression, as every one of thousands of files is matched.
    """

    def __init__(self, patterns: tuple[str, ...]) -> None:
        """`patterns` as the author wrote them."""
        plain = [pattern.removeprefix("./").lstrip("/") for pattern in patterns]
        kept = [pattern for pattern in plain if pattern]
        self._folders = frozenset(kept)
        fitting = [form for pattern in kept for form in (translate(pattern), re.escape(pattern))]
        self._fits = re.compile("|".join(fitting)).match if fitting else None

    @classmethod
    @cache
    def of(cls, patterns: tuple[str, ...]) -> FilePatterns:
        """The object for `patterns`, compiled once."""
        return cls(patterns)

    def match(self, relative: str, *, is_folder: bool) -> bool:
        """Whether any pattern matches the path `relative`."""
        if self._fits is None:
            return False
        return self._fits(relative) is not None or (is_folder and f"{relative}/" in self._folders)


def scope_path(scope: Scope) -> str:
    """The path of a scope, to be compared with the paths of files."""
    return (scope.path or "").removeprefix("/")


def in_scope(scope: Scope, source: str, types: tuple[str, ...]) -> bool:
    """Whether a file at the path `source` that is of these types is in a scope."""
    path = scope_path(scope)
    if scope.type is not None and _TYPES.get(scope.type, scope.type) not in types:
        return False
    if "*" in path:
        return _leads_to(source.split("/"), path.rstrip("/").split("/"))
    return source.startswith(path)


def _leads_to(steps: list[str], pattern: list[str]) -> bool:
    """Whether a pattern matches a file or a folder above it, as in Ruby's `Dir.glob`: `*` stops at a slash,
    `**` is any number of folders."""
    if not pattern:
        return True
    if pattern[0] == "**":
        return any(_leads_to(steps[skipped:], pattern[1:]) for skipped in range(len(steps)))
    return bool(steps) and fnmatchcase(steps[0], pattern[0]) and _leads_to(steps[1:], pattern[1:])
