"""The WebSocket of an open page, by which it hears of builds."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from dataclasses import replace

import msgspec
from starlette.websockets import WebSocket, WebSocketDisconnect

from allforces_site.serve.site_state import OpenPage, SiteState

# RFC 6455, section 7.4.1: a message that is not what was agreed.
_POLICY_VIOLATION = 1008

_DECODER = msgspec.json.Decoder(OpenPage)


async def tell_news(socket: WebSocket, state: SiteState) -> None:
    """Tells a page what it shows and has changed, once it says which page it is, until it goes.

    A page that reads slowly makes only itself wait, and then hears of all builds in between at once.
    """
    await socket.accept()
    try:
        page = _DECODER.decode(await socket.receive_text())
    except (msgspec.DecodeError, KeyError, ValueError):
        await socket.close(_POLICY_VIOLATION)
        return
    except WebSocketDisconnect:
        return
    telling = asyncio.create_task(_tell(socket, state, page))
    gone = asyncio.create_task(_until_gone(socket))
    try:
        await asyncio.wait((telling, gone), return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in (telling, gone):
            task.cancel()
        ends = await asyncio.gather(telling, gone, return_exceptions=True)
    for end in ends:
        if isinstance(end, Exception):
            raise end


async def _tell(socket: WebSocket, state: SiteState, page: OpenPage) -> None:
    seen = -1 if state.is_ready.is_set() else 0
    with suppress(WebSocketDisconnect, OSError):
        while True:
            seen = await state.next_outcome(seen)
            news = state.news_for(page)
            await socket.send_text(msgspec.json.encode(news).decode())
            if not news["reload"]:
                page = replace(page, run=news["run"], build=news["build"])


async def _until_gone(socket: WebSocket) -> None:
    """Reads until the page is closed: else nobody would notice."""
    with suppress(WebSocketDisconnect):
        while True:
            await socket.receive_text()
