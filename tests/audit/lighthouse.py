"""Lighthouse's four categories, with its mobile preset."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import median_low
from typing import Any

from tests.audit.findings import BuildOutcome, Finding, Row
from tests.audit.kinds import Sample
from tests.audit.sites import Site
from tests.audit.tools import Tools

CHECK = "lighthouse"
KINDS = ("home", "post", "tag", "search")
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")

# A page that asks search engines to leave it out does so on purpose, and would lose 31 points for it.
_FOR_INDEXED = "is-crawlable"
_FLAGS = "--headless=new --no-sandbox"
_SECONDS = 240


@dataclass(frozen=True, slots=True)
class Result:
    """One run. `scores` are 0 to 100 by category; `faults` are audits that cost points, with an element each.

    `host_index` is Lighthouse's measure of this machine: 1500 and more is what its mobile preset counts on.
    """

    scores: Mapping[str, int]
    faults: tuple[tuple[str, str], ...]
    figures: str
    host_index: float


def check_lighthouse(tools: Tools, site: Site, samples: Sequence[Sample], runs: int) -> BuildOutcome:
    """Home, a post, a tag and the search page where there is one."""
    outcome = BuildOutcome()
    for sample in samples:
        if sample.kind in KINDS:
            outcome += _check_page(tools, site, sample, runs)
    return outcome


def _check_page(tools: Tools, site: Site, sample: Sample, runs: int) -> BuildOutcome:
    results: list[Result] = []
    while len(results) < runs and not decided(results, runs):
        results.append(parse_result(_run(tools, site, sample)))
    scores = {name: median_low(result.scores[name] for result in results) for name in CATEGORIES}
    # The other three categories do not depend on how busy the machine is: each of their faults counts.
    faults = sorted({fault for result in results for fault in result.faults})
    findings = tuple(Finding(CHECK, site.name, sample.url, rule, element) for rule, element in faults)
    figures = "; ".join(result.figures for result in results)
    host_index = median_low(result.host_index for result in results)
    found = f"{' '.join(str(scores[name]) for name in CATEGORIES)} ({figures}; machine {host_index:.0f})"
    passed = all(score == 100 for score in scores.values())
    return BuildOutcome((Row(CHECK, site.name, sample.kind, found, "100 100 100 100", passed),), findings)


def decided(results: Sequence[Result], runs: int) -> bool:
    """Whether the median of all runs is known already: more than half of them gave the best there is."""
    return sum(min(result.scores.values()) == 100 for result in results) > runs // 2


def _run(tools: Tools, site: Site, sample: Sample) -> dict[str, Any]:
    command = [str(tools.node), str(tools.lighthouse), f"{site.address}{sample.url}"]
    options = [f"--only-categories={','.join(CATEGORIES)}", f"--chrome-flags={_FLAGS}", "--output=json"]
    options += ["--quiet", "--no-enable-error-reporting"]
    if sample.page.noindex:
        options.append(f"--skip-audits={_FOR_INDEXED}")
    environment = os.environ | {"CHROME_PATH": str(tools.browser)}
    done = subprocess.run(
        [*command, *options], capture_output=True, check=True, timeout=_SECONDS, env=environment
    )
    result: dict[str, Any] = json.loads(done.stdout)
    return result


def parse_result(report: Mapping[str, Any]) -> Result:
    """The scores of Lighthouse's JSON, and why they are not 100.

    Raises ValueError where the page did not load.
    """
    if "runtimeError" in report:
        raise ValueError(report["runtimeError"]["message"])
    audits, categories = report["audits"], report["categories"]
    scores = {name: round(categories[name]["score"] * 100) for name in CATEGORIES}
    short_of = [categories[name] for name in CATEGORIES if scores[name] < 100]
    faults = [fault for category in short_of for fault in _faults(category, audits)]
    figures = " ".join(
        f"{short} {_figure(audits, name)}"
        for short, name in (
            ("LCP", "largest-contentful-paint"),
            ("TBT", "total-blocking-time"),
            ("CLS", "cumulative-layout-shift"),
        )
    )
    return Result(scores, tuple(faults), figures, report["environment"]["benchmarkIndex"])


def _figure(audits: Mapping[str, Any], name: str) -> str:
    value: str = audits[name].get("displayValue", "?")
    return value.replace("\N{NO-BREAK SPACE}", " ")


def _faults(category: Mapping[str, Any], audits: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for reference in category["auditRefs"]:
        audit = audits[reference["id"]]
        score = audit["score"]
        # What has no weight, or does not apply, costs nothing.
        if not reference["weight"] or score is None or score == 1:
            continue
        yield reference["id"], _element(audit) or audit.get("displayValue", "")


def _element(audit: Mapping[str, Any]) -> str:
    """The selector of the first element that an audit names, or its tag where that holds words."""
    for item in (audit.get("details") or {}).get("items", ()):
        if node := item.get("node"):
            selector: str = node.get("selector", "")
            return selector if selector.isascii() else "…"
    return ""
