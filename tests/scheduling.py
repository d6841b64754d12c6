"""Which tests run in one process when there are several (pytest-xdist)."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

import pytest
from xdist.scheduler import LoadScopeScheduling

from tests.marks import TESTS, marks_of

# What a file of tests makes once and shares: a server, a browser, a site, results of builds.
_SHARED = re.compile(r'scope="(?:class|module|package)"|pytest\.mark\.together')

# A test that asks for the browser, or for a tab of it.
_BROWSER = re.compile(r"\b(browser|open_tab): |mark\.browser")


class Scheduling(LoadScopeScheduling):
    """Tests that share something run in one process, and so do those of a file that is quick.

    Every other test runs wherever a process is free.
    """

    def __init__(self, config: pytest.Config, log: Any) -> None:
        super().__init__(config, log)
        config.option.loadscopereorder = False  # `turn` has the order; this one knows numbers of tests alone.

    def _split_scope(self, nodeid: str) -> str:
        file = nodeid.partition("::")[0]
        return nodeid if _is_dear(file) and not _shares(file) else file

    def mark_test_complete(self, node: Any, item_index: int, duration: float = 0) -> None:
        """Forgets a scope that is done, for all that is remembered is counted after each test."""
        super().mark_test_complete(node, item_index, duration)
        scope = self._split_scope(self.registered_collections[node][item_index])
        if all(self.assigned_work[node][scope].values()):
            del self.assigned_work[node][scope]


def turn(nodeid: str) -> int:
    """When a test starts: those of dear files first, so that quick files fill the time until all are done."""
    file = nodeid.partition("::")[0]
    return (0 if _shares(file) else 1) if _is_dear(file) else 2


@cache
def _is_dear(file: str) -> bool:
    """Whether the tests of a file are slow, start other programs, or open a browser."""
    path = TESTS.parent / file
    return bool(marks_of(path)) or bool(_BROWSER.search(path.read_text(encoding="utf-8")))


@cache
def _shares(file: str) -> bool:
    """Whether the tests of a file share something that it or the `conftest.py` beside it makes."""
    path = TESTS.parent / file
    return any(
        _SHARED.search(source.read_text(encoding="utf-8"))
        for source in (path, path.with_name("conftest.py"))
        if source.is_file()
    )
