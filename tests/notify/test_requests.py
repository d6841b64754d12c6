"""How a service is asked again, and when no more."""

from __future__ import annotations

import pytest

from allforces_site.notify.requests import LONGEST_WAIT_SECONDS, TRIES, post
from tests.notify.conftest import Service


def test_a_busy_service_is_asked_again_after_the_pause_that_it_demands(service: Service) -> None:
    service.answers = [(429, {"Retry-After": "7"}), (503, {}), (202, {})]
    waited: list[float] = []

    answer = post(f"{service.address}/x", b"{}", "application/json", waited.append)

    assert (answer.status, answer.tries, waited) == (202, 3, [7.0, 20.0])


@pytest.mark.parametrize("status", [429, 500, 503])
def test_there_is_an_end_to_it(service: Service, status: int) -> None:
    service.answers = [(status, {})] * 99
    waited: list[float] = []

    answer = post(service.address, b"", "text/plain", waited.append)

    assert (answer.status, answer.tries, len(service.requests)) == (status, TRIES, TRIES)
    assert sum(waited) <= (TRIES - 1) * LONGEST_WAIT_SECONDS


@pytest.mark.parametrize("pause", ["86400", "Fri, 31 Dec 2999 23:59:59 GMT"])
def test_a_service_that_wants_a_long_pause_is_not_asked_again(service: Service, pause: str) -> None:
    service.answers = [(429, {"Retry-After": pause})]

    answer = post(service.address, b"", "text/plain", lambda _: pytest.fail("waited"))

    assert (answer.status, answer.tries) == (429, 1)


@pytest.mark.parametrize("pause", ["soon", "-1", "1e9", "Fri, 99 Foo", "１０", ""])
def test_a_pause_that_says_nothing_is_our_own(service: Service, pause: str) -> None:
    service.answers = [(503, {"Retry-After": pause.encode("utf-8").decode("latin-1")})]
    waited: list[float] = []

    post(service.address, b"", "text/plain", waited.append)

    assert waited == [5.0]


@pytest.mark.parametrize("status", [400, 403, 404, 422])
def test_an_answer_that_would_be_the_same_again_is_not_asked_for_again(service: Service, status: int) -> None:
    service.answers = [(status, {"Retry-After": "1"})]

    answer = post(service.address, b"", "text/plain", lambda _: pytest.fail("waited"))

    assert (answer.status, answer.tries) == (status, 1)


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_not_followed(service: Service, status: int) -> None:
    service.answers = [(status, {"Location": f"{service.address}/elsewhere"})]

    answer = post(f"{service.address}/here", b"", "text/plain", lambda _: pytest.fail("waited"))

    assert answer.status == status
    assert [path for path, _, _ in service.requests] == ["/here"]


def test_a_service_that_is_away_is_asked_again_and_then_reported(service: Service) -> None:
    service.server.shutdown()
    service.server.server_close()
    waited: list[float] = []

    answer = post(service.address, b"", "text/plain", waited.append)

    assert answer.status is None and "cannot be reached" in str(answer.failure)
    assert waited == [5.0, 20.0, 60.0]
