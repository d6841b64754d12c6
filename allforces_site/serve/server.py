"""`allforces serve` from its start to Ctrl-C: watches, builds and serves at the same time."""

from __future__ import annotations

import asyncio
import os
import socket
import threading
import webbrowser
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from pathlib import Path

import uvicorn

from allforces_site.build.run import BuildOptions
from allforces_site.files.linked_folders import look_below
from allforces_site.loaders.overrides import STATIC, TEMPLATES, overrides_home
from allforces_site.messages.message import say
from allforces_site.processes.collector import collect_as_usual
from allforces_site.processes.ending import before_end, end_silently
from allforces_site.renderer.theme import find_theme
from allforces_site.serve.app import make_app
from allforces_site.serve.build_outcome import BuildOutcome
from allforces_site.serve.build_process import BuildProcess
from allforces_site.serve.connections import (
    ACCEPTED_AT_ONCE,
    WAITING,
    Connections,
    limit_of_open_files,
    most_connections,
    protocols,
)
from allforces_site.serve.debounce import Debounce
from allforces_site.serve.listening import address_of, is_local
from allforces_site.serve.site_state import SiteState
from allforces_site.serve.watch import Watch
from allforces_site.terminal.console import echo


@dataclass(frozen=True, slots=True)
class ServeOptions:
    """The options of the command. `served` is the folder into which good builds are published."""

    build: BuildOptions
    served: Path
    host: str
    opens_browser: bool = False
    reloads: bool = True


def serve_folder(home: Path, source: Path, port: int) -> Path:
    """The folder of a server's site below `home`: one folder for each source and port.

    Two servers cannot use the same port, so no two write to the same folder. If `home` is in the source,
    which is only read, the user's cache folder is used instead.
    """
    real = source.resolve()
    if home.resolve().is_relative_to(real):
        home = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "allforces" / "serve"
    name = sha256(str(real).encode()).hexdigest()[:8]
    return home / f"{port}-{name}"


def run(options: ServeOptions, listener: socket.socket) -> None:
    """Serves on `listener` until a signal ends the program (see `ending`)."""
    end_silently()
    collect_as_usual()
    asyncio.run(_serve(options, listener))


async def _serve(options: ServeOptions, listener: socket.socket) -> None:
    state = SiteState()
    debounce = Debounce()
    build_process = BuildProcess(options.build, options.served)
    source = options.build.source
    configs = options.build.configs
    watch = Watch(_watched(source), debounce.add, echo, lambda: [*_linked(source), *configs])
    app = make_app(state, options.served, options.host, reloads=options.reloads)
    connections = Connections(most_connections(limit_of_open_files()), partial(echo, err=True))
    asyncio.get_running_loop().set_exception_handler(connections.on_loop_error)
    http, reload_socket = protocols(connections)
    server = _Server(
        uvicorn.Config(
            app,
            log_config=None,
            log_level="error",  # A request that is not HTTP is an error of the client.
            access_log=False,
            lifespan="off",
            loop="asyncio",
            http=http,
            ws=reload_socket,
            backlog=ACCEPTED_AT_ONCE,
            ws_max_size=64 * 1024,
            ws_per_message_deflate=False,  # It would need memory for each tab, and save nothing here.
            proxy_headers=False,
            server_header=False,
            timeout_graceful_shutdown=0,  # Open browsers do not delay the end.
        )
    )
    builds = asyncio.create_task(keep_building(state, debounce, build_process.build, watch.follow))
    builds.add_done_callback(lambda _: setattr(server, "should_exit", True))
    welcome = asyncio.create_task(_welcome(state, options, listener))
    try:
        with before_end(build_process.stop):
            watch.start()
            await server.serve(sockets=[listener])
    finally:
        welcome.cancel()
        builds.cancel()
        watch.stop()
        build_process.stop()
        with suppress(asyncio.CancelledError):
            await builds


async def _welcome(state: SiteState, options: ServeOptions, listener: socket.socket) -> None:
    await state.is_ready.wait()
    address = f"{address_of(options.host, listener.getsockname()[1])}{state.baseurl}/"
    echo(say("Serving {address} (Ctrl-C ends it)", address=address))
    if not is_local(listener):
        echo(say("Other machines can read the site, drafts included."), err=True)
    if options.opens_browser:
        # A text browser in the terminal would block until it is closed.
        threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()


def _watched(source: Path) -> list[Path]:
    """All folders that a build reads, whether they exist or not."""
    theme = find_theme(source)
    home = overrides_home(source)
    return [source, home / TEMPLATES, home / STATIC, *theme.templates, *theme.static]


def _linked(source: Path) -> list[Path]:
    """The targets of links in templates and static files; links in the source never lead out of it."""
    theme = find_theme(source)
    return [place for folder in (*theme.templates, *theme.static) for place in look_below(folder).linked]


class _Server(uvicorn.Server):
    """Leaves signals to this program, which ends at the first one together with all that it started."""

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Starts to serve.

        uvicorn has one number for connections that are accepted at once and those that may wait; here they
        differ.
        """
        await super().startup(sockets)
        for listener in sockets or ():
            listener.listen(WAITING)

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Captures none: uvicorn would wait for its clients and their requests before the end."""
        yield


async def keep_building(
    state: SiteState,
    debounce: Debounce,
    build: Callable[[], Awaitable[BuildOutcome]],
    follow: Callable[[], None],
) -> None:
    """Builds once, and again after each change, until it is cancelled.

    Changes during a build lead to one more build. Each outcome is applied to `state`; `follow` is called
    before each further build.
    """
    while True:
        state.apply(await build())
        await debounce.resolved()
        follow()
