"""Which tests run in one process when there are several (pytest-xdist)."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from xdist.scheduler import LoadScopeScheduling

# What a file of tests makes once and shares: a server, a browser, a site, results of builds.
_SHARED = re.compile(r'scope="(?:class|module|package)"|pytest\.mark\.together')


class Scheduling(LoadScopeScheduling):
    """Tests that share something run in one process; every other test wherever one is free."""

    def _split_scope(self, nodeid: str) -> str:
        file = nodeid.partition("::")[0]
        return file if _shares(file) else nodeid


@cache
def _shares(file: str) -> bool:
    """Whether the tests of a file share something that it or the `conftest.py` beside it makes."""
    path = Path(__file__).parents[1] / file
    return any(
        _SHARED.search(source.read_text(encoding="utf-8"))
        for source in (path, path.with_name("conftest.py"))
        if source.is_file()
    )
