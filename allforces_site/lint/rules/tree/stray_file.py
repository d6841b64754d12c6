"""A file that would be published and is no content: a note, a prompt, another tool's settings.

A build leaves out by itself what no site means to publish, such as scripts and databases.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from allforces_site.errors import Severity
from allforces_site.files.kinds import doubtful_kind
from allforces_site.lint.finding import Finding
from allforces_site.lint.published_files import PublishedFile, published_files
from allforces_site.lint.rule import Rule
from allforces_site.lint.site_view import SiteView
from allforces_site.messages.message import Message, say

# A folder with more stray files than this, and nothing else, is reported once.
_SINGLY = 5


def find_in_site(view: SiteView) -> Iterator[Finding]:
    """A finding for each stray file, or one for a folder of nothing else."""
    folders: dict[str, list[PublishedFile]] = defaultdict(list)
    for file in published_files(view):
        folders[file.source.rpartition("/")[0]].append(file)
    for folder, files in folders.items():
        kinds = ((file, doubtful_kind(file.source.rpartition("/")[2])) for file in files)
        stray = [(file, kind) for file, kind in kinds if kind is not None]
        if folder and len(stray) == len(files) > _SINGLY:
            yield _of_folder(folder, [file for file, _ in stray])
        else:
            yield from (_of_file(file, kind) for file, kind in stray)


def _of_file(file: PublishedFile, kind: Message) -> Finding:
    message = say("/{path} would be published, and is {kind}", path=file.path, kind=kind)
    return Finding(message, file.source, 1, 1, _hint(file.source))


def _of_folder(folder: str, files: Sequence[PublishedFile]) -> Finding:
    message = say(
        "{number} files below {folder}/ would be published, and none is content, /{path} first",
        number=len(files),
        folder=folder,
        path=files[0].path,
    )
    return Finding(message, files[0].source, 1, 1, _hint(f"{folder}/"))


def _hint(source: str) -> Message:
    if source.startswith("../"):
        return say("move it out of {folder}/", folder=source.removeprefix("../").partition("/")[0])
    return say(
        "write `exclude: [{source}]` into _config.yml, or move it out of the source folder", source=source
    )


RULE = Rule(
    "stray-file",
    Severity.WARNING,
    say("A file that is no content"),
    say("It will be published as things are. Add it to `exclude:` in `_config.yml`, or move it elsewhere."),
    find_in_site=find_in_site,
)
