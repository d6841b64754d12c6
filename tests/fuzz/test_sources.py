"""Whatever one file of a site holds, is called or is: builds and checks end well, and no neighbour changes.

Each try changes one file of the sample site (see `changes.py`), builds it, half of the times over an earlier
build, and checks it. `tries.py` says how to run more of them.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from tests.fuzz.changes import Change, any_change
from tests.fuzz.sample_site import Answer, SampleSite, copy_of, new_site
from tests.fuzz.sound_output import faults_of_output
from tests.fuzz.tries import Trial, run_tries

BUILD = ("build", "--jobs", "1", "--report", "report.json")
CHECK = ("check", "--jobs", "1", "--format", "json", "--output", "check.json")
# What commands may make and change.
THEIRS = ("_site", ".allforces", "report.json", "check.json")
# These files decide what pages look like.
SITE_WIDE = ("content/_config.yml", "templates/", "content/assets/a.png")


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> SampleSite:
    """The sample site, built."""
    site = new_site(tmp_path_factory.mktemp("sample") / "site")
    assert site.run(*BUILD).code == 0
    return site


@pytest.mark.slow
def test_no_file_breaks_a_build_or_harms_its_neighbours(sample: SampleSite) -> None:
    untouched = sample.articles(sample.report())

    def begin(chance: random.Random) -> Trial:
        change, is_over = any_change(chance), chance.random() < 0.5

        def fault(lines: Sequence[Any]) -> str | None:
            with TemporaryDirectory() as folder:
                site = copy_of(sample, Path(folder) / "site") if is_over else new_site(Path(folder) / "site")
                return next(_faults(site, change.with_lines(lines), untouched), None)

        return Trial(
            change.lines, fault, lambda lines: f"over a build: {is_over}\n{change.with_lines(lines)}"
        )

    run_tries(begin, 45)


def _faults(site: SampleSite, change: Change, untouched: Mapping[str, str]) -> Iterator[str]:
    change.make_in(site.root)
    before = _sources(site.root)
    built = site.run(*BUILD)
    yield from _faults_of_end("build", built)
    report = site.report()
    has_errors = any(problem["severity"] == "error" for problem in report["problems"])
    if has_errors != (built.code != 0):
        yield f"the build's exit code {built.code} is not what its report says\n{built.text}"
    yield from _unaccounted(change, report)
    if not change.path.startswith(SITE_WIDE):
        yield from _changed_neighbours(site, report, untouched)
    if report["pages"]:
        # A page of another name has the form that its author gave it.
        pages = {page["output"] for page in report["pages"] if page["output"].endswith(".html")}
        made = pages | {"feed.xml", "sitemap.xml"}
        yield from faults_of_output(site.root / "_site", made - {_own_output(change)})
    yield from _faults_of_end("check", site.run(*CHECK))
    if _sources(site.root) != before:
        yield f"files that are no command's were changed: {change}"


def _faults_of_end(name: str, answer: Answer) -> Iterator[str]:
    if answer.code not in (0, 1, 2):
        yield f"{name} ended with {answer.code}\n{answer.text}"
    if "Traceback" in answer.text or "Error: " in answer.text:
        yield f"{name} shows its insides\n{answer.text}"


def _sources(root: Path) -> dict[str, Any]:
    return {
        str(path): (path.lstat().st_mode, path.lstat().st_size, path.lstat().st_mtime_ns)
        for path in root.rglob("*")
        if path.relative_to(root).parts[0] not in THEIRS and not path.is_dir()
    }


def _own_output(change: Change) -> str:
    """The path of a file that is copied as it is."""
    return change.path.removeprefix("content/")


def _unaccounted(change: Change, report: Mapping[str, Any]) -> Iterator[str]:
    """Posts that are neither on a page nor reported."""
    if change.path == "content/_config.yml":
        stopped = [problem for problem in report["problems"] if problem["severity"] == "error"]
        if not report["pages"] and not stopped:
            yield "no page is built, and nobody is told why"
        return
    named = {page["source"] for page in report["pages"]}
    named |= {skipped["source"].rstrip("/") for skipped in report["skipped"]} | {
        problem["file"] for problem in report["problems"]
    }
    source = _own_output(change)
    if source.startswith(("_posts/2", "_drafts/2")) and change.kind == "file" and source not in named:
        text = json.dumps(report["problems"], ensure_ascii=False)
        if source.split("/")[1] not in text:
            yield f"a post is on no page and not reported: {source!r}"


def _changed_neighbours(
    site: SampleSite, report: Mapping[str, Any], untouched: Mapping[str, str]
) -> Iterator[str]:
    articles = site.articles(dict(report))
    for source, text in untouched.items():
        if source not in articles:
            yield f"a neighbour is gone: {source}\n{report['problems']}"
        elif articles[source] != text:
            yield f"a neighbour is changed: {source}\n{text}\n{articles[source]}"
