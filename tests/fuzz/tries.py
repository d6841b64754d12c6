"""Runs a fuzzer: a small fixed number of tries by default, or for as long as it is asked to.

    python -m pytest -q -s tests/fuzz                               # a few tries of each test
    ALLFORCES_FUZZ_SECONDS=1200 python -m pytest -q -s tests/fuzz   # 20 minutes of each
    ALLFORCES_FUZZ_SEED=7 ALLFORCES_FUZZ_TRY=123 python -m pytest -q -s tests/fuzz/test_repairs.py

A try depends on nothing but the seed and its own number. One that fails prints both, what went wrong, and the
smallest input found that goes wrong in the same way; each test ends with its number of tries and failures.
"""

from __future__ import annotations

import os
import random
import signal
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from types import FrameType
from typing import Any

import pytest

from tests.fuzz.smallest import smallest

# No single try needs a tenth of this work, unless something never ends; and none waits so long for something
# else, however busy the machine is.
_WORKING_SECONDS, _WAITING_SECONDS = 60, 900

# Failures of one kind that are made small and printed; the others are only counted.
_SHOWN_A_KIND = 2


@dataclass(frozen=True)
class Trial:
    """One try. `parts` are what it is made of, such as lines or edits; fewer of them are a trial, too.

    `fault` says what is wrong with some parts, in a line and perhaps more behind it, or returns None; what it
    raises is a fault, too. `show` prints parts so that a reader can repeat them.
    """

    parts: Sequence[Any]
    fault: Callable[[Sequence[Any]], str | None]
    show: Callable[[Sequence[Any]], str] = lambda parts: "\n".join(map(repr, parts))


class TooLongError(BaseException):
    """A try that does not end. No `except Exception` of the program may take it for its own."""


def run_tries(begin: Callable[[random.Random], Trial], tries: int) -> None:
    """Runs `tries` trials that `begin` makes, or those that the environment asks for; fails if any does."""
    seed = os.environ.get("ALLFORCES_FUZZ_SEED", "1")
    kinds: Counter[str] = Counter()
    done = 0
    for number in _numbers(tries):
        trial = begin(random.Random(f"{seed}/{number}"))
        done += 1
        fault = _fault(trial, trial.parts)
        if fault is not None:
            kind = _kind(fault)
            kinds[kind] += 1
            if kinds[kind] <= _SHOWN_A_KIND:
                _show(trial, fault, seed, number)
    print(f"seed {seed}: {done} tries, {kinds.total()} failures")  # noqa: T201 (the longer mode's answer)
    if kinds:
        pytest.fail("\n".join(f"{count} x {kind}" for kind, count in kinds.most_common()), pytrace=False)


def _numbers(tries: int) -> Iterator[int]:
    if "ALLFORCES_FUZZ_TRY" in os.environ:
        yield int(os.environ["ALLFORCES_FUZZ_TRY"])
        return
    seconds = float(os.environ.get("ALLFORCES_FUZZ_SECONDS", "0"))
    if not seconds:
        yield from range(tries)
        return
    end, number = time.monotonic() + seconds, 0
    while time.monotonic() < end:
        yield number
        number += 1


def _fault(trial: Trial, parts: Sequence[Any]) -> str | None:
    try:
        with _limits():
            return trial.fault(parts)
    except TooLongError:
        return f"does not end\n{traceback.format_exc()}"
    except Exception as exc:  # noqa: BLE001 (any of them is a fault)
        place = traceback.extract_tb(exc.__traceback__)[-1]
        return f"{type(exc).__name__} in {place.name} of {place.filename}\n{traceback.format_exc()}"


@contextmanager
def _limits() -> Iterator[None]:
    def give_up(_number: int, _frame: FrameType | None) -> None:
        raise TooLongError

    before = [signal.signal(number, give_up) for number in (signal.SIGPROF, signal.SIGALRM)]
    signal.setitimer(signal.ITIMER_PROF, _WORKING_SECONDS)
    signal.setitimer(signal.ITIMER_REAL, _WAITING_SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGPROF, before[0])
        signal.signal(signal.SIGALRM, before[1])


def _kind(fault: str) -> str:
    """Faults with the same beginning of their first line are one kind."""
    return fault.partition("\n")[0].partition(": ")[0]


def _show(trial: Trial, fault: str, seed: str, number: int) -> None:
    kind = _kind(fault)

    def still_fails(parts: Sequence[Any]) -> bool:
        other = _fault(trial, parts)
        return other is not None and _kind(other) == kind

    small = smallest(trial.parts, still_fails)
    last = _fault(trial, small) or fault
    lines = (
        f"FAILED seed {seed} try {number}",
        fault,
        "---- smallest",
        trial.show(small),
        "---- its fault",
        last,
    )
    print("\n".join(lines), flush=True)  # noqa: T201 (what a reader needs to repeat it)
