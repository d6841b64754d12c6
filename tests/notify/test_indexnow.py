"""The IndexNow protocol against a service on this machine."""

from __future__ import annotations

import json

import pytest

from allforces_site.config.model import IndexNow
from allforces_site.notify.changes import changes_between
from allforces_site.notify.indexnow import BATCH_URLS, send_urls
from allforces_site.notify.results import Sent
from allforces_site.write.manifest import Manifest, PageRecord
from tests.notify.conftest import KEY, Service

SITE = "https://example.com/blog"


def send(service: Service, urls: list[str]) -> list[Sent]:
    settings = IndexNow(KEY, f"{service.address}/indexnow")
    return list(send_urls(urls, SITE, settings, lambda _: None))


def test_a_request_holds_the_host_the_key_where_it_is_shown_and_the_addresses(service: Service) -> None:
    [sent] = send(service, [f"{SITE}/a", f"{SITE}/%E8%8C%B6"])

    [(path, media_type, body)] = service.requests
    assert (path, media_type) == ("/indexnow", "application/json; charset=utf-8")
    assert json.loads(body) == {
        "host": "example.com",
        "key": KEY,
        "keyLocation": f"{SITE}/{KEY}.txt",
        "urlList": [f"{SITE}/a", f"{SITE}/%E8%8C%B6"],
    }
    assert (sent.is_good, sent.status, sent.addresses) == (True, 200, 2)


def test_the_host_of_a_japanese_name_is_sent_as_in_the_addresses(service: Service) -> None:
    settings = IndexNow(KEY, f"{service.address}/indexnow")
    new = Manifest({"a": "1"}, {"a": PageRecord("/茶/", "1")}, "https://お茶.jp")
    urls = changes_between(Manifest(), new).urls

    list(send_urls(urls, new.address, settings, lambda _: None))

    body = json.loads(service.requests[0][2])
    assert body["urlList"] == [f"https://{body['host']}/%E8%8C%B6/"]
    assert body["host"].startswith("xn--") and body["keyLocation"] == f"https://{body['host']}/{KEY}.txt"


def test_no_request_holds_more_addresses_than_the_protocol_allows(service: Service) -> None:
    sent = send(service, [f"{SITE}/{number}" for number in range(2 * BATCH_URLS + 1)])

    assert [item.addresses for item in sent] == [BATCH_URLS, BATCH_URLS, 1]
    assert len(service.requests) == 3


def test_without_addresses_nothing_is_sent(service: Service) -> None:
    assert send(service, []) == []
    assert service.requests == []


@pytest.mark.parametrize(
    ("status", "is_good", "meaning", "hint"),
    [
        (200, True, "taken", ""),
        (202, True, "the key is still to be looked at", ""),
        (400, False, "could not read the request", "report this"),
        (403, False, "does not accept the key", f"{SITE}/{KEY}.txt shows the key"),
        (422, False, "not those of the key's host", "check `url:`"),
        (429, False, "wants fewer requests", "later"),
        (404, False, "404 Not Found", "later"),
        (799, False, "799", "later"),
    ],
)
def test_every_answer_is_explained(
    service: Service, status: int, is_good: bool, meaning: str, hint: str
) -> None:
    service.answers = [(status, {})] * 9

    [sent] = send(service, [f"{SITE}/a"])

    assert sent.is_good is is_good
    assert meaning in str(sent.meaning) and hint in str(sent.hint)


def test_after_a_refusal_no_further_batch_is_sent(service: Service) -> None:
    service.answers = [(403, {})]

    sent = send(service, [f"{SITE}/{number}" for number in range(BATCH_URLS + 1)])

    assert [item.status for item in sent] == [403]
    assert len(service.requests) == 1
