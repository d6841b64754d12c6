"""Markdown without front matter as pages, as with jekyll-optional-front-matter."""

from __future__ import annotations

from typing import Any

import pytest

PLUGIN = "plugins: [jekyll-optional-front-matter]"


def _build(workshop: Any, config: str) -> set[str]:
    workshop.config(config)
    for name in ("docs/guide.md", "notes.markdown", "README.md", "docs/contributing.md", "docs/a.txt"):
        workshop.write(f"content/{name}", "# 題\n\n本文\n")
    workshop.build()
    return {path for path in workshop.tree() if path.startswith(("docs/", "notes", "README"))}


def test_markdown_without_front_matter_is_a_page_and_its_original_is_copied(workshop: Any) -> None:
    files = _build(workshop, PLUGIN)
    assert files == {
        "docs/guide.html",
        "docs/guide.md",
        "notes.html",
        "notes.markdown",
        "docs/contributing.md",
        "docs/a.txt",
    }
    assert "<title>題" in workshop.page("docs/guide.html")


def test_originals_are_left_out_if_so_configured(workshop: Any) -> None:
    files = _build(workshop, f"{PLUGIN}\noptional_front_matter: {{remove_originals: true}}")
    assert files == {"docs/guide.html", "notes.html", "docs/contributing.md", "docs/a.txt"}


def test_a_file_of_the_repository_that_include_names_is_a_page(workshop: Any) -> None:
    assert "README.html" in _build(workshop, f"{PLUGIN}\ninclude: [README.md]")


@pytest.mark.parametrize(
    "config",
    ["", f"{PLUGIN}\noptional_front_matter: {{enabled: false}}", f"{PLUGIN}\nrequire_front_matter: true"],
)
def test_without_the_plugin_such_files_are_no_pages(workshop: Any, config: str) -> None:
    assert not [path for path in _build(workshop, config) if path.endswith(".html")]


def test_the_copy_of_a_page_is_no_stray_file(workshop: Any) -> None:
    workshop.config(PLUGIN)
    workshop.write("content/docs/guide.md", "# 題\n\n本文\n")

    assert [problem.code for problem in workshop.build(strict=True).problems] == []
