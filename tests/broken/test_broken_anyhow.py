"""Whatever lies beside it, the good post is built; and what an author sees on the terminal."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from allforces_site.build.run import BuildOptions, build

NAMES = st.sampled_from(
    ["_posts/2025-01-10-x.md", "_posts/2025-01-10-x.html", "_drafts/x.md", "x.md", "x.html", "x.xml", "x.css"]
)
FRONTS = st.sampled_from(
    ["", "---\n", "---\ntitle: 題\n---\n", "---\r\ntags: [", "---\npermalink: ", "\ufeff---\n"]
)
TEXTS = st.text(alphabet="あa \n\r\t-:[]{}%#*_`<>!&\"'|/\\.\0\x07\u3000", max_size=60)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=NAMES, front=FRONTS, text=TEXTS, junk=st.binary(max_size=6))
def test_no_file_ever_harms_its_neighbour(
    source: Path, name: str, front: str, text: str, junk: bytes
) -> None:
    bad = source / name
    bad.parent.mkdir(exist_ok=True)
    bad.write_bytes((front + text).encode() + junk)
    try:
        output = source.parent / "site"
        report = build(BuildOptions(source, output, jobs=1, drafts=True), datetime(2025, 6, 1, tzinfo=UTC))
        reported = {page.source for page in report.list_pages()} | {
            skipped.source for skipped in report.skipped
        }
        is_copied = (output / name).is_file()
        assert is_copied or name in reported | {problem.file for problem in report.problems}
        assert "隣の壊れたファイル" in (output / "good" / "index.html").read_text(encoding="utf-8")
    finally:
        bad.unlink()


@pytest.mark.process
def test_terminal_shows_place_message_line_and_hint_and_no_traceback(source: Path) -> None:
    (source / "_posts" / "2025-01-10-bad.md").write_text(
        "---\ntitle: 速報: 新機能\n---\n本文\n", encoding="utf-8"
    )
    command = [sys.executable, "-m", "allforces_site", "build", "--source", "source", "--output", "site"]
    done = subprocess.run(command, cwd=source.parent, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 1
    assert (
        'source/_posts/2025-01-10-bad.md:2: error: front matter: one value has a second ": " '
        "[front-matter-yaml]\n"
        "  2 | title: 速報: 新機能\n"
        '  hint: put a text that holds ": " in quotes, and begin every key at the start of its line\n'
    ) in done.stderr
    assert "skipped _posts/2025-01-10-bad.md: unreadable: see the error\n" in done.stdout
    assert "Traceback" not in done.stderr + done.stdout
    assert (source.parent / "site" / "good" / "index.html").is_file()
