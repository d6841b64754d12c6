"""Asks other sites for the pages that a site links to, when the user wants it, and as seldom as can be.

Every address is asked for once in a week (once in a day while it is missing or its host does not tell), each
host one address at a time with a pause between, without a body where the host allows that. Affiliate links
are not asked for: it would count as a reader's click.
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

FOLDER = "external"

_TIMEOUT_SECONDS = 15
_PAUSE_SECONDS = 1.0
_LONGEST_WAIT_SECONDS = 30
_HOSTS_AT_ONCE = 8
_KEPT_SECONDS = 7 * 24 * 3600
_MISSING_KEPT_SECONDS = 24 * 3600
_AGENT = f"allforces-check/{__version__} (looks for dead links)"

# Only these say that the page is not there; others mean that the host does not want to answer a program now.
_MISSING = frozenset({HTTPStatus.NOT_FOUND, HTTPStatus.GONE})
_BUSY = frozenset({HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE})
# What hosts say that do not know HEAD, or use it to turn programs away.
_NO_HEAD = frozenset({400, 403, 404, 405, 410, 500, 501, 503})


class Reply(msgspec.Struct, frozen=True):
    """What came of asking for an address.

    `missing` says in a few words why the page is not there, `unsure` why the host does not tell; both are
    None where the page is there. `is_kept` is False where asking again at once may give more.
    """

    missing: str | None = None
    unsure: str | None = None
    is_kept: bool = True


class Answer(msgspec.Struct, frozen=True):
    """The reply of a host at `asked_at` (POSIX seconds)."""

    asked_at: float
    reply: Reply


_DECODER = msgspec.msgpack.Decoder(Answer)


class _Use(msgspec.Struct, frozen=True):
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
    """A warning for each link or picture of these files whose page on another site is missing, and a note for
    each of which the host does not tell."""
    uses = list(_uses(facts, config))
    addresses = sorted({use.address for use in uses})
    with ParseCache(cache / FOLDER if cache is not None else None) as parse_cache:
        answers = _answers(addresses, parse_cache, now.timestamp(), on_done)
    return [problem for use in uses if (problem := _problem(use, answers[use.address].reply)) is not None]


def _problem(use: _Use, reply: Reply) -> Problem | None:
    if reply.missing is not None:
        severity, message = Severity.WARNING, f"{use.link.target} is not there: {reply.missing}"
        hint = "mend the address, or take the link off"
    elif reply.unsure is not None:
        severity, message = Severity.NOTE, f"{use.link.target} may be there or not: {reply.unsure}"
        hint = "open it in a browser"
    else:
        return None
    return Problem("external-link", severity, message, use.source, use.link.line, hint, None, use.link.column)


def reply_of(address: str) -> Reply:
    """What a host says of an address, over the network. It is asked without a body first, and given the time
    that it asks for, where that is short."""
    said = _said(address, "HEAD")
    if said.status in _NO_HEAD:
        time.sleep(_PAUSE_SECONDS)
        said = _said(address, "GET")
    if said.status in _BUSY and said.wait is not None and said.wait <= _LONGEST_WAIT_SECONDS:
        time.sleep(said.wait)
        said = _said(address, "GET")
    if said.status is None:
        return said.reply
    phrase = f"{said.status} {_phrase(said.status)}".rstrip()
    if said.status in _MISSING:
        return Reply(missing=phrase)
    return Reply(unsure=f"the host says {phrase}") if said.status >= HTTPStatus.BAD_REQUEST else Reply()


def _uses(facts: Iterable[FileFacts], config: Config) -> Iterator[_Use]:
    own = urlsplit(config.url).netloc.lower()
    paid_for = config.allforces.checks.affiliate_hosts
    for fact in facts:
        for link in fact.links:
            address = _address(link.target)
            if address is None or urlsplit(address).netloc.lower() == own or is_paid_for(address, paid_for):
                continue
            yield _Use(fact.source, link, address)


def _address(target: str) -> str | None:
    """An address as it is asked for: without its fragment, in ASCII; None for what is no page elsewhere."""
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


def _answers(
    addresses: Sequence[str], parse_cache: ParseCache, now: float, on_done: Callable[[int, int], None]
) -> Mapping[str, Answer]:
    answers = {}
    for address in addresses:
        kept = parse_cache.value(_key(address), _DECODER)
        if kept is not None and 0 <= now - kept.asked_at < _lasting(kept):
            answers[address] = kept
    unknown = [address for address in addresses if address not in answers]
    for address, reply in _asked(unknown, on_done):
        answers[address] = Answer(now, reply)
    parse_cache.keep(
        Row(_key(address), msgspec.msgpack.encode(answers[address]), b"")
        for address in unknown
        if answers[address].reply.is_kept
    )
    return answers


def _asked(addresses: Sequence[str], on_done: Callable[[int, int], None]) -> Iterator[tuple[str, Reply]]:
    """Each address with what its host says: hosts side by side, the addresses of each one after another."""
    by_host: dict[str, list[str]] = defaultdict(list)
    for address in addresses:
        by_host[urlsplit(address).netloc].append(address)
    done = 0
    with ThreadPoolExecutor(_HOSTS_AT_ONCE) as pool:
        try:
            for answers in pool.map(_ask_host, by_host.values()):
                done += len(answers)
                on_done(done, len(addresses))
                yield from answers
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def _ask_host(addresses: Sequence[str]) -> list[tuple[str, Reply]]:
    """The replies of one host, which is left alone once it says that it is asked too much."""
    answers: list[tuple[str, Reply]] = []
    for number, address in enumerate(addresses):
        if number:
            time.sleep(_PAUSE_SECONDS)
        reply = reply_of(address)
        answers.append((address, reply))
        if reply.unsure is not None and str(int(HTTPStatus.TOO_MANY_REQUESTS)) in reply.unsure:
            left = Reply(unsure="the host wants to be asked less", is_kept=False)
            return [*answers, *((other, left) for other in addresses[number + 1 :])]
    return answers


class _Said(msgspec.Struct, frozen=True):
    """A status, with the seconds the host asks to wait; or None, and what that means."""

    status: int | None
    reply: Reply = Reply()
    wait: float | None = None


def _said(address: str, method: str) -> _Said:
    request = Request(address, method=method, headers={"User-Agent": _AGENT, "Accept": "*/*"})
    try:
        with urlopen(request, timeout=_TIMEOUT_SECONDS) as answer:
            return _Said(int(answer.status))
    except HTTPError as exc:
        exc.close()
        return _Said(exc.code, wait=_seconds(exc.headers.get("Retry-After")))
    except URLError as exc:
        return _Said(None, _unreached(exc.reason))
    except (OSError, HTTPException, ValueError) as exc:
        return _Said(None, _unreached(exc))


def _seconds(retry_after: str | None) -> float | None:
    """The seconds of a Retry-After header (RFC 9110, 10.2.3); None for a date, which is seldom near."""
    text = (retry_after or "").strip()
    return float(text) if text.isascii() and text.isdigit() and len(text) < 9 else None


def _unreached(reason: object) -> Reply:
    if _is_no_host(reason):
        return Reply(missing="there is no such host")
    if isinstance(
        reason, socket.gaierror
    ):  # This machine has no network now: nothing can be said of any page.
        return Reply(is_kept=False)
    if isinstance(reason, TimeoutError):
        return Reply(unsure=f"it gave no answer in {_TIMEOUT_SECONDS} seconds")
    return Reply(unsure=f"it could not be reached ({type(reason).__name__})")


def _phrase(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return ""


def _is_no_host(reason: object) -> bool:
    return isinstance(reason, socket.gaierror) and reason.errno == socket.EAI_NONAME


def _lasting(answer: Answer) -> float:
    return _KEPT_SECONDS if answer.reply == Reply() else _MISSING_KEPT_SECONDS


def _key(address: str) -> bytes:
    return key_of("external", address)
