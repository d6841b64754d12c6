from __future__ import annotations

from allforces_site.serve.listening import listen, listen_from


def test_the_next_free_port_is_taken_from_one_that_is_in_use() -> None:
    with listen("127.0.0.1", 0) as taken:
        port = taken.getsockname()[1]
        with listen_from("127.0.0.1", port) as listener:
            assert port < listener.getsockname()[1] < port + 50
