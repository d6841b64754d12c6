"""The IndexNow protocol (https://www.indexnow.org/documentation): addresses to read again, in batches."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit

import msgspec

from allforces_site.config.model import IndexNow
from allforces_site.messages.message import N_, Message, say
from allforces_site.notify.requests import Answer, Wait, meaning_of_other, post
from allforces_site.notify.results import Sent
from allforces_site.urls.permalinks import encoded_address

# The protocol's limit for one request.
BATCH_URLS = 10_000

# What the protocol's answers mean, and what to do about the bad ones.
_GOOD = {200: say("taken"), 202: say("taken; the key is still to be looked at")}
_BAD = {
    400: (say("it could not read the request"), N_("report this: the request should be right")),
    403: (
        say("it does not accept the key"),
        N_("publish the site, so that {key_url} shows the key, and send again"),
    ),
    422: (
        say("the addresses are not those of the key's host"),
        N_("check `url:`; {key_url} must be on the same host"),
    ),
    429: (say("it wants fewer requests"), N_("send again later")),
}


def key_file(settings: IndexNow) -> str:
    """The path of the file that shows the key, relative to the output folder."""
    return f"{settings.key}.txt"


def send_urls(urls: Sequence[str], address: str, settings: IndexNow, wait: Wait) -> Iterator[Sent]:
    """Sends addresses of the site at `address`; yields the result of each request up to the first bad one."""
    # A host with letters beyond ASCII is sent in the form that all addresses have.
    address = encoded_address(address)
    key_url = f"{address}/{key_file(settings)}"
    for start in range(0, len(urls), BATCH_URLS):
        batch = urls[start : start + BATCH_URLS]
        body = {
            "host": urlsplit(address).netloc,
            "key": settings.key,
            "keyLocation": key_url,
            "urlList": batch,
        }
        media_type = "application/json; charset=utf-8"
        answer = post(settings.endpoint, msgspec.json.encode(body), media_type, wait)
        yield _sent(answer, len(batch), settings.endpoint, key_url)
        if answer.status not in _GOOD:
            return


def _sent(answer: Answer, count: int, endpoint: str, key_url: str) -> Sent:
    service = urlsplit(endpoint).netloc
    hint: Message | None = None
    if answer.status in _GOOD:
        meaning = _GOOD[answer.status]
    elif answer.status in _BAD:
        meaning, todo = _BAD[answer.status]
        hint = say(todo, key_url=key_url)
    else:
        meaning = meaning_of_other(answer)
        is_away = answer.status is None
        hint = say("check the network, and send again") if is_away else say("send again later")
    return Sent(
        service,
        count,
        answer.status,
        answer.tries,
        answer.status in _GOOD,
        meaning,
        hint,
    )
