from __future__ import annotations

import pytest

from tests.checks.conftest import Check
from tests.checks.linked_site import CONFIG, site


def insecure(check: Check, body: str, config: str = CONFIG) -> list[str | None]:
    found = check(site(body, config=config))
    return [problem.hint for problem in found if problem.code == "insecure-link"]


@pytest.mark.parametrize(
    "host",
    ["example.com", "github.com", "ja.wikipedia.org", "www.meti.go.jp", "shop.example.dev", "GitHub.com:80"],
)
def test_http_to_a_host_that_is_known_to_speak_https_is_found(check: Check, host: str) -> None:
    assert insecure(check, f"[茶](http://{host}/a?b=1#c)") == [f"write https://{host}/a?b=1#c"]


@pytest.mark.parametrize(
    "target",
    [
        "https://github.com/",
        "http://unknown.example.net/",
        "http://github.com.example.net/",
        "http://notgithub.com/",
        "http://localhost:4000/",
        "http://github.com:8080/",
        "/http://github.com/",
    ],
)
def test_https_and_hosts_of_which_nothing_is_known_are_fine(check: Check, target: str) -> None:
    assert insecure(check, f"[茶]({target})") == []


def test_a_host_that_another_link_reaches_with_https_is_known(check: Check) -> None:
    body = "[甲](http://tea.example.net/a) [乙](https://tea.example.net/) [丙](http://www.tea.example.net/)"

    assert insecure(check, body) == ["write https://tea.example.net/a"]


def test_the_configuration_names_hosts(check: Check) -> None:
    config = CONFIG.replace("search: false}", "search: false, checks: {https_hosts: [example.net]}}")

    assert insecure(check, "![茶](http://a.example.net/t.png)", config) == [
        "write https://a.example.net/t.png"
    ]
