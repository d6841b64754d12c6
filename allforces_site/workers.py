"""Spreads work over processes where that pays; the results are the same at any number."""

from __future__ import annotations

import gc
import multiprocessing
import os
import sys
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

# Below this many items a second process costs more than it saves (starting one takes some 30 ms,
# reading a post 3).
_MIN_ITEMS_A_JOB = 40

# Large enough that passing chunks on costs nothing, small enough that the processes end together.
_CHUNKS_A_JOB = 8

# What a forked worker works on. Set in the child alone, by `_adopt`.
_adopted: list[tuple[Callable[[Any], Any], Sequence[Any]]] = []


def default_jobs() -> int:
    """The cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0)) or 1
    return os.cpu_count() or 1


def spread(
    function: Callable[[Item], Result],
    items: Sequence[Item],
    jobs: int,
    on_done: Callable[[int], None] = lambda _: None,
) -> list[Result]:
    """`function` of each item, in the order of `items`; `on_done` hears how many are done.

    Workers are forked, so that `function` and `items` may be anything; only results are sent back.
    Where forking is not safe (macOS, Windows) the work is done in this process.
    """
    jobs = min(jobs, len(items) // _MIN_ITEMS_A_JOB)
    if jobs <= 1 or not sys.platform.startswith("linux"):
        return _in_this_process(function, items, on_done)
    size = max(1, len(items) // (jobs * _CHUNKS_A_JOB))
    chunks = [range(start, min(start + size, len(items))) for start in range(0, len(items), size)]
    results: list[Result] = []
    gc.freeze()  # What the parent holds is not collected in the children: their memory stays shared.
    try:
        with multiprocessing.get_context("fork").Pool(jobs, _adopt, (function, items)) as pool:
            for part in pool.imap(_work, chunks):
                results += part
                on_done(len(results))
    finally:
        gc.unfreeze()
    return results


def _in_this_process(
    function: Callable[[Item], Result], items: Sequence[Item], on_done: Callable[[int], None]
) -> list[Result]:
    results = []
    for done, item in enumerate(items, 1):
        results.append(function(item))
        on_done(done)
    return results


def _adopt(function: Callable[[Any], Any], items: Sequence[Any]) -> None:
    _adopted[:] = [(function, items)]


def _work(chunk: range) -> list[Any]:
    function, items = _adopted[0]
    return [function(items[index]) for index in chunk]
