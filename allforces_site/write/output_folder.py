"""Which folders a build may write a site into."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path

from allforces_site.errors import SiteError, error
from allforces_site.files.kinds import MANIFEST_FILE
from allforces_site.messages.message import Message, say

# Folders of a source that are read, although their names are special.
_READ = frozenset(
    {"_posts", "_drafts", "_data", "_layouts", "_includes", "_sass", "_plugins", ".git", ".github"}
)


def check_output_folder(output: Path, source: Path, read: Iterable[Path]) -> None:
    """Raises `SiteError` for an output folder whose files a build would read or replace.

    It may be inside `source`, as Jekyll's `_site` is, but not be or contain it; from the folders `read` it
    must be apart.
    """
    real, home = Path(os.path.realpath(output)), Path(os.path.realpath(source))
    for folder in (source, *read):
        other = Path(os.path.realpath(folder))
        if real == other or real in other.parents or (other in real.parents and folder is not source):
            raise _refused(
                say(
                    "the output folder {output} is, holds or lies inside {folder}, which is read",
                    output=str(output),
                    folder=str(folder),
                )
            )
    if output.exists() and not output.is_dir():
        raise _refused(say("the output folder {output} is a file", output=str(output)))
    if home in real.parents:
        _check_inside(output, real.relative_to(home).parts)


def _check_inside(output: Path, steps: Sequence[str]) -> None:
    """Raises `SiteError` for an output folder in the source that holds a part of the source.

    `steps` lead from the source folder to it. Its files would no longer be part of the site.
    """
    if read := next((step for step in steps if step in _READ), None):
        raise _refused(
            say(
                "the output folder {output} is or lies inside {folder}, which is read",
                output=str(output),
                folder=read,
            )
        )
    is_never_read = any(step.startswith((".", "_")) for step in steps)
    if not is_never_read and output.is_dir():
        names = {entry.name for entry in output.iterdir()}
        if names and MANIFEST_FILE not in names:
            raise _refused(
                say(
                    "the output folder {output} lies inside the source folder and holds files that no build "
                    "wrote: they would be left out of the site",
                    output=str(output),
                )
            )


def _refused(why: Message) -> SiteError:
    return SiteError([error("output-folder", why, hint=say("choose another --output"))])
