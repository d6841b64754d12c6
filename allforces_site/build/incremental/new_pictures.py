"""Picture files that came along with the posts that show them, as most new posts bring one."""

from __future__ import annotations

from collections.abc import Collection

from allforces_site.build.incremental.comparison import Comparison
from allforces_site.config.collections import collection_at
from allforces_site.config.file_filter import FileFilter
from allforces_site.loaders.load import is_bare
from allforces_site.loaders.project_files import ProjectFiles
from allforces_site.model import Asset
from allforces_site.outputs.picture_uses import PICTURE_ENDINGS


def new_pictures(comparison: Comparison, used: Collection[str]) -> list[Asset] | None:
    """The new files of the source folder, to be copied; None if any of them may be more than a picture.

    `used` are the output paths of the pictures that changed posts show.
    """
    found, config = comparison.sources.found, comparison.last.config
    if found is None:
        return None
    project = ProjectFiles.of(found, FileFilter.of(config))
    for entry in comparison.new_files:
        if (
            entry.source not in used
            or not entry.source.lower().endswith(PICTURE_ENDINGS)
            or collection_at(entry.source, config.collections) is not None
            or project.left_out(entry.source) is not None
            or not is_bare(entry.path)
        ):
            return None
    return [Asset(entry.source, entry.path, entry.source) for entry in comparison.new_files]
