"""What a notification told whom, as values and as the JSON of `--report` (docs/notify.md)."""

from __future__ import annotations

import msgspec

from allforces_site.errors import Problem, error
from allforces_site.files.utf8_text import json_report
from allforces_site.messages.message import Message, in_language, say_plural
from allforces_site.notify.changes import Changes


class Sent(msgspec.Struct, frozen=True):
    """The result of one request: the number of its addresses, the last answer's status and its meaning."""

    service: str
    addresses: int
    status: int | None
    tries: int
    is_good: bool
    meaning: Message
    hint: Message | None = None


class Notification(msgspec.Struct, frozen=True):
    """What there is to tell, and the results of the requests; none if nothing was sent."""

    changes: Changes
    feeds: tuple[str, ...] = ()
    requests: tuple[Sent, ...] = ()

    @property
    def problems(self) -> list[Problem]:
        """An error for each request that failed."""
        return [_failed(sent) for sent in self.requests if not sent.is_good]


def _failed(sent: Sent) -> Problem:
    if sent.tries > 1:
        message = say_plural(
            "{number} address could not be sent to {service} after {tries} tries: {problem}",
            "{number} addresses could not be sent to {service} after {tries} tries: {problem}",
            number=sent.addresses,
            service=sent.service,
            tries=sent.tries,
            problem=sent.meaning,
        )
    else:
        message = say_plural(
            "{number} address could not be sent to {service}: {problem}",
            "{number} addresses could not be sent to {service}: {problem}",
            number=sent.addresses,
            service=sent.service,
            problem=sent.meaning,
        )
    return error("notify-failed", message, hint=sent.hint)


def to_json(notification: Notification, lang: str) -> str:
    """The notification as JSON text; what the answers mean is in the language `lang`."""
    changes = notification.changes
    content = {
        "added": changes.added,
        "changed": changes.changed,
        "removed": changes.removed,
        "feeds": notification.feeds,
        "requests": [
            {
                "service": sent.service,
                "addresses": sent.addresses,
                "status": sent.status,
                "tries": sent.tries,
                "good": sent.is_good,
                "meaning": in_language(sent.meaning, lang),
            }
            for sent in notification.requests
        ],
    }
    return json_report(content)
