"""The rules on the real posts, against results that were given by reading.

A line of labels/<code>.tsv is `result<TAB>file<TAB>line`: `defect`, what a reader would not want, or
`fine`. They are places where the rule finds something, at least 20 or all, and as many that come near.
"""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from allforces_site.build.options import BuildOptions
from allforces_site.check.run.check import check_site
from allforces_site.lint.registry import RULE_OF
from allforces_site.workers import default_jobs
from tests.real_posts import CORPUS, needs_corpus

LABELS = sorted((Path(__file__).parent / "labels").glob("*.tsv"))
WANTED = 20

pytestmark = needs_corpus

Places = dict[str, set[tuple[str, int]]]


@pytest.fixture(scope="module")
def found() -> Places:
    """Where each rule finds something."""
    options = BuildOptions(CORPUS, Path("unused"), default_jobs(), chosen=frozenset(RULE_OF))
    places: Places = {code: set() for code in RULE_OF}
    for problem in check_site(options, datetime(2026, 11, 24, tzinfo=UTC)).problems:
        if problem.code in places:
            places[problem.code].add((problem.file or "", problem.line or 0))
    return places


def labels(file: Path) -> dict[tuple[str, int], bool]:
    """Whether each labelled place is a defect."""
    results = {}
    for line in file.read_text(encoding="utf-8").splitlines():
        result, source, number = line.split("\t")
        assert result in ("defect", "fine")
        results[source, int(number)] = result == "defect"
    return results


@pytest.mark.parametrize("file", LABELS, ids=lambda file: file.stem)
def test_at_least_95_in_100_findings_are_defects(file: Path, found: Places) -> None:
    hits, results = found[file.stem], labels(file)
    check_file = [is_defect for place, is_defect in results.items() if place in hits]

    assert len(check_file) >= min(WANTED, len(hits))
    assert sum(check_file) >= 0.95 * len(check_file)


@pytest.mark.parametrize("file", LABELS, ids=lambda file: file.stem)
def test_at_least_95_in_100_near_misses_are_fine(file: Path, found: Places) -> None:
    near = [is_defect for place, is_defect in labels(file).items() if place not in found[file.stem]]

    assert sum(not is_defect for is_defect in near) >= 0.95 * len(near)


def test_every_rule_that_finds_anything_is_labelled(found: Places) -> None:
    assert {code for code, places in found.items() if places} <= {file.stem for file in LABELS}
