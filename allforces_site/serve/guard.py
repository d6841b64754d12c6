"""Refuses requests of other sites' pages, which could otherwise read an author's drafts by DNS rebinding.

A page of evil.example can resolve its own name to 127.0.0.1 and then request from this server as if it were
its own. It cannot choose the `Host` header, which is then its own name, and it cannot hide its `Origin`.
"""

from __future__ import annotations

import socket
from ipaddress import ip_address
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from allforces_site.messages.message import say
from allforces_site.terminal.language import words

_EVERYWHERE = ("0.0.0.0", "::")


class Guard:
    """An ASGI application behind a check of `Host` and `Origin`; `bound` is the host of `--host`."""

    def __init__(self, app: ASGIApp, bound: str) -> None:
        self._app = app
        self._bound = bound.lower()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Responds 403 to requests that do not come from this server's own pages."""
        if scope["type"] not in ("http", "websocket"):
            return
        headers = Headers(scope=scope)
        hosts, origins = headers.getlist("host"), headers.getlist("origin")
        if len(hosts) != 1 or not is_own_host(hosts[0], self._bound):
            refusal = PlainTextResponse(
                words(
                    say(
                        "This is not the name of this server. It responds to localhost and to the address "
                        "that `allforces serve --host` names."
                    )
                )
                + "\n",
                403,
            )
            await refusal(scope, receive, send)
        elif any(not is_own_origin(origin, hosts[0]) for origin in origins):
            refusal = PlainTextResponse(f"{words(say('Pages of other sites may not read this one.'))}\n", 403)
            await refusal(scope, receive, send)
        else:
            await self._app(scope, receive, _private(send))


def is_own_host(header: str, bound: str) -> bool:
    """Whether a `Host` header names this server, on any port, because tunnels and containers change the port.

    These are localhost, loopback addresses and the host of `--host`. With `--host 0.0.0.0` they are also any
    numeric address, which no page can have as its name, and this machine's name.
    """
    name = _host_of(f"//{header}")
    if name is None:
        return False
    if name == "localhost" or name.endswith(".localhost") or name == bound:
        return True
    try:
        address = ip_address(name)
    except ValueError:
        return bound in _EVERYWHERE and name in _machine_names()
    return address.is_loopback or bound in _EVERYWHERE


def is_own_origin(origin: str, host: str) -> bool:
    """Whether an `Origin` header is that of a page that this server served under the name `host`."""
    scheme, separator, rest = origin.partition("://")
    return bool(separator) and scheme in ("http", "https") and rest.lower() == host.lower()


def _host_of(address: str) -> str | None:
    try:
        parts = urlsplit(address)
        parts.port  # noqa: B018 (raises if it is not a number)
    except ValueError:
        return None
    if parts.path or parts.query or parts.fragment or "@" in parts.netloc or parts.hostname is None:
        return None
    return parts.hostname.removesuffix(".")


def _machine_names() -> set[str]:
    name = socket.gethostname().lower()
    return {name, f"{name.split('.')[0]}.local"}


def _private(send: Send) -> Send:
    """Adds headers that forbid caching, and embedding by pages of other sites."""

    async def wrapped(message: Message) -> None:
        if message["type"] == "http.response.start":
            message["headers"] = [
                *message.get("headers", ()),
                (b"cache-control", b"no-store"),
                (b"cross-origin-resource-policy", b"same-origin"),
            ]
        await send(message)

    return wrapped
