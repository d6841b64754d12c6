"""The move in ten steps does what it says, by following nothing but the page."""

from __future__ import annotations

import json
import re
import shlex
import shutil
from pathlib import Path
from textwrap import dedent

import pytest

from tests.commands import run_command
from tests.conftest import tree

ROOT = Path(__file__).parents[2]
BLOCK = re.compile(r"^( *)```(\w+)\n(.*?)^ *```", re.MULTILINE | re.DOTALL)
# Not there, or not for tests: networks, environments, the user's history of git.
SKIPPED = ("python3", "export", "~/allforces/bin/pip", "git")
# What Jekyll made, here by a build; what no test site has to be copied from.
JEKYLL, THEME = "JEKYLL_ENV=production bundle exec jekyll build", 'cp -Rn "$(bundle info'


def blocks(language: str) -> list[str]:
    text = (ROOT / "docs" / "moving-from-jekyll.md").read_text(encoding="utf-8")
    return [dedent(body) for _, name, body in BLOCK.findall(text) if name == language]


class Reader:
    """Follows the page: `folder` is where the reader is, `codes` are the exit codes of the commands."""

    def __init__(self, home: Path) -> None:
        self.folder = home
        self.codes: dict[str, int] = {}

    def follow(self, line: str) -> None:
        words = shlex.split(line, comments=True)
        if not words or words[0] in SKIPPED or line.startswith(THEME):
            return
        match words:
            case ["cd", folder]:
                self.folder = self.folder / folder
                assert self.folder.is_dir(), line
            case ["mv", old, new]:
                shutil.move(self.folder / old, self.folder / new)
            case ["cp", "-R", old, new]:
                shutil.copytree(self.folder / old, self.folder / new / Path(old).name)
            case ["allforces", *arguments]:
                self.codes[line.partition(" #")[0].strip()] = run_command(self.folder, *arguments).returncode
            case _:
                assert line == JEKYLL, f"the page has a new command: {line}"
                run_command(self.folder, "build", "--output", "_site")


@pytest.mark.slow
def test_the_move_in_ten_steps(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "tests/jekyll/site", tmp_path / "my-blog")
    (tmp_path / "my-blog/.git").mkdir()
    (tmp_path / "my-blog/.git/HEAD").write_text("ref: refs/heads/main\n", encoding="utf-8")
    allowed = next(text for text in blocks("yaml") if text.startswith("lost:"))
    (tmp_path / "allow.yml").write_text(allowed, encoding="utf-8")
    reader = Reader(tmp_path)
    before = tree(ROOT / "tests/jekyll/site")

    for line in "".join(blocks("sh")).splitlines():
        reader.follow(line.strip())

    assert {command: code for command, code in reader.codes.items() if code} == {}
    assert reader.folder.resolve() == (tmp_path / "my-blog-allforces").resolve()
    assert {"IMPORT.md", "check-baseline.json", ".git"} <= {path.name for path in reader.folder.iterdir()}
    kept = {path: text for path, text in tree(tmp_path / "my-blog").items() if path in before}
    assert kept == before
    assert json.loads((reader.folder / "check-baseline.json").read_text(encoding="utf-8"))
