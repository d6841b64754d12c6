"""A server that the tests of a file share: starting one for each test would take a second of CPU."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.running_processes import PATIENCE_SECONDS, eventually
from tests.serve.conftest import Server, start_server

# What a server watches, in the folder of a test's site.
_WATCHED = ("content", "templates", "static")


class SharedServer:
    """A running server and its site, which tests change and `put_back` makes again as it was."""

    def __init__(self, site: Any, server: Server) -> None:
        self.site = site
        self.server = server
        self._times = 0
        self._files = {path: path.read_bytes() for path in self._paths() if path.is_file()}
        self._folders = {path for path in self._paths() if path.is_dir()}

    def put_back(self) -> None:
        """Makes the site as it was at first and returns once the server serves that."""
        for path in reversed(self._paths()):  # What is in a folder comes before the folder.
            if path.is_dir() and path not in self._folders:
                path.rmdir()
            elif path.is_file() and path not in self._files:
                path.unlink()
        for path, content in self._files.items():
            if not path.is_file() or path.read_bytes() != content:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content)
        self._times += 1
        # It is written last: a build that has read it has read all of the above.
        self.site.write("content/put-back.txt", str(self._times))
        eventually(lambda: self.server.get("/put-back.txt").text == str(self._times))

    def _paths(self) -> list[Path]:
        """The files and folders of the site, each folder before what is in it."""
        folders = [self.site.root / name for name in _WATCHED]
        return sorted(path for folder in folders if folder.exists() for path in (folder, *folder.rglob("*")))


@contextmanager
def shared_server(site: Any) -> Iterator[SharedServer]:
    """Serves a site until the end of the block."""
    server = start_server(site.root)
    try:
        yield SharedServer(site, server)
    finally:
        server.process.kill()
        server.process.wait(PATIENCE_SECONDS)
