"""Pages that lead to others. `tests/jekyll` compares them with jekyll-redirect-from."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import NOW

PLUGIN = "plugins: [jekyll-redirect-from]"


def test_a_page_with_redirect_to_leads_there_and_is_not_in_the_sitemap(workshop: Any) -> None:
    workshop.config(PLUGIN)
    workshop.write("content/away.md", "---\nredirect_to: https://example.org/?a=1\n---\n見えない\n")
    workshop.post("2026-01-02-tea", "redirect_to: [null, /away/]", "見えない")

    workshop.build()

    assert 'content="0; url=https://example.org/?a=1"' in workshop.page("away.html")
    assert 'content="0; url=https://example.com/away/"' in workshop.page("2026/01/02/tea.html")
    assert "見えない" not in workshop.page("away.html") + workshop.page("2026/01/02/tea.html")
    assert "away" not in workshop.page("sitemap.xml")


def test_redirect_to_is_read_only_where_the_plugin_is_named(workshop: Any) -> None:
    workshop.config()
    workshop.write("content/away.md", "---\nredirect_to: https://example.org/\n---\n見える\n")

    workshop.build()

    assert "見える" in workshop.page("away.html")
    assert not (workshop.output / "redirects.json").exists()


@pytest.mark.parametrize(
    "target", ["javascript:alert(1)", "3", "'//host/'", "{a: 1}", '"/a b"', '"https://x\\n"']
)
def test_a_wrong_target_is_reported_and_the_page_stays(workshop: Any, target: str) -> None:
    workshop.config(PLUGIN)
    workshop.write("content/away.md", f"---\ntitle: 頁\nredirect_to: {target}\n---\n見える\n")

    report = workshop.build()

    problems = [problem for problem in report.problems if problem.code == "front-matter-value"]
    assert [(problem.file, problem.line) for problem in problems] == [("away.md", 3)]
    assert "見える" in workshop.page("away.html")


def test_all_redirects_are_listed_for_scripts(workshop: Any) -> None:
    workshop.config(PLUGIN)
    workshop.write("content/away.md", "---\nredirect_to: https://example.org/\nredirect_from: /old\n---\n")
    workshop.post("2026-01-02-tea", "redirect_from: [/茶/]")

    workshop.build()
    assert json.loads(workshop.page("redirects.json")) == {
        "/茶/": "https://example.com/2026/01/02/tea.html",
        "/old": "https://example.com/away.html",
        "/away.html": "https://example.org/",
    }

    workshop.config(f"{PLUGIN}\nredirect_from: {{json: false}}")
    workshop.build()
    assert not (workshop.output / "redirects.json").exists()


def test_the_sites_own_layout_is_used_and_followed(workshop: Any, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    workshop.config(PLUGIN)
    layout = "{{ page.redirect.from }} {{ page.redirect.to }} {{ page.url }} {{ layout.x }}"
    workshop.write("content/_layouts/redirect.html", f"---\nx: 甲\n---\n{layout}")
    workshop.post("2026-01-02-tea", "redirect_from: /old/")

    workshop.build(cache=cache)
    assert workshop.page("old/index.html") == "/old/ https://example.com/2026/01/02/tea.html /old/ 甲"

    workshop.write("content/_layouts/redirect.html", layout)
    workshop.build(NOW + timedelta(minutes=1), cache=cache)
    assert workshop.page("old/index.html") == "/old/ https://example.com/2026/01/02/tea.html /old/ "
