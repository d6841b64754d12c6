"""Nothing changed, or only texts of posts: no full build is needed; every other change gets one."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from msgspec.structs import replace

from allforces_site import outputs
from allforces_site.build import full, pipeline
from allforces_site.build.report import Report, to_json
from allforces_site.cache import file_stats
from allforces_site.errors import SiteError
from allforces_site.images import fact_index
from allforces_site.loaders import load
from allforces_site.model import Output, Post, Site, StoredDocument
from allforces_site.outputs import Plan
from allforces_site.outputs.from_posts import Edit, FromPosts, Posts
from allforces_site.renderer.theme import Theme
from tests.resting import RESTS, Rests, rest

THEME = Path(__file__).parents[2] / "cases" / "_theme"
POST = "2026-01-05-p5"
PLAIN = "2026-01-06-p6"
PICTURED = "2026-01-08-p8"


class FullBuildError(Exception):
    """A full build began."""


@pytest.fixture
def site(workshop: Any) -> Any:
    """Twelve posts, two of which want one URL, a page, a draft and a picture; built, and at rest."""
    shutil.copytree(THEME, workshop.root / "templates")
    workshop.config("title: 試験\nurl: https://example.com")
    for day in range(1, 13):
        edit(workshop, f"2026-01-{day:02}-p{day}")
    edit(workshop, "2026-01-05-q", front="slug: p5")
    workshop.write("content/about.md", "---\ntitle: 紹介\n---\n紹介です。\n")
    workshop.write("content/a.png", "png")
    workshop.write("static/style.css", "body {}")
    build(workshop)
    return workshop


def edit(site: Any, name: str, body: str = "", front: str = "", title: str = "") -> None:
    front = f"title: {title or f'題 {name}'}\ntags: [茶]\n{front}"
    site.post(name, front, f"書き出し。\n\n本文です。{body}\n")


def build(site: Any, **options: Any) -> Any:
    return site.build(cache=site.root / "cache", **options)


def build_lightly(site: Any, **options: Any) -> Any:
    with patch.object(full, "full_build", side_effect=FullBuildError):
        return build(site, **options)


def reported(report: Report) -> dict[str, Any]:
    return {key: value for key, value in json.loads(to_json(report)).items() if key != "seconds"}


def is_fresh(site: Any) -> bool:
    fresh = site.root / "fresh"
    shutil.rmtree(fresh, ignore_errors=True)
    site.build(output=fresh)
    files, others = (
        {file.relative_to(root): file.read_bytes() for file in root.rglob("*") if file.is_file()}
        for root in (site.output, fresh)
    )
    return files == others


@pytest.mark.parametrize("rests", RESTS)
def test_without_a_change_nothing_is_done_and_the_same_is_reported(site: Any, rests: Rests) -> None:
    rests(site.root)
    first = build(site)

    second = build_lightly(site)

    assert (second.written.written, second.written.unchanged) == (0, first.site_counts.files)
    assert second.site_counts == first.site_counts
    assert reported(second) == reported(first)


@pytest.mark.parametrize("post", [POST, "2026-01-12-p12", "2026-01-01-p1", "2026-01-05-q"])
def test_an_edited_body_is_on_its_page_and_in_the_feed_after_a_light_build(site: Any, post: str) -> None:
    edit(site, post, "追記です。", "slug: p5" if post.endswith("q") else "")

    report = build_lightly(site)

    assert [path for path in report.written.changed if path != "feed.xml"] != []
    assert len(report.written.changed) == 2
    assert is_fresh(site)


def test_light_builds_may_follow_each_other(site: Any) -> None:
    for number in range(3):
        edit(site, POST, f"第{number}版。")
        assert build_lightly(site).written.written == 2
    assert is_fresh(site)
    other_tag(site)
    build(site)
    assert is_fresh(site)


def test_a_touched_file_is_read_once_and_then_relied_on(site: Any) -> None:
    rest(site.root)
    os.utime(site.root / f"content/_posts/{POST}.md")
    rest(site.root)

    assert build_lightly(site).written.written == 0
    with patch(
        "allforces_site.build.incremental.comparison.stat_and_key",
        side_effect=AssertionError("read again"),
    ):
        assert build_lightly(site).written.written == 0


def test_a_build_of_all_looks_at_an_unchanged_picture_once(site: Any) -> None:
    edit(site, PICTURED, front="image: /a.png")
    site.write("content/a.png", "another png")
    rest(site.root)
    build(site)
    page(site)
    picture, looks = site.source / "a.png", []

    def counted(function: Callable[..., Any]) -> Callable[..., Any]:
        def call(path: Any, *arguments: Any, **options: Any) -> Any:
            looks.extend([function.__name__] if os.fspath(path) == str(picture) else [])
            return function(path, *arguments, **options)

        return call

    with patch.object(os, "stat", counted(os.stat)), patch.object(load, "read_head", counted(load.read_head)):
        build(site)

    assert looks == ["stat"]
    assert is_fresh(site)


def test_a_picture_that_was_new_to_the_first_build_is_not_read_by_all_later_ones(site: Any) -> None:
    edit(site, PICTURED, front="image: /a.png")
    site.write("content/a.png", "another png")
    with patch.object(file_stats, "reliable", return_value=None):  # As of a file that was just changed.
        build(site)
    rest(site.root)
    page(site)
    build(site)
    edit(site, PLAIN, front="image: /a.png")

    with patch.object(fact_index, "read_facts", side_effect=AssertionError("read again")):
        build(site)

    assert is_fresh(site)


def test_an_output_that_is_served_through_links_needs_no_full_build(site: Any) -> None:
    served = site.root / "served"
    shutil.copytree(site.output, served, copy_function=os.link)

    assert build_lightly(site).written.written == 0


# ---- edits that leave the shape of the site as it is -------------------------------------------


def title(site: Any) -> None:
    edit(site, POST, title="別の題")


def title_of_the_newest(site: Any) -> None:
    edit(site, "2026-01-12-p12", title="生成AIの新しい題")


def title_of_the_oldest(site: Any) -> None:
    edit(site, "2026-01-01-p1", title="生成AIの新しい題")


def title_of_another_post(site: Any) -> None:
    edit(site, POST, title="題 2026-01-08-p8")


def title_of_a_moved_post(site: Any) -> None:
    edit(site, POST, title="動いた記事の題")
    edit(site, "2026-01-05-q", title="動かした記事の題", front="slug: p5")


def title_that_is_escaped(site: Any) -> None:
    edit(site, POST, title='"<b>A & B</b> \U00020bb7野家"')


def first_paragraph(site: Any) -> None:
    site.post(POST, f"title: 題 {POST}\ntags: [茶]\n", "別の書き出し。\n\n本文です。\n")


def own_excerpt(site: Any) -> None:
    edit(site, PLAIN, front="excerpt: 抜粋です。")


def own_excerpt_and_no_more(site: Any) -> None:
    own_excerpt(site)
    build(site)
    edit(site, PLAIN)


def description(site: Any) -> None:
    edit(site, PLAIN, front="description: 説明です。\nrobots: nofollow\nreading_time: 9\nmine: [1]")


def many_minutes(site: Any) -> None:
    edit(site, POST, "長い本文です。" * 500)


def two_titles_and_a_body(site: Any) -> None:
    edit(site, POST, title="別の題")
    edit(site, "2026-01-06-p6", "追記。", title="もう一つの題")
    edit(site, "2026-01-11-p11", "追記。")


def three_titles(site: Any) -> None:
    for day in (10, 11, 12):
        edit(site, f"2026-01-{day:02}-p{day}", title=f"第{day}の題")


TEXTS = [
    title, title_of_the_newest, title_of_the_oldest, title_of_another_post, title_of_a_moved_post,
    title_that_is_escaped, first_paragraph, own_excerpt, own_excerpt_and_no_more, description, many_minutes,
    two_titles_and_a_body, three_titles,
]  # fmt: skip
SETTINGS = {
    "plain": "allforces: {social_pictures: false, search: false}",
    "search": "allforces: {social_pictures: false}\nlang: ja",
    "drawn": "allforces: {search: false}\npaginate: 3\nauthor: 編集部",
    "english": "lang: en\nlimit_posts: 9",
}


@pytest.mark.parametrize("settings", SETTINGS)
@pytest.mark.parametrize("change", TEXTS)
def test_texts_of_posts_need_no_full_build_and_are_reported_as_by_one(
    site: Any, change: Callable[[Any], None], settings: str
) -> None:
    site.config(f"title: 試験\nurl: https://example.com\n{SETTINGS[settings]}")
    build(site)
    change(site)

    light = build_lightly(site)

    assert is_fresh(site)
    fresh = reported(site.build(output=site.root / "fresh"))
    again = reported(build_lightly(site))
    for key in ("pages", "skipped", "problems"):
        assert reported(light)[key] == again[key] == fresh[key]


def test_a_site_of_which_the_parse_cache_is_lost_gets_a_full_build(site: Any) -> None:
    (site.root / "cache/parse-cache.sqlite").unlink()
    title(site)

    with pytest.raises(FullBuildError):
        build_lightly(site)
    build(site)
    assert is_fresh(site)


def test_a_full_build_after_a_light_one_has_nothing_to_make(site: Any) -> None:
    two_titles_and_a_body(site)
    build_lightly(site)
    for file in (site.root / "cache").glob("last-*"):
        file.unlink()

    with patch.object(Theme, "render", side_effect=AssertionError("rendered again")):
        assert build(site).written.written == 0


def test_a_title_of_a_post_that_is_not_shown_changes_nothing(site: Any) -> None:
    edit(site, "2026-01-20-hidden", front="published: false")
    edit(site, "2027-01-20-future")
    build(site)
    edit(site, "2026-01-20-hidden", front="published: false", title="別の題")
    edit(site, "2027-01-20-future", title="別の題")

    assert build_lightly(site).written.written == 0
    assert is_fresh(site)


def no_title(site: Any) -> None:
    """It is reported."""
    site.post(PLAIN, "tags: [茶]\ntitle:", "書き出し。\n\n本文です。\n")


def other_tag(site: Any) -> None:
    site.post(PLAIN, f"title: 題 {PLAIN}\ntags: [水]", "書き出し。\n\n本文です。\n")


def author(site: Any) -> None:
    edit(site, PLAIN, front="author: 花子")


def date(site: Any) -> None:
    edit(site, PLAIN, front="date: 2026-01-05 10:00")


def updated(site: Any) -> None:
    edit(site, PLAIN, front="last_modified_at: 2026-01-06")


def slug(site: Any) -> None:
    edit(site, PLAIN, front="slug: other")


def redirect(site: Any) -> None:
    edit(site, PLAIN, front="redirect_from: /old/")


def language(site: Any) -> None:
    edit(site, PLAIN, front="lang: en")


def liquid(site: Any) -> None:
    edit(site, PLAIN, "{{ site.title }}")


def error(site: Any) -> None:
    edit(site, PLAIN, front="date: 2026-13-40")


def renamed_category(site: Any) -> None:
    """Of all posts, as most of them write it otherwise now."""
    for name in ("2026-02-01-new", "2026-02-02-new"):
        edit(site, name, front="categories: [AI]")
    edit(site, PLAIN, front="categories: [ai]")
    build(site)
    edit(site, "2026-02-01-new", front="categories: [ai]")


def first_category(site: Any) -> None:
    """All pages link to it."""
    edit(site, PLAIN, front="categories: [新分類]")


def moved_post_gone(site: Any) -> None:
    """The post that took its address was deleted."""
    (site.root / "content/_posts/2026-01-05-q.md").unlink()


def place_of_a_page(site: Any) -> None:
    edit(site, PLAIN, front="permalink: /about.html")


def own_picture(site: Any) -> None:
    edit(site, PLAIN, front="image: /a.png")


def bare(site: Any) -> None:
    edit(site, PLAIN, front="layout: none")


def out_of_the_sitemap(site: Any) -> None:
    edit(site, PLAIN, front="sitemap: false")


def hidden(site: Any) -> None:
    edit(site, PLAIN, front="published: false")


def line_of_what_is_reported(site: Any) -> None:
    """A post that had to move is reported with the line of its slug."""
    site.post("2026-01-05-p5", f"slug: p5\ntitle: 題 {POST}\ntags: [茶]", "書き出し。\n\n本文です。\n")


def new_post(site: Any) -> None:
    edit(site, "2026-02-01-new")


def new_post_of_the_past(site: Any) -> None:
    edit(site, "2026-01-04-new", front="author: 太郎")


def new_post_of_tomorrow(site: Any) -> None:
    edit(site, "2027-02-01-new")


def renamed_post(site: Any) -> None:
    (site.root / f"content/_posts/{PLAIN}.md").rename(site.root / "content/_posts/2026-01-06-renamed.md")


def moved_file(site: Any) -> None:
    """Its page stays where it is."""
    (site.root / "content/_posts/2026").mkdir(parents=True)
    (site.root / f"content/_posts/{PLAIN}.md").rename(site.root / f"content/_posts/2026/{PLAIN}.md")


def published(site: Any) -> None:
    hidden(site)
    build(site)
    edit(site, PLAIN)


def not_for_search_engines(site: Any) -> None:
    edit(site, PLAIN, front="robots: noindex")


def for_search_engines(site: Any) -> None:
    not_for_search_engines(site)
    build(site)
    edit(site, PLAIN)


def spelling_of_a_tag(site: Any) -> None:
    """It is reported as another spelling of the same tag."""
    site.post(PICTURED, f"title: 題 {PICTURED}\ntags: [ＡＩ]", "書き出し。\n\n本文です。\n")
    site.post(PLAIN, f"title: 題 {PLAIN}\ntags: [AI]", "書き出し。\n\n本文です。\n")


def several_at_once(site: Any) -> None:
    deleted_post(site)
    new_post_of_the_past(site)
    title_of_the_newest(site)
    edit(site, "2026-01-10-p10", front="date: 2026-01-02 12:00")


def deleted_post(site: Any) -> None:
    (site.root / f"content/_posts/{PLAIN}.md").unlink()


def page(site: Any) -> None:
    site.write("content/about.md", "---\ntitle: 紹介\n---\n別の紹介。\n")


def picture(site: Any) -> None:
    site.write("content/a.png", "gif")


def style(site: Any) -> None:
    site.write("static/style.css", "main {}")


def new_style(site: Any) -> None:
    site.write("static/more.css", "main {}")


def template(site: Any) -> None:
    site.write("templates/post.html", "{{ page.title }}")


def config(site: Any) -> None:
    site.config("title: 別\nurl: https://example.com")


def no_config(site: Any) -> None:
    (site.root / "content/_config.yml").unlink()


def output_gone(site: Any) -> None:
    (site.output / "index.html").unlink()


def output_changed(site: Any) -> None:
    (site.output / "a.png").write_bytes(b"xyz")


def foreign_file(site: Any) -> None:
    (site.output / "archive" / "mine.txt").write_text("mine", encoding="utf-8")


def cut_off(site: Any) -> None:
    (site.output / ".allforces-tmp").mkdir()


def output_damaged(site: Any) -> None:
    """Other bytes of the same size in a page and in a file that is copied, their times set back."""
    for name in ("index.html", "a.png"):
        file = site.output / name
        status = file.stat()
        file.write_bytes(b"x" * status.st_size)
        os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))


def manifest_gone(site: Any) -> None:
    (site.output / ".allforces-manifest.json").unlink()


@pytest.fixture
def pictures(site: Any, make_picture: Callable[..., bytes]) -> Any:
    """The same, whose posts show pictures; the neighbours of `PICTURED` have one of their own."""
    site.write("content/a.png", make_picture(600, 300))
    site.write("content/b.png", make_picture(20, 10))
    shown = "{{ post.picture.width if post.picture }}{{ previous.picture if previous }}{{ body }}"
    site.write("templates/post.html", shown)
    for day in (7, 9):
        edit(site, f"2026-01-{day:02}-p{day}", front="image: /a.png")
    edit(site, PICTURED, "\n\n![](/a.png)\n", front="image: /b.png")
    build(site)
    return site


def test_a_title_beside_pictures_is_built_lightly(pictures: Any) -> None:
    edit(pictures, PICTURED, "\n\n追記です。\n\n![](/a.png)\n", front="image: /b.png", title="別の題")

    build_lightly(pictures)
    assert is_fresh(pictures)


def test_a_body_below_its_pictures_is_built_lightly_and_they_keep_their_sizes(pictures: Any) -> None:
    edit(pictures, PICTURED, "\n\n![](/a.png)\n追記です。\n", front="image: /b.png")

    assert build_lightly(pictures).written.written == 2
    assert 'width="600" height="300"' in pictures.page("2026/01/08/p8.html")
    assert is_fresh(pictures)


def picture_added(site: Any) -> None:
    edit(site, PICTURED, "\n\n![](/a.png) ![](/b.png)\n", front="image: /b.png")


def missing_picture_added(site: Any) -> None:
    edit(site, PICTURED, "\n\n![](/a.png) ![](/c.png)\n", front="image: /b.png")


def picture_taken_out(site: Any) -> None:
    edit(site, PICTURED, front="image: /b.png")


def picture_drawn_anew(site: Any) -> None:
    site.write("content/a.png", (site.root / "content/b.png").read_bytes())


def picture_deleted(site: Any) -> None:
    (site.root / "content/a.png").unlink()


def own_picture_changed(site: Any) -> None:
    edit(site, PICTURED, "\n\n![](/a.png)\n", front="image: /a.png")


@pytest.mark.parametrize(
    "change", [picture_added, missing_picture_added, picture_taken_out, own_picture_changed]
)
def test_a_post_may_show_other_pictures_after_a_light_build(
    pictures: Any, change: Callable[[Any], None]
) -> None:
    change(pictures)

    light = build_lightly(pictures)

    assert is_fresh(pictures)
    fresh = pictures.build(output=pictures.root / "fresh")
    assert reported(light)["problems"] == reported(fresh)["problems"]


def new_post_with_a_new_picture(site: Any, make_picture: Callable[..., bytes]) -> None:
    site.write("content/assets/new.png", make_picture(1200, 600))
    edit(site, "2026-02-01-new", "\n\n![](/b.png)\n", front="image: /assets/new.png")


@pytest.mark.parametrize("rests", RESTS)
def test_a_new_post_may_bring_its_picture_along(
    pictures: Any, make_picture: Callable[..., bytes], rests: Rests
) -> None:
    rests(pictures.root)
    new_post_with_a_new_picture(pictures, make_picture)
    rests(pictures.root)

    light = build_lightly(pictures)

    assert (pictures.output / "assets/new.png").is_file()
    assert is_fresh(pictures)
    fresh = pictures.build(output=pictures.root / "fresh")
    again = build_lightly(pictures)
    for key in ("pages", "skipped", "problems", "counts"):
        assert listed(light, key) == listed(again, key) == listed(fresh, key)
    edit(pictures, "2026-02-01-new", "追記。", front="image: /assets/new.png")
    build_lightly(pictures)
    assert is_fresh(pictures)


def test_a_picture_that_came_with_a_post_is_seen_to_change(
    pictures: Any, make_picture: Callable[..., bytes]
) -> None:
    new_post_with_a_new_picture(pictures, make_picture)
    build_lightly(pictures)
    pictures.write("content/assets/new.png", make_picture(700, 600))

    build(pictures)

    assert is_fresh(pictures)


def picture_that_no_post_shows(site: Any) -> None:
    site.write("content/c.png", b"png")
    edit(site, PICTURED, "\n\n追記。![](/a.png)\n", front="image: /b.png")


def picture_that_was_missing(site: Any) -> None:
    """Another post, which did not change, shows it as well."""
    edit(site, PLAIN, "\n\n![](/c.png)\n")
    build(site)
    site.write("content/c.png", b"png")
    edit(site, PICTURED, "\n\n![](/c.png)\n")


def page_along(site: Any) -> None:
    site.write("content/c.md", "---\ntitle: 別\n---\n")
    edit(site, PICTURED, "\n\n![](/a.png)\n")


def picture_with_front_matter(site: Any) -> None:
    site.write("content/c.svg", "---\n---\n<svg/>")
    edit(site, PICTURED, "\n\n![](/c.svg)\n")


@pytest.mark.parametrize(
    "change",
    [picture_that_no_post_shows, picture_that_was_missing, page_along, picture_with_front_matter],
)
def test_any_other_file_that_comes_along_with_a_post_gets_a_full_build(
    pictures: Any, change: Callable[[Any], None]
) -> None:
    change(pictures)

    with pytest.raises(FullBuildError):
        build_lightly(pictures)
    build(pictures)
    assert is_fresh(pictures)


@pytest.mark.parametrize("change", [picture_drawn_anew, picture_deleted])
def test_a_change_of_the_file_of_a_picture_gets_a_full_build(
    pictures: Any, change: Callable[[Any], None]
) -> None:
    change(pictures)

    with pytest.raises(FullBuildError):
        build_lightly(pictures)
    over = build(pictures)
    assert is_fresh(pictures)
    fresh = pictures.build(output=pictures.root / "fresh")
    assert reported(over)["problems"] == reported(fresh)["problems"]


def test_an_incremental_build_reports_missing_pictures_again(pictures: Any) -> None:
    missing_picture_added(pictures)
    first = build(pictures)
    edit(pictures, "2026-01-02-p2", "追記です。")

    second = build_lightly(pictures)

    assert "image-missing" in [problem.code for problem in first.problems]
    assert reported(second)["problems"] == reported(first)["problems"]


EDITS = [
    no_title, other_tag, author, date, updated, slug, own_picture, bare, out_of_the_sitemap, hidden, new_post,
    new_post_of_the_past, new_post_of_tomorrow, deleted_post, renamed_post, moved_file, published,
    not_for_search_engines, for_search_engines, spelling_of_a_tag, several_at_once,
]  # fmt: skip
ALL_OUTPUTS = """\
paginate: 3
lang: ja
timezone: Asia/Tokyo
plugins: [jekyll-feed, jekyll-sitemap, jekyll-redirect-from]
feed: {tags: true, posts_limit: 3}
allforces:
  search: false
  social_pictures: false
  news_sitemap: true
  ai: {markdown: true, llms_txt: true, llms_full_txt: true}
  feeds:
    /new.json: {format: json, entries: 3}
    /tag/:tag.xml: {format: rss, content: excerpt}
"""


@pytest.mark.parametrize(
    "settings", [*list(SETTINGS.values())[:3], ALL_OUTPUTS], ids=[*[*SETTINGS][:3], "all"]
)
@pytest.mark.parametrize("change", EDITS)
def test_posts_that_change_come_or_go_need_no_full_build_and_are_reported_as_by_one(
    site: Any, change: Callable[[Any], None], settings: str
) -> None:
    site.config(f"title: 試験\nurl: https://example.com\n{settings}")
    build(site)
    posts = site.source / "_posts"
    before = shutil.copytree(posts, site.root / "before")
    change(site)

    light = build_lightly(site)

    assert is_fresh(site)
    fresh = site.build(output=site.root / "fresh")
    again = build_lightly(site)
    for key in ("pages", "skipped", "problems", "counts"):
        assert listed(light, key) == listed(again, key) == listed(fresh, key)

    shutil.rmtree(posts)
    before.rename(posts)
    build_lightly(site)
    assert is_fresh(site)


def listed(report: Report, key: str) -> Any:
    """What is reported, but not what a build does only once."""
    once = ("written", "unchanged", "removed", "notes")
    value = reported(report)[key]
    if key == "problems":
        return [problem for problem in value if problem["code"] != "address-gone"]
    return {name: count for name, count in value.items() if name not in once} if key == "counts" else value


def test_pages_of_authors_in_place_of_generated_ones_keep_their_places(site: Any) -> None:
    site.write("content/index.md", "---\ntitle: 表紙\n---\n表紙です。\n")
    site.write("content/tag.md", "---\ntitle: 札\npermalink: /tag/\n---\n札です。\n")
    site.config("title: 試験\nurl: https://example.com\npaginate: 3")
    build(site)
    for change in (title_of_the_newest, new_post, other_tag):
        change(site)
        build_lightly(site)
        assert is_fresh(site)


def test_pages_that_are_gone_are_told_of(site: Any) -> None:
    renamed_post(site)

    light = build_lightly(site)

    [gone] = [problem for problem in light.problems if problem.code == "address-gone"]
    assert gone.file == "_posts/2026-01-06-renamed.md"


def test_a_light_build_refuses_to_lose_many_pages_as_a_full_one_does(site: Any) -> None:
    for day in (2, 3, 4, *range(6, 13)):
        (site.root / f"content/_posts/2026-01-{day:02}-p{day}.md").unlink()

    with pytest.raises(SiteError) as refused:
        build_lightly(site)
    assert refused.value.problems[0].code == "pages-lost"


@pytest.mark.parametrize("rests", RESTS)
@pytest.mark.parametrize(
    "change",
    [
        redirect, language, liquid, error, renamed_category, first_category, moved_post_gone,
        line_of_what_is_reported, place_of_a_page, page, picture, style, new_style, template, config,
        no_config, output_gone, output_changed, output_damaged, foreign_file, cut_off, manifest_gone,
    ],
)  # fmt: skip
def test_whatever_else_changed_gets_a_full_build(
    site: Any, change: Callable[[Any], None], rests: Rests
) -> None:
    rests(site.root)
    build(site)
    change(site)
    rests(site.root)

    with pytest.raises(FullBuildError):
        build_lightly(site)
    build(site)
    assert site.root and (change is foreign_file or change is error or is_fresh(site))


@pytest.mark.parametrize("options", [{"drafts": True}, {"future": True}, {"base_url": "https://example.org"}])
def test_other_options_get_a_full_build(site: Any, options: dict[str, Any]) -> None:
    with pytest.raises(FullBuildError):
        build_lightly(site, **options)


def test_a_post_whose_date_is_reached_gets_a_full_build(site: Any) -> None:
    edit(site, "2026-12-24-later")
    build(site)
    assert build_lightly(site, now=datetime(2026, 12, 23, 14, 59, tzinfo=UTC)).written.written == 0

    with pytest.raises(FullBuildError):
        build_lightly(site, now=datetime(2026, 12, 23, 15, tzinfo=UTC))


def test_a_clock_that_was_put_back_gets_a_full_build(site: Any) -> None:
    with pytest.raises(FullBuildError):
        build_lightly(site, now=datetime(2026, 1, 1, tzinfo=UTC))


def test_a_file_that_changes_while_the_site_is_built_is_built_the_next_time(site: Any) -> None:
    style = site.root / "static/style.css"
    load = pipeline.load_config

    def edited_meanwhile(*arguments: Any) -> Any:
        style.write_text("em {}", encoding="utf-8")
        return load(*arguments)

    title(site)
    with patch.object(pipeline, "load_config", edited_meanwhile):
        build(site)
    style.write_text("b {}", encoding="utf-8")
    build(site)

    assert is_fresh(site)


def test_a_site_with_errors_gets_a_full_build_each_time(site: Any) -> None:
    site.post("2026-01-20-bad", "date: 2026-13-40")
    assert build(site).failed
    with pytest.raises(FullBuildError):
        build_lightly(site)


# ---- an output that the incremental build does not name ------------------------------------------


def digest_of(posts: tuple[Post, ...], theme: Theme) -> Output:
    """The texts of some posts in one file."""
    documents = [post.source.document for post in posts]
    keys = [document.key for document in documents if isinstance(document, StoredDocument)]
    make = lambda: "".join(document.load().html for document in documents).encode()  # noqa: E731
    return Output("digest.txt", make, key=theme.key("digest", keys))


def plan_digest(site: Site, theme: Theme) -> Iterator[Output]:
    posts = site.posts[3:6]
    yield replace(digest_of(posts, theme), bodies=tuple(post.source.source for post in posts))


def changed_digest(posts: Posts, edit: Edit, theme: Theme) -> Iterator[Output]:
    other = edit.other_connections(posts.connections)
    places = posts.connections.posts[::-1][3:6]
    if edit.changes_texts(places, other.posts[::-1][3:6] if other is not None else None):
        yield digest_of(tuple(map(posts.post, places)), theme)


def plan_titles(site: Site, theme: Theme) -> Iterator[Output]:
    """The titles of some posts in one file."""
    posts = site.posts[3:6]
    titles = "".join(post.summary.title for post in posts).encode()
    sources = tuple(post.source.source for post in posts)
    yield Output("titles.txt", lambda: titles, key=theme.key("titles", titles), summaries=sources)


@pytest.fixture
def with_output(site: Any, monkeypatch: pytest.MonkeyPatch) -> Callable[[Plan], Any]:
    """A function that adds an output to the site, and builds it."""

    def add(plan: Plan) -> Any:
        monkeypatch.setattr(outputs, "OUTPUTS", (*outputs.OUTPUTS, plan))
        site.config("title: 試験\nurl: https://example.com\nlang: ja")
        build(site)
        return site

    return add


def test_a_new_output_follows_the_bodies_that_it_shows(with_output: Callable[[Plan], Any]) -> None:
    site = with_output(plan_digest)
    edit(site, "2026-01-08-p8", "書き足した。")
    build(site)

    assert "書き足した。" in site.page("digest.txt")
    assert is_fresh(site)


def test_a_new_output_follows_the_titles_that_it_shows(with_output: Callable[[Plan], Any]) -> None:
    site = with_output(plan_titles)
    edit(site, "2026-01-08-p8", title="書き替えた題")
    build(site)

    assert "書き替えた題" in site.page("titles.txt")
    assert is_fresh(site)


@pytest.mark.parametrize("plan", [plan_digest, plan_titles])
def test_posts_that_a_new_output_does_not_show_need_no_full_build(
    with_output: Callable[[Plan], Any], plan: Plan
) -> None:
    site = with_output(plan)
    edit(site, "2026-01-02-p2", "書き足した。", title="書き替えた題")
    build_lightly(site)
    assert is_fresh(site)


def test_bodies_of_posts_whose_titles_a_new_output_shows_need_no_full_build(
    with_output: Callable[[Plan], Any],
) -> None:
    site = with_output(plan_titles)
    edit(site, "2026-01-08-p8", "書き足した。")
    build_lightly(site)
    assert is_fresh(site)


def test_a_new_output_that_is_planned_from_posts_needs_no_full_build(
    with_output: Callable[[Plan], Any],
) -> None:
    site = with_output(FromPosts(changed_digest))
    edit(site, "2026-01-08-p8", "書き足した。")
    build_lightly(site)

    assert "書き足した。" in site.page("digest.txt")
    assert is_fresh(site)
