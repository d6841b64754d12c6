"""Serves a built site as its host will: compressed, cached for a while, with its own 404 page."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import uvicorn
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import Response
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

# What GitHub Pages sends with every file.
CACHE_CONTROL = "max-age=600"
_START_SECONDS = 20


class HostedFiles(StaticFiles):
    """Files with the host's cache header."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        response = await super().get_response(path, scope)
        response.headers["cache-control"] = CACHE_CONTROL
        return response


def listener() -> socket.socket:
    """A socket on a free port of this machine: the site must know its address before it is built."""
    return socket.create_server(("127.0.0.1", 0))


def address_of(sock: socket.socket) -> str:
    """The address of what is served on a socket, without a slash at the end."""
    return f"http://127.0.0.1:{sock.getsockname()[1]}"


@contextmanager
def served(folder: Path, sock: socket.socket) -> Iterator[None]:
    """Serves a folder on `sock` and closes it at the end."""
    app = Starlette(
        routes=[Mount("/", HostedFiles(directory=folder, html=True))],
        middleware=[Middleware(GZipMiddleware, minimum_size=500, compresslevel=6)],
    )
    server = uvicorn.Server(uvicorn.Config(app, log_level="error", lifespan="off"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [sock]}, daemon=True)
    thread.start()
    end = time.monotonic() + _START_SECONDS
    while not server.started:
        if time.monotonic() > end:
            raise TimeoutError("the server of the audit does not start")
        time.sleep(0.01)
    try:
        yield
    finally:
        server.should_exit = True
        thread.join()
        sock.close()
