"""The files of `static/` folders: the site's own override the theme's."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from allforces_site.errors import Problem, error, irregular, warning
from allforces_site.files.linked_folders import LEADS_NOWHERE, look_below
from allforces_site.messages.message import say


def static_files(roots: Sequence[Path]) -> dict[str, Path]:
    """The files by name, without hidden ones; a file in an earlier folder overrides later ones."""
    files: dict[str, Path] = {}
    for root in reversed(roots):
        below = look_below(root)
        # A link that leads nowhere is included, so that reading it reports the problem.
        nowhere = {name: root / name for name, reason in below.refused.items() if reason is LEADS_NOWHERE}
        files |= {name: file for name, file in (below.files | nowhere).items() if not _is_hidden(name)}
    return files


def unfollowed(roots: Sequence[Path]) -> dict[Path, Problem]:
    """Problems with links below `roots` that lead in a circle, and with what cannot be read there."""
    problems: dict[Path, Problem] = {}
    for root in roots:
        problems |= {root / name: problem for name, problem in _unfollowed(root) if not _is_hidden(name)}
    return problems


def _unfollowed(root: Path) -> Iterator[tuple[str, Problem]]:
    below = look_below(root)
    for name, reason in below.refused.items():
        if reason is not LEADS_NOWHERE:
            message = say("{reason}, so nothing of it is published", reason=reason)
            hint = say("replace the link with the folder")
            yield name, warning("bad-link", message, _shown(name), hint=hint)
    for name in below.irregular:
        yield name, irregular(_shown(name))
    for name, reason in below.unreadable.items():
        message = say("the folder cannot be read: {reason}", reason=reason)
        hint = say("change its permissions")
        yield name, error("unreadable", message, _shown(name), hint=hint)


def _shown(name: str) -> str:
    return f"../static/{name}".rstrip("/").encode("utf-8", "replace").decode()


def _is_hidden(name: str) -> bool:
    return any(part.startswith(".") for part in name.split("/"))
