"""Checks links to other sites on request, with as few requests as possible.

Every address is requested once a week (once a day while it is missing or its host gives no clear answer), one
address at a time per host with a pause between, without a body if the host allows that. Affiliate links are
not requested: that would count as a reader's click.
"""

from __future__ import annotations

import socket
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from http import HTTPStatus
from http.client import HTTPException
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.parse import quote, urlsplit, urlunsplit
from urllib.request import Request, urlopen

import msgspec

from allforces_site import __version__
from allforces_site.cache.keys import key_of
from allforces_site.cache.parse_cache import ParseCache, Row
from allforces_site.config.model import Config
from allforces_site.errors import Problem, Severity
from allforces_site.lint.facts import FileFacts
from allforces_site.lint.rules.links.affiliate_rel import is_paid_for
from allforces_site.lint.source.links import SourceLink
from allforces_site.messages.message import Message, as_it_is, say

FOLDER = "external"

_TIMEOUT_SECONDS = 15
_PAUSE_SECONDS = 1.0
_LONGEST_WAIT_SECONDS = 30
_HOSTS_AT_ONCE = 8
_KEPT_SECONDS = 7 * 24 * 3600
_MISSING_KEPT_SECONDS = 24 * 3600
_AGENT = f"allforces-check/{__version__} (looks for dead links)"

# Only these say that the page does not exist; others mean that the host does not answer a program now.
_MISSING = frozenset({HTTPStatus.NOT_FOUND, HTTPStatus.GONE})
_BUSY = frozenset({HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE})
# What hosts reply that do not support HEAD, or use it to turn programs away.
_NO_HEAD = frozenset({400, 403, 404, 405, 410, 500, 501, 503})


class Reply(msgspec.Struct, frozen=True):
    """What a host replied to a request for an address.

    `missing` says in a few words why the page does not exist, `unsure` why that is unknown; both are None if
    the page exists. `is_kept` is False if asking again at once may give a better reply, `is_too_many` is
    whether the host wants fewer requests.
    """

    missing: Message | None = None
    unsure: Message | None = None
    is_kept: bool = True
    is_too_many: bool = False


class DatedReply(msgspec.Struct, frozen=True):
    """The reply of a host at the time `asked_at` (POSIX seconds)."""

    asked_at: float
    reply: Reply


_DECODER = msgspec.msgpack.Decoder(DatedReply)


class _ExternalLink(msgspec.Struct, frozen=True):
    source: str
    link: SourceLink
    address: str


def external_problems(
    facts: Iterable[FileFacts],
    config: Config,
    cache: Path | None,
    now: datetime,
    on_done: Callable[[int, int], None] = lambda *_: None,
) -> list[Problem]:
    """A problem for each link or picture of these files that leads to a missing page of another site.

    A warning if the page is missing, a note if that is unknown.
    """
    links = list(_external_links(facts, config))
    addresses = sorted({link.address for link in links})
    with ParseCache(cache / FOLDER if cache is not None else None) as parse_cache:
        replies = _dated_replies(addresses, parse_cache, now.timestamp(), on_done)
    return [problem for link in links if (problem := _problem(link, replies[link.address].reply)) is not None]


def _problem(external: _ExternalLink, reply: Reply) -> Problem | None:
    link = external.link
    if reply.missing is not None:
        severity, message = (
            Severity.WARNING,
            say("{address} is not there: {reason}", address=link.target, reason=reply.missing),
        )
        hint = say("fix the address, or remove the link")
    elif reply.unsure is not None:
        severity, message = (
            Severity.NOTE,
            say("{address} may be there or not: {reason}", address=link.target, reason=reply.unsure),
        )
        hint = say("open it in a browser")
    else:
        return None
    return Problem("external-link", severity, message, external.source, link.line, hint, None, link.column)


def reply_of(address: str) -> Reply:
    """Asks a host for an address, over the network.

    Tries a request without a body first, and waits as long as the host demands if that is short.
    """
    response = _send_request(address, "HEAD")
    if response.status in _NO_HEAD:
        time.sleep(_PAUSE_SECONDS)
        response = _send_request(address, "GET")
    wait = response.wait_seconds
    if response.status in _BUSY and wait is not None and wait <= _LONGEST_WAIT_SECONDS:
        time.sleep(wait)
        response = _send_request(address, "GET")
    if response.status is None:
        return response.reply
    phrase = f"{response.status} {_phrase(response.status)}".rstrip()
    if response.status in _MISSING:
        return Reply(missing=as_it_is(phrase))
    if response.status < HTTPStatus.BAD_REQUEST:
        return Reply()
    is_too_many = response.status == HTTPStatus.TOO_MANY_REQUESTS
    return Reply(unsure=say("the host says {status}", status=phrase), is_too_many=is_too_many)


def _external_links(facts: Iterable[FileFacts], config: Config) -> Iterator[_ExternalLink]:
    own = urlsplit(config.url).netloc.lower()
    paid_for = config.allforces.checks.affiliate_hosts
    for fact in facts:
        for link in fact.links:
            address = _request_address(link.target)
            if address is None or urlsplit(address).netloc.lower() == own or is_paid_for(address, paid_for):
                continue
            yield _ExternalLink(fact.source, link, address)


def _request_address(target: str) -> str | None:
    """An address as it is requested, without its fragment and in ASCII; None if it is not a web address."""
    try:
        parts = urlsplit(target.strip())
        host = parts.netloc.encode("idna").decode() if not parts.netloc.isascii() else parts.netloc
        _ = parts.port
    except ValueError:  # UnicodeError is one.
        return None
    if parts.scheme not in ("http", "https") or not parts.hostname:
        return None
    path, query = (quote(part, safe="/%:@!$&'()*+,;=?~-._[]") for part in (parts.path or "/", parts.query))
    return urlunsplit((parts.scheme, host, path, query, ""))


def _dated_replies(
    addresses: Sequence[str], parse_cache: ParseCache, now: float, on_done: Callable[[int, int], None]
) -> Mapping[str, DatedReply]:
    replies = {}
    for address in addresses:
        kept = parse_cache.value(_key(address), _DECODER)
        if kept is not None and 0 <= now - kept.asked_at < _seconds_kept(kept):
            replies[address] = kept
    unknown = [address for address in addresses if address not in replies]
    for address, reply in _ask_hosts(unknown, on_done):
        replies[address] = DatedReply(now, reply)
    parse_cache.keep(
        Row(_key(address), msgspec.msgpack.encode(replies[address]), b"")
        for address in unknown
        if replies[address].reply.is_kept
    )
    return replies


def _ask_hosts(addresses: Sequence[str], on_done: Callable[[int, int], None]) -> Iterator[tuple[str, Reply]]:
    """Each address with its host's reply: hosts in parallel, the addresses of a host one after another."""
    by_host: dict[str, list[str]] = defaultdict(list)
    for address in addresses:
        by_host[urlsplit(address).netloc].append(address)
    done = 0
    with ThreadPoolExecutor(_HOSTS_AT_ONCE) as pool:
        try:
            for replies in pool.map(_ask_host, by_host.values()):
                done += len(replies)
                on_done(done, len(addresses))
                yield from replies
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def _ask_host(addresses: Sequence[str]) -> list[tuple[str, Reply]]:
    """The replies of one host, which gets no more requests once it says that they are too many."""
    replies: list[tuple[str, Reply]] = []
    for number, address in enumerate(addresses):
        if number:
            time.sleep(_PAUSE_SECONDS)
        reply = reply_of(address)
        replies.append((address, reply))
        if reply.is_too_many:
            not_asked = Reply(unsure=say("the host wants fewer requests"), is_kept=False)
            return [*replies, *((other, not_asked) for other in addresses[number + 1 :])]
    return replies


class _Response(msgspec.Struct, frozen=True):
    """A status and the seconds that the host demands to wait; or, without a status, the `reply` it means."""

    status: int | None
    reply: Reply = Reply()
    wait_seconds: float | None = None


def _send_request(address: str, method: str) -> _Response:
    request = Request(address, method=method, headers={"User-Agent": _AGENT, "Accept": "*/*"})
    try:
        with urlopen(request, timeout=_TIMEOUT_SECONDS) as response:
            return _Response(int(response.status))
    except HTTPError as exc:
        exc.close()
        return _Response(exc.code, wait_seconds=_retry_seconds(exc.headers.get("Retry-After")))
    except URLError as exc:
        return _Response(None, _reply_if_unreached(exc.reason))
    except (OSError, HTTPException, ValueError) as exc:
        return _Response(None, _reply_if_unreached(exc))


def _retry_seconds(retry_after: str | None) -> float | None:
    """The seconds of a Retry-After header (RFC 9110, 10.2.3); None for a date, which is seldom soon."""
    text = (retry_after or "").strip()
    return float(text) if text.isascii() and text.isdigit() and len(text) < 9 else None


def _reply_if_unreached(reason: object) -> Reply:
    if _is_no_host(reason):
        return Reply(missing=say("there is no such host"))
    if isinstance(reason, socket.gaierror):  # This machine is offline: nothing can be said about any page.
        return Reply(is_kept=False)
    if isinstance(reason, TimeoutError):
        return Reply(unsure=say("it gave no answer in {seconds} seconds", seconds=_TIMEOUT_SECONDS))
    return Reply(unsure=say("it could not be reached ({error})", error=type(reason).__name__))


def _phrase(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return ""


def _is_no_host(reason: object) -> bool:
    return isinstance(reason, socket.gaierror) and reason.errno == socket.EAI_NONAME


def _seconds_kept(dated: DatedReply) -> float:
    return _KEPT_SECONDS if dated.reply == Reply() else _MISSING_KEPT_SECONDS


def _key(address: str) -> bytes:
    return key_of("external", address)
