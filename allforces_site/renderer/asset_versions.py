"""Versions of style sheets and scripts, and of the files that they load.

A version in the address of a file makes browsers load it again when it has changed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from unicodedata import normalize

import msgspec

from allforces_site.config.file_filter import FileFilter
from allforces_site.config.model import Config
from allforces_site.files.regular_files import read_regular
from allforces_site.files.static_folders import static_files
from allforces_site.images.addresses import local_path
from allforces_site.images.published import PublishedFiles
from allforces_site.renderer.asset_references import references, with_references
from allforces_site.renderer.minify import ENDINGS

# Hexadecimal characters. Among a thousand edits, two have the same version with a chance of one in a million.
_CHARS = 10


class AssetVersions(msgspec.Struct, frozen=True):
    """`by_path`: the versions by output path; empty if the site has turned them off."""

    config: Config
    by_path: Mapping[str, str]

    def address(self, url: str, page_url: str) -> str:
        """Returns `url`, as written in the file at `page_url`, with the version of the file it refers to."""
        path = local_path(url, self.config, page_url)
        version = self.by_path.get(path) if path is not None else None
        bare, hash_sign, fragment = url.partition("#")
        return f"{bare}?v={version}{hash_sign}{fragment}" if version else url

    def applied(self, content: bytes, path: str) -> bytes:
        """Adds versions to addresses in a style sheet or script; other and non-UTF-8 content is unchanged."""
        if not self.by_path or not path.endswith(ENDINGS):
            return content
        try:
            text = content.decode("utf-8")
        except UnicodeDecodeError:
            return content
        return with_references(text, path, lambda url: self.address(url, f"/{path}")).encode()


def asset_versions(config: Config, source: Path | None, static_roots: Sequence[Path]) -> AssetVersions:
    """Returns the versions of all style sheets and scripts below `static/`, and of the files that they load.

    A file contains the versions of the files that it loads, so its own covers these files too.
    """
    files = PublishedFiles(source, static_roots, FileFilter.of(config))
    read = _Reader(config, files.find)
    for name in static_files(static_roots):
        if name.endswith(ENDINGS):
            read.follow(normalize("NFC", f"static/{name}"))
    return AssetVersions(config, {path: read.version(path) for path in sorted(read.digests)})


class _Reader:
    """Reads files and the files that they load. `digests` are those of their bytes, by path."""

    def __init__(self, config: Config, find: Callable[[str], str | None]) -> None:
        self._config = config
        self._find = find
        self._names: dict[str, frozenset[str]] = {}
        self.digests: dict[str, bytes] = {}

    def follow(self, first: str) -> None:
        """Reads the file at an output path and all files that it loads, as far as they exist."""
        waiting = [first]
        while waiting:
            path = waiting.pop()
            file = self._find(path) if path not in self.digests else None
            if file is not None:
                content = _content(Path(file))
                self.digests[path] = sha256(content).digest()
                self._names[path] = frozenset(self._loaded_by(content, path))
                waiting += self._names[path]

    def _loaded_by(self, content: bytes, path: str) -> Iterator[str]:
        """Yields the output paths of the copied files that a style sheet or script loads."""
        if not path.endswith(ENDINGS):
            return
        for url in references(content.decode("utf-8", "replace"), path):
            target = local_path(url, self._config, f"/{path}")
            # Outside static/ they may have front matter and so depend on more than their bytes.
            if target is not None and (target.startswith("static/") or not target.endswith(ENDINGS)):
                yield target

    def version(self, path: str) -> str:
        """Returns the version of a file that was read. Files may load each other in circles."""
        reached = {path}
        waiting = [path]
        while waiting:
            new = {name for name in self._names[waiting.pop()] if name in self.digests} - reached
            reached |= new
            waiting += new
        own = self.digests[path]
        others = b"".join(self.digests[name] for name in sorted(reached - {path}))
        return sha256(own + others).hexdigest()[:_CHARS]


def _content(file: Path) -> bytes:
    try:
        return read_regular(file)
    except OSError:  # Reported when the file is copied.
        return b""
