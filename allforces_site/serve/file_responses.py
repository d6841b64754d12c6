"""Responses with a file of the served folder: the whole file, or the requested part."""

from __future__ import annotations

import asyncio
import os
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from allforces_site.files.paths import lies_inside
from allforces_site.serve.ranges import Part, UnsatisfiableError, part_of
from allforces_site.urls.media_types import media_type

_CHUNK_BYTES = 256 * 1024
_WHOLE_BYTES = 1024 * 1024


@dataclass(frozen=True, slots=True)
class OpenFile:
    """An open file and its size in bytes; it stays the same even if another file replaces it on disk."""

    file: BinaryIO
    size: int


def open_inside(root: Path, path: str) -> OpenFile | None:
    """Opens the regular file at `path` below `root`; None if there is none or a link leads out of `root`."""
    target = root / path
    if not lies_inside(target, os.path.realpath(root)):
        return None
    try:
        # Links are not followed, and opening a pipe does not wait for its other end.
        flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
        descriptor = os.open(target, flags | getattr(os, "O_BINARY", 0))
    except (OSError, ValueError):
        return None
    status = os.fstat(descriptor)
    if not stat.S_ISREG(status.st_mode):
        os.close(descriptor)
        return None
    return OpenFile(os.fdopen(descriptor, "rb"), status.st_size)


def file_response(
    opened: OpenFile, path: str, range_header: str | None, *, is_head: bool = False
) -> Response:
    """The response with an open file; closes it, at the latest when the response has been sent."""
    headers = {"accept-ranges": "bytes"}
    try:
        part = part_of(range_header, opened.size)
    except UnsatisfiableError:
        opened.file.close()
        return Response(status_code=416, headers=headers | {"content-range": f"bytes */{opened.size}"})
    status = 200
    if part is None:
        part = Part(0, opened.size)
    else:
        status = 206
        headers["content-range"] = f"bytes {part.start}-{part.end - 1}/{opened.size}"
    length = part.end - part.start
    if is_head:
        opened.file.close()
        return Response(None, status, headers | {"content-length": str(length)}, media_type(path))
    opened.file.seek(part.start)
    if length <= _WHOLE_BYTES:
        with opened.file:
            return Response(opened.file.read(length), status, headers, media_type(path))
    return _LargeFile(opened.file, length, status, headers, media_type(path))


class _LargeFile(Response):
    """The next `length` bytes of a file, read as fast as the client receives them; closes the file."""

    def __init__(
        self, file: BinaryIO, length: int, status: int, headers: dict[str, str], content_type: str
    ) -> None:
        self._file = file
        self._length = length
        super().__init__(None, status, headers | {"content-length": str(length)}, content_type)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:  # noqa: ARG002
        """Ends early if the client disconnects, which only `receive` reports."""
        sending = asyncio.create_task(self._send(send))
        gone = asyncio.create_task(_until_gone(receive))
        try:
            await asyncio.wait((sending, gone), return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in (sending, gone):
                task.cancel()
            await asyncio.gather(sending, gone, return_exceptions=True)
            self._file.close()

    async def _send(self, send: Send) -> None:
        await send({"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers})
        left = self._length
        while left > 0:
            chunk = await asyncio.to_thread(self._file.read, min(left, _CHUNK_BYTES))
            if not chunk:
                return
            left -= len(chunk)
            await send({"type": "http.response.body", "body": chunk, "more_body": left > 0})


async def _until_gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
