"""`python -m tests.bench`: measures this project beside other generators, prints two tables.

The first is of equal work, with templates of the same HTML; the second of the whole work, with
pictures and search.
"""

from __future__ import annotations

import argparse
import shlex
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
from tests.bench.report import Measured, markdown, text
from tests.bench.scenarios import SCENARIOS
from tests.bench.table import References
from tests.bench.whole import PAGES_ONLY, find_whole_peers
from tests.bench.workspaces import fewest_posts

_SIZES = (614, 2500, 10000)
_WHOLE_SIZES = (2500,)


def main(arguments: Sequence[str] | None = None) -> int:
    """Exit code 0, or 1 when a tool failed or left something out."""
    options = parse_options(sys.argv[1:] if arguments is None else arguments)
    with tempfile.TemporaryDirectory(prefix="bench-") as temporary:
        folder = (options.keep or Path(temporary)).resolve()
        try:
            return _run(options, folder)
        except (CommandFailedError, WrongOutcomeError) as exc:
            _tell(f"error: {exc}")
            return 1


def _run(options: argparse.Namespace, folder: Path) -> int:
    peers, whole_peers = _chosen_peers(options.tools)
    plan = Plan(
        peers=peers,
        scenarios=[scenario for scenario in SCENARIOS if scenario.name in options.scenarios],
        corpus=Corpus() if options.generated else find_corpus(),
        runs=options.runs,
        folder=folder / "equal",
    )
    equal = _measured(plan, options.sizes if peers else (), options.skip, _references(peers))
    whole_plan = replace(plan, peers=whole_peers, folder=folder / "whole")
    whole_references = References("Hugo with Pagefind", (PAGES_ONLY,))
    whole = _measured(whole_plan, options.whole if whole_peers else (), options.skip, whole_references)
    for measured in (equal, whole):
        if measured.results:
            sys.stdout.write(text(measured))
    if options.write:
        page = markdown(equal, whole, options.command)
        (ROOT / "docs" / "benchmarks.md").write_text(page, encoding="utf-8")
    return 0


def _measured(plan: Plan, sizes: Sequence[int], skipped: Sequence[str], references: References) -> Measured:
    results = {
        size: run_size(replace(plan, peers=_at(size, plan.peers, skipped)), size, _tell) for size in sizes
    }
    return Measured(plan, results, references)


def parse_options(arguments: Sequence[str]) -> argparse.Namespace:
    """The options; `command` is how a user would say them. Without `--whole`, its sizes follow `--sizes`."""
    parser = _parser()
    options = parser.parse_args(arguments)
    if options.whole is None:
        options.whole = _WHOLE_SIZES if options.sizes is None else options.sizes
    if options.sizes is None:
        options.sizes = _SIZES
    for size in (*options.sizes, *options.whole):
        if size < fewest_posts(options.runs):
            parser.error(f"{size} posts are too few: {options.runs} runs need {fewest_posts(options.runs)}")
    # The folder is one of this machine, which the report must not name.
    said = shlex.join(arguments).replace(shlex.quote(str(options.keep)), "DIR")
    options.command = f"make bench BENCH_ARGS={shlex.quote(said)}"
    return options


def _parser() -> argparse.ArgumentParser:
    names = [scenario.name for scenario in SCENARIOS]
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument(
        "--sizes", type=int, nargs="*", help="numbers of posts for equal work; none: leave it out"
    )
    parser.add_argument(
        "--whole", type=int, nargs="*", help="numbers of posts for the whole work; none: leave it out"
    )
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


def _chosen_peers(names: Sequence[str] | None) -> tuple[list[Peer], list[Peer]]:
    peers, whole = find_peers(), find_whole_peers()
    present_names = dict.fromkeys(peer.name for peer in (*peers, *whole))
    missing = sorted(set(names or ()) - set(present_names))
    if missing:
        present = ", ".join(present_names)
        raise SystemExit(f"not installed: {', '.join(missing)} (there are {present})")

    def chosen(found: Sequence[Peer]) -> list[Peer]:
        return [peer for peer in found if names is None or peer.name in names]

    return chosen(peers), chosen(whole)


def _references(peers: Sequence[Peer]) -> References:
    labels = {peer.name: peer.label for peer in peers}
    return References(labels.get("hugo", next(iter(labels.values()), "")))


def _at(size: int, peers: Sequence[Peer], skipped: Sequence[str]) -> list[Peer]:
    """Those of the tools that are measured at a size: a slow one would take hours at the largest."""
    return [peer for peer in peers if f"{peer.name}@{size}" not in skipped]


def _tell(line: str) -> None:
    sys.stderr.write(f"{line}\n")


if __name__ == "__main__":
    sys.exit(main())
