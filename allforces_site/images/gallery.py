"""The pictures of a site: finds the one that a post means, and says how a page shows it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import msgspec

from allforces_site.config.file_filter import FileFilter
from allforces_site.config.model import Config
from allforces_site.images.addresses import local_path
from allforces_site.images.fact_index import FACTS, FactIndex
from allforces_site.images.facts import PictureFacts
from allforces_site.images.published import PublishedFiles
from allforces_site.images.scaling import EXTENSION
from allforces_site.images.store import Store
from allforces_site.model import Picture, PictureCopy
from allforces_site.urls.permalinks import encode_url, fitting_name

# Characters of a picture's digest in the names of its copies.
_DIGEST_CHARS = 10


class FoundPicture(msgspec.Struct, frozen=True):
    """A picture of this site: its output path, its file, what the file's bytes say, how pages show it."""

    path: str
    file: str
    facts: PictureFacts
    picture: Picture | None


class Gallery:
    """Finds each picture once a build. `source` is the source folder, None for a site without pictures."""

    def __init__(
        self, config: Config, source: Path | None, static_roots: Sequence[Path], cache: Path | None
    ) -> None:
        self._config = config
        self.source = source
        self._files = PublishedFiles(source, static_roots, FileFilter(config.excluded, config.include))
        self._paths: dict[tuple[str, str | None], str | None] = {}
        self._published: dict[str, str | None] = {}
        self._found: dict[str, FoundPicture | None] = {}
        self.store = Store(cache)
        self._index = FactIndex(self.store, with_copies=config.allforces.image_sizes)

    def path(self, target: str, page_url: str | None = None) -> str | None:
        """The output path of the picture that `target` means (see `addresses.local_path`)."""
        # A post's picture is asked for by each page that leads to it.
        asked = (target, page_url)
        if asked not in self._paths:
            self._paths[asked] = local_path(target, self._config, page_url)
        return self._paths[asked]

    def find(self, target: str, page_url: str | None = None) -> FoundPicture | None:
        """The picture that `target` means, where this site has it."""
        path = self.path(target, page_url)
        if path is None:
            return None
        if path not in self._found:
            self._found[path] = self._look(path)
        return self._found[path]

    def look_ahead(self, asked: Iterable[tuple[str, str | None]], jobs: int) -> None:
        """Reads the pictures that `find` will be asked for, by up to `jobs` processes."""
        paths = {path for target, page_url in asked if (path := self.path(target, page_url)) is not None}
        files = (self._file(path) for path in sorted(paths))
        self._index.read_ahead(filter(None, files), jobs)

    def picture(self, target: str, page_url: str | None = None) -> Picture | None:
        """How pages show the picture that `target` means; None where its size is not known."""
        found = self.find(target, page_url)
        return found.picture if found is not None else None

    def keep(self, made: Sequence[bytes]) -> None:
        """Leaves what was found out for the next build, which needs what is kept under the keys `made`."""
        if self._index.keep():
            self.store.prune({FACTS, *(key.hex() for key in made)})

    def _file(self, path: str) -> str | None:
        if self.source is None:
            return None
        if path not in self._published:
            self._published[path] = self._files.find(path)
        return self._published[path]

    def _look(self, path: str) -> FoundPicture | None:
        file = self._file(path)
        if file is None:
            return None
        try:
            facts = self._index.facts(file)
        except OSError:  # Copying the file tells of it.
            return None
        return FoundPicture(path, file, facts, self._picture(path, facts))

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
