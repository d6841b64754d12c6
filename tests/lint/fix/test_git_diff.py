from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from allforces_site.lint.fix.git_diff import git_diff
from allforces_site.lint.source.edits import Edit, apply_edits, without_overlaps

REPEATED = "同\n\n" * 300
CASES = {
    "a line less": ("一\n二\n三\n", [Edit(2, 4)]),
    "a part of a line": ("一\n二と三\n四\n", [Edit(3, 4, "や")]),
    "last line without an end": ("一\n二", [Edit(2, 3, "新")]),
    "a last end that goes": ("一\n二\n", [Edit(3, 4)]),
    "a last end that comes": ("一", [Edit(1, 1, "\n二\n")]),
    "CRLF": ("一\r\n二\r\n三\r\n", [Edit(3, 6)]),
    "mixed ends": ("一\r\n二\n三\r四\r\n", [Edit(3, 5)]),
    "other marks that end lines": ("一\x0b二\u2028三\n四\n", [Edit(6, 7, "五")]),
    "byte order mark": ("\ufeff一\n二\n", [Edit(3, 5)]),
    "nothing left": ("一\n", [Edit(0, 2)]),
    "something in nothing": ("", [Edit(0, 0, "一\n")]),
    "in front of all": ("一\n", [Edit(0, 0, "新\n")]),
    "behind all": ("一\n", [Edit(2, 2, "新\n")]),
    "far apart": ("\n".join(map(str, range(60))), [Edit(2, 4), Edit(60, 63), Edit(120, 121, "x")]),
    "in one line": ("一二三四\n", [Edit(0, 1), Edit(2, 3, "参")]),
    "repeated text": (REPEATED, [Edit(600, 660)]),
}
NAMES = ("a.md", "_posts/2026-01-02-茶.md", "with space/a b.md", 'quote".md', "tab\t.md", "back\\slash.md")


TOOLS = pytest.mark.parametrize("tool", ["git", "patch"])


@pytest.mark.process
@TOOLS
@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_the_tools_take_the_diff(tmp_path: Path, tool: str, case: tuple[str, list[Edit]]) -> None:
    assert applied(tmp_path, tool, "content/_posts/a.md", *case) == apply_edits(*case)


@pytest.mark.process
@given(content=st.text("a茶\n\r ", min_size=1, max_size=60), data=st.data())
@settings(max_examples=60)
def test_git_takes_the_diff_of_any_edits(
    tmp_path_factory: pytest.TempPathFactory, content: str, data: st.DataObject
) -> None:
    edits = []
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(content)))
        edits.append(
            Edit(start, data.draw(st.integers(start, len(content))), data.draw(st.text("x\n", max_size=3)))
        )
    edits = list(without_overlaps(edits))
    if apply_edits(content, edits) == content:
        return

    folder = tmp_path_factory.mktemp("patched")
    assert applied(folder, "git", "a.md", content, edits) == apply_edits(content, edits)


@pytest.mark.process
@pytest.mark.parametrize("name", NAMES)
def test_git_takes_any_name(tmp_path: Path, name: str) -> None:
    assert applied(tmp_path, "git", name, "一\n二\n", [Edit(2, 4)]) == "一\n"


def test_of_two_copies_the_one_that_goes_is_shown() -> None:
    copy = "一\n\n二\n\n"
    diff = git_diff("a.md", copy * 2, [Edit(len(copy), 2 * len(copy))])

    assert diff.splitlines()[3] == "@@ -2,7 +2,3 @@"


def applied(root: Path, tool: str, name: str, content: str, edits: list[Edit]) -> str:
    """What a tool makes of a file by the diff of edits."""
    if shutil.which(tool) is None:
        pytest.skip(f"{tool} is not installed")
    file = root / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content.encode())
    command = ["git", "apply", "-"] if tool == "git" else ["patch", "-p1", "--binary"]
    diff = git_diff(name, content, edits).encode()
    done = subprocess.run(command, cwd=root, input=diff, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode() + done.stdout.decode()
    return file.read_bytes().decode() if file.exists() else ""
