"""What surrounds the table: machine, versions, command lines, what is not equal."""

from __future__ import annotations

import os
import platform
from collections.abc import Mapping, Sequence
from pathlib import Path

from tests.bench.bench import Plan, SizeResult
from tests.bench.peer import Peer
from tests.bench.table import Row, as_markdown

_METHOD = """\
Whole processes are measured, from start to end: wall time, user and system CPU time of the process and
its children, and the peak memory of its largest process. Each figure is the median of {runs}; *spread* is the
distance from the fastest to the slowest run, as a share of the median. Ratios are to {reference}: 2.00 means
twice as much, 0.10 a tenth. The tools take turns within each kind of build, so that a machine that slows down
slows all of them, and all that was written is flushed to disk before each run.

- **cold**: no output folder, no cache.
- **unchanged**: again, with nothing changed.
- **one post edited**: a sentence was added to the body of one post.
- **one post added**: a new post, the newest of all.
- **post template edited**: a line of the template of posts was changed.

After each run the pages are checked: that every post has its page and every tag its list, that an edit is
visible. A build that fails or leaves something out ends the benchmark.
"""

_EQUAL = """\
All tools get the same posts, at the same addresses (`/:year/:month/:day/:slug/`), and write the same kinds
of page from templates of the same HTML: posts, the home list, every category and tag, all by ten, an index of
each kind, a feed of twenty whole posts, a sitemap. Raw HTML is on, code is highlighted, nothing is minified.
Liquid was taken out of the real posts, and those that shared an address got two. Still:
"""


def markdown(plan: Plan, results: Mapping[int, SizeResult], reference: str) -> str:
    """The whole of `docs/benchmarks.md`."""
    rows = all_rows(results)
    return "\n".join(
        (
            "# Benchmarks\n",
            "Made by `make bench BENCH_ARGS=--write`; the code is in `tests/bench/`.\n",
            f"- Posts: {plan.corpus.name}",
            f"- Machine: {machine()}",
            *(f"- {line}" for line in versions(plan.peers)),
            "",
            as_markdown(rows, reference),
            "\n## How it is measured\n",
            _METHOD.format(runs=plan.runs, reference=reference),
            "## Command lines\n",
            *(f"- {peer.label}: `{command_line(peer)}`" for peer in plan.peers),
            "\n## What is not equal\n",
            _EQUAL,
            *(f"- {line}" for line in unequal(plan.peers)),
            *(f"- {line}" for line in (*sizes(results), *not_measured(plan, results))),
            "",
        )
    )


def all_rows(results: Mapping[int, SizeResult]) -> list[Row]:
    """The rows of every size, in the order they were measured."""
    return [row for result in results.values() for row in result.rows]


def versions(peers: Sequence[Peer]) -> list[str]:
    """A line for each tool."""
    return [f"{peer.label}: {peer.version}" for peer in peers]


def unequal(peers: Sequence[Peer]) -> list[str]:
    """What each tool does more or less than the others."""
    return [line for peer in peers for line in peer.unequal]


def sizes(results: Mapping[int, SizeResult]) -> list[str]:
    """What each tool writes, a line for each size."""
    return [
        f"Written for {size:,} posts: "
        + ", ".join(f"{label} {files:,} files ({mib:.0f} MiB)" for label, files, mib in result.outputs)
        for size, result in results.items()
    ]


def not_measured(plan: Plan, results: Mapping[int, SizeResult]) -> list[str]:
    """Which tools were left out at which size."""
    return [
        f"Not measured at {size:,} posts: {peer.label}"
        for size, result in results.items()
        for peer in plan.peers
        if peer.label not in {row.tool for row in result.rows}
    ]


def command_line(peer: Peer) -> str:
    """How the tool is called in its site's folder, without this machine's paths."""
    return " ".join((Path(peer.command[0]).name, *peer.command[1:])).replace("{folder}/", "")


def machine() -> str:
    """Processor, cores, system and Python."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    system = f"{platform.system()} {platform.release()}"
    return f"{_processor()}, {cores} cores, {system}, Python {platform.python_version()}"


def _processor() -> str:
    info = Path("/proc/cpuinfo")
    lines = info.read_text(encoding="utf-8").splitlines() if info.is_file() else []
    names = [line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.processor() or platform.machine()
