"""The WebSocket through which an open page gets news of builds."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from dataclasses import replace

import msgspec
from starlette.websockets import WebSocket, WebSocketDisconnect

from allforces_site.serve.site_state import OpenPage, SiteState

# RFC 6455, section 7.4.1: a message violates the policy of the server.
_POLICY_VIOLATION = 1008

_DECODER = msgspec.json.Decoder(OpenPage)


async def send_news(socket: WebSocket, state: SiteState) -> None:
    """Receives which page is open, then sends it news of each build until it is closed.

    A page that reads slowly delays only itself, and then gets the news of all builds in between at once.
    """
    await socket.accept()
    try:
        page = _DECODER.decode(await socket.receive_text())
    except (msgspec.DecodeError, KeyError, ValueError):
        await socket.close(_POLICY_VIOLATION)
        return
    except WebSocketDisconnect:
        return
    sending = asyncio.create_task(_send(socket, state, page))
    gone = asyncio.create_task(_until_gone(socket))
    try:
        await asyncio.wait((sending, gone), return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in (sending, gone):
            task.cancel()
        results = await asyncio.gather(sending, gone, return_exceptions=True)
    for result in results:
        if isinstance(result, Exception):
            raise result


async def _send(socket: WebSocket, state: SiteState, page: OpenPage) -> None:
    seen = -1 if state.is_ready.is_set() else 0
    with suppress(WebSocketDisconnect, OSError):
        while True:
            seen = await state.next_outcome(seen)
            news = state.news_for(page)
            await socket.send_text(msgspec.json.encode(news).decode())
            if not news["reload"]:
                page = replace(page, run=news["run"], build=news["build"])


async def _until_gone(socket: WebSocket) -> None:
    """Reads until the page is closed, which could not be noticed otherwise."""
    with suppress(WebSocketDisconnect):
        while True:
            await socket.receive_text()
