from __future__ import annotations

from tests.lint.rules.conftest import Check
from tests.lint.rules.linked_site import CONFIG, site

FINE = (
    "https://github.com/",
    "http://unknown.example.net/",
    "http://github.com.example.net/",
    "http://notgithub.com/",
    "http://localhost:4000/",
    "http://github.com:8080/",
    "/http://github.com/",
)


def insecure(check: Check, body: str, config: str = CONFIG) -> list[str | None]:
    found = check(site(body, config=config))
    return [str(problem.hint) for problem in found if problem.code == "insecure-link"]


def test_http_to_a_host_that_is_known_to_speak_https_is_found(check: Check) -> None:
    hosts = ("example.com", "github.com", "ja.wikipedia.org", "www.meti.go.jp", "tea.example.dev")
    body = "\n".join(f"[茶](http://{host}/a?b=1#c)" for host in hosts)

    assert insecure(check, body) == [f"write https://{host}/a?b=1#c" for host in hosts]


def test_the_port_of_http_is_left_out(check: Check) -> None:
    assert insecure(check, "[茶](http://GitHub.com:80/a)") == ["write https://GitHub.com/a"]


def test_https_and_hosts_of_which_nothing_is_known_are_fine(check: Check) -> None:
    assert insecure(check, " ".join(f"[茶]({target})" for target in FINE)) == []


def test_a_host_that_another_link_reaches_with_https_is_known(check: Check) -> None:
    body = "[甲](http://tea.example.net/a) [乙](https://tea.example.net/) [丙](http://www.tea.example.net/)"

    assert insecure(check, body) == ["write https://tea.example.net/a"]


def test_the_configuration_names_hosts(check: Check) -> None:
    config = CONFIG.replace("search: false}", "search: false, checks: {https_hosts: [example.net]}}")

    assert insecure(check, "![茶](http://a.example.net/t.png)", config) == [
        "write https://a.example.net/t.png"
    ]
