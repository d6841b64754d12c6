"""Asks other sites for the pages that a site links to, when the user wants it, and as seldom as can be.

Every address is asked for once in a week (once in a day while it is missing), each host one address at a time
with a pause between, without a body where the host allows that. Affiliate links are not asked for: it would
count as a reader's click.
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
from allforces_site.checks.facts import PostFacts
from allforces_site.config import Config
from allforces_site.errors import Problem, Severity
from allforces_site.keys import key_of
from allforces_site.manuscripts.links import SourceLink
from allforces_site.memo import Memo, Row

FOLDER = "external"

_TIMEOUT_SECONDS = 15
_PAUSE_SECONDS = 1.0
_HOSTS_AT_ONCE = 8
_KEPT_SECONDS = 7 * 24 * 3600
_MISSING_KEPT_SECONDS = 24 * 3600
_AGENT = f"allforces-check/{__version__} (looks for dead links)"

# Only these say that the page is not there; others mean that the host does not want to answer a program now.
_MISSING = frozenset({HTTPStatus.NOT_FOUND, HTTPStatus.GONE})
# What hosts say that do not know HEAD, or use it to turn programs away.
_NO_HEAD = frozenset({400, 403, 404, 405, 410, 500, 501, 503})


class Answer(msgspec.Struct, frozen=True):
    """What asking for an address gave, at `asked_at` (POSIX seconds). `missing` says in a few words why the
    page is not there, and is None where it is, or where the host did not say."""

    asked_at: float
    missing: str | None = None


_DECODER = msgspec.msgpack.Decoder(Answer)


class _Use(msgspec.Struct, frozen=True):
    source: str
    link: SourceLink
    address: str


def external_problems(
    facts: Iterable[PostFacts],
    config: Config,
    cache: Path | None,
    now: datetime,
    on_done: Callable[[int, int], None] = lambda *_: None,
) -> list[Problem]:
    """A warning for each link or picture of these files that leads to a missing page of another site."""
    uses = list(_uses(facts, config))
    addresses = sorted({use.address for use in uses})
    with Memo(cache / FOLDER if cache is not None else None) as memo:
        answers = _answers(addresses, memo, now.timestamp(), on_done)
    return [
        Problem(
            "external-link",
            Severity.WARNING,
            f"{use.link.target} is not there: {missing}",
            use.source,
            use.link.line,
            "mend the address, or take the link off",
            None,
            use.link.column,
        )
        for use in uses
        if (missing := answers[use.address].missing) is not None
    ]


def missing_reason(address: str) -> str | None:
    """Why the page at an address is not there; None where it is, or where that cannot be known.

    Over the network. The host is asked without a body first.
    """
    status = _status(address, "HEAD")
    if isinstance(status, int) and status in _NO_HEAD:
        time.sleep(_PAUSE_SECONDS)
        status = _status(address, "GET")
    if isinstance(status, int):
        return f"{status} {HTTPStatus(status).phrase}" if status in _MISSING else None
    return status


def _uses(facts: Iterable[PostFacts], config: Config) -> Iterator[_Use]:
    own = urlsplit(config.url).netloc.lower()
    unasked = {own, *(host.lower() for host in config.allforces.checks.affiliate_hosts)}
    for fact in facts:
        for link in fact.links:
            address = _address(link.target)
            if address is not None and urlsplit(address).netloc.lower() not in unasked:
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
    addresses: Sequence[str], memo: Memo, now: float, on_done: Callable[[int, int], None]
) -> Mapping[str, Answer]:
    answers = {}
    for address in addresses:
        kept = memo.value(_key(address), _DECODER)
        if kept is not None and 0 <= now - kept.asked_at < _lasting(kept):
            answers[address] = kept
    unknown = [address for address in addresses if address not in answers]
    for address, missing in _asked(unknown, on_done):
        answers[address] = Answer(now, missing)
    memo.keep(Row(_key(address), msgspec.msgpack.encode(answers[address]), b"") for address in unknown)
    return answers


def _asked(addresses: Sequence[str], on_done: Callable[[int, int], None]) -> Iterator[tuple[str, str | None]]:
    """Each address with why it is missing: hosts side by side, the addresses of each one after another."""
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


def _ask_host(addresses: Sequence[str]) -> list[tuple[str, str | None]]:
    answers = []
    for number, address in enumerate(addresses):
        if number:
            time.sleep(_PAUSE_SECONDS)
        answers.append((address, missing_reason(address)))
    return answers


def _status(address: str, method: str) -> int | str | None:
    """The status of an answer; text where there is no such host; None where it did not answer."""
    request = Request(address, method=method, headers={"User-Agent": _AGENT, "Accept": "*/*"})
    try:
        with urlopen(request, timeout=_TIMEOUT_SECONDS) as answer:
            return int(answer.status)
    except HTTPError as exc:
        exc.close()
        return exc.code
    except URLError as exc:
        return "there is no such host" if _is_no_host(exc.reason) else None
    except (OSError, HTTPException, ValueError):
        return None


def _is_no_host(reason: object) -> bool:
    # Other failures of a look-up, such as EAI_AGAIN, say that this machine has no network now.
    return isinstance(reason, socket.gaierror) and reason.errno == socket.EAI_NONAME


def _lasting(answer: Answer) -> float:
    return _KEPT_SECONDS if answer.missing is None else _MISSING_KEPT_SECONDS


def _key(address: str) -> bytes:
    return key_of("external", address)
