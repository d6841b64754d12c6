"""A small site with something of everything, and its command line in this process."""

from __future__ import annotations

import json
import random
import re
import shutil
from contextlib import chdir
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

from click.testing import CliRunner
from PIL import Image

from allforces_site.cli import main
from tests.conftest import TINY_THEME
from tests.fuzz.sample_posts import body

CONFIG = """\
title: 茶の新聞
description: 茶とAIの話題。
url: https://example.com
baseurl: ""
lang: ja
author: 編集部
timezone: Asia/Tokyo
permalink: /:year/:month/:day/:title/
paginate: 4
paginate_path: /page:num/
future: false
show_drafts: false
limit_posts: 0
exclude: [README.md, scripts/, "*.tmp"]
include: [_pages, .well-known]
excerpt_separator: "<!--more-->"
og_image: /assets/a.png
content_categories:
  - name: 技術
    slug: tech
    description: 仕組みの話。
defaults:
  - scope: {path: "", type: posts}
    values: {layout: post}
allforces:
  social_pictures: false
  search: false
  collisions: warn
  reading_time: declared
  cjk_chars_per_minute: 500
  slugs: {AI: ai}
  image_sizes: true
  max_lost_pages: 20
  checks:
    rules: {single-tag: note}
    paths: {"_posts/2026-*": {file-date: off}}
    affiliate_hosts: [amzn.to]
    description_length: 120
"""
DATA = "- name: 静岡\n  size: 12.5\n  open: true\n  since: 2020-01-02\n- name: 宇治\n  tags: [a, b]\n"
NEIGHBOURS = 6
# The text of an article in the small theme and in the default one.
ARTICLE = re.compile(
    r"<article>.*</article>|<div class=\"prose\">.*(?=<footer class=\"post-footer\">)", re.DOTALL
)
POST = TINY_THEME["post.html"].replace("{{ body }}", "<article>{{ body }}</article>")


def picture(width: int, height: int) -> bytes:
    made = BytesIO()
    Image.new("RGB", (width, height), "teal").save(made, "PNG")
    return made.getvalue()


@dataclass(frozen=True)
class Answer:
    """How a command ended and what it said."""

    code: int
    text: str


@dataclass(frozen=True)
class SampleSite:
    """`root` holds `content/`, `templates/`, `static/` and what commands make there."""

    root: Path

    def write(self, path: str, content: str | bytes) -> None:
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content if isinstance(content, bytes) else content.encode())

    def run(self, *arguments: str) -> Answer:
        """Runs `allforces` here. What it raises, but for the end of the program, is raised."""
        with chdir(self.root):
            result = CliRunner().invoke(main, arguments)
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        return Answer(result.exit_code, result.output)

    def report(self) -> dict[str, Any]:
        """The report that the last build wrote."""
        report: dict[str, Any] = json.loads((self.root / "report.json").read_text(encoding="utf-8"))
        return report

    def articles(self, report: dict[str, Any]) -> dict[str, str]:
        """What stands in the article of each page with a source."""
        found = {}
        for page in report["pages"]:
            if page["source"] is not None:
                text = (self.root / "_site" / page["output"]).read_text(encoding="utf-8")
                found[page["source"]] = "".join(ARTICLE.findall(text))
        return found


def new_site(root: Path, *, is_full: bool = False) -> SampleSite:
    """The sample, not built: with the least theme, or in full, with the default theme and its search."""
    site, chance = SampleSite(root), random.Random(12)
    site.write("content/_config.yml", CONFIG.replace("search: false", "search: true") if is_full else CONFIG)
    site.write("content/_data/farms.yml", DATA)
    for number in range(NEIGHBOURS):
        keys = f"title: 隣の記事{number}\ncategories: [技術]\ntags: [AI, 茶]\nexcerpt: 抜粋{number}。\n"
        site.write(f"content/_posts/2026-01-{number + 5:02}-p{number}.md", f"---\n{keys}---\n{body(chance)}")
    site.write("content/about.md", "---\ntitle: 紹介\nredirect_from: /old-about/\n---\n紹介です。\n")
    site.write("content/assets/a.png", picture(60, 30))
    site.write("content/assets/note.txt", "覚え書き\n")
    site.write("static/style.css", "body { margin: 0 }\n")
    if not is_full:
        site.write("templates/base.html", TINY_THEME["base.html"])
        site.write("templates/post.html", POST)
    return site


def copy_of(site: SampleSite, root: Path) -> SampleSite:
    """The same site elsewhere, with what was built of it, and the times of its files."""
    shutil.copytree(site.root, root, symlinks=True)
    return SampleSite(root)
