"""A service on this machine that takes notifications, and a site that names it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from tests.conftest import Workshop

KEY = "0123456789abcdef"


class Service:
    """Answers with `answers` in their order, each a status and headers, then with 200; records requests."""

    def __init__(self) -> None:
        service = self
        self.answers: list[tuple[int, dict[str, str]]] = []
        self.requests: list[tuple[str, str, bytes]] = []

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                service.requests.append((self.path, self.headers["Content-Type"], body))
                status, headers = service.answers.pop(0) if service.answers else (200, {})
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def do_GET(self) -> None:
                service.requests.append((f"GET {self.path}", "", b""))
                self.send_error(404)

            def log_message(self, *_: object) -> None:
                """Nothing."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self.server.server_port}"
        # Its end is waited for until it looks: 0.5 s, unless it looks more often.
        threading.Thread(target=self.server.serve_forever, args=(0.01,), daemon=True).start()


@pytest.fixture
def service(monkeypatch: pytest.MonkeyPatch) -> Iterator[Service]:
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    service = Service()
    yield service
    service.server.shutdown()
    service.server.server_close()


@pytest.fixture
def blog(workshop: Workshop, service: Service, monkeypatch: pytest.MonkeyPatch) -> Workshop:
    """A site with a key and a hub, in whose folder commands run."""
    workshop.config(
        "allforces:\n  social_pictures: false\n  search: false\n"
        f"  indexnow: {{key: {KEY}, endpoint: {service.address}/indexnow}}\n"
        f"  hub: {service.address}/hub?a=1&b=2\n"
        "  deploy:\n    www: {rsync: www}\n"
    )
    workshop.post("2026-01-02-tea", "title: お茶\ntags: [茶]")
    workshop.post("2026-01-03-cup", "title: 茶碗")
    monkeypatch.chdir(workshop.root)
    return workshop
