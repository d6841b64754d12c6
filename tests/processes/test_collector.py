"""How often the garbage collector runs."""

from __future__ import annotations

import gc
from multiprocessing import Pipe
from pathlib import Path
from typing import Any

import pytest

from allforces_site.build.options import BuildOptions
from allforces_site.processes.collector import collect_seldom
from allforces_site.serve import build_process


@pytest.fixture(autouse=True)
def _as_before() -> Any:
    before = gc.get_threshold()
    yield
    gc.set_threshold(*before)


def test_the_collector_runs_seldom() -> None:
    gc.set_threshold(700, 10, 10)
    collect_seldom()
    assert all(now > before for now, before in zip(gc.get_threshold(), (700, 10, 10), strict=True))


def test_it_runs_seldom_in_the_process_that_builds_for_the_server(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gc.set_threshold(700, 10, 10)
    monkeypatch.setattr(build_process, "_belong_to", lambda _: None)
    ours, theirs = Pipe()
    ours.close()  # Then no build is requested.
    build_process._run(theirs, BuildOptions(tmp_path, tmp_path / "_site", 1), tmp_path / "served", 0)
    assert gc.get_threshold()[0] > 700
