"""The server as an ASGI application: the site's files, the reload script and its WebSocket."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from html import escape
from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route, WebSocketRoute
from starlette.types import ASGIApp
from starlette.websockets import WebSocket

from allforces_site.messages.message import in_language, say
from allforces_site.serve.file_responses import file_response, open_inside
from allforces_site.serve.guard import Guard
from allforces_site.serve.injected import SCRIPT_PATH, SOCKET_PATH, script, with_script
from allforces_site.serve.reload_socket import send_news
from allforces_site.serve.site_state import OpenPage, SiteState
from allforces_site.urls.lookup import Elsewhere, FoundFile, look_up

_PAGES = (".html", ".htm")
_HTML = "text/html; charset=utf-8"


def make_app(state: SiteState, folder: Path, bound: str, *, reloads: bool = True) -> ASGIApp:
    """The application that serves `state`, whose files are in `folder`, on the host `bound`.

    Without `reloads` pages are served without the script.
    """
    site = _Site(state, folder, reloads=reloads)
    routes: list[Any] = [Route("/{path:path}", site.answer)]
    if reloads:

        async def reload_socket(socket: WebSocket) -> None:
            await send_news(socket, state)

        routes[:0] = [Route(SCRIPT_PATH, _script), WebSocketRoute(SOCKET_PATH, reload_socket)]
    return Guard(Starlette(routes=routes), bound)


async def _script(_request: Request) -> Response:
    return Response(script(), media_type="text/javascript")


class _Site:
    """Answers requests for files."""

    def __init__(self, state: SiteState, folder: Path, *, reloads: bool) -> None:
        self._state = state
        self._folder = folder
        self._reloads = reloads

    async def answer(self, request: Request) -> Response:
        """The file at the address, a redirect to the canonical address, or the 404 page."""
        await self._state.is_ready.wait()
        found = look_up(self._state.files, self._state.baseurl, request.scope["path"])
        if isinstance(found, Elsewhere):
            query = f"?{request.url.query}" if request.url.query else ""
            return RedirectResponse(found.address + query, 302)
        if not isinstance(found, FoundFile):
            return await self._missing(found.candidates)
        if found.path.endswith(_PAGES):
            html = await self._page(found.path, (found.path,))
            return (
                Response(html, media_type=_HTML) if html is not None else await self._missing((found.path,))
            )
        opened = await asyncio.to_thread(open_inside, self._folder, found.path)
        if opened is None:
            return await self._missing((found.path,))
        header, is_head = request.headers.get("range"), request.method == "HEAD"
        respond: Callable[[], Response] = lambda: file_response(opened, found.path, header, is_head=is_head)  # noqa: E731
        return await asyncio.to_thread(respond)

    async def _missing(self, candidates: tuple[str, ...]) -> Response:
        if not self._state.build:
            return Response(
                self._injected(no_site(self._state.lang), self._open_page(candidates)), 503, media_type=_HTML
            )
        shown = (NOT_FOUND_FILE, *candidates)
        html = await self._page(NOT_FOUND_FILE, shown) if NOT_FOUND_FILE in self._state.files else None
        if html is None:
            html = self._injected(no_page(self._state.lang), self._open_page(shown))
        return Response(html, 404, media_type=_HTML)

    async def _page(self, path: str, shown: tuple[str, ...]) -> bytes | None:
        page = self._open_page(shown)  # Before reading, so that a change during the read is reported to it.
        html = await asyncio.to_thread(_read, self._folder, path)
        return self._injected(html, page) if html is not None else None

    def _open_page(self, files: tuple[str, ...]) -> OpenPage:
        return OpenPage(self._state.run, self._state.build, files)

    def _injected(self, html: bytes, page: OpenPage) -> bytes:
        return with_script(html, page) if self._reloads else html


def _read(folder: Path, path: str) -> bytes | None:
    opened = open_inside(folder, path)
    if opened is None:
        return None
    with opened.file:
        return opened.file.read()


NOT_FOUND_FILE = "404.html"


def no_page(lang: str) -> bytes:
    """The 404 page of a site that has none of its own."""
    text = say("There is no page at this address, and the site has no {file}.", file=NOT_FOUND_FILE)
    return _own_page("404", in_language(text, lang), lang)


def no_site(lang: str) -> bytes:
    """The page of a site that could not be built since the server started."""
    text = say(
        "The site could not be built. The terminal says why; this page changes by itself when the errors are "
        "fixed."
    )
    return _own_page(in_language(say("Not built yet"), lang), in_language(text, lang), lang)


def _own_page(title: str, text: str, lang: str) -> bytes:
    return (
        f'<!doctype html>\n<html lang="{lang}"><meta charset="utf-8"><title>{escape(title)}</title>\n'
        '<meta name="viewport" content="width=device-width">\n'
        f"<body><h1>{escape(title)}</h1><p>{escape(text)}</p></body></html>\n"
    ).encode()
