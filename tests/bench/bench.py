"""Runs every kind of build for every tool, in turn, at each size."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.bench.checks import check_site, output_size
from tests.bench.corpus import Corpus
from tests.bench.measure import Cost, measure
from tests.bench.peer import Peer
from tests.bench.scenarios import Scenario
from tests.bench.table import Row
from tests.bench.workspaces import Workspace, make_workspaces

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
    """All kinds of build at one size.

    The tools take turns within each kind, each run beginning with another tool, so that a machine that slows
    down slows all of them. A failed build has no time: raises `CommandFailedError` or `WrongOutcomeError`.
    """
    tell(f"{size} posts: writing sources")
    sites = make_workspaces(plan.peers, plan.corpus, size, plan.runs, plan.folder / str(size))
    for site in sites:
        tell(f"{size} posts: first build, not measured: {site.peer.label}")
        build(site)
        check_site(site)
    outputs = [(site.peer.label, *output_size(site.output)) for site in sites]
    costs: dict[tuple[str, str], list[Cost]] = {}
    for run in range(1, plan.runs + 1):
        for scenario in plan.scenarios:
            for site in in_turn(sites, run):
                for tool, cost in _measured(site, scenario, run).items():
                    costs.setdefault((scenario.label, tool), []).append(cost)
                    seconds = f"{cost.wall_seconds:.2f} s"
                    tell(f"{size} posts, run {run}, {scenario.label}: {tool} {seconds}")
    return SizeResult([Row(size, scenario, tool, runs) for (scenario, tool), runs in costs.items()], outputs)


def in_turn(sites: Sequence[Workspace], run: int) -> list[Workspace]:
    """The sites in the order of a run: as they are in the first, each later run begins with the next one."""
    first = (run - 1) % max(1, len(sites))
    return [*sites[first:], *sites[:first]]


def _measured(site: Workspace, scenario: Scenario, run: int) -> dict[str, Cost]:
    check = scenario.edit(site, run)
    costs = build(site, deletes=scenario.deletes)
    check()
    return costs


def build(site: Workspace, *, deletes: bool = False) -> dict[str, Cost]:
    """Builds a site; what it cost, by tool. With a second program: each by itself, then both together."""
    peer = site.peer
    cost = _run(site, peer.deleting_command if deletes and peer.deleting_command else peer.command)
    if peer.follow_up is None:
        return {peer.label: cost}
    later = _run(site, peer.follow_up.command)
    label = peer.follow_up.label
    return {peer.label: cost, label: later, f"{peer.label} with {label}": cost.followed_by(later)}


def _run(site: Workspace, command: Sequence[str]) -> Cost:
    parts = [part.replace("{folder}", str(site.folder)) for part in command]
    return measure(parts, site.folder, site.folder.with_suffix(".log"))
