"""The files that a build copies for readers."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec

from allforces_site.lint.site_view import SiteView


class PublishedFile(msgspec.Struct, frozen=True):
    """A file to copy: `source` relative to the source folder, `path` to the output, `file` on disk."""

    source: str
    path: str
    file: Path


def published_files(view: SiteView) -> Iterator[PublishedFile]:
    """The files of the source folder and the site's own `static/`, sorted by path; not the theme's."""
    pages = {page.source for page in view.site.pages}  # A page without front matter is copied, too.
    files = {asset.source: Path(asset.file) for asset in view.site.assets if asset.source not in pages}
    for path in sorted(view.outputs):
        source = view.outputs[path].source
        if source is None:
            continue
        if source in files:
            yield PublishedFile(source, path, files[source])
        elif source.startswith("../static/"):
            yield PublishedFile(source, path, view.root.parent / source.removeprefix("../"))
