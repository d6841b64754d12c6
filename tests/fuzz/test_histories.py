"""After any history of edits, a build over the last one is the same, byte for byte, as one from nothing.

The edits are those of `tests/build/test_incremental.py`, which tries each by itself, and those of
`more_edits.py`.
`tries.py` says how to run more histories.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from tests.build.test_incremental import EDITS, new_author
from tests.fuzz.more_edits import MORE_EDITS
from tests.fuzz.tries import Trial, run_tries
from tests.resting import rest

ALL_EDITS = {**EDITS, **MORE_EDITS}


@pytest.mark.slow
def test_no_history_of_edits_makes_another_site_than_a_build_from_nothing() -> None:
    run_tries(_begin, 6)


def _begin(chance: random.Random) -> Trial:
    names = sorted(EDITS), sorted(MORE_EDITS)
    # An edit, the seed of what it does, whether a build follows, and whether that waits.
    steps = [
        (
            chance.choice(names[chance.random() < 0.4]),
            chance.randrange(2**32),
            chance.random() < 0.6,
            chance.choice((False, True)),
        )
        for _ in range(chance.randint(2, 12))
    ]
    return Trial(steps, _fault)


def _fault(steps: Sequence[Any]) -> str | None:
    with TemporaryDirectory() as folder:
        author = new_author(Path(folder), seed=7)
        for edit, seed, is_built, rests in steps:
            # Of each step's own, so that a history without some of its steps does the same in the others.
            author.chance = random.Random(seed)
            ALL_EDITS[edit](author)
            if is_built:
                if rests:
                    rest(author.root)
                author.look()
        author.look()
    return None
