"""The report's keys and what they hold."""

from __future__ import annotations

import json
from typing import Any

from allforces_site.build.report import to_json


def report_of(workshop: Any, **options: Any) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(to_json(workshop.build(**options)))
    return content


def test_the_reports_keys_are_fixed(workshop: Any) -> None:
    workshop.post("2026-01-02-tea")

    report = report_of(workshop)

    assert list(report) == ["counts", "seconds", "pages", "skipped", "changes", "problems"]
    assert {"pages", "posts", "written", "unchanged", "removed", "skipped", "errors", "warnings"} <= set(
        report["counts"]
    )
    assert set(report["seconds"]) == {"read", "plan", "write", "total"}


def test_a_posts_page_is_reported_with_all_its_values(workshop: Any) -> None:
    workshop.config("baseurl: /blog")
    workshop.post(
        "2026-01-02-お茶",
        "title: お茶\ndate: 2026-01-02 03:04:05 +0900\ncategories: [飲み物]\ntags: [緑茶, 紅茶]\n"
        "excerpt: 抜粋\nreading_time: 7",
    )

    [page] = [page for page in report_of(workshop)["pages"] if page["source"]]

    assert page == {
        "source": "_posts/2026-01-02-お茶.md",
        "url": "/blog/%E9%A3%B2%E3%81%BF%E7%89%A9/2026/01/02/%E3%81%8A%E8%8C%B6.html",
        "output": "飲み物/2026/01/02/お茶.html",
        "date": "2026-01-02T03:04:05+09:00",
        "title": "お茶",
        "categories": ["飲み物"],
        "tags": ["緑茶", "紅茶"],
        "excerpt": "抜粋",
        "reading_minutes": 7,
        "declared_minutes": 7,
        "measured_minutes": 1,
    }
    assert (workshop.output / page["output"]).exists()


def test_every_page_has_the_same_keys_and_a_file(workshop: Any) -> None:
    workshop.post("2026-01-02-tea", "tags: [AI]")
    workshop.write("content/about.md", "---\ntitle: 紹介\n---\n")

    pages = report_of(workshop)["pages"]

    assert len({tuple(page) for page in pages}) == 1
    assert {"/", "/404.html", "/archive/", "/tag/ai/", "/about.html"} <= {page["url"] for page in pages}
    assert all((workshop.output / page["output"]).is_file() for page in pages)
    html = {path for path in workshop.tree() if path.endswith(".html")}
    assert {page["output"] for page in pages} == html


def test_skipped_sources_and_problems_have_their_keys(workshop: Any) -> None:
    workshop.post("2199-01-02-future")
    workshop.post("2026-01-02-bad", "date: 2026-13-40")

    report = report_of(workshop)

    assert report["skipped"] == [
        {"source": "_posts/2026-01-02-bad.md", "reason": "its date is not real: see the error"},
        {
            "source": "_posts/2199-01-02-future.md",
            "reason": "future: it appears at 2199-01-02T00:00:00+09:00",
        },
    ]
    [problem] = report["problems"]
    keys = ["file", "line", "column", "code", "severity", "message", "values", "hint", "excerpt", "fix"]
    assert list(problem) == keys
    assert (problem["file"], problem["line"], problem["severity"]) == (
        "_posts/2026-01-02-bad.md",
        2,
        "error",
    )


def test_strict_lets_warnings_fail_and_never_notes(workshop: Any) -> None:
    workshop.write("content/index.md", "---\ntitle: 自作\n---\n本文\n")
    assert not workshop.build(strict=True).failed

    workshop.write("content/_posts/nodate.md", "---\n---\n")
    assert not workshop.build().failed
    assert workshop.build(strict=True).failed


def test_counts_add_up_over_two_builds(workshop: Any) -> None:
    workshop.post("2026-01-02-tea")
    first, second = report_of(workshop)["counts"], report_of(workshop)["counts"]

    assert first["written"] == second["unchanged"] == first["files"]
    assert second["written"] == first["unchanged"] == 0


def test_a_page_that_could_not_be_made_is_no_page_of_the_report(workshop: Any) -> None:
    workshop.post("2026-01-02-tea")
    workshop.write("templates/post.html", "{{ nothing }}")

    report = report_of(workshop)

    assert [page for page in report["pages"] if page["source"]] == []
    assert report["counts"]["errors"] == 1
