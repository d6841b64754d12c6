"""A site that uses plugins which look beyond a single file: builds after edits equal clean ones."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from tests.conftest import NOW, Workshop, tree

CONFIG = """
title: 試験
url: https://example.com
baseurl: /blog
permalink: pretty
plugins: [jekyll-relative-links, jekyll-titles-from-headings, jekyll-optional-front-matter, jekyll-feed,
          jekyll-redirect-from, jekyll-sitemap, jekyll-default-layout]
relative_links: {collections: true}
titles_from_headings: {collections: true, strip_title: true}
feed: {categories: [茶], tags: true}
collections: {guides: {output: true}}
allforces: {social_pictures: false}
"""
FILES = {
    "_config.yml": CONFIG,
    "_posts/2026-01-02-tea.md": "---\ncategories: 茶\ntags: green\n---\n# 新茶\n\n"
    "[窯](2026-01-03-kiln.md#a) ![図](../a.png)\n",
    "_posts/2026-01-03-kiln.md": "---\ntags: green\n---\n窯\n===\n\n[頁](../docs/guide.md) {{ page.url }}\n",
    "_posts/2026-01-04-gone.md": "---\ntitle: 移動\nredirect_to: /elsewhere/\n---\n本文\n",
    "docs/guide.md": "# 案内\n\n[新茶](../_posts/2026-01-02-tea.md) [他](other.md)\n",
    "docs/other.md": "---\ntitle: 他\n---\n[案内](guide.md)\n\n"
    "{% for post in site.posts %}{{ post.title }} {{ post.content }}{% endfor %}\n",
    "_guides/one.md": "---\n---\n# 道\n\n[案内](../docs/guide.md)\n",
    "files/plain.html": "<!doctype html>\n",
}  # fmt: skip

EDIT = Callable[[Path], object]


def _write(path: str, text: str) -> EDIT:
    def edit(source: Path) -> None:
        (source / path).parent.mkdir(parents=True, exist_ok=True)
        (source / path).write_text(text, encoding="utf-8")

    return edit


def _replace(path: str, old: str, new: str) -> EDIT:
    def edit(source: Path) -> None:
        text = (source / path).read_text(encoding="utf-8")
        assert old in text
        (source / path).write_text(text.replace(old, new), encoding="utf-8")

    return edit


EDITS: dict[str, EDIT] = {
    "a heading": _replace("_posts/2026-01-02-tea.md", "# 新茶", "# 古茶"),
    "a body": _replace("_posts/2026-01-02-tea.md", "![図]", "直した ![図]"),
    "a link": _replace("_posts/2026-01-02-tea.md", "2026-01-03-kiln.md", "../docs/other.md"),
    "an address of a page": _replace("docs/other.md", "title: 他", "title: 他\npermalink: /moved/"),
    "front matter for a page without any": _replace(
        "docs/guide.md", "# 案内", "---\npermalink: /g/\n---\n# 案内"
    ),
    "the slug of a post": _replace("_posts/2026-01-03-kiln.md", "tags:", "slug: oven\ntags:"),
    "a post that is linked": lambda source: (source / "_posts/2026-01-03-kiln.md").unlink(),
    "a picture that is linked": _write("a.png", "x"),
    "a page without front matter": _write("docs/new.md", "# 新しい頁\n"),
    "where a post leads": _replace("_posts/2026-01-04-gone.md", "/elsewhere/", "https://example.org/"),
    "a post that leads nowhere any more": _replace("_posts/2026-01-04-gone.md", "redirect_to", "redirected"),
    "a category": _replace("_posts/2026-01-03-kiln.md", "tags:", "categories: 茶\ntags:"),
    "a layout": _write("_layouts/default.html", "<main>{{ page.title }} {{ content }}</main>"),
    "a plugin": _write("Gemfile", "group :jekyll_plugins do\n  gem 'jekyll-last-modified-at'\nend\n"),
    "the plugins": _replace("_config.yml", "[jekyll-relative-links, ", "["),
    "a setting of a plugin": _replace("_config.yml", "relative_links: {collections: true}", ""),
    "a document": _replace("_guides/one.md", "# 道", "# 路"),
    "a copied page": _write("files/second.html", "<!doctype html>\n"),
}


@pytest.fixture
def site(tmp_path: Path) -> Workshop:
    shop = Workshop(tmp_path)
    for path, text in FILES.items():
        _write(path, text)(shop.source)
    return shop


@pytest.mark.process  # git is asked for the times of last changes.
@pytest.mark.parametrize("name", EDITS)
def test_a_build_after_an_edit_equals_a_clean_one(site: Workshop, name: str, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    site.build(cache=cache)
    EDITS[name](site.source)
    for path in site.source.rglob("*"):  # The times of files are those of last changes.
        os.utime(path, (1_700_000_000, 1_700_000_000))
    for minutes in (1, 2):
        site.build(NOW + timedelta(minutes=minutes), cache=cache)
        clean = tmp_path / "clean"
        shutil.rmtree(clean, ignore_errors=True)
        site.build(NOW + timedelta(minutes=minutes), output=clean)
        assert _shown(site.output) == _shown(clean)


def _shown(folder: Path) -> dict[str, bytes]:
    return {path: content for path, content in tree(folder).items() if not path.startswith(".allforces")}


def test_markdown_without_a_layout_has_that_of_its_kind(site: Workshop) -> None:
    for name in ("default", "post", "home"):
        _write(f"_layouts/{name}.html", f"{name}: {{{{ content }}}}")(site.source)
    _write("index.md", "---\n---\n表紙\n")(site.source)
    _write("none.md", "---\nlayout: null\n---\nなし\n")(site.source)
    _write("page.html", "---\n---\nHTML\n")(site.source)

    site.build()

    assert site.page("2026/01/03/kiln/index.html").startswith("post: ")
    assert site.page("index.html").startswith("home: ")
    assert site.page("docs/other/index.html").startswith("default: ")
    assert site.page("none/index.html").startswith("<p>なし")
    assert site.page("page/index.html").startswith("HTML")
