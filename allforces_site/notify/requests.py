"""Sends requests to services of others: politely, with an end, and without trusting their answers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from http.client import HTTPException
from urllib.error import HTTPError, URLError
from urllib.request import HTTPRedirectHandler, Request, build_opener

import msgspec

from allforces_site import __version__
from allforces_site.errors import reason_of
from allforces_site.messages.message import Message, say

Wait = Callable[[float], None]

_TIMEOUT_SECONDS = 20
_AGENT = f"allforces-notify/{__version__} (+https://github.com/allforces/allforces_site)"

# How often one request is sent, and the seconds before each further time if the service names none.
TRIES = 4
_PAUSES_SECONDS = (5.0, 20.0, 60.0)
# A service that wants a longer pause is not asked again by this command.
LONGEST_WAIT_SECONDS = 120.0


class Answer(msgspec.Struct, frozen=True):
    """The answer to a request after `tries`: its `status`, or, if there was none, what went wrong.

    `wait_seconds` is the pause that the service demands.
    """

    status: int | None
    failure: Message | None = None
    wait_seconds: float | None = None
    tries: int = 1

    @property
    def is_passing(self) -> bool:
        """Whether the same request may succeed later."""
        return self.status is None or self.status == HTTPStatus.TOO_MANY_REQUESTS or self.status >= 500


class _NoRedirects(HTTPRedirectHandler):
    """An answer cannot send a request to another address."""

    def redirect_request(self, *_: object) -> None:
        """Returns None: the redirect is the answer."""


def post(address: str, body: bytes, media_type: str, wait: Wait) -> Answer:
    """Posts `body`, again after a pause while the service is busy or away, but only `TRIES` times."""
    answer = _post_once(address, body, media_type)
    for number, pause in enumerate(_PAUSES_SECONDS[: TRIES - 1], start=2):
        seconds = answer.wait_seconds if answer.wait_seconds is not None else pause
        if not answer.is_passing or seconds > LONGEST_WAIT_SECONDS:
            break
        wait(seconds)
        answer = msgspec.structs.replace(_post_once(address, body, media_type), tries=number)
    return answer


def _post_once(address: str, body: bytes, media_type: str) -> Answer:
    headers = {"User-Agent": _AGENT, "Content-Type": media_type}
    request = Request(address, body, headers, method="POST")
    try:
        # The body of the answer is not read: it may be anything, of any length.
        with build_opener(_NoRedirects).open(request, timeout=_TIMEOUT_SECONDS) as response:
            return Answer(int(response.status))
    except HTTPError as exc:
        exc.close()
        return Answer(exc.code, wait_seconds=_retry_seconds(exc.headers.get("Retry-After")))
    except URLError as exc:
        return Answer(None, _reason(exc.reason))
    except (OSError, HTTPException, ValueError) as exc:
        return Answer(None, _reason(exc))


def _reason(reason: object) -> Message:
    if isinstance(reason, TimeoutError):
        return say("it gave no answer in {seconds} seconds", seconds=_TIMEOUT_SECONDS)
    if isinstance(reason, OSError) and reason.strerror:
        return say("it cannot be reached: {reason}", reason=reason_of(reason))
    return say("it cannot be reached ({problem})", problem=type(reason).__name__)


def _retry_seconds(retry_after: str | None) -> float | None:
    """The seconds of a Retry-After header, which holds seconds or a date (RFC 9110, 10.2.3)."""
    text = (retry_after or "").strip()
    if text.isascii() and text.isdigit() and len(text) < 9:
        return float(text)
    try:
        date = parsedate_to_datetime(text)
        return max(0.0, (date.replace(tzinfo=date.tzinfo or UTC) - datetime.now(UTC)).total_seconds())
    except (ValueError, OverflowError):
        return None


def meaning_of_other(answer: Answer) -> Message:
    """What an answer means to which the service gave no meaning of its own, or why there is none."""
    return answer.failure or say("it says {status}", status=_phrase(answer.status or 0))


def _phrase(status: int) -> str:
    """A status with its name, such as `404 Not Found`."""
    try:
        return f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        return str(status)
