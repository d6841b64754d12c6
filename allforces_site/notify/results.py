"""What a notification told whom, as values and as the JSON of `--report` (docs/notify.md)."""

from __future__ import annotations

import json

import msgspec

from allforces_site.errors import Problem, error
from allforces_site.notify.changes import Changes
from allforces_site.text.counted import counted


class Sent(msgspec.Struct, frozen=True):
    """The result of one request: the number of its addresses, the last answer's status and its meaning."""

    service: str
    addresses: int
    status: int | None
    tries: int
    is_good: bool
    meaning: str
    hint: str = ""


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
    tried = f" after {sent.tries} tries" if sent.tries > 1 else ""
    what = f"{counted(sent.addresses, 'address', 'addresses')} could not be sent to {sent.service}{tried}"
    return error("notify-failed", f"{what}: {sent.meaning}", hint=sent.hint or None)


def to_json(notification: Notification) -> str:
    """The notification as JSON text."""
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
                "meaning": sent.meaning,
            }
            for sent in notification.requests
        ],
    }
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"
