"""`python -m tests.bench.job`: the deploy job's steps on a clean clone, first and with its cache restored.

Between the two runs one post is changed and pushed. The steps are those of the workflow that `allforces init`
writes, run in order as a CI machine does: the clone is new each time, and what the cache action keeps
(`.allforces/cache` and `_site`) is packed after the first run and unpacked before the second.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

import yaml

from allforces_site.scaffold.new_blog import new_blog, write_new_blog
from tests.bench.corpus import Corpus, find_corpus
from tests.bench.peers import allforces
from tests.bench.workspaces import write_post

WORKFLOW = Path(__file__).parents[2] / "allforces_site/scaffold/blog/ja/workflows/deploy.yml"
CACHED = (".allforces/cache", "_site")
STEPS = ("Check what changed", "Check all links", "Build")


def main(arguments: Sequence[str] | None = None) -> None:
    """Measures, and prints the seconds of each step."""
    parser = argparse.ArgumentParser(description=__doc__, prog="python -m tests.bench.job")
    parser.add_argument("--size", type=int, default=2500, help="number of posts")
    parser.add_argument("--runs", type=int, default=5, help="runs; the median counts")
    parser.add_argument("--generated", action="store_true", help="generated posts also where real ones are")
    options = parser.parse_args(arguments)
    corpus = Corpus() if options.generated else find_corpus()
    first, second = [], []
    for number in range(1, options.runs + 1):
        with tempfile.TemporaryDirectory(prefix="allforces-job-") as folder:
            before, after = _two_runs(Path(folder), corpus, options.size)
        first.append(before)
        second.append(after)
        sys.stdout.write(
            f"run {number}: {_shown(before)}; with the cache, one post changed: {_shown(after)}\n"
        )
        sys.stdout.flush()
    for step in STEPS:
        cold = median(run[step] for run in first)
        warm = median(run[step] for run in second)
        sys.stdout.write(f"{step:20} {cold:7.2f} s, then {warm:6.2f} s: {warm / cold:.2f}\n")


def _two_runs(folder: Path, corpus: Corpus, size: int) -> tuple[dict[str, float], dict[str, float]]:
    blog = _blog(folder / "blog", corpus, size)
    # A CI machine checks a repository out into the same folder each time.
    clone = _clone(blog, folder / "work")
    before = _run(clone, "")
    archive = folder / "cache.tar"
    subprocess.run(["tar", "--posix", "-cf", archive, *CACHED], cwd=clone, check=True)
    shutil.rmtree(clone)
    previous = _git(blog, "rev-parse", "HEAD")
    post = min((blog / "content/_posts").glob("*.md"))
    post.write_text(post.read_text(encoding="utf-8") + "\n追記です。\n", encoding="utf-8")
    _git(blog, "commit", "--quiet", "--all", "--message", "edit")
    clone = _clone(blog, folder / "work")
    subprocess.run(["tar", "-xf", archive], cwd=clone, check=True)
    return before, _run(clone, previous)


def _blog(folder: Path, corpus: Corpus, size: int) -> Path:
    write_new_blog(new_blog("計測", datetime(2026, 1, 1, tzinfo=UTC), "ja"), folder)
    config = folder / "content/_config.yml"
    text = config.read_text(encoding="utf-8").replace('\nurl: ""', "\nurl: https://example.com")
    config.write_text(text, encoding="utf-8")
    peer = allforces()
    for post in corpus.posts(size):
        write_post(peer, folder, post)
    _git(folder, "init", "--quiet")
    _git(folder, "add", "--all")
    _git(folder, "commit", "--quiet", "--message", "all posts")
    return folder


def _clone(blog: Path, folder: Path) -> Path:
    _git(blog.parent, "clone", "--quiet", f"file://{blog}", str(folder))
    return folder


def _run(clone: Path, since: str) -> dict[str, float]:
    """Seconds of each step. Real posts have faults that the check names: the steps then end with 1."""
    steps = yaml.safe_load(WORKFLOW.read_text(encoding="utf-8"))["jobs"]["build"]["steps"]
    commands = {step["name"]: step["run"] for step in steps if step.get("name") in STEPS}
    environment = {
        **{name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"},
        "PATH": str(Path(sys.executable).parent) + os.pathsep + os.environ["PATH"],
        "GITHUB_STEP_SUMMARY": str(clone / "summary.md"),
        "SINCE": since,
    }
    seconds = {}
    for name in STEPS:
        begun = time.perf_counter()
        done = subprocess.run(
            ["bash", "-eo", "pipefail", "-c", commands[name]], cwd=clone, env=environment, capture_output=True
        )
        seconds[name] = time.perf_counter() - begun
        if done.returncode not in (0, 1):
            raise SystemExit(done.stdout.decode() + done.stderr.decode())
    return seconds


def _git(folder: Path, *arguments: str) -> str:
    identity = ["-c", "user.name=Bench", "-c", "user.email=bench@example.com"]
    done = subprocess.run(
        ["git", *identity, *arguments], cwd=folder, check=True, capture_output=True, text=True
    )
    return done.stdout.strip()


def _shown(seconds: dict[str, float]) -> str:
    return ", ".join(f"{name} {taken:.2f} s" for name, taken in seconds.items())


if __name__ == "__main__":
    main()
