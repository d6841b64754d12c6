"""Which tests are slow or start other programs."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

TESTS = Path(__file__).parent

# What `make test-fast` leaves out, by file or folder below tests/; single tests elsewhere are marked there.
MARKED: Mapping[str, tuple[str, ...]] = {
    "slow": (
        "bench",
        "broken",
        "build",
        "cache",
        "check/formats/editor_page/test_page.py",
        "check/run",
        "files/test_linked_folders.py",
        "front_matter/test_yaml_fast_path.py",
        "fuzz",
        "images/test_copies.py",
        "lint/fix",
        "lint/rules/test_corpus_labels.py",
        "lint/rules/test_long_runs.py",
        "lint/source/test_links.py",
        "lint/source/test_masking.py",
        "lint/source/test_prose.py",
        "lint/source/test_repetition.py",
        "lint/source/test_scalars.py",
        "lint/source/test_sketch.py",
        "search",
        "serve/test_endurance.py",
        "test_corpus.py",
        "test_pathological_posts.py",
        "test_pathological_sites.py",
        "test_recipes.py",
        "test_work.py",
    ),
    "process": (
        "audit",
        "bench",
        "build",
        "check/run/test_repository.py",
        "cli",
        "deploy",
        "files/test_regular_files.py",
        "fuzz",
        "jekyll/test_jekyll_site.py",
        "lint/rules/test_corpus_labels.py",
        "processes",
        "serve",
        "terminal",
        "test_cli.py",
        "test_corpus.py",
        "test_packaging.py",
        "test_pathological_sites.py",
        "test_random_signals.py",
        "test_recipes.py",
        "test_workers.py",
        "test_workflows.py",
    ),
}


@cache
def marks_of(path: Path) -> frozenset[str]:
    """The marks that a file or folder below tests/ gives to all its tests."""
    place = path.relative_to(TESTS)
    places = {place.as_posix(), *(folder.as_posix() for folder in place.parents)}
    return frozenset(mark for mark, marked in MARKED.items() if places.intersection(marked))


@cache
def left_out(expression: str) -> frozenset[str]:
    """The marks whose tests `-m` leaves out, if its expression is one like `not slow and not browser`."""
    terms = re.split(r" +and +", expression.strip())
    names = [re.fullmatch(r"not +(\w+)", term) for term in terms]
    return frozenset(name[1] for name in names if name) if all(names) else frozenset()
