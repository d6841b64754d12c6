"""How much a build does after each kind of edit: a slower one fails here without a stopwatch.

The site has 30 posts, a day apart, all of one category; each third one has the tag `稀`. Its lists hold
ten posts a page, so that there are 3 home pages, 3 of the category, 1 of the tag and 1 of the month.
"""

from __future__ import annotations

import os
import shutil
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest

from allforces_site.build.incremental import rewrite_edited
from allforces_site.loaders import cached_documents
from allforces_site.loaders.posts import read_post
from allforces_site.renderer.theme import Theme
from allforces_site.search import grams, parts

THEME = Path(__file__).parent / "cases" / "_theme"
POSTS = 30
PAGE = "技術/2026/01/05/p5.html"


@dataclass
class Work:
    """What builds did since the last `clear`: sources parsed, files rendered and written."""

    parsed: list[str] = field(default_factory=list)
    rendered: list[str] = field(default_factory=list)
    written: int = 0
    removed: int = 0

    def clear(self) -> None:
        self.parsed.clear()
        self.rendered.clear()

    @property
    def counts(self) -> tuple[int, int, int, int]:
        return len(self.parsed), len(self.rendered), self.written, self.removed


@dataclass
class Counted:
    """A site whose builds are counted."""

    shop: Any
    work: Work

    def build(self, **options: Any) -> tuple[int, int, int, int]:
        """Posts parsed, files rendered, written and removed by one build."""
        self.work.clear()
        report = self.shop.build(cache=self.shop.root / "cache", **options)
        assert [problem for problem in report.problems if problem.severity != "note"] == []
        self.work.written, self.work.removed = report.written.written, len(report.written.removed)
        return self.work.counts

    def post(self, number: int, body: str = "", **values: str) -> str:
        """Writes post `number`, which is of that day of January; the last line of its body is `body`."""
        tags = "[共通, 稀]" if number % 3 == 0 else "[共通]"
        given = {"title": f"記事{number}", "categories": "[技術]", "tags": tags, **values}
        name = f"2026-01-{number:02}-p{number}"
        self.shop.post(
            name,
            "\n".join(f"{key}: {value}" for key, value in given.items()),
            f"書き出し{number}。\n\n本文{number}です。{body}\n",
        )
        return name


@pytest.fixture
def site(workshop: Any, monkeypatch: pytest.MonkeyPatch) -> Counted:
    """The site, built once and once more: pages that link to others are all there."""
    work = Work()

    def read_counted(entry: Any, *arguments: Any) -> Any:
        work.parsed.append(entry.source)
        return read_post(entry, *arguments)

    render = Theme.render

    def render_counted(self: Theme, template: str, rendered: str, **context: Any) -> bytes:
        work.rendered.append(rendered)
        return render(self, template, rendered, **context)

    monkeypatch.setattr(cached_documents, "read_post", read_counted)
    monkeypatch.setattr(Theme, "render", render_counted)
    counted = Counted(workshop, work)
    shutil.copytree(THEME, workshop.root / "templates")
    workshop.write("static/style.css", "body {}")
    workshop.write("content/about.md", "---\ntitle: 紹介\n---\n紹介です。\n")
    for number in range(1, POSTS + 1):
        counted.post(number)
    assert counted.build()[0] == POSTS
    return counted


# 30 posts, 1 page, 3 home pages; 3 indexes of terms, 3 pages of 技術, 3 of 共通 and 1 of 稀; the archive,
# its year and its month; 404, feed, its style sheet and sitemap.
RENDERED = POSTS + 1 + 3 + 3 + 3 + 3 + 1 + 3 + 4


def test_a_first_build_does_everything_once(site: Counted) -> None:
    files = sum(path.is_file() for path in site.shop.output.rglob("*")) - 1  # without the manifest
    assert len(site.work.rendered) == RENDERED
    assert len(set(site.work.rendered)) == RENDERED
    assert site.work.written == files


# ---- (parsed, rendered, written, removed) ------------------------------------------------------


def unchanged(_: Counted) -> None:
    """Nothing."""


def sources_touched(site: Counted) -> None:
    """Times of files alone mean nothing."""
    for file in site.shop.source.rglob("*"):
        os.utime(file, (1, 1))


def body_of_an_old_post(site: Counted) -> None:
    """The summary stays equal: the post's own page."""
    site.post(5, "追記。")


def body_of_a_post_in_the_feed(site: Counted) -> None:
    """The feed holds the bodies of the newest 20."""
    site.post(25, "追記。")


def title_of_an_old_post(site: Counted) -> None:
    """Its page, its 2 neighbours, and the page of the home list, 技術, 共通 and the month that it is on."""
    site.post(5, title="新しい題")


def title_of_the_newest_post(site: Counted) -> None:
    """All posts' pages, for all are related to it; a page of 4 lists, the month's, and the feed."""
    site.post(30, title="新しい題")


def tag_of_one_post(site: Counted) -> None:
    """As a title; and the tag's page, the index of tags, the sitemap. Lists and neighbours show no tags."""
    site.post(5, tags="[共通, 新しい]")


def new_oldest_post(site: Counted) -> None:
    """Its page and its neighbour; all pages of 2 lists and of home, for they show their number, with one
    more each (4 of each); the month, its year, the archive; 2 indexes with numbers; sitemap."""
    site.shop.post("2026-01-01-p0", "categories: [技術]\ntags: [共通]")


def new_newest_post(site: Counted) -> None:
    """The daily post: as the oldest; the feed; the 20 posts with its terms, which are related to it."""
    site.post(31)


def renamed_post(site: Counted) -> None:
    """Its page stays where it is and as it is: what shows it is rendered, and nothing written."""
    file = site.shop.source / "_posts/2026-01-05-p5.md"
    (site.shop.source / "_posts/2026").mkdir()
    file.rename(site.shop.source / "_posts/2026" / file.name)


def address_of_a_post(site: Counted) -> None:
    """As its title, at another address; the sitemap."""
    site.post(5, slug="other")


def deleted_old_post(site: Counted) -> None:
    """Its 2 neighbours; 3 pages of 3 lists; the month, its year, the archive; 2 indexes; the sitemap."""
    (site.shop.source / "_posts/2026-01-05-p5.md").unlink()


def page(site: Counted) -> None:
    """The page."""
    site.shop.write("content/about.md", "---\ntitle: 紹介\n---\n別の紹介です。\n")


def css(site: Counted) -> None:
    """No template of this theme names its version (`asset_url`)."""
    site.shop.write("static/style.css", "body { margin: 0 }")


def base_template(site: Counted) -> None:
    """Nothing is parsed; feed, its style sheet and sitemap extend no base."""
    file = site.shop.root / "templates/base.html"
    file.write_text(file.read_text(encoding="utf-8") + "<hr>", encoding="utf-8")


def partial_that_nobody_includes(site: Counted) -> None:
    """Nothing is rendered."""
    site.shop.write("templates/partials/nobody.html", "x")


def site_title(site: Counted) -> None:
    """All is rendered, for any template may name the site; the 3 home pages and the feed do."""
    site.shop.write(
        "content/_config.yml",
        "title: 別の題\nurl: https://example.com\nallforces: {social_pictures: false, search: false}\n",
    )


def timezone(site: Counted) -> None:
    """The one kind of setting for which posts are parsed again: one that shapes what a post says."""
    site.shop.config("timezone: Asia/Seoul")


def stamps_lost(site: Counted) -> None:
    """All is rendered and compared."""
    for file in (site.shop.root / "cache").glob("stamps-*"):
        file.unlink()


def parse_cache_lost(site: Counted) -> None:
    """Nothing: the record of the last build says that nothing changed."""
    (site.shop.root / "cache/parse-cache.sqlite").unlink()


def cache_lost(site: Counted) -> None:
    """All is parsed, rendered and compared; no file is touched."""
    shutil.rmtree(site.shop.root / "cache")


def output_edited(site: Counted) -> None:
    """The file is made again."""
    (site.shop.output / PAGE).write_text("x", encoding="utf-8")


def output_deleted(site: Counted) -> None:
    """The file is made again."""
    (site.shop.output / PAGE).unlink()


def output_touched(site: Counted) -> None:
    """The file is made, and found to be as it should be."""
    os.utime(site.shop.output / PAGE, (1, 1))


def undone_edit(site: Counted) -> None:
    """What was read before the edit is still kept; the page has to be made again."""
    site.post(5, "追記。")
    site.build()
    site.post(5)


def other_folder_between(site: Counted) -> None:
    """A build into another folder takes nothing from this one."""
    assert site.build(output=site.shop.root / "other")[:2] == (0, RENDERED)


WORK: dict[Callable[[Counted], None], tuple[int, int, int, int]] = {
    unchanged: (0, 0, 0, 0),
    sources_touched: (0, 0, 0, 0),
    body_of_an_old_post: (1, 1, 1, 0),
    body_of_a_post_in_the_feed: (1, 2, 2, 0),
    title_of_an_old_post: (1, 1 + 2 + 4, 1 + 2 + 4, 0),
    title_of_the_newest_post: (1, 30 + 4 + 1 + 1, 36, 0),
    tag_of_one_post: (1, 1 + 2 + 4 + 1 + 1 + 1, 1 + 1 + 1 + 1, 0),
    new_newest_post: (1, 20 + 1 + 20, 41, 0),
    renamed_post: (1, 1 + 2 + 4, 0, 0),
    address_of_a_post: (1, 1 + 2 + 4 + 1, 8, 1),
    new_oldest_post: (1, 1 + 1 + 12 + 3 + 2 + 1, 20, 0),
    deleted_old_post: (0, 2 + 9 + 3 + 2 + 1, 2 + 9 + 3 + 2 + 1, 1),
    page: (0, 1, 1, 0),
    css: (0, 0, 1, 0),
    base_template: (0, RENDERED - 3, RENDERED - 3, 0),
    partial_that_nobody_includes: (0, 0, 0, 0),
    site_title: (0, RENDERED, 3 + 1, 0),
    timezone: (POSTS, RENDERED, 0, 0),
    stamps_lost: (0, RENDERED, 0, 0),
    parse_cache_lost: (0, 0, 0, 0),
    cache_lost: (POSTS, RENDERED, 0, 0),
    output_edited: (0, 1, 1, 0),
    output_deleted: (0, 1, 1, 0),
    output_touched: (0, 1, 0, 0),
    undone_edit: (0, 1, 1, 0),
    other_folder_between: (0, 0, 0, 0),
}


@pytest.mark.parametrize("edit", WORK, ids=lambda edit: edit.__name__)
def test_an_edit_costs_what_it_shows(site: Counted, edit: Callable[[Counted], None]) -> None:
    edit(site)
    assert site.build() == WORK[edit]


def test_an_edit_of_a_body_writes_the_feeds_that_show_it_and_nothing_else(site: Counted) -> None:
    site.shop.config(
        "allforces:\n  social_pictures: false\n  search: false\n"
        "  feeds: {/feed.xml: atom, /rss.xml: rss, /feed.json: json, /:category.xml: rss,\n"
        "    /tags/:tag.xml: {format: atom, entries: 3}, /short.xml: {format: rss, content: excerpt}}\n"
    )
    site.build()

    site.post(25, "追記。")
    report = site.shop.build(cache=site.shop.root / "cache")

    page = "技術/2026/01/25/p25.html"
    assert sorted(report.written.changed) == sorted(["feed.json", "feed.xml", "rss.xml", page, "技術.xml"])
    site.post(5, "追記。")
    assert site.build() == (1, 1, 1, 0)
    site.post(30, title="新しい題")
    changed = site.shop.build(cache=site.shop.root / "cache").written.changed
    feeds = ["feed.json", "feed.xml", "rss.xml", "short.xml", "tags/共通.xml", "tags/稀.xml", "技術.xml"]
    assert sorted(path for path in changed if path.endswith((".xml", ".json"))) == feeds


@pytest.mark.parametrize(
    "edit",
    [tag_of_one_post, new_oldest_post, new_newest_post, renamed_post, address_of_a_post, deleted_old_post],
)
def test_no_output_is_planned_but_those_that_an_edit_of_a_post_changes(
    site: Counted, edit: Callable[[Counted], None]
) -> None:
    edit(site)
    write = rewrite_edited.write_site
    with patch.object(rewrite_edited, "write_site", wraps=write) as writing:
        rendered = site.build()[1]

    # A list that shows less of a post than its summary holds may be planned, and found to be the same.
    assert len(writing.call_args.args[0]) <= rendered + 1


def test_a_title_costs_no_more_on_a_larger_site(site: Counted) -> None:
    """No output is planned but those that are written, and these are as many on a site of twice the posts."""

    def cost(title: str) -> tuple[tuple[int, ...], int]:
        write = rewrite_edited.write_site
        with patch.object(rewrite_edited, "write_site", wraps=write) as writing:
            site.post(5, title=title)
            work = site.build()
        return work, len(writing.call_args.args[0])

    work, planned = cost("新しい題")
    for number in range(30):
        site.shop.post(f"2025-{number % 12 + 1:02}-{number // 12 + 1:02}-old{number}", "categories: [他]")
    site.build()

    assert planned == work[2]
    assert cost("さらに新しい題") == (work, planned)


def test_a_new_post_rewrites_the_shards_of_the_newest_posts_and_no_other(
    site: Counted, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of 30 posts, the last 6 are in a part of their own, with 8 shards; the other part has 128."""
    monkeypatch.setattr(parts, "BLOCK_POSTS", 8)
    monkeypatch.setattr(parts, "RECENT_SHARDS", 8)
    monkeypatch.setattr(grams, "_FEWEST_SHARDS", 128)
    site.shop.config("allforces: {social_pictures: false}")
    site.build()
    every_kanji = "".join(map(chr, range(0x4E00, 0x5200)))
    site.post(31, every_kanji)

    report = site.shop.build(cache=site.shop.root / "cache")

    written = [path.rpartition("/")[0] for path in report.written.changed if path.endswith(".bin")]
    assert Counter(written) == {"search/recent": 8, "search/posts": 1, "search": 2}


def test_another_address_renders_all_and_parses_nothing(site: Counted) -> None:
    assert site.build(base_url="https://example.org/blog")[:2] == (0, RENDERED)


def test_drafts_are_seen_by_reading_all_posts_anew(site: Counted) -> None:
    site.shop.write("content/_drafts/idea.md", "---\ntitle: 案\ndate: 2026-01-01\n---\n")
    assert site.build()[:2] == (1, 0)  # It was looked at, and is none of the site.
    assert site.build()[:2] == (0, 0)
    assert site.build(drafts=True)[0] == POSTS + 1
