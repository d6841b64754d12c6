"""Spreads work over several processes if that is faster; the results do not depend on their number."""

from __future__ import annotations

import gc
import math
import os
import signal
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, Any, Literal, TypeAlias, TypeVar

from allforces_site.errors import Problem, SiteError, error
from allforces_site.messages.message import say
from allforces_site.processes.children import end_process, end_with_parent, keep_freed_memory, prepare
from allforces_site.processes.ending import HANG_UP, INTERRUPT, KILL, TERMINATE, before_end, held

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.context import ForkProcess, SpawnProcess

Item = TypeVar("Item")
Result = TypeVar("Result")
Kept = TypeVar("Kept")
StartMethod: TypeAlias = Literal["fork", "spawn"]

# The index of the first item, and the items.
_Chunk: TypeAlias = tuple[int, Sequence[Any]]

# Called with a phase, the number of items done and the number of all items.
Progress = Callable[[str, int, int], None]

# Below this cost a second process takes more time than it saves. Reading a post, which costs 1, takes up to
# 3 ms, forking a process about 30 ms; one that is spawned imports all modules anew, which takes half a
# second.
_MIN_COST_A_JOB = {"fork": 40, "spawn": 300}

# Few enough chunks that sending them costs nothing, and enough that the processes end at about the same time:
# so many for each job, more if they would cost more than that.
_CHUNKS_A_JOB, _CHUNK_COST, _MOST_CHUNKS = 16, 400, 512

# Chunks become smaller towards the end: each is at most this share of what is left for one job. Items cost
# more or less than they say, and a process that is done waits for the last chunk of the others.
_SHARE_OF_REST = 4

# The number of a chunk in a pipe. All of them must fit into it; its size is at least 4096 bytes (pipe(7)).
_TICKET_BYTES = 2


def default_jobs() -> int:
    """The number of cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0)) or 1
    return os.cpu_count() or 1


def start_method() -> StartMethod:
    """How workers are started: forked, or spawned where the system's own libraries forbid forking."""
    return "fork" if sys.platform.startswith("linux") else "spawn"


def spread(
    function: Callable[[Item], Result],
    items: Sequence[Item],
    jobs: int,
    on_done: Callable[[int], None] = lambda _: None,
    take: Callable[[Result], Kept] | None = None,
    cost: Callable[[Item], int] = lambda _: 1,
) -> list[Kept]:
    """The results of `function` for each item, in the order of `items`.

    `cost` is how long an item takes, compared with reading a post or rendering a page; an item that costs 0
    is done in the same process as the one before it.
    `on_done` is called with the number of items done. `take` is called with each result as it arrives, in
    this process and in any order, and its return value replaces the result: so large results need not all be
    kept at once. Forked workers take any `function` and `items`, spawned ones only what can be pickled;
    other work is done in this process. Raises what `function` raises, and `SiteError` if a worker is killed,
    which multiprocessing's pools never notice.
    """
    method = start_method()
    costs = list(map(cost, items))
    total = sum(costs)
    jobs = min(jobs, len(items), total // _MIN_COST_A_JOB[method])
    keep: Callable[[Any], Any] = take or _unchanged
    if jobs <= 1 or not (method == "fork" or _can_be_sent(function, items[0])):
        return _in_this_process(lambda item: keep(function(item)), items, on_done)
    count = min(max(jobs * _CHUNKS_A_JOB, total // _CHUNK_COST), _MOST_CHUNKS)
    chunks = [(start, items[start:end]) for start, end in _bounds(costs, math.ceil(total / count), jobs)]
    gc.freeze()  # Objects of the parent are not collected in the children, so that their memory stays shared.
    try:
        with _shares(method, chunks, jobs) as shares, _started(method, function, shares) as readers:
            parts = _collect(readers, on_done, keep)
    finally:
        gc.unfreeze()
    return [result for start in sorted(parts) for result in parts[start]]


def _unchanged(result: Any) -> Any:
    return result


def _bounds(costs: Sequence[int], most: int, jobs: int) -> Iterator[tuple[int, int]]:
    """Yields where chunks begin and end: each costs `most` at most, the last ones less, or is one item that
    costs more.
    """
    rest = sum(costs)
    start = total = 0
    for index, cost in enumerate(costs):
        if cost and index > start and total + cost > min(most, rest // (_SHARE_OF_REST * jobs)):
            yield start, index
            rest -= total
            start, total = index, 0
        total += cost
    yield start, len(costs)


@contextmanager
def _shares(method: StartMethod, chunks: Sequence[_Chunk], jobs: int) -> Iterator[Sequence[Iterable[_Chunk]]]:
    """Yields the chunks that each worker is to do.

    Forked workers take them from the same pipe as they become free; spawned ones have no such pipe.
    """
    if method == "spawn":
        yield [chunks[number::jobs] for number in range(jobs)]
        return
    tickets, end = os.pipe()
    try:
        os.write(end, b"".join(number.to_bytes(_TICKET_BYTES) for number in range(len(chunks))))
        os.close(end)  # So that reading ends with the last ticket.
        yield [_untaken(chunks, tickets) for _ in range(jobs)]
    finally:
        os.close(tickets)


def _untaken(chunks: Sequence[_Chunk], tickets: int) -> Iterator[_Chunk]:
    """Yields chunks that no other worker has taken, until there are none; `tickets` holds their numbers."""
    while ticket := os.read(tickets, _TICKET_BYTES):
        yield chunks[int.from_bytes(ticket)]


def _can_be_sent(function: Callable[[Any], Any], item: object) -> bool:
    """Whether a function and an item can be sent to a process that was spawned."""
    import pickle

    try:
        pickle.dumps((function, item))
    except (pickle.PicklingError, AttributeError, TypeError):
        return False
    return True


def _in_this_process(
    function: Callable[[Item], Result], items: Sequence[Item], on_done: Callable[[int], None]
) -> list[Result]:
    results = []
    for done, item in enumerate(items, 1):
        results.append(function(item))
        on_done(done)
    return results


@contextmanager
def _started(
    method: StartMethod, function: Callable[[Any], Any], shares: Sequence[Iterable[_Chunk]]
) -> Iterator[list[Connection]]:
    """Starts a process for each share of the chunks. Yields the connections to read results from.

    No process outlives the block.
    """
    from multiprocessing import (
        get_context,
    )  # Imported here because most builds have too little work for a second process.

    context = get_context("fork") if method == "fork" else get_context("spawn")
    prepare()
    processes: list[ForkProcess | SpawnProcess] = []
    readers: list[Connection] = []

    def end_all() -> None:
        for process in processes:
            assert process.pid is not None
            end_process(process.pid, KILL)

    with before_end(end_all):
        try:
            for share in shares:
                reader, writer = context.Pipe(duplex=False)
                readers.append(reader)
                # A spawned process has no other end of a pipe than its own.
                begin = partial(_belong_to, os.getpid(), tuple(readers) if method == "fork" else ())
                process = context.Process(target=_work, args=(begin, function, share, writer), daemon=True)
                with held():
                    process.start()
                    processes.append(process)
                writer.close()  # So that reading ends when the process ends.
            yield readers
        finally:
            for process in processes:
                process.kill()
                process.join()
            for reader in readers:
                reader.close()


def _collect(
    readers: Sequence[Connection], on_done: Callable[[int], None], keep: Callable[[Any], Any]
) -> dict[int, list[Any]]:
    """The results of each chunk, by the index of its first item."""
    from multiprocessing.connection import Connection, wait

    parts: dict[int, list[Any]] = {}
    done = 0
    open_readers = list(readers)
    while open_readers:
        for reader in wait(open_readers):
            assert isinstance(reader, Connection)
            try:
                message = reader.recv()
            except EOFError:
                raise SiteError([_killed()]) from None
            if message is None:
                open_readers.remove(reader)
            elif isinstance(message, BaseException):
                raise message
            else:
                start, results = message
                parts[start] = [keep(result) for result in results]
                done += len(results)
                on_done(done)
    return parts


def _work(
    begin: Callable[[], None],
    function: Callable[[Any], Any],
    chunks: Iterable[_Chunk],
    results: Connection,
) -> None:
    begin()
    try:
        for start, items in chunks:
            results.send((start, [function(item) for item in items]))
        results.send(None)
    except BrokenPipeError:
        return
    except Exception as exc:  # noqa: BLE001 (any error is raised again in the parent)
        results.send(exc)


def _belong_to(parent: int, readers: Sequence[Connection]) -> None:
    """Makes this process a worker, which ends with its parent or when its parent ends it."""
    # A terminal signals its whole process group: the parent gets the signal too, and ends its workers.
    for number in filter(None, (INTERRUPT, HANG_UP)):
        signal.signal(number, signal.SIG_IGN)
    signal.signal(TERMINATE, signal.SIG_DFL)
    end_with_parent(parent)
    keep_freed_memory()
    for reader in readers:
        reader.close()  # Otherwise, if the parent is gone, it would wait for itself to read what it sends.


def _killed() -> Problem:
    return error(
        "worker-killed",
        say("a process of this build was ended from outside"),
        hint=say("if memory ran out, build with --jobs 1"),
    )
