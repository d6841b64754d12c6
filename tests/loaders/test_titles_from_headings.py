"""Titles from headings, as with jekyll-titles-from-headings."""

from __future__ import annotations

from typing import Any

import pytest

PLUGIN = "plugins: [jekyll-titles-from-headings]"
SHOW = "\n\n[{{ page.title }}]\n"


@pytest.mark.parametrize(
    ("body", "title"),
    [
        ("# 題\n", "題"),
        ("\n\n### 題 **太** [x](/y/) ###\n", "題 太 x"),
        ("題\n===\n", "題"),
        ("題 `a`\n---\n", "題 a"),
        ("# 題[^1]\n\n[^1]: 注\n", "題"),
        ("#### 四段目\n", ""),
        ("前文\n\n# 題\n", ""),
        ("#題\n", ""),
    ],
)
def test_the_heading_at_the_beginning_is_the_title(workshop: Any, body: str, title: str) -> None:
    workshop.config(PLUGIN)
    workshop.write("content/a.md", f"---\nlayout: null\n---\n{body}{SHOW}")
    workshop.build()
    assert f"[{title}]" in workshop.page("a.html")


def test_a_title_in_front_matter_stays(workshop: Any) -> None:
    workshop.config(PLUGIN)
    workshop.write("content/a.md", f"---\ntitle: 元\n---\n# 題\n{SHOW}")
    workshop.build()
    assert "[元]" in workshop.page("a.html")


@pytest.mark.parametrize("config", ["", f"{PLUGIN}\ntitles_from_headings: {{enabled: false}}"])
def test_without_the_plugin_templates_see_no_title(workshop: Any, config: str) -> None:
    workshop.config(config)
    workshop.write("content/a.md", f"---\nlayout: null\n---\n# 題\n{SHOW}")
    workshop.build()
    assert "[]" in workshop.page("a.html")


def test_the_heading_is_removed_if_so_configured_and_lines_stay_true(workshop: Any) -> None:
    workshop.config(f"{PLUGIN}\ntitles_from_headings: {{strip_title: true}}")
    workshop.write("content/a.md", "---\nlayout: null\n---\n# 題\n\n本文\n\n{{ x | none_such }}\n")

    report = workshop.build()

    assert "題" not in workshop.page("a.html")
    assert [problem.line for problem in report.problems if problem.code == "liquid-filter"] == [8]


def test_posts_have_them_only_if_collections_are_asked_for(workshop: Any, tmp_path: Any) -> None:
    cache = tmp_path / "cache"
    workshop.config(PLUGIN)
    workshop.post("2026-01-02-tea", body="# 新しい題\n\n本文\n")
    workshop.build(cache=cache)
    assert "<title>Tea" in workshop.page("2026/01/02/tea.html")

    workshop.config(f"{PLUGIN}\ntitles_from_headings: {{collections: true}}")
    workshop.build(cache=cache)
    assert "<title>新しい題" in workshop.page("2026/01/02/tea.html")
