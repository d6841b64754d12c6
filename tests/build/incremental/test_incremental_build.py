"""Nothing changed, or only bodies: no full build is needed; every other change gets one."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest

from allforces_site import outputs
from allforces_site.build import full, pipeline
from allforces_site.build.incremental import rewrite_bodies
from allforces_site.build.report import Report, to_json
from allforces_site.model import Output, Post, Site, StoredDocument
from allforces_site.renderer.theme import Theme
from tests.resting import RESTS, Rests, rest

THEME = Path(__file__).parents[2] / "cases" / "_theme"
POST = "2026-01-05-p5"
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


def edit(site: Any, name: str, body: str = "", front: str = "") -> None:
    site.post(name, f"title: 題 {name}\ntags: [茶]\n{front}", f"書き出し。\n\n本文です。{body}\n")


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
    names = [path.relative_to(fresh) for path in fresh.rglob("*") if path.is_file()]
    return all((site.output / name).read_bytes() == (fresh / name).read_bytes() for name in names)


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
    edit(site, POST, front="tags: [水]")
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


def test_an_output_that_is_served_through_links_needs_no_full_build(site: Any) -> None:
    served = site.root / "served"
    shutil.copytree(site.output, served, copy_function=os.link)

    assert build_lightly(site).written.written == 0


def title(site: Any) -> None:
    edit(site, POST, front="title: 別の題")


def first_paragraph(site: Any) -> None:
    site.post(POST, f"title: 題 {POST}\ntags: [茶]\n", "別の書き出し。\n\n本文です。\n")


def new_post(site: Any) -> None:
    edit(site, "2026-02-01-new")


def deleted_post(site: Any) -> None:
    (site.root / f"content/_posts/{POST}.md").unlink()


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


def test_a_body_below_its_pictures_is_built_lightly_and_they_keep_their_sizes(pictures: Any) -> None:
    edit(pictures, PICTURED, "\n\n![](/a.png)\n追記です。\n", front="image: /b.png")

    assert build_lightly(pictures).written.written == 2
    assert 'width="600" height="300"' in pictures.page("2026/01/08/p8.html")
    assert is_fresh(pictures)


def picture_added(site: Any) -> None:
    edit(site, PICTURED, "\n\n![](/a.png) ![](/b.png)\n", front="image: /b.png")


def missing_picture_added(site: Any) -> None:
    edit(site, PICTURED, "\n\n![](/a.png) ![](/c.png)\n", front="image: /b.png")


def picture_moved_down(site: Any) -> None:
    edit(site, PICTURED, "\n\n追記です。\n\n![](/a.png)\n", front="image: /b.png")


def picture_taken_out(site: Any) -> None:
    edit(site, PICTURED, front="image: /b.png")


def picture_drawn_anew(site: Any) -> None:
    site.write("content/a.png", (site.root / "content/b.png").read_bytes())


def picture_deleted(site: Any) -> None:
    (site.root / "content/a.png").unlink()


def own_picture_changed(site: Any) -> None:
    edit(site, PICTURED, "\n\n![](/a.png)\n", front="image: /a.png")


@pytest.mark.parametrize(
    "change",
    [picture_added, missing_picture_added, picture_moved_down, picture_taken_out, picture_drawn_anew,
     picture_deleted, own_picture_changed],
)  # fmt: skip
def test_a_change_of_what_is_shown_or_reported_of_pictures_gets_a_full_build(
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


@pytest.mark.parametrize("rests", RESTS)
@pytest.mark.parametrize(
    "change",
    [
        title, first_paragraph, new_post, deleted_post, page, picture, style, new_style, template, config,
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
    assert is_fresh(site)


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
    sources = tuple(post.source.source for post in posts)
    make = lambda: "".join(document.load().html for document in documents).encode()  # noqa: E731
    return Output("digest.txt", make, key=theme.key("digest", keys), bodies=sources)


def plan_digest(site: Site, theme: Theme) -> Iterator[Output]:
    yield digest_of(site.posts[3:6], theme)


def of_digest(changed: Sequence[int], order: Sequence[int], _theme: Theme) -> Iterator[tuple[int, ...]]:
    shown = tuple(order[::-1][3:6])
    if set(shown) & set(changed):
        yield shown


@pytest.fixture
def digest(site: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    """A site with such an output, built."""
    monkeypatch.setattr(outputs, "OUTPUTS", (*outputs.OUTPUTS, plan_digest))
    site.config("title: 試験\nurl: https://example.com\nlang: ja")
    build(site)
    return site


def test_a_new_output_follows_the_bodies_that_it_shows(digest: Any) -> None:
    edit(digest, "2026-01-08-p8", "書き足した。")
    build(digest)

    assert "書き足した。" in digest.page("digest.txt")
    assert is_fresh(digest)


def test_bodies_that_a_new_output_does_not_show_need_no_full_build(digest: Any) -> None:
    edit(digest, "2026-01-02-p2", "書き足した。")
    build_lightly(digest)
    assert is_fresh(digest)


def test_a_new_output_that_says_how_it_is_planned_needs_no_full_build(
    digest: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    kinds = (*outputs.BODY_OUTPUTS, outputs.BodyOutputs(of_digest, digest_of))
    monkeypatch.setattr(rewrite_bodies, "BODY_OUTPUTS", kinds)
    edit(digest, "2026-01-08-p8", "書き足した。")
    build_lightly(digest)

    assert "書き足した。" in digest.page("digest.txt")
    assert is_fresh(digest)
