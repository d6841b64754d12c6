"""How often Python's garbage collector runs in a process that builds."""

from __future__ import annotations

import gc

# A build makes hundreds of thousands of values that live until its end, and hardly a circle of them. With
# Python's own thresholds the collector looks at them again and again: a tenth of the time of a build.
_THRESHOLDS = (1_000_000, 50, 1_000)


def collect_seldom() -> None:
    """Makes the collector of this process run seldom. Workers that are forked inherit it."""
    gc.set_threshold(*_THRESHOLDS)


def collect_as_usual() -> None:
    """Makes the collector of this process run as in any Python program (its documentation of `gc`).

    A server lives long, and each connection leaves circles.
    """
    gc.set_threshold(700, 10, 10)


def collect_new() -> None:
    """Frees what was made since the last build, or in it, and is not used any more."""
    gc.collect(1)
