"""After any edit the search's files are those of a fresh build; an edit of a body writes a few of them."""

from __future__ import annotations

import shutil
import zlib
from typing import Any
from unittest.mock import patch

import pytest

from allforces_site.build import full
from allforces_site.build.incremental import edit_search
from allforces_site.loaders import cached_documents
from allforces_site.search import grams

ON = "allforces: {social_pictures: false}"
OFF = "allforces: {social_pictures: false, search: false}"


@pytest.fixture
def site(workshop: Any) -> Any:
    """Eight posts that can be searched, built."""
    workshop.config(ON)
    for day in range(1, 9):
        post(workshop, day)
    build(workshop)
    return workshop


def post(site: Any, day: int, body: str = "", front: str = "") -> None:
    text = f"書き出しです。\n\n## 見出し{day}\n\n生成AIの話を{day}回。{body}\n"
    site.post(f"2026-01-{day:02}-p{day}", f"title: 題{day}\ntags: [茶]\n{front}", text)


def build(site: Any) -> Any:
    return site.build(cache=site.root / "cache")


def is_fresh(site: Any) -> bool:
    fresh = site.root / "fresh"
    shutil.rmtree(fresh, ignore_errors=True)
    site.build(output=fresh)
    names = {path.relative_to(fresh) for path in fresh.rglob("*") if path.is_file()}
    here = {path.relative_to(site.output) for path in site.output.rglob("*") if path.is_file()}
    return here == names and all(
        (site.output / name).read_bytes() == (fresh / name).read_bytes() for name in names
    )


def test_an_edited_body_changes_a_few_shards_and_takes_no_full_build(site: Any) -> None:
    with patch.object(full, "full_build", side_effect=AssertionError("a full build")):
        for body in ("画像生成も試した。", "", "資金調達の話。"):
            post(site, 5, body)
            report = build(site)
            shards = [path for path in report.written.changed if path.startswith("search/grams/")]
            assert 0 < len(shards) < 40
            assert "search/index.json" in report.written.changed
    assert is_fresh(site)


def test_several_bodies_at_once(site: Any) -> None:
    for day in (1, 4, 8):
        post(site, day, f"第{day}版を追記した。")
    with patch.object(full, "full_build", side_effect=AssertionError("a full build")):
        build(site)
    assert is_fresh(site)


@pytest.mark.parametrize(
    "histories",
    [
        "one",
        "two",
        "one and an edit",
        "one after another",
        "last one gone",
        "between",
        "first one gone",
        "date",
    ],
)
def test_posts_that_come_and_go_are_patched_into_the_shards_that_are_there(site: Any, histories: str) -> None:
    with patch.object(edit_search, "gather", side_effect=AssertionError("all made anew")):
        match histories:
            case "one":
                post(site, 20, "新しい話。")
            case "two":
                post(site, 20, "新しい話。")
                post(site, 21, "もう一つの話。")
            case "one and an edit":
                post(site, 20, "新しい話。")
                post(site, 2, "資金調達の話。")
            case "one after another":
                post(site, 20, "新しい話。")
                build(site)
                post(site, 21, "もう一つの話。")
            case "last one gone":
                (site.source / "_posts/2026-01-08-p8.md").unlink()
            case "between":
                site.post("2026-01-04-between", "title: 間", "間に来た話。\n")
            case "first one gone":
                (site.source / "_posts/2026-01-01-p1.md").unlink()
                post(site, 6, "資金調達の話。")
            case "date":
                post(site, 2, front="date: 2026-01-07 10:00\n")
        build(site)
    assert is_fresh(site)


def test_a_new_title_changes_the_shards_that_are_there(site: Any) -> None:
    with patch.object(edit_search, "gather", side_effect=AssertionError("all made anew")):
        post(site, 3, front="title: 資金調達")
        build(site)
    assert is_fresh(site)


@pytest.mark.parametrize("harm", ["other words", "no shard", "cut short", "gone", "a folder", "a link"])
@pytest.mark.parametrize("is_new", [True, False])
def test_a_shard_that_other_hands_changed_is_never_built_upon(site: Any, harm: str, is_new: bool) -> None:
    for file in (site.output / "search/grams").iterdir():
        content = file.read_bytes()
        file.unlink()
        match harm:
            case "other words":
                file.write_bytes(zlib.compress(zlib.decompress(content).replace(b"\x00", b"\x01")))
            case "no shard":
                file.write_bytes(b"?" * len(content))
            case "cut short":
                file.write_bytes(content[:-5])
            case "a folder":
                file.mkdir()
            case "a link":
                file.symlink_to(site.output / "search/index.json")
    post(site, 20 if is_new else 4, "新しい話。")
    report = build(site)
    if harm == "a folder":
        assert report.failed
        shutil.rmtree(site.output / "search/grams")
        build(site)
    assert is_fresh(site)


def test_a_cache_that_lost_what_posts_add_does_no_harm(site: Any) -> None:
    with (
        patch.object(edit_search, "load_contribution", return_value=None),
        patch.object(cached_documents, "load_contribution", return_value=None),
    ):
        post(site, 20, "新しい話。")
        assert not build(site).problems
        assert is_fresh(site)
        post(site, 7, "また追記。")
        assert not build(site).problems
        assert is_fresh(site)


@pytest.mark.parametrize(
    "edit",
    ["title", "new", "deleted", "draft", "off", "off and on", "shard gone", "cache gone", "unkept value"],
)
def test_every_other_edit_gives_the_files_of_a_fresh_build(site: Any, edit: str) -> None:
    for _ in range(2):
        match edit:
            case "title":
                post(site, 3, front="title: 別の題")
            case "new":
                post(site, 20, "新しい話。")
            case "deleted":
                (site.source / "_posts/2026-01-02-p2.md").unlink(missing_ok=True)
            case "draft":
                post(site, 6, front="draft: true")
            case "off":
                site.config(OFF)
            case "off and on":
                site.config(OFF)
                build(site)
                site.config(ON)
            case "shard gone":
                (site.output / "search/grams/7.bin").unlink()
            case "cache gone":
                (site.root / "cache/parse-cache.sqlite").unlink()
                post(site, 5, "追記。")
            case "unkept value":
                post(site, 5, "値。", f"mine: [{', '.join('1' * 10_001)}]")
        build(site)
        assert is_fresh(site)
        post(site, 7, "また追記。")
        build(site)
        assert is_fresh(site)


def test_a_site_without_search_has_no_file_of_it_and_no_link_to_it(site: Any) -> None:
    assert 'href="/search/"' in site.page("index.html")
    site.config(OFF)
    build(site)
    assert not (site.output / "search").exists()
    assert "/search/" not in site.page("index.html")


def test_a_site_without_posts_can_be_searched_too(workshop: Any) -> None:
    workshop.config(ON)
    assert not build(workshop).failed
    assert is_fresh(workshop)


def shards_in(site: Any) -> int:
    return len(list((site.output / "search/grams").iterdir()))


def test_a_small_blog_has_few_files_of_the_index_and_more_as_its_text_grows(
    site: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert shards_in(site) == 8
    monkeypatch.setattr(grams, "_MINUTES_A_SHARD", 10)
    long = "".join(f"{number}番目の話は、{chr(0x4E00 + number)}についてです。" for number in range(3000))

    post(site, 5, long)
    build(site)
    assert shards_in(site) == 16
    assert is_fresh(site)
    post(site, 6, long)
    build(site)
    post(site, 20, long)
    build(site)
    assert shards_in(site) == 32
    assert is_fresh(site)
    with patch.object(full, "full_build", side_effect=AssertionError("a full build")):
        post(site, 7, "追記。")
        build(site)
    assert is_fresh(site)

    for day in (5, 6, 20):
        post(site, day)
    build(site)
    assert shards_in(site) == 8
    assert is_fresh(site)
