"""Runs every scenario for every tool, in turn, at each size."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from unicodedata import normalize

from tests.bench.checks import check_site, output_size
from tests.bench.corpus import Corpus
from tests.bench.measure import Cost, measure
from tests.bench.peer import Peer, Workspace, write_post
from tests.bench.posts import BenchPost
from tests.bench.scenarios import Scenario
from tests.bench.table import Row

Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Plan:
    """What to measure, and in which folder."""

    peers: Sequence[Peer]
    scenarios: Sequence[Scenario]
    corpus: Corpus
    runs: int
    folder: Path


@dataclass(frozen=True, slots=True)
class SizeResult:
    """The rows of one size, and what each tool's first build wrote: label, files and MiB."""

    rows: list[Row]
    outputs: list[tuple[str, int, float]]


def run_size(plan: Plan, size: int, tell: Tell) -> SizeResult:
    """All scenarios at one size.

    The tools take turns within each scenario, so that a machine that slows down slows all of them.
    A failed build has no time: raises `CommandFailedError` or `WrongOutcomeError`.
    """
    tell(f"{size} posts: writing sources")
    sites = make_workspaces(plan, size)
    for site in sites:
        tell(f"{size} posts: first build, not measured: {site.peer.label}")
        _build(site)
        check_site(site)
    outputs = [(site.peer.label, *output_size(site.output)) for site in sites]
    costs: dict[tuple[str, str], list[Cost]] = {}
    for run in range(1, plan.runs + 1):
        for scenario in plan.scenarios:
            for site in sites:
                cost = _measured(site, scenario, run)
                costs.setdefault((scenario.label, site.peer.label), []).append(cost)
                seconds = f"{cost.wall_seconds:.2f} s"
                tell(f"{size} posts, run {run}, {scenario.label}: {site.peer.label} {seconds}")
    return SizeResult([Row(size, scenario, tool, runs) for (scenario, tool), runs in costs.items()], outputs)


def _measured(site: Workspace, scenario: Scenario, run: int) -> Cost:
    scenario.prepare(site, run)
    cost = _build(site)
    scenario.check(site, run)
    return cost


def _build(site: Workspace) -> Cost:
    command = [part.replace("{folder}", str(site.folder)) for part in site.peer.command]
    return measure(command, site.folder, site.folder.with_suffix(".log"))


# ---- sources ---------------------------------------------------------------------------------


def make_workspaces(plan: Plan, size: int) -> list[Workspace]:
    """A site with the same `size` posts for each tool."""
    folders = {peer.name: _empty_site(peer, plan.folder / str(size)) for peer in plan.peers}
    tags: set[str] = set()
    newest = edited = None
    for index, post in enumerate(plan.corpus.posts(size)):
        for peer in plan.peers:
            write_post(peer, folders[peer.name], post)
        tags |= {normalize("NFKC", tag).casefold() for tag in post.tags}
        newest = _later(newest, post)
        edited = post if index == size // 2 else edited
    if newest is None or edited is None:
        raise ValueError("a corpus of no posts")
    return [Workspace(peer, folders[peer.name], edited, newest, len(tags)) for peer in plan.peers]


def _later(one: BenchPost | None, other: BenchPost) -> BenchPost:
    return other if one is None or other.date > one.date else one


def _empty_site(peer: Peer, folder: Path) -> Path:
    site = folder / peer.name
    if site.exists():
        shutil.rmtree(site)
    peer.lay_out(site)
    (site / peer.posts).mkdir(parents=True, exist_ok=True)
    return site
