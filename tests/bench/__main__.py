"""`python -m tests.bench`: measures this project beside other generators, prints one table."""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from tests.bench.bench import Plan, run_size
from tests.bench.checks import WrongOutcomeError
from tests.bench.corpus import Corpus, find_corpus
from tests.bench.measure import CommandFailedError
from tests.bench.peer import Peer
from tests.bench.peers import ROOT, find_peers
from tests.bench.report import all_rows, machine, markdown, sizes, unequal, versions
from tests.bench.scenarios import SCENARIOS
from tests.bench.table import as_text


def main(arguments: Sequence[str] | None = None) -> int:
    """Exit code 0, or 1 when a tool failed or left something out."""
    options = _parser().parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="bench-") as temporary:
        folder = (options.keep or Path(temporary)).resolve()
        try:
            return _run(options, folder)
        except (CommandFailedError, WrongOutcomeError) as exc:
            _tell(f"error: {exc}")
            return 1


def _run(options: argparse.Namespace, folder: Path) -> int:
    peers = _chosen_peers(options.tools)
    plan = Plan(
        peers=peers,
        scenarios=[scenario for scenario in SCENARIOS if scenario.name in options.scenarios],
        corpus=Corpus() if options.generated else find_corpus(),
        runs=options.runs,
        folder=folder,
    )
    results = {
        size: run_size(replace(plan, peers=_at(size, peers, options.skip)), size, _tell)
        for size in options.sizes
    }
    reference = next((peer.label for peer in peers if peer.name == "hugo"), peers[0].label)
    lines = (plan.corpus.name, machine(), *versions(peers), *unequal(peers), *sizes(results))
    sys.stdout.write("\n".join(("", as_text(all_rows(results), reference), "", *lines, "")))
    if options.write:
        (ROOT / "docs" / "benchmarks.md").write_text(markdown(plan, results, reference), encoding="utf-8")
    return 0


def _parser() -> argparse.ArgumentParser:
    names = [scenario.name for scenario in SCENARIOS]
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[614, 2500, 10000], help="numbers of posts")
    parser.add_argument("--runs", type=int, default=5, help="runs of each build; the median counts")
    parser.add_argument("--tools", nargs="+", help="only these, such as: allforces hugo pelican")
    parser.add_argument("--scenarios", nargs="+", choices=names, default=names, help="only these builds")
    parser.add_argument("--generated", action="store_true", help="generated posts also where real ones are")
    parser.add_argument(
        "--skip", nargs="+", default=[], metavar="TOOL@SIZE", help="not these, such as: pelican@10000"
    )
    parser.add_argument("--keep", type=Path, metavar="DIR", help="work in this folder, and leave it")
    parser.add_argument("--write", action="store_true", help="write docs/benchmarks.md")
    return parser


def _chosen_peers(names: Sequence[str] | None) -> list[Peer]:
    peers = find_peers()
    missing = sorted(set(names or ()) - {peer.name for peer in peers})
    if missing:
        present = ", ".join(peer.name for peer in peers)
        raise SystemExit(f"not installed: {', '.join(missing)} (there are {present})")
    return [peer for peer in peers if names is None or peer.name in names]


def _at(size: int, peers: Sequence[Peer], skipped: Sequence[str]) -> list[Peer]:
    """Those of the tools that are measured at a size: a slow one would take hours at the largest."""
    return [peer for peer in peers if f"{peer.name}@{size}" not in skipped]


def _tell(text: str) -> None:
    sys.stderr.write(f"{text}\n")


if __name__ == "__main__":
    sys.exit(main())
