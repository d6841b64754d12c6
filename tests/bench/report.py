"""The page `docs/benchmarks.md`: tables, machine, versions, command lines, what is not equal."""

from __future__ import annotations

import os
import platform
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.bench.bench import Plan, SizeResult
from tests.bench.peer import Peer
from tests.bench.scenarios import SCENARIOS
from tests.bench.table import References, Row, as_markdown, as_text

_METHOD = """\
Whole processes are measured, from start to end: wall time, user and system CPU time of the process and
its children, and the peak memory of its largest process. Each figure is the median of {runs}; *spread* is the
distance from the fastest to the slowest run, as a share of the median. Ratios (×) are to {reference}: 2.00
means twice as much, 0.10 a tenth. The tools take turns within each kind of build, and each run begins with
another tool, so that a machine that slows down slows all of them. All that was written is flushed to disk
before each run.
"""

_CHECKED = """\
The output is checked after each run: that every post has its page and every tag its list, that an edit is
visible in the page and in the lists that show it, that a changed style sheet has another address, that the
page of a deleted post is gone. A build that fails or leaves something out ends the benchmark.
"""

_EQUAL = """\
All tools get the same posts, at the same addresses (`/:year/:month/:day/:slug/`), and write the same kinds
of page from templates of the same HTML: posts, the home list, every category and tag, all by ten, an index of
each kind, a feed of twenty whole posts, a sitemap, and a style sheet whose address has a version. Raw HTML is
on, code is highlighted, no HTML is minified. Liquid was taken out of the real posts, and those that shared an
address got two. Still:
"""

_WHOLE = """\
Here a site has what a blog needs besides its pages: a picture of 1200 by 630 pixels for each post, drawn for
the benchmark, and a search. The ratios (×) are to {reference}. The last column compares with the wall time of
{also}: the site of equal work, without pictures and search.
"""


@dataclass(frozen=True, slots=True)
class Measured:
    """A plan, what it gave by number of posts, and the tools that the others are compared with."""

    plan: Plan
    results: Mapping[int, SizeResult]
    references: References

    @property
    def rows(self) -> list[Row]:
        """The rows of every size, in the order they were measured."""
        return [row for result in self.results.values() for row in result.rows]


def markdown(equal: Measured, whole: Measured, command: str) -> str:
    """The whole of `docs/benchmarks.md`; `command` is what it was made by."""
    runs, reference = equal.plan.runs, equal.references.first
    kinds = [scenario for scenario in SCENARIOS if scenario in equal.plan.scenarios]
    return "\n".join(
        (
            "# Benchmarks\n",
            f"Made by `{command}`; the code is in `tests/bench/`.\n",
            f"- Posts: {equal.plan.corpus.name}",
            f"- Machine: {machine()}",
            *(f"- {line}" for line in versions((*equal.plan.peers, *whole.plan.peers))),
            "\n## Equal work\n",
            as_markdown(equal.rows, equal.references),
            *_whole_work(whole),
            "\n## How it is measured\n",
            _METHOD.format(runs=runs, reference=reference),
            *(f"- **{kind.label}**: {kind.what}." for kind in kinds),
            "",
            _CHECKED,
            "## Command lines\n",
            *(f"- {line}" for line in _command_lines((*equal.plan.peers, *whole.plan.peers))),
            "\n## What is not equal\n",
            _EQUAL,
            *(f"- {line}" for line in notes(equal)),
            *(("\nIn the whole work:\n", *(f"- {line}" for line in notes(whole))) if whole.results else ()),
            "",
        )
    )


def text(measured: Measured) -> str:
    """The table and its notes, for the terminal."""
    lines = (measured.plan.corpus.name, machine(), *versions(measured.plan.peers), *notes(measured))
    return "\n".join(("", as_text(measured.rows, measured.references), "", *lines, ""))


def _whole_work(whole: Measured) -> tuple[str, ...]:
    if not whole.results:
        return ()
    also = ", ".join(whole.references.also)
    intent = _WHOLE.format(reference=whole.references.first, also=also)
    return ("\n## The whole work\n", intent, as_markdown(whole.rows, whole.references))


def versions(peers: Sequence[Peer]) -> list[str]:
    """A line for each program, once."""
    programs = [(peer.label, peer.version) for peer in peers]
    programs += [(peer.follow_up.label, peer.follow_up.version) for peer in peers if peer.follow_up]
    return [f"{label}: {version}" for label, version in dict.fromkeys(programs)]


def notes(measured: Measured) -> list[str]:
    """What is not equal: what each tool does more or less, what it wrote, and where it was left out."""
    unequal = [line for peer in measured.plan.peers for line in peer.unequal]
    return [*unequal, *sizes(measured.results), *not_measured(measured.plan, measured.results)]


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


def _command_lines(peers: Sequence[Peer]) -> list[str]:
    programs = [(peer.label, peer.command) for peer in peers]
    programs += [(peer.follow_up.label, peer.follow_up.command) for peer in peers if peer.follow_up]
    return [f"{label}: `{command_line(command)}`" for label, command in dict.fromkeys(programs)]


def command_line(command: Sequence[str]) -> str:
    """How a program is called in its site's folder, without this machine's paths."""
    return " ".join((Path(command[0]).name, *command[1:])).replace("{folder}/", "")


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
