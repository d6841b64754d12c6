"""Links to source files become links to their pages, as with jekyll-relative-links."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import NOW

PLUGIN = "plugins: [jekyll-relative-links]\nbaseurl: /blog"


def _page(workshop: Any, body: str, name: str = "docs/guide.md") -> str:
    workshop.write(f"content/{name}", f"---\ntitle: 案内\n---\n{body}\n")
    workshop.write("content/docs/other.md", "---\npermalink: /elsewhere/\n---\n別の頁\n")
    workshop.write("content/docs/a b.md", "---\ntitle: 空白\n---\n")
    workshop.write("content/file.pdf", "%PDF")
    workshop.post("2026-01-02-tea")
    workshop.build()
    return str(workshop.page(name.replace(".md", ".html")))


@pytest.mark.parametrize(
    ("body", "html"),
    [
        ("[x](other.md)", '<a href="/blog/elsewhere/">x</a>'),
        ("[x](./other.md#part)", '<a href="/blog/elsewhere/#part">x</a>'),
        ('[x](../docs/other.md "題")', '<a href="/blog/elsewhere/" title="題">x</a>'),
        ("[x](/docs/other.md)", '<a href="/blog/elsewhere/">x</a>'),
        ("[x](a%20b.md)", '<a href="/blog/docs/a%20b.html">x</a>'),
        ("[x](../file.pdf)", '<a href="/blog/file.pdf">x</a>'),
        ("[x](../_posts/2026-01-02-tea.md)", '<a href="/blog/2026/01/02/tea.html">x</a>'),
        ("[x][y]\n\n[y]: other.md", '<a href="/blog/elsewhere/">x</a>'),
        ("{{ page.title }} [x](other.md#part)", '案内 <a href="/blog/elsewhere/#part">x</a>'),
        ("{{ page.title }} [x][y]\n\n[y]: other.md", '<a href="/blog/elsewhere/">x</a>'),
    ],
)
def test_a_link_to_a_source_file_leads_to_its_page(workshop: Any, body: str, html: str) -> None:
    workshop.config(PLUGIN)
    assert html in _page(workshop, body)


@pytest.mark.parametrize(
    "body",
    [
        "[x](none.md)",
        "[x](https://example.org/other.md)",
        "`[x](other.md)`",
        "[x](#other.md)",
        "[x](//h/other.md)",
    ],
)
def test_other_links_and_code_stay(workshop: Any, body: str) -> None:
    workshop.config(PLUGIN)
    assert "elsewhere" not in _page(workshop, body)


@pytest.mark.parametrize(
    "config",
    ["", f"{PLUGIN}\nrelative_links: {{enabled: false}}", f"{PLUGIN}\nrelative_links: {{exclude: docs}}"],
)
def test_links_stay_where_the_plugin_is_not_named_or_switched_off(workshop: Any, config: str) -> None:
    workshop.config(config)
    assert 'href="other.md"' in _page(workshop, "[x](other.md)")


def test_links_of_posts_are_replaced_if_collections_are_asked_for(workshop: Any, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    workshop.config(PLUGIN)
    workshop.write("content/about.md", "---\n---\n")
    workshop.post("2026-01-02-tea", body="[x](../about.md)")
    workshop.build(cache=cache)
    assert 'href="../about.md"' in workshop.page("2026/01/02/tea.html")

    workshop.config(f"{PLUGIN}\nrelative_links: {{collections: true}}")
    workshop.build(cache=cache)
    assert 'href="/blog/about.html"' in workshop.page("2026/01/02/tea.html")

    workshop.post("2026-01-02-tea", body="直した [x](../about.md)")
    workshop.build(NOW + timedelta(minutes=1), cache=cache)
    assert '直した <a href="/blog/about.html">' in workshop.page("2026/01/02/tea.html")

    workshop.write("content/about.md", "---\npermalink: /me/\n---\n")
    workshop.build(NOW + timedelta(minutes=2), cache=cache)
    assert 'href="/blog/me/"' in workshop.page("2026/01/02/tea.html")


def test_a_replaced_link_is_no_broken_link(workshop: Any) -> None:
    workshop.config(PLUGIN)
    workshop.write("content/a.md", "---\ntitle: 甲\n---\n[x](b.md)\n")
    workshop.write("content/b.md", "---\ntitle: 乙\npermalink: /b/\n---\n")

    assert [problem.code for problem in workshop.build(strict=True).problems] == []
