from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from allforces_site.build.report import Report
from allforces_site.build.run import BuildOptions, build

NOW = datetime(2026, 3, 1, tzinfo=UTC)
CONFIG = "url: https://example.com\ntitle: 港の新聞\ntimezone: Asia/Tokyo\n"


def write(folder: Path, modified: str, name: str = "_posts/2026-02-10-tea.md") -> None:
    file = folder / "content" / name
    file.parent.mkdir(parents=True, exist_ok=True)
    (folder / "content" / "_config.yml").write_text(CONFIG)
    file.write_text(
        f"---\ntitle: お茶\ndate: 2026-02-10 09:00:00 +0900\nlast_modified_at: {modified}\n---\n本文。\n"
    )


def built(folder: Path, now: datetime = NOW) -> Report:
    options = BuildOptions(folder / "content", folder / "_site", 1, cache=folder / "cache")
    return build(options, now)


def reported(report: Report) -> list[tuple[str, str | None, int | None]]:
    return [(problem.code, problem.file, problem.line) for problem in report.problems]


def published(folder: Path, pattern: str) -> set[str]:
    """All that matches in feed, sitemap and pages."""
    files = [file for file in (folder / "_site").rglob("*") if file.suffix in {".xml", ".html"}]
    return {found for file in files for found in re.findall(pattern, file.read_text())}


@pytest.mark.parametrize("name", ["_posts/2026-02-10-tea.md", "tea.md"])
@pytest.mark.parametrize("modified", ["2025-02-10 10:00:00 +0900", "2026-02-10 08:59:59 +0900", "2026-02-09"])
def test_a_change_before_the_date_is_reported_and_shown_nowhere(
    tmp_path: Path, modified: str, name: str
) -> None:
    write(tmp_path, modified, name)

    report = built(tmp_path)

    assert reported(report) == [("last-modified", name, 4)]
    assert not published(tmp_path, "2025-02-10|08:59|2026-02-09")


@pytest.mark.parametrize("name", ["_posts/2026-02-10-tea.md", "tea.md"])
def test_a_change_in_the_future_is_reported_and_shown_only_once_it_is_reached(
    tmp_path: Path, name: str
) -> None:
    write(tmp_path, "2026-03-05 10:00:00 +0900", name)

    assert reported(built(tmp_path)) == [("last-modified", name, 4)]
    assert not published(tmp_path, "2026-03-05")

    # Nothing else changed: the build must know by itself that the time has come.
    assert reported(built(tmp_path, NOW + timedelta(days=7))) == []
    assert published(tmp_path, "2026-03-05")


def test_it_stays_left_out_when_only_the_text_is_edited(tmp_path: Path) -> None:
    write(tmp_path, "2026-03-05 10:00:00 +0900")
    built(tmp_path)
    file = tmp_path / "content/_posts/2026-02-10-tea.md"
    file.write_text(file.read_text().replace("本文。", "本文。\n\n続きの段落。"))

    report = built(tmp_path, NOW + timedelta(minutes=1))

    assert reported(report) == [("last-modified", "_posts/2026-02-10-tea.md", 4)]
    assert published(tmp_path, "続きの段落")
    assert not published(tmp_path, "2026-03-05")


@pytest.mark.parametrize("modified", ["2026-02-10", "2026-02-10 09:00:00 +0900", "2026-02-10 00:00:00 +0000"])
def test_a_change_on_the_day_of_the_post_is_no_mistake(tmp_path: Path, modified: str) -> None:
    write(tmp_path, modified)

    assert reported(built(tmp_path)) == []


def test_a_later_change_is_the_date_of_feed_and_sitemap(tmp_path: Path) -> None:
    write(tmp_path, "2026-02-12 10:00:00 +0900")

    assert reported(built(tmp_path)) == []
    assert "<updated>2026-02-12T10:00:00+09:00</updated>" in (tmp_path / "_site/feed.xml").read_text()
    assert "<lastmod>2026-02-12T10:00:00+09:00</lastmod>" in (tmp_path / "_site/sitemap.xml").read_text()
