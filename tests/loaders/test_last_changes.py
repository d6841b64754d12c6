"""The times of last changes, as with jekyll-last-modified-at."""

from __future__ import annotations

import os
import subprocess
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import NOW

PLUGIN = "plugins: [jekyll-last-modified-at]"
SHOW = "{{ page.last_modified_at | date: '%F %T' }} {% last_modified_at %} {% last_modified_at %Y %}"


def _commit(source: Path, time: str) -> None:
    run = ["git", "-C", str(source), "-c", "user.name=a", "-c", "user.email=a@example.com"]
    environment = {**os.environ, "GIT_COMMITTER_DATE": time, "GIT_AUTHOR_DATE": "2001-01-01T00:00:00Z"}
    subprocess.run([*run, "add", "-A"], check=True, env=environment)
    subprocess.run([*run, "commit", "-qm", "x"], check=True, env=environment)


@pytest.mark.process
def test_a_file_has_the_time_of_its_last_commit(workshop: Any, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    workshop.config(PLUGIN)
    post = workshop.post("2026-01-02-お茶", body=SHOW)
    workshop.write("content/about.md", f"---\nlayout: null\n---\n{SHOW}")
    subprocess.run(["git", "init", "-q", str(workshop.root)], check=True)
    _commit(workshop.source, "2026-02-03T04:05:06+09:00")
    workshop.build(cache=cache)
    assert "2026-02-03 04:05:06 03-Feb-26 2026" in workshop.page("about.html")
    assert "2026-02-03 04:05:06 03-Feb-26 2026" in workshop.page("2026/01/02/お茶.html")
    assert "<updated>2026-02-03T04:05:06+09:00</updated>" in workshop.page("feed.xml")

    post.write_text(post.read_text(encoding="utf-8") + "直した\n", encoding="utf-8")
    _commit(workshop.source, "2026-03-03T04:05:06+09:00")
    workshop.build(NOW + timedelta(minutes=1), cache=cache)
    assert "2026-03-03 04:05:06" in workshop.page("2026/01/02/お茶.html")
    assert "2026-02-03 04:05:06" in workshop.page("about.html")


@pytest.mark.process
def test_a_file_outside_of_git_has_its_own_time(workshop: Any) -> None:
    workshop.config(PLUGIN)
    post = workshop.post("2026-01-02-tea", body=SHOW)
    os.utime(post, (1772000000, 1772000000))
    workshop.build()
    assert "2026-02-25 15:13:20 25-Feb-26" in workshop.page("2026/01/02/tea.html")


@pytest.mark.process
def test_front_matter_and_dates_come_first(workshop: Any) -> None:
    workshop.config(f"{PLUGIN}\nlast-modified-at: {{date-format: '%Y/%m'}}")
    own = workshop.post("2026-01-02-own", "last_modified_at: 2026-05-05", body="{% last_modified_at %}")
    early = workshop.post("2026-06-02-early", body="本文")
    for file in (own, early):
        os.utime(file, (1772000000, 1772000000))
    workshop.build()
    assert "2026/05" in workshop.page("2026/01/02/own.html")
    assert "2026-02-25" not in workshop.page("feed.xml")


def test_without_the_plugin_no_times_are_looked_up(workshop: Any) -> None:
    workshop.config()
    post = workshop.post("2026-01-02-tea", body=f"[{SHOW}]")
    os.utime(post, (1772000000, 1772000000))
    workshop.build()
    assert "[  ]" in workshop.page("2026/01/02/tea.html")
