"""Tells a WebSub hub that feeds changed. The standard leaves open how; hubs take what PubSubHubbub had."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from urllib.parse import urlencode, urlsplit

from allforces_site.messages.message import say
from allforces_site.notify.requests import Wait, meaning_of_other, post
from allforces_site.notify.results import Sent


def ping_hub(feeds: Sequence[str], hub: str, wait: Wait) -> Iterator[Sent]:
    """Names each feed to the hub; yields the result of each request. Stops at the first that fails."""
    for feed in feeds:
        body = urlencode({"hub.mode": "publish", "hub.url": feed}).encode()
        answer = post(hub, body, "application/x-www-form-urlencoded", wait)
        is_good = answer.status is not None and 200 <= answer.status < 300
        meaning = say("taken") if is_good else meaning_of_other(answer)
        hint = None if is_good else say("check `hub:` and the network, and send again")
        yield Sent(urlsplit(hub).netloc, 1, answer.status, answer.tries, is_good, meaning, hint)
        if not is_good:
            return
