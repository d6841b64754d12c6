"""Children: memory that they free is used again, on systems whose C library can be told so."""

from __future__ import annotations

import sys
from multiprocessing import get_context

import pytest

from allforces_site.processes import children
from allforces_site.processes.children import keep_freed_memory

# glibc takes blocks of more than 32 MB from the system, whatever it has seen before.
_LARGE = bytes(40_000_000)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only glibc can be told so")
def test_a_worker_does_not_give_memory_back_that_it_needs_again() -> None:
    with get_context("fork").Pool(1) as pool:
        pages = pool.apply(_pages_taken_for_ten_blocks)

    assert pages < 5 * len(_LARGE) // 4096


def _pages_taken_for_ten_blocks() -> int:
    import resource

    keep_freed_memory()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
    for _ in range(10):
        bytearray(_LARGE)
    return resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before


@pytest.mark.parametrize("library", [None, object()])
def test_a_system_that_cannot_be_told_so_is_left_as_it_is(
    monkeypatch: pytest.MonkeyPatch, library: object
) -> None:
    monkeypatch.setattr(children, "prepare", lambda: library)

    keep_freed_memory()
