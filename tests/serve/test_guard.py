"""Who may read: this server's own pages."""

from __future__ import annotations

import socket

import pytest

from allforces_site.serve.guard import is_own_host, is_own_origin


@pytest.mark.parametrize(
    ("header", "bound", "own"),
    [
        ("localhost:4000", "127.0.0.1", True),
        ("localhost", "127.0.0.1", True),
        ("LOCALHOST.:4000", "127.0.0.1", True),
        ("blog.localhost:4000", "127.0.0.1", True),
        ("127.0.0.1:5000", "127.0.0.1", True),
        ("[::1]:4000", "127.0.0.1", True),
        ("192.168.1.5:4000", "127.0.0.1", False),
        ("evil.example", "127.0.0.1", False),
        ("127.0.0.1.evil.example", "127.0.0.1", False),
        ("localhost@evil.example", "127.0.0.1", False),
        ("evil.example/localhost", "127.0.0.1", False),
        ("localhost:http", "127.0.0.1", False),
        ("", "127.0.0.1", False),
        ("[", "127.0.0.1", False),
        ("192.168.1.5:4000", "192.168.1.5", True),
        ("box.lan:4000", "box.lan", True),
        ("other.lan:4000", "box.lan", False),
        ("192.168.1.5:4000", "0.0.0.0", True),
        ("[fe80::1]:4000", "::", True),
        ("evil.example", "0.0.0.0", False),
    ],
)
def test_a_host_header_must_name_this_machine(header: str, bound: str, own: bool) -> None:
    assert is_own_host(header, bound) is own


def test_for_all_machines_this_ones_name_is_its_own() -> None:
    name = socket.gethostname()

    assert is_own_host(f"{name}:4000", "0.0.0.0")
    assert is_own_host(f"{name.split('.')[0]}.local", "::")
    assert not is_own_host(f"{name}.evil.example", "0.0.0.0")


@pytest.mark.parametrize(
    ("origin", "host", "own"),
    [
        ("http://localhost:4000", "localhost:4000", True),
        ("https://localhost:4000", "localhost:4000", True),
        ("http://localhost:3000", "localhost:4000", False),
        ("http://evil.example", "localhost:4000", False),
        ("null", "localhost:4000", False),
        ("file://", "", False),
        ("", "", False),
    ],
)
def test_an_origin_must_be_a_page_of_this_server(origin: str, host: str, own: bool) -> None:
    assert is_own_origin(origin, host) is own
