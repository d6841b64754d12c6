"""`python -m tests.lint.rules.timing`: what checks and builds take, in one run on one machine.

Each round begins without a cache: a check, a build, then a check, a build and a strict build of what did not
change. The figures are the medians of all rounds, in seconds from start to end of the process.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from time import perf_counter

from tests.bench.corpus import find_corpus
from tests.bench.posts import jekyll_text
from tests.real_posts import CORPUS

COMMAND = (sys.executable, "-m", "allforces_site")


def write_site(folder: Path, posts: int) -> None:
    """A site of this many posts in `folder/content`: the real ones as they are, then again with new dates."""
    source = folder / "content"
    (source / "_posts").mkdir(parents=True)
    config = CORPUS / "_config.yml"
    if config.is_file():
        shutil.copy(config, source)
    else:
        (source / "_config.yml").write_text("title: 計測\nurl: https://example.com\n", encoding="utf-8")
    real = sorted(CORPUS.glob("_posts/*.md"))[:posts]
    for file in real:
        shutil.copy(file, source / "_posts")
    for post in list(find_corpus().posts(posts))[len(real) :]:
        (source / "_posts" / post.file_name).write_text(jekyll_text(post), encoding="utf-8")


def rounds(folder: Path, runs: int) -> Iterator[dict[str, float]]:
    """The seconds of each command, round by round. A check that finds errors ends with 1, as it should."""
    for _ in range(runs):
        for made in (folder / ".allforces", folder / "_site"):
            shutil.rmtree(made, ignore_errors=True)
        figures = {"check, cold": _seconds(folder, "check")}
        shutil.rmtree(folder / ".allforces")
        figures["build, cold"] = _seconds(folder, "build")
        _seconds(folder, "build", "--strict")
        figures["check, nothing changed"] = _seconds(folder, "check")
        figures["build, nothing changed"] = _seconds(folder, "build")
        figures["build --strict, nothing changed"] = _seconds(folder, "build", "--strict")
        yield figures


def _seconds(folder: Path, *arguments: str) -> float:
    start = perf_counter()
    done = subprocess.run([*COMMAND, *arguments], cwd=folder, capture_output=True, check=False)
    seconds = perf_counter() - start
    if done.returncode not in (0, 1) or b"Traceback" in done.stderr:
        sys.exit(done.stderr.decode())
    return seconds


def main() -> None:
    """Writes the sites, measures, prints."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--posts", type=int, nargs="+", default=[614, 2500])
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    for posts in options.posts:
        with tempfile.TemporaryDirectory() as temporary:
            folder = Path(temporary)
            write_site(folder, posts)
            found = list(rounds(folder, options.runs))
        sys.stdout.write(f"{posts} posts, median of {options.runs}\n")
        for name in found[0]:
            sys.stdout.write(f"  {name:34}{median(figures[name] for figures in found):8.2f} s\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
