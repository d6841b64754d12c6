"""Asks git about a source folder: its repository's root, and which files changed since a revision."""

from __future__ import annotations

import os
import re
from pathlib import Path
from unicodedata import normalize

from allforces_site.messages.message import Message, as_it_is, say
from allforces_site.processes.git import GitError, git

# "No commit at all", which GitHub gives as the state before the first push of a branch
# (gitformat: the null object id; 64 digits in SHA-256 repositories).
_NO_COMMIT = re.compile(r"0{40}|0{64}")

_SHALLOW_HINT = say("in a shallow clone fetch the history first: `fetch-depth: 0` of actions/checkout")


class RevisionError(Exception):
    """Git cannot say what changed; `message` says why, in one line."""

    def __init__(self, message: Message) -> None:
        super().__init__(message)
        self.message = message


def repository_root(folder: Path) -> Path | None:
    """The top folder of the repository that contains `folder`; None without git or repository."""
    try:
        return Path(_git(folder, "rev-parse", "--show-toplevel").removesuffix("\n"))
    except RevisionError:
        return None


def changed_since(folder: Path, revision: str) -> frozenset[str] | None:
    """The files below `folder`, relative to it and in NFC, that differ from `revision`.

    They are compared with the last commit that `revision` and HEAD share, so that later commits of others on
    `revision` do not count; uncommitted changes and untracked files do. None if there was no commit before,
    so that all files are new. Raises `RevisionError`.
    """
    root = Path(_git(folder, "rev-parse", "--show-toplevel").removesuffix("\n"))
    if _NO_COMMIT.fullmatch(revision):
        return None
    base = _merge_base(root, revision)
    # Whatever the user's git configuration and folder are, names are relative to the root and not quoted.
    changed = _git(
        root, "diff", "--name-only", "--no-renames", "--no-relative", "--no-ext-diff", "-z", base, "--"
    )
    untracked = _git(root, "ls-files", "--others", "--exclude-standard", "--full-name", "-z")
    names = [*changed.split("\0"), *untracked.split("\0")]
    prefix = Path(os.path.relpath(folder.resolve(), root.resolve())).as_posix()
    start = "" if prefix == "." else f"{prefix}/"
    return frozenset(
        normalize("NFC", name.removeprefix(start)) for name in names if name and name.startswith(start)
    )


def _merge_base(root: Path, revision: str) -> str:
    try:
        commit = _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    except RevisionError:
        message = say('there is no revision "{revision}"; {hint}', revision=revision, hint=_SHALLOW_HINT)
        raise RevisionError(message) from None
    try:
        return _git(root, "merge-base", commit.strip(), "HEAD").strip()
    except RevisionError:
        message = say(
            '"{revision}" and HEAD have no commit in common; {hint}', revision=revision, hint=_SHALLOW_HINT
        )
        raise RevisionError(message) from None


def _git(folder: Path, *arguments: str) -> str:
    try:
        # Names on disk need not be UTF-8.
        return os.fsdecode(git("-C", os.fspath(folder), *arguments))
    except GitError as exc:
        first, _, more = str(exc).partition("\n")
        raise RevisionError(as_it_is(first) if more else exc.message) from None
