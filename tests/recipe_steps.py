"""The recipes of CONTRIBUTING.md as steps, and a copy of the project in which they are followed."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "CONTRIBUTING.md"

# What a recipe may touch, and what the tests of its result need.
_COPIED = (
    "allforces_site", "templates", "static", "docs", "tests", "content", ".github",
    "pyproject.toml", "hatch_build.py", "Makefile", "LICENSE",
    "CHANGELOG.md", "CONTRIBUTING.md", "README.md", "README.ja.md",
)  # fmt: skip

_STEP = re.compile(
    r"^(?P<kind>New file|In) `(?P<path>[^`]+)`:\n\n"
    r"(?P<fence>`{3,})(?P<language>\w+)\n(?P<text>.*?)^(?P=fence)$",
    re.MULTILINE | re.DOTALL,
)
_ANY_BLOCK = re.compile(r"^(?P<fence>`{3,})\w*\n.*?^(?P=fence)$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Step:
    """One block of a recipe: a new file with its text, or a change of one that exists.

    What is added to a catalogue of messages goes to its end: it sorts itself.
    """

    path: str
    is_new: bool
    text: str

    def follow(self, root: Path) -> None:
        """Does what the block says. Fails where the file is not as the recipe takes it to be."""
        file = root / self.path
        if self.is_new:
            assert not file.exists(), f"CONTRIBUTING.md calls {self.path} new, but it exists"
            assert file.parent.is_dir(), f"CONTRIBUTING.md: {self.path} lies in a folder that does not exist"
            file.write_text(self.text, encoding="utf-8")
            return
        text = file.read_text(encoding="utf-8")
        if file.suffix == ".po":
            file.write_text(f"{text}\n{self.text}", encoding="utf-8")
            return
        for old, new in self.changes():
            assert f"\n{text}".count(f"\n{old}") == 1, f"CONTRIBUTING.md: {self.path} has not once:\n{old}"
            text = f"\n{text}".replace(f"\n{old}", f"\n{new}")[1:]
        file.write_text(text, encoding="utf-8")

    def changes(self) -> list[tuple[str, str]]:
        """The lines before and after the change, for each of its places."""
        return [(_side(place, " -"), _side(place, " +")) for place in self.text.split("@@\n")]


def _side(place: str, signs: str) -> str:
    lines = place.splitlines()
    assert all(line[:1] in ("", " ", "+", "-") for line in lines), f"no diff:\n{place}"
    return "".join(f"{line[1:]}\n" for line in lines if (line[:1] or " ") in signs)


def recipes() -> dict[str, list[Step]]:
    """The steps of each recipe by its title."""
    text = PAGE.read_text(encoding="utf-8").partition("\n## Recipes\n")[2]
    _, *parts = re.split(r"^### (.+)\n", text, flags=re.MULTILINE)
    return {title: steps_of(recipe) for title, recipe in zip(parts[::2], parts[1::2], strict=True)}


def steps_of(recipe: str) -> list[Step]:
    """The steps of a recipe's text, in their order; each block must say where it goes."""
    steps = [
        Step(found["path"], found["kind"] == "New file", found["text"]) for found in _STEP.finditer(recipe)
    ]
    assert len(steps) == len(list(_ANY_BLOCK.finditer(recipe))), "a block does not say where it goes"
    return steps


@dataclass(frozen=True)
class Checkout:
    """A copy of the project in `root`, and in `folder` a small site that is built with it."""

    root: Path
    folder: Path

    @property
    def site(self) -> Path:
        return self.folder / "blog"

    @property
    def output(self) -> Path:
        return self.folder / "_site"

    def write(self, name: str, text: str) -> None:
        """Writes a file below the site's source folder."""
        file = self.site / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")

    def run(self, *command: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
        """Runs a Python module with this copy's code in place of the installed one."""
        return subprocess.run(
            [sys.executable, "-m", *map(str, command)],
            cwd=self.root,
            env={**os.environ, "PYTHONPATH": str(self.root), **environment},
            capture_output=True,
            encoding="utf-8",
            check=False,
        )

    def build(self, output: Path | None = None, status: int = 0) -> subprocess.CompletedProcess[str]:
        """Builds the site; the command must end with `status`."""
        output = output or self.output
        done = self.run("allforces_site", "build", "--source", self.site, "--output", output, "--jobs", "1")
        assert done.returncode == status, done.stdout + done.stderr
        return done

    def check(self, *options: str) -> subprocess.CompletedProcess[str]:
        """Checks the site."""
        return self.run("allforces_site", "check", "--source", self.site, "--jobs", "1", *options)

    def findings(self, *options: str) -> list[Any]:
        """What `allforces check` reports of the site, as its JSON has it."""
        return list(json.loads(self.check("--format", "json", *options).stdout)["problems"])

    def passes(self, *arguments: str, **environment: str) -> None:
        """Runs tests of the copy, of which there must be some, and which must pass."""
        options = ("-q", "-p", "no:cacheprovider", "-p", "no:xdist", "--color=no")
        done = self.run("pytest", *options, *arguments, **environment)
        assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-2000:]


def copy_project(root: Path) -> Path:
    """Copies the project to `root`, which it returns.

    Compiled modules of the package are copied, too: Python uses them as long as a file is unchanged.
    """
    unwanted = shutil.ignore_patterns("__pycache__", ".hypothesis")
    for name in _COPIED:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, root / name, ignore=None if name == "allforces_site" else unwanted)
        elif (ROOT / name).exists():
            shutil.copy2(ROOT / name, root / name)
    return root


def copy_mypy_cache(root: Path) -> None:
    """Copies what mypy knows of the project, if it ran before. It uses that for unchanged files only."""
    if (ROOT / ".mypy_cache").is_dir():
        shutil.copytree(ROOT / ".mypy_cache", root / ".mypy_cache")
