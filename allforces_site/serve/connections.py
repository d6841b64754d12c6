"""Limits the open connections of the server, so that it can always accept the next one.

At a process's limit of open files no client can be accepted, and asyncio prints a traceback for each attempt.
So the slowest connections are closed before: first those that wait for a response or read it slowly, the
longest waiting first, and only then pages that wait for news of builds, which connect again.
"""

from __future__ import annotations

import asyncio
import errno
import sys
from collections.abc import Callable
from typing import Any

from uvicorn.protocols.http.h11_impl import H11Protocol
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol

from allforces_site.messages.message import Message, say

# How many connections are accepted at once, before one can be closed, and how many may wait for that.
ACCEPTED_AT_ONCE = 16
WAITING = 128

# Open files that are not connections: pipes, watched folders, pages being read, clients just accepted.
_OTHER_FILES = 96

# A connection may have a file open that it sends.
_FILES_A_CONNECTION = 2

_MOST = 4096

# Errors of `accept` if no more files can be opened: accept(2).
_NO_ROOM = frozenset({errno.EMFILE, errno.ENFILE, errno.ENOBUFS, errno.ENOMEM})

_SEVERAL = 8


def most_connections(open_files: int) -> int:
    """How many connections a process with this limit of open files may have."""
    return max(4, min(_MOST, (open_files - _OTHER_FILES) // _FILES_A_CONNECTION))


def limit_of_open_files() -> int:
    """How many files this process may have open."""
    if sys.platform == "win32":
        return _OTHER_FILES + _MOST
    import resource

    limit = resource.getrlimit(resource.RLIMIT_NOFILE)[0]
    return _OTHER_FILES + _FILES_A_CONNECTION * _MOST if limit == resource.RLIM_INFINITY else limit


class Connections:
    """All open connections, at most `most`; `report` gets a message when the first one is closed for
    another.
    """

    def __init__(self, most: int, report: Callable[[Message], None]) -> None:
        self._most = most
        self._report = report
        self._has_reported = False
        # The longest waiting come first.
        self._requests: dict[asyncio.BaseTransport, None] = {}
        self._sockets: dict[asyncio.BaseTransport, None] = {}

    def connected(self, transport: asyncio.BaseTransport) -> None:
        """A client has connected."""
        self._requests[transport] = None
        if len(self._requests) + len(self._sockets) > self._most:
            self.close_slowest(1)

    def answered(self, transport: asyncio.BaseTransport) -> None:
        """A client has received a whole response: it is not slow."""
        if self._requests.pop(transport, self) is None:
            self._requests[transport] = None

    def upgraded(self, transport: asyncio.BaseTransport) -> None:
        """A client has become a WebSocket and waits for news of builds."""
        if self._requests.pop(transport, self) is None:
            self._sockets[transport] = None

    def lost(self, transport: asyncio.BaseTransport) -> None:
        """A client has disconnected."""
        self._requests.pop(transport, None)
        self._sockets.pop(transport, None)

    def close_slowest(self, count: int) -> None:
        """Closes some connections at once, without a response."""
        *others, newest = self._requests or (None,)  # A client that has just connected is not slow.
        for transport in filter(None, [*others, *self._sockets, newest][:count]):
            self.lost(transport)
            assert isinstance(transport, asyncio.Transport)
            transport.abort()
        if not self._has_reported:
            self._has_reported = True
            self._report(
                say(
                    "More than {most} clients at once: the slowest are closed, because this process may not "
                    "have more files open (`ulimit -n` says how many).",
                    most=self._most,
                )
            )

    def on_loop_error(self, loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        """Handles errors of the event loop: closes connections if no more files can be opened."""
        problem = context.get("exception")
        if isinstance(problem, OSError) and problem.errno in _NO_ROOM:
            self.close_slowest(_SEVERAL)
        else:
            loop.default_exception_handler(context)


def protocols(connections: Connections) -> tuple[type[H11Protocol], type[WebSocketsSansIOProtocol]]:
    """uvicorn's protocols, which report the events of their connections to `connections`."""

    class Http(H11Protocol):
        def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
            super().connection_made(transport)
            connections.connected(transport)

        def connection_lost(self, exc: Exception | None) -> None:
            connections.lost(self.transport)
            super().connection_lost(exc)

        def send_400_response(self, msg: str) -> None:  # noqa: ARG002 (the library sets the signature)
            super().send_400_response("This is not a valid HTTP request.\n")

        def on_response_complete(self) -> None:
            connections.answered(self.transport)
            super().on_response_complete()

    class ReloadSocket(WebSocketsSansIOProtocol):
        def connection_made(self, transport: asyncio.BaseTransport) -> None:
            super().connection_made(transport)
            connections.upgraded(transport)

        def connection_lost(self, exc: Exception | None) -> None:
            connections.lost(self.transport)
            super().connection_lost(exc)

        async def send(self, message: Any) -> None:
            await super().send(message)
            if message["type"] == "websocket.http.response.body" and not message.get("more_body"):
                self.handshake_complete = (
                    True  # It was refused; otherwise uvicorn would report a missing response.
                )

    return Http, ReloadSocket
