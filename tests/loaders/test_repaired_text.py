"""`repair: on-build`: pages show repaired texts, and the files stay as they are."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from allforces_site.build.report import Report
from tests.conftest import Workshop

PAGE = "2026/01/02/tea.html"
BODY = """新茶が届きました。

---END---

味は濃いめです。

---END---

{% include x.html %}

![](/none.png)
"""


def settings(**more: Any) -> str:
    """The configuration with repairs switched on; JSON is YAML."""
    given = {"social_pictures": False, "search": False, "repair": "on-build"} | more
    return f"allforces: {json.dumps(given)}"


@pytest.fixture
def shop(workshop: Workshop) -> Workshop:
    workshop.config(settings())
    workshop.post("2026-01-02-tea", "title: 新茶", BODY)
    return workshop


def reported(report: Report) -> list[tuple[str, int | None]]:
    return [(problem.code, problem.line) for problem in report.problems if problem.file is not None]


def test_the_page_shows_the_repaired_text_and_the_file_stays(shop: Workshop) -> None:
    file = shop.source / "_posts/2026-01-02-tea.md"
    before = file.read_bytes()
    shop.build()

    assert "---END---" not in shop.page(PAGE)
    assert "味は濃いめです。" in shop.page(PAGE)
    assert file.read_bytes() == before


def test_the_report_says_what_was_repaired_and_a_strict_build_does_not_fail_for_it(shop: Workshop) -> None:
    shop.post("2026-01-02-tea", "title: 新茶", "新茶が届きました。\n\n---END---\n")
    report = shop.build(strict=True)

    (note,) = report.problems
    assert (note.code, note.severity.value, note.line) == ("repaired", "note", 6)
    assert str(note.message).startswith("repaired on the page, not in the file: ")
    assert "end-marker (line 6)" in str(note.message)
    assert str(note.hint) == "`allforces repair --write` fixes the file"
    assert not report.failed


def test_other_problems_keep_the_lines_of_the_file(shop: Workshop) -> None:
    lines = shop.source.joinpath("_posts/2026-01-02-tea.md").read_text(encoding="utf-8").split("\n")

    assert reported(shop.build()) == [
        ("repaired", 6),
        ("liquid", lines.index("{% include x.html %}") + 1),
        ("image-missing", lines.index("![](/none.png)") + 1),
    ]


def test_feed_and_excerpt_and_search_have_the_repaired_text(shop: Workshop) -> None:
    shop.config(settings(search=True))
    shop.post("2026-01-02-tea", "title: 新茶", "---END---\n\n新茶が届きました。\n")
    report = shop.build()

    (post,) = [page for page in report.list_pages() if page.date is not None]
    assert post.excerpt == "新茶が届きました。"
    holding = [name for name, content in shop.tree().items() if b"END--" in content]
    assert holding == []


def test_a_page_is_repaired_too(shop: Workshop) -> None:
    shop.write("content/about.md", "---\ntitle: 紹介\n---\n紹介です。\n\n---END---\n")
    shop.write("content/notes.txt", "---\ntitle: 記録\n---\n---END---\n")
    report = shop.build()

    assert "---END---" not in shop.page("about.html")
    assert "---END---" in shop.page("notes.txt")
    assert [problem.file for problem in report.problems if problem.code == "repaired"] == [
        "_posts/2026-01-02-tea.md",
        "about.md",
    ]


def test_the_site_is_the_one_that_repaired_files_make(shop: Workshop) -> None:
    shop.write("content/about.md", "---\ntitle: 紹介\n---\n紹介です。\n\n---END---\n")
    shop.config(settings(search=True))
    shop.build()
    on_build = shop.tree()
    for file in shop.source.rglob("*.md"):
        file.write_text(file.read_text(encoding="utf-8").replace("---END---\n\n", ""), encoding="utf-8")
    (shop.source / "about.md").write_text("---\ntitle: 紹介\n---\n紹介です。\n", encoding="utf-8")
    shop.config(settings(search=True, repair="off"))
    shop.build()

    assert shop.tree() == on_build


def test_a_rule_that_is_off_repairs_nothing(shop: Workshop) -> None:
    shop.config(settings(checks={"rules": {"end-marker": "off"}}))
    report = shop.build()

    assert "---END---" in shop.page(PAGE)
    assert "repaired" not in [code for code, _ in reported(report)]


def test_an_unpublished_post_reports_no_repair(shop: Workshop) -> None:
    shop.post("2026-01-02-tea", "title: 新茶\npublished: false", BODY)

    assert reported(shop.build()) == []


def test_broken_front_matter_is_reported_as_without_repairs(shop: Workshop) -> None:
    shop.post("2026-01-02-tea", "title: '新茶", "---END---\n")

    assert [code for code, _ in reported(shop.build())] == ["front-matter-yaml"]


def test_without_the_setting_the_text_stays(shop: Workshop) -> None:
    shop.config()
    report = shop.build()

    assert "---END---" in shop.page(PAGE)
    assert "repaired" not in [code for code, _ in reported(report)]


OFF = {"end-marker": "off"}


@pytest.mark.parametrize("checks", [{"rules": OFF}, {"paths": {"*": OFF}}])
def test_with_a_cache_too_a_rule_can_be_switched_off_and_on(shop: Workshop, checks: dict[str, Any]) -> None:
    shown = []
    for resolved in (settings(), settings(checks=checks), settings(), settings(repair="off")):
        shop.config(resolved)
        shop.build(cache=shop.root / "cache")
        shown.append("---END---" in shop.page(PAGE))

    assert shown == [False, True, False, True]


@pytest.mark.process
def test_a_build_without_the_setting_imports_no_rule(workshop: Workshop) -> None:
    workshop.post("2026-01-02-tea", "title: 新茶")
    script = (
        "import sys\n"
        "from datetime import UTC, datetime\n"
        "from pathlib import Path\n"
        "from allforces_site.build.run import BuildOptions, build\n"
        "report = build(BuildOptions(Path('content'), Path('_site'), 1), datetime.now(UTC))\n"
        "assert report.site_counts.posts == 1\n"
        "print([name for name in sys.modules if name.startswith('allforces_site.lint')])"
    )
    environment = {"PYTHONPATH": str(Path(__file__).parents[2])}
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=workshop.root,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )

    assert done.stdout.strip() == "[]"
