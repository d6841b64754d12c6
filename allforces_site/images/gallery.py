"""The pictures of a site: finds the picture at an address, and how pages show it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import msgspec

from allforces_site.config.file_filter import FileFilter
from allforces_site.config.model import Config
from allforces_site.errors import reason_of
from allforces_site.images.addresses import local_path
from allforces_site.images.fact_index import FACTS, FactIndex
from allforces_site.images.facts import PictureFacts
from allforces_site.images.icons import Icon, trouble_of
from allforces_site.images.published import NOTHING_READ, PublishedFiles, ReadFiles
from allforces_site.images.scaling import EXTENSION
from allforces_site.images.store import Store
from allforces_site.messages.message import say
from allforces_site.model import Picture, PictureCopy
from allforces_site.urls.permalinks import encode_url, fitting_name

# Characters of a picture's digest in the names of its copies.
_DIGEST_CHARS = 10


class SitePicture(msgspec.Struct, frozen=True):
    """A picture of this site: its output path, its file, the file's facts, and how pages show it."""

    path: str
    file: str
    facts: PictureFacts
    picture: Picture | None


class Gallery:
    """Finds each picture once per build. `source` is the source folder, None for a site without pictures.

    What the loaders know of `files` is not looked up again.
    """

    def __init__(
        self,
        config: Config,
        source: Path | None,
        static_roots: Sequence[Path],
        cache: Path | None,
        files: ReadFiles = NOTHING_READ,
    ) -> None:
        self._config = config
        self.source = source
        self._files = PublishedFiles(source, static_roots, FileFilter.of(config), files)
        self._paths: dict[tuple[str, str | None], str | None] = {}
        self._published: dict[str, str | None] = {}
        self._pictures: dict[str, SitePicture | None] = {}
        self.store = Store(cache)
        self._index = FactIndex(self.store, with_copies=config.allforces.image_sizes, files=files)

    def path(self, target: str, page_url: str | None = None) -> str | None:
        """Returns the output path of the picture at `target` (see `addresses.local_path`)."""
        # Cached, because every page that links to a post needs its picture.
        key = (target, page_url)
        if key not in self._paths:
            self._paths[key] = local_path(target, self._config, page_url)
        return self._paths[key]

    def find(self, target: str, page_url: str | None = None) -> SitePicture | None:
        """Returns the picture at `target`, or None if this site has no such picture."""
        path = self.path(target, page_url)
        if path is None:
            return None
        if path not in self._pictures:
            self._pictures[path] = self._read(path)
        return self._pictures[path]

    def read_ahead(self, targets: Iterable[tuple[str, str | None]], jobs: int) -> None:
        """Reads the pictures at `targets` with up to `jobs` processes, before `find` needs them."""
        paths = {path for target, page_url in targets if (path := self.path(target, page_url)) is not None}
        files = (self._file(path) for path in sorted(paths))
        self._index.read_ahead(filter(None, files), jobs)

    def picture(self, target: str, page_url: str | None = None) -> Picture | None:
        """Returns how pages show the picture at `target`, or None if its size is unknown."""
        site_picture = self.find(target, page_url)
        return site_picture.picture if site_picture is not None else None

    def icon(self, path: str) -> Icon | None:
        """The picture for the site's icons at a path of the source folder; None without a source folder."""
        if self.source is None:
            return None
        file = self.source / path
        try:
            facts = self._index.facts(str(file))
        except OSError as exc:
            return Icon(path, file, None, say("it cannot be read: {reason}", reason=reason_of(exc)))
        return Icon(path, file, facts, trouble_of(path, facts))

    def keep(self, wanted: Sequence[bytes]) -> None:
        """Stores the facts for the next build, and prunes the store except for the keys `wanted`."""
        if self._index.keep():
            self.store.prune({FACTS, *(key.hex() for key in wanted)})

    def _file(self, path: str) -> str | None:
        if self.source is None:
            return None
        if path not in self._published:
            self._published[path] = self._files.find(path)
        return self._published[path]

    def _read(self, path: str) -> SitePicture | None:
        file = self._file(path)
        if file is None:
            return None
        try:
            facts = self._index.facts(file)
        except OSError:  # Reported when the file is copied.
            return None
        return SitePicture(path, file, facts, self._picture(path, facts))

    def _picture(self, path: str, facts: PictureFacts) -> Picture | None:
        if not facts.width:
            return None
        folder, slash, name = path.rpartition("/")
        stem, digest = name.rpartition(".")[0] or name, facts.digest.hex()[:_DIGEST_CHARS]
        names = ((fitting_name(stem, f".{digest}-{width}.{EXTENSION}"), width) for width in facts.copies)
        copies = ((f"{folder}{slash}{copy}", width) for copy, width in names)
        return Picture(
            encode_url(f"/{path}"),
            facts.width,
            facts.height,
            tuple(PictureCopy(copy, encode_url(f"/{copy}"), width) for copy, width in copies),
        )
