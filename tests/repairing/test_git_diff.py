from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from allforces_site.repairing.git_diff import git_diff

VERSIONS = {
    "plain": ("一\n二\n三\n", "一\n三\n"),
    "last line without an end": ("一\n二", "一\n新"),
    "a last end that goes": ("一\n二\n", "一\n二"),
    "a last end that comes": ("一", "一\n二\n"),
    "CRLF": ("一\r\n二\r\n三\r\n", "一\r\n三\r\n"),
    "mixed ends": ("一\r\n二\n三\r四\r\n", "一\r\n三\r四\r\n"),
    "other marks that end lines": ("一\x0b二\u2028三\n四\n", "一\x0b二\u2028三\n五\n"),
    "byte order mark": ("\ufeff一\n二\n", "\ufeff一\n"),
    "nothing left": ("一\n", ""),
    "far apart": ("\n".join(map(str, range(60))), "\n".join(map(str, [*range(9), *range(10, 50)]))),
    "repeated text": ("同\n\n" * 300, "同\n\n" * 3),
}
NAMES = ("a.md", "_posts/2026-01-02-茶.md", "with space/a b.md", 'quote".md', "tab\t.md", "back\\slash.md")


@pytest.mark.parametrize("tool", ["git", "patch"])
@pytest.mark.parametrize("versions", VERSIONS.values(), ids=VERSIONS)
def test_the_tools_take_the_diff(tmp_path: Path, tool: str, versions: tuple[str, str]) -> None:
    assert applied(tmp_path, tool, "content/_posts/a.md", *versions) == versions[1].encode()


@pytest.mark.parametrize("name", NAMES)
def test_git_takes_any_name(tmp_path: Path, name: str) -> None:
    assert applied(tmp_path, "git", name, "一\n二\n", "一\n") == "一\n".encode()


def applied(root: Path, tool: str, name: str, old: str, new: str) -> bytes:
    """What a tool makes of a file by the diff of two versions."""
    if shutil.which(tool) is None:
        pytest.skip(f"{tool} is not installed")
    file = root / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(old.encode())
    command = ["git", "apply", "-"] if tool == "git" else ["patch", "-p1", "--binary"]
    diff = git_diff(name, old.encode(), new.encode()).encode()
    done = subprocess.run(command, cwd=root, input=diff, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode() + done.stdout.decode()
    return file.read_bytes() if file.exists() else b""
