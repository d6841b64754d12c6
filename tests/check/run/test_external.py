"""Links to other sites, against servers on this machine that count requests."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from allforces_site.check.run import external
from allforces_site.check.run.external import Reply, external_problems, reply_of
from allforces_site.config.model import Config
from allforces_site.errors import Severity
from allforces_site.lint.facts import gather_facts
from allforces_site.lint.source.source_file import parse_source_file
from allforces_site.messages.message import say
from tests.conftest import NOW

CONFIG = Config(url="https://example.com")


class Host:
    """Answers with the status that a path names, and records the requests."""

    def __init__(self) -> None:
        host = self
        self.asked: list[str] = []
        self.at_once = self.most_at_once = 0
        self.lock = threading.Lock()

        class Handler(BaseHTTPRequestHandler):
            def answer(self) -> None:
                with host.lock:
                    host.at_once += 1
                    host.most_at_once = max(host.most_at_once, host.at_once)
                    host.asked.append(f"{self.command} {self.path}")
                status = int(self.path[1:4]) if self.path[1:4].isdigit() else 200
                if self.path.startswith("/405") and self.command == "GET":
                    status = 200
                if "wait" in self.path and self.command == "GET":
                    status = 200
                self.send_response(status)
                if "wait" in self.path:
                    self.send_header("Retry-After", self.path.rpartition("-")[2])
                if status == 301:
                    self.send_header("Location", "/404" if "gone" in self.path else "/200")
                self.send_header("Content-Length", "0")
                threading.Event().wait(0.002)  # Who asks for two at once meets both here.
                with host.lock:
                    host.at_once -= 1
                self.end_headers()  # Only now the answer goes out, and who waits for it asks on.

            do_GET = do_HEAD = answer  # noqa: N815 (http.server's names)

            def log_message(self, *_: object) -> None:
                """Nothing."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self.server.server_port}"
        # Its end is waited for until it looks: 0.5 s, unless it looks more often.
        threading.Thread(target=self.server.serve_forever, args=(0.01,), daemon=True).start()


@pytest.fixture
def host(monkeypatch: pytest.MonkeyPatch) -> Iterator[Host]:
    monkeypatch.setattr(external, "_PAUSE_SECONDS", 0)
    host = Host()
    yield host
    host.server.shutdown()
    host.server.server_close()


def found(host: Host, body: str, cache: Path | None = None, later: timedelta = timedelta()) -> list[str]:
    text = f"---\ntitle: 題\n---\n{body.replace('HOST', host.address)}"
    facts = gather_facts(parse_source_file(text, "_posts/2026-01-02-tea.md"))
    problems = external_problems([facts], CONFIG, cache, NOW + later)
    return [f"{problem.line}:{problem.column} {problem.message!s}" for problem in problems]


@pytest.mark.parametrize(("status", "reason"), [(404, "404 Not Found"), (410, "410 Gone")])
def test_a_missing_page_is_reported_at_its_place(host: Host, status: int, reason: str) -> None:
    assert found(host, f"本文。\n\n[先](HOST/{status})\n") == [
        f"6:1 {host.address}/{status} is not there: {reason}"
    ]


@pytest.mark.parametrize("status", [200, 204, 301])
def test_a_host_that_answers_is_fine(host: Host, status: int) -> None:
    assert found(host, f"[先](HOST/{status})\n") == []


@pytest.mark.parametrize(
    ("status", "reason"),
    [(401, "401 Unauthorized"), (403, "403 Forbidden"), (500, "500 Internal Server Error"), (599, "599")],
)
def test_a_host_without_a_clear_answer_gives_a_note(host: Host, status: int, reason: str) -> None:
    facts = gather_facts(parse_source_file(f"[先]({host.address}/{status})\n", "_posts/2026-01-02-tea.md"))
    (problem,) = external_problems([facts], CONFIG, None, NOW)

    assert problem.severity is Severity.NOTE
    assert str(problem.message) == f"{host.address}/{status} may be there or not: the host says {reason}"


def test_a_host_that_is_asked_too_much_is_left_alone_and_asked_again_next_time(
    host: Host, tmp_path: Path
) -> None:
    body = "[一](HOST/429/1) [二](HOST/429/2) [三](HOST/429/3)\n"

    assert len(found(host, body, tmp_path)) == 3
    assert host.asked == ["HEAD /429/1"]
    host.asked.clear()
    found(host, body, tmp_path)
    assert host.asked == ["HEAD /429/2"]


def test_a_wait_that_the_host_demands_is_kept(host: Host, monkeypatch: pytest.MonkeyPatch) -> None:
    pauses: list[float] = []
    monkeypatch.setattr(external.time, "sleep", pauses.append)

    assert found(host, "[先](HOST/429-wait-7)\n") == []
    assert (host.asked, pauses) == (["HEAD /429-wait-7", "GET /429-wait-7"], [7.0])


def test_nobody_waits_for_an_hour(host: Host, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(external.time, "sleep", lambda _: pytest.fail("it waited"))

    assert len(found(host, "[先](HOST/429-wait-3600)\n")) == 1


def test_a_redirect_to_a_missing_page_is_reported(host: Host) -> None:
    assert len(found(host, "[先](HOST/301-gone)\n")) == 1


def test_a_host_without_head_support_is_asked_again(host: Host) -> None:
    assert found(host, "[先](HOST/405)\n") == []
    assert host.asked == ["HEAD /405", "GET /405"]


def test_each_address_is_requested_once_however_often_it_is_linked(host: Host) -> None:
    body = "[一](HOST/404#a)と[二](HOST/404#b)と[三](HOST/404)。\n"

    assert len(found(host, body)) == 3
    assert host.asked == ["HEAD /404", "GET /404"]


def test_a_host_is_asked_one_address_at_a_time(host: Host) -> None:
    found(host, "".join(f"[先](HOST/200/{number})\n\n" for number in range(20)))

    assert (len(host.asked), host.most_at_once) == (20, 1)


def test_there_is_a_pause_between_two_requests_to_a_host(host: Host, monkeypatch: pytest.MonkeyPatch) -> None:
    pauses: list[float] = []
    monkeypatch.setattr(external, "_PAUSE_SECONDS", 1.0)
    monkeypatch.setattr(external.time, "sleep", pauses.append)

    found(host, "[一](HOST/200/1) [二](HOST/200/2) [三](HOST/200/3)\n")

    assert pauses == [1.0, 1.0]


def test_replies_are_kept_a_week_and_missing_pages_a_day(host: Host, tmp_path: Path) -> None:
    body = "[有](HOST/200) [無](HOST/404)\n"
    first = found(host, body, tmp_path)
    host.asked.clear()

    assert found(host, body, tmp_path, timedelta(hours=23)) == first
    assert host.asked == []
    assert found(host, body, tmp_path, timedelta(hours=25)) == first
    assert host.asked == ["HEAD /404", "GET /404"]
    host.asked.clear()
    found(host, body, tmp_path, timedelta(days=8))
    assert "HEAD /200" in host.asked


@pytest.mark.parametrize(
    "target",
    [
        "/about/",
        "#top",
        "mailto:desk@example.com",
        "ftp://example.org/x",
        "https://example.com/2026/01/02/tea/",
        "https://px.a8.net/svt/ejp?a8mat=1",
        "https://amzn.to/3abc",
        "https://www.amazon.co.jp/dp/B000000000/?tag=example-22",
        "http://[::1",
        "http://",
        "http://127.0.0.1:99999/",
    ],
)
def test_what_is_not_a_page_of_another_site_is_not_requested(
    host: Host, monkeypatch: pytest.MonkeyPatch, target: str
) -> None:
    monkeypatch.setattr(external, "_ask_host", lambda _: pytest.fail("it was asked for"))

    assert found(host, f"[先]({target})\n") == []


def test_a_japanese_path_is_requested_in_ascii(host: Host) -> None:
    assert found(host, "[先](HOST/茶?味=甘い&x=%20)\n") == []
    assert host.asked == ["HEAD /%E8%8C%B6?%E5%91%B3=%E7%94%98%E3%81%84&x=%20"]


def test_a_host_that_does_not_exist_is_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", fail)

    assert reply_of("http://no-such-host.example/") == Reply(missing=say("there is no such host"))


def test_a_machine_without_network_finds_nothing_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution")

    monkeypatch.setattr(socket, "getaddrinfo", fail)

    assert reply_of("http://example.org/") == Reply(is_kept=False)


def test_a_host_that_does_not_answer_may_be_there() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))

        reply = reply_of(f"http://127.0.0.1:{taken.getsockname()[1]}/")

    assert str(reply.unsure) == "it could not be reached (ConnectionRefusedError)"
