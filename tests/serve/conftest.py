"""A running `allforces serve` on a small site, and a browser to look at it."""

from __future__ import annotations

import http.client
import json
import os
import re
import shutil
import signal
import subprocess
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from tests.running_processes import COMMAND, PATIENCE_SECONDS, eventually, let_programs_hear_signals

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")


@dataclass
class Answer:
    """An HTTP response."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()

    @property
    def page(self) -> dict[str, Any]:
        """The message that the script in a page sends to the reload socket."""
        tag = rb'<script src="/\.allforces/live\.js" data-run="(\w+)" data-build="(\d+)" data-files="(.*?)">'
        run, build, files = re.findall(tag, self.body)[0]
        shown = json.loads(files.decode().replace("&quot;", '"'))
        return {"run": run.decode(), "build": int(build), "files": shown}


@dataclass
class Server:
    """A server in a separate process."""

    process: subprocess.Popen[str]
    lines: list[str] = field(default_factory=list)

    @property
    def address(self) -> str:
        """Its address with the baseurl, without a slash at the end."""
        line = eventually(lambda: self._serving_line() or self.process.poll() is not None)
        assert isinstance(line, str), self.output
        return line.split()[1].rstrip("/")

    def _serving_line(self) -> str | None:
        return next((line for line in self.lines if line.startswith("Serving ")), None)

    @property
    def port(self) -> int:
        return urlsplit(self.address).port or 0

    @property
    def output(self) -> str:
        return "".join(self.lines)

    def get(self, path: str, method: str = "GET", **headers: str) -> Answer:
        """Asks for a path from the root, just as it is spelled; `host` and the like are headers."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE_SECONDS)
        try:
            connection.putrequest(method, path, skip_host="host" in headers, skip_accept_encoding=True)
            for name, value in headers.items():
                connection.putheader(name.replace("_", "-"), value)
            connection.endheaders()
            response = connection.getresponse()
            found = {name.lower(): value for name, value in response.getheaders()}
            return Answer(response.status, found, response.read())
        finally:
            connection.close()

    def stop(self, number: int = signal.SIGINT) -> None:
        """Ends it by a signal."""
        self.process.send_signal(number)
        self.process.wait(PATIENCE_SECONDS)


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    """Asks for English, in which the overlay is then, too."""
    monkeypatch.setenv("ALLFORCES_LANG", "en")


@pytest.fixture
def serve(workshop: Any) -> Iterator[Callable[..., Server]]:
    """A function that serves the workshop's site; what still runs at the end is ended."""
    started: list[Server] = []

    def start(*arguments: str, port: int = 0, folder: Path = workshop.root, language: str = "en") -> Server:
        server = start_server(folder, *arguments, port=port, language=language)
        started.append(server)
        return server

    yield start
    for server in started:
        if server.process.poll() is None:
            server.process.kill()
            server.process.wait()


def start_server(
    folder: Path,
    *arguments: str,
    port: int = 0,
    command: Sequence[str] = COMMAND,
    language: str = "en",
) -> Server:
    """Runs the command in `folder`; its lines are read by a thread that ends with it.

    It is asked for a `language`; with "" it has the terminal's, and its pages that of the site.
    """
    let_programs_hear_signals()
    process = subprocess.Popen(
        [*command, "serve", "--port", str(port), *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONUNBUFFERED": "1", "ALLFORCES_LANG": language},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    )
    server = Server(process)
    threading.Thread(target=_read, args=(process, server.lines), daemon=True).start()
    return server


def _read(process: subprocess.Popen[str], lines: list[str]) -> None:
    assert process.stdout is not None
    with process.stdout:
        for line in process.stdout:
            lines.append(line)  # noqa: PERF402 (one after the other, so that others see each at once)


# Playwright runs an event loop as long as it lives: a session's would keep other tests from having one.
@pytest.fixture
def server(shared: Any) -> Server:
    """The server that a file's tests share (`shared_server`), whose site is as it was at first."""
    shared.put_back()
    server: Server = shared.server
    return server


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """Chromium as it is installed; nothing is downloaded."""
    sync_api = pytest.importorskip("playwright.sync_api", reason="needs the Python package playwright")
    path = next(filter(None, map(shutil.which, BROWSERS)), None)
    if path is None:
        pytest.skip("needs a browser: apt-get install chromium")
    with sync_api.sync_playwright() as playwright:
        # Chromium has no sandbox for root, which is who runs CI in a container.
        chromium = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield chromium
        chromium.close()


@pytest.fixture(scope="module")
def profile(browser: Any) -> Iterator[Any]:
    """A browser profile (Playwright's context) for the tabs of a file.

    Its first tab stays open: without any, Chromium stops what the next tab then has to start again.
    """
    context = browser.new_context()
    context.new_page()
    yield context
    context.close()


@pytest.fixture
def tab(profile: Any) -> Iterator[Any]:
    """An empty tab. A mistake of a script in it fails the test."""
    mistakes: list[str] = []
    page = profile.new_page()
    page.set_default_timeout(PATIENCE_SECONDS * 1000)
    page.on("pageerror", lambda error: mistakes.append(str(error)))
    yield page
    close(page)
    assert not mistakes


def close(tab: Any) -> None:
    """Closes a tab and deletes what its site has stored, so that the next test finds nothing of it."""
    tab.context.clear_cookies()
    if tab.url.startswith("http"):
        tab.evaluate("localStorage.clear()")
    tab.close()
