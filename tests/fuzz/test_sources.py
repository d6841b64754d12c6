"""Whatever one file of a site holds, is called or is: builds and checks end well, and no neighbour changes.

Each try changes one file of the sample site (see `changes.py`), builds it, half of the times over an earlier
build, and checks it. `tries.py` says how to run more of them.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from unicodedata import normalize

import pytest

from tests.fuzz.changes import Change, any_change
from tests.fuzz.sample_site import NEIGHBOURS, Answer, SampleSite, copy_of, new_site
from tests.fuzz.sound_output import faults_of_output
from tests.fuzz.tries import Trial, run_tries

BUILD = ("build", "--jobs", "1", "--report", "report.json")
FLAGS = ("--drafts", "--future", "--unpublished", "--strict", "--summary=summary.md")
FORMATS = ("text", "json", "github", "sarif", "html")
# What commands may make and change.
THEIRS = ("_site", ".allforces", "report.json", "check.out", "summary.md")
# These files decide what pages look like.
SITE_WIDE = ("content/_config.yml", "templates/", "content/assets/a.png")


@dataclass(frozen=True)
class Manner:
    """How a site is built and checked: in full or not, over an earlier build or not, with some flags."""

    is_full: bool
    is_over: bool
    flags: tuple[str, ...]
    form: str


def any_manner(chance: random.Random) -> Manner:
    flags = tuple(flag for flag in FLAGS if chance.random() < 0.2)
    return Manner(chance.random() < 0.2, chance.random() < 0.5, flags, chance.choice(FORMATS))


@dataclass(frozen=True)
class Sample:
    """The sample site, built, and what stands in its articles by source."""

    site: SampleSite
    articles: Mapping[str, str]


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> dict[bool, Sample]:
    """The sample site with the least theme, and in full."""
    made = {}
    for is_full in (False, True):
        site = new_site(tmp_path_factory.mktemp("sample") / "site", is_full=is_full)
        assert site.run(*BUILD).code == 0
        made[is_full] = Sample(site, site.articles(site.report()))
        assert sum(map(bool, made[is_full].articles.values())) >= NEIGHBOURS
    return made


@pytest.mark.slow
def test_no_file_breaks_a_build_or_harms_its_neighbours(samples: Mapping[bool, Sample]) -> None:
    def begin(chance: random.Random) -> Trial:
        change, manner = any_change(chance), any_manner(chance)
        sample = samples[manner.is_full]

        def fault(lines: Sequence[Any]) -> str | None:
            with TemporaryDirectory() as folder:
                root = Path(folder) / "site"
                site = (
                    copy_of(sample.site, root) if manner.is_over else new_site(root, is_full=manner.is_full)
                )
                return next(_faults(site, change.with_lines(lines), manner, sample.articles), None)

        return Trial(change.lines, fault, lambda lines: f"{manner}\n{change.with_lines(lines)}")

    run_tries(begin, 20)


def _faults(site: SampleSite, change: Change, manner: Manner, untouched: Mapping[str, str]) -> Iterator[str]:
    change.make_in(site.root)
    before = _sources(site.root)
    build = (*BUILD, *manner.flags)
    built = site.run(*build)
    yield from _faults_of_end("build", built)
    report = site.report()
    yield from _faults_of_code(built, report, manner)
    yield from _unaccounted(change, report)
    if not change.path.startswith(SITE_WIDE):
        yield from _changed_neighbours(site, report, untouched)
    if report["pages"]:
        yield from faults_of_output(site.root / "_site", _made(report, change))
        yield from _faults_of_second(report, site.run(*build), site.report())
    yield from _faults_of_end(
        "check", site.run("check", "--jobs", "1", "--format", manner.form, "--output", "check.out")
    )
    if manner.form in ("json", "sarif"):
        json.loads((site.root / "check.out").read_text(encoding="utf-8"))
    if _sources(site.root) != before:
        yield f"files that are no command's were changed: {change}"


def _faults_of_code(built: Answer, report: Mapping[str, Any], manner: Manner) -> Iterator[str]:
    failing = ("error", "warning") if "--strict" in manner.flags else ("error",)
    has_failed = any(problem["severity"] in failing for problem in report["problems"])
    if has_failed != (built.code != 0):
        yield f"the build's exit code {built.code} is not what its report says\n{built.text}"


def _faults_of_second(report: Mapping[str, Any], built: Answer, again: Mapping[str, Any]) -> Iterator[str]:
    """A build of the same sources writes nothing and says the same."""
    if again["counts"]["written"] or again["counts"]["removed"]:
        yield f"a second build changes files: {again['changes']}"
    # Which addresses of the build before are gone is told once.
    lasting = [problem for problem in report["problems"] if problem["code"] != "address-gone"]
    if [lasting, report["pages"], report["skipped"]] != [
        again["problems"],
        again["pages"],
        again["skipped"],
    ]:
        yield f"a second build says other things\n{report['problems']}\n{again['problems']}\n{built.text}"


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


def _made(report: Mapping[str, Any], change: Change) -> set[str]:
    """The files whose form is the generator's work. That of others is as their authors wrote it."""
    if change.path.startswith("templates/"):
        return set()
    pages = {page["output"] for page in report["pages"] if page["output"].endswith(".html")}
    return (pages | {"feed.xml", "sitemap.xml"}) - {_own_output(change)}


def _own_output(change: Change) -> str:
    """The path of a file that is copied as it is."""
    return normalize("NFC", change.path.removeprefix("content/"))


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
        # A name that is no UTF-8 is shown with question marks.
        if source.split("/")[1].encode("utf-8", "replace").decode() not in text:
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
