"""Opens the socket that the server listens on, or explains in plain words why it cannot."""

from __future__ import annotations

import errno
import socket
import sys
from ipaddress import ip_address

from allforces_site.messages.message import Message, say

# How many ports above the wanted one are tried for the hint.
_TRIED = 50
_LAST_PORT = 65535


class CannotListenError(Exception):
    """The server cannot listen there: because of the port if `is_about_port`, or else of the host."""

    def __init__(self, message: Message, *, is_about_port: bool) -> None:
        super().__init__(str(message))
        self.message = message
        self.is_about_port = is_about_port


def listen(host: str, port: int) -> socket.socket:
    """A socket bound to `host` and `port`; port 0 is any free one. Raises `CannotListenError`."""
    try:
        candidates = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    except (socket.gaierror, UnicodeError):
        raise CannotListenError(say("there is no host {host}", host=host), is_about_port=False) from None
    # `localhost` has an IPv4 and an IPv6 address; browsers try both.
    family, _, _, _, address = min(candidates, key=lambda item: item[0] != socket.AF_INET)
    try:
        return _bound(family, address)
    except OSError as exc:
        raise _explained(exc, host, port, family, address) from None


def listen_from(host: str, port: int) -> socket.socket:
    """A socket bound to `host` and the first free port from `port` on. Raises `CannotListenError`."""
    for number in range(port, port + _TRIED):
        try:
            return listen(host, number)
        except CannotListenError as exc:
            if not exc.is_about_port:
                raise
    return listen(host, port)


def address_of(host: str, port: int) -> str:
    """The address to open in this machine's browser."""
    try:
        if ip_address(host).is_unspecified:
            host = "127.0.0.1"
    except ValueError:
        pass
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def is_local(listener: socket.socket) -> bool:
    """Whether only this machine can reach a socket."""
    return ip_address(listener.getsockname()[0]).is_loopback


def _bound(family: int, address: object) -> socket.socket:
    # The protocol is given because asyncio sends at once only on sockets that are known to be TCP; otherwise
    # responses are delayed by 40 ms.
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        if sys.platform != "win32":  # On Windows it would let two servers use one port.
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)  # type: ignore[arg-type]
        listener.listen()  # Two sockets may be bound to one port, but only one of them may listen.
    except OSError:
        listener.close()
        raise
    return listener


def _explained(
    exc: OSError, host: str, port: int, family: int, address: tuple[object, ...]
) -> CannotListenError:
    if exc.errno == errno.EADDRINUSE:
        free = _free_port(family, address, port)
        message = say("port {port} is in use", port=port)
        if free:
            message = say("port {port} is in use; port {free} is free: --port {free}", port=port, free=free)
        return CannotListenError(message, is_about_port=True)
    if exc.errno == errno.EACCES:
        message = say("port {port} needs special rights: use one from 1024", port=port)
        return CannotListenError(message, is_about_port=True)
    return CannotListenError(say("{host} is not an address of this machine", host=host), is_about_port=False)


def _free_port(family: int, address: tuple[object, ...], port: int) -> int | None:
    for other in range(port + 1, min(port + _TRIED, _LAST_PORT) + 1):
        try:
            _bound(family, (address[0], other, *address[2:])).close()
        except OSError:
            continue
        return other
    return None
