"""The files of a source folder that belong to the project around the site: README, tools, notes."""

from __future__ import annotations

import msgspec

from allforces_site.config.file_filter import FileFilter
from allforces_site.files.kinds import PROGRAM, TOOL_FOLDERS, left_out_as, project_kind
from allforces_site.loaders.walk import Walk, skipped_as
from allforces_site.model import Skipped


class ProjectFiles(msgspec.Struct, frozen=True):
    """Finds such files by their names. `tool_folders` are the folders at the root that hold programs."""

    files: FileFilter
    tool_folders: frozenset[str]

    @classmethod
    def of(cls, found: Walk, files: FileFilter) -> ProjectFiles:
        """Those of the source folder that `found` describes, of which `files` names what is published."""
        sources = [item.source for item in found.skipped if item == skipped_as(item.source, PROGRAM)]
        # A program that `include` names is none the less one.
        sources += [entry.source for entry in found.entries if _is_program(entry.source)]
        return cls(files, TOOL_FOLDERS & {source.partition("/")[0] for source in sources if "/" in source})

    def left_out(self, source: str) -> Skipped | None:
        """Why a file without front matter is not published; None if it is."""
        kind = project_kind(source, self.tool_folders)
        if kind is None or self.files.is_named(source) or self._is_in_a_named_folder(source):
            return None
        return skipped_as(source, kind)

    def _is_in_a_named_folder(self, source: str) -> bool:
        folder, slash, _ = source.partition("/")
        return bool(slash) and self.files.is_named(folder)


def _is_program(source: str) -> bool:
    first, _, rest = source.partition("/")
    return first in TOOL_FOLDERS and left_out_as(rest.rpartition("/")[2], is_folder=False) == PROGRAM
