"""Problems with the names of `_posts`, `_drafts` and `_data`: misspelled folders, files in their place."""

from __future__ import annotations

from unicodedata import normalize

from allforces_site.errors import Problem, error, warning
from allforces_site.messages.message import say
from allforces_site.text.lookalikes import distinguished

_FOLDERS = ("_posts", "_drafts", "_data")

# How similar two names must be, as difflib measures it: "_post" and "_draft" are, "_ports" and "_dates" not.
_LIKENESS = 0.85


def folder_name_problem(source: str, name: str, *, is_folder: bool) -> Problem | None:
    """The problem with the file or folder `source`, whose last part is `name`; None for most names.

    macOS and Windows read `_Posts` as `_posts`, a build server does not; to an author ＿ looks like _.
    """
    if name in _FOLDERS:
        return None if is_folder else _file_problem(source, name)
    if not is_folder or not name.startswith(("_", "＿")):
        return None
    from difflib import get_close_matches  # Most folders have usual names.

    near = get_close_matches(normalize("NFKC", name).casefold(), _FOLDERS, n=1, cutoff=_LIKENESS)
    if not near:
        return None
    message = say(
        "the folder {name} is not read as {wanted}: its name differs{difference}",
        name=name,
        wanted=near[0],
        difference=distinguished(name, near[0]),
    )
    return warning("folder-name", message, source, hint=say("rename it to {name}", name=near[0]))


def _file_problem(source: str, name: str) -> Problem:
    return error(
        "folder-name",
        say("{name} is a file, wanted a folder: nothing of it is read", name=name),
        source,
        hint=say(
            "put the folder in its place; where git cannot make links, it writes such files (core.symlinks)"
        ),
    )
