"""Where the server listens, or why it cannot."""

from __future__ import annotations

import socket

import pytest

from allforces_site.serve.listening import CannotListenError, address_of, is_local, listen


def test_a_free_port_is_taken_and_only_this_machine_reaches_it() -> None:
    with listen("127.0.0.1", 0) as listener:
        assert is_local(listener)
        assert listener.getsockname()[1] > 0
    with listen("localhost", 0) as listener:
        assert is_local(listener)
    with listen("0.0.0.0", 0) as listener:
        assert not is_local(listener)


def test_answers_are_sent_at_once() -> None:
    """asyncio turns Nagle's algorithm off only for sockets whose protocol is TCP."""
    with listen("127.0.0.1", 0) as listener:
        assert listener.proto == socket.IPPROTO_TCP


def test_a_port_in_use_is_reported_with_one_that_is_free() -> None:
    with listen("127.0.0.1", 0) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(
            CannotListenError, match=rf"port {port} is in use; port (\d+) is free: --port \1"
        ) as reported:
            listen("127.0.0.1", port)
    assert reported.value.is_about_port
    free = int(str(reported.value).rpartition(" ")[2])
    with listen("127.0.0.1", free) as listener:
        assert listener.getsockname()[1] == free


def test_a_port_that_was_just_released_can_be_used_again() -> None:
    with listen("127.0.0.1", 0) as first:
        port = first.getsockname()[1]
        client = socket.create_connection(("127.0.0.1", port))
        accepted, _ = first.accept()
        accepted.close()
        client.close()

    listen("127.0.0.1", port).close()


@pytest.mark.parametrize(
    ("host", "message"),
    [
        ("no.such.host.invalid", "there is no host"),
        ("192.0.2.1", "192.0.2.1 is not an address of this machine"),
    ],
)
def test_a_host_that_is_not_this_machine_is_reported(host: str, message: str) -> None:
    with pytest.raises(CannotListenError, match=message) as reported:
        listen(host, 0)
    assert not reported.value.is_about_port


@pytest.mark.parametrize(
    ("host", "address"),
    [
        ("127.0.0.1", "http://127.0.0.1:80"),
        ("0.0.0.0", "http://127.0.0.1:80"),
        ("::", "http://127.0.0.1:80"),
        ("::1", "http://[::1]:80"),
        ("localhost", "http://localhost:80"),
    ],
)
def test_the_address_can_be_opened(host: str, address: str) -> None:
    assert address_of(host, 80) == address
