"""What a build imports: one that changes little would spend half of its time on modules it never uses."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.process

# Modules, each with all below it, of which a build that changes little needs none.
NEVER = (
    "PIL",
    "allforces_site.build.full",
    "allforces_site.cli.deploy",
    "allforces_site.cli.serve",
    "allforces_site.config.schema",
    "allforces_site.lint",
    "allforces_site.liquid.compiler",
    "csv",
    "difflib",
    "multiprocessing",
    "pydantic",
    "pygments",
    "rich",
    "subprocess",
    "yaml",
)
# What only a build that makes a page needs.
FOR_PAGES = (
    "allforces_site.front_matter.parse",
    "allforces_site.outputs",
    "budoux",
    "jinja2",
    "markdown_it",
    "shutil",
)

_PRINTS_MODULES = (
    "import atexit, sys\n"
    "atexit.register(lambda: print(*sys.modules, file=sys.stderr))\n"
    "from allforces_site.__main__ import main\n"
    "main()"
)


@pytest.fixture
def site(tiny: Any) -> Any:
    """A post, built once."""
    post(tiny, "新茶")
    imported(tiny)
    return tiny


def post(site: Any, title: str, body: str = "本文です。\n") -> None:
    site.post("2026-01-02-tea", f"title: {title}\ntags: [茶]\ndate: 2026-01-02 08:00:00 +0900", body)


def imported(site: Any) -> set[str]:
    """The names of all modules that a build imports."""
    done = subprocess.run(
        [sys.executable, "-c", _PRINTS_MODULES, "build", "--quiet"],
        cwd=site.root,
        env={"PYTHONPATH": str(Path(__file__).parents[2])},
        capture_output=True,
        text=True,
        check=True,
    )
    return set(done.stderr.splitlines()[-1].split(" "))


def below(names: set[str], roots: tuple[str, ...]) -> list[str]:
    return sorted(name for name in names for root in roots if f"{name}.".startswith(f"{root}."))


def test_a_build_after_which_nothing_is_other_imports_nothing_that_makes_a_page(site: Any) -> None:
    assert below(imported(site), (*NEVER, *FOR_PAGES)) == []


@pytest.mark.parametrize(("title", "body"), [("古茶", "本文です。\n"), ("新茶", "**別**の本文です。\n")])
def test_the_edit_of_a_post_imports_nothing_of_a_full_build(site: Any, title: str, body: str) -> None:
    post(site, title, body)

    names = imported(site)

    assert below(names, NEVER) == []
    assert "jinja2" in names


def test_a_full_build_imports_what_it_needs(tiny: Any) -> None:
    post(tiny, "新茶")

    assert "allforces_site.build.full" in imported(tiny)
