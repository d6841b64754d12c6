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
from allforces_site.search import grams, parts

ON = "allforces: {social_pictures: false}"
OFF = "allforces: {social_pictures: false, search: false}"
ENTRIES = edit_search.PartFiles.entries


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


def test_edits_beside_posts_that_must_not_be_found_take_no_full_build(site: Any) -> None:
    for day in (2, 6):
        post(site, day, front="robots: noindex\n")
    build(site)
    with patch.object(full, "full_build", side_effect=AssertionError("a full build")):
        post(site, 5, "画像生成も試した。")
        post(site, 6, "裏の記事を直した。", "robots: noindex\n")
        build(site)
        site.post("2026-01-07-p7", "title: 新しい題\ntags: [茶]", "書き出しです。\n\n## 見出し7\n\n生成AI\n")
        build(site)
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


def shards_in(site: Any, folder: str = "grams") -> int:
    place = site.output / "search" / folder
    return len(list(place.iterdir())) if place.is_dir() else 0


@pytest.fixture
def parted(site: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    """The same posts in an index with a part for the newest, into which three fit: 1 to 6 and 7 to 8."""
    monkeypatch.setattr(parts, "BLOCK_POSTS", 3)
    monkeypatch.setattr(parts, "RECENT_SHARDS", 4)
    shutil.rmtree(site.root / "cache")
    build(site)
    assert (shards_in(site), shards_in(site, "recent")) == (8, 4)
    return site


def shards_changed(report: Any) -> set[str]:
    return {path.split("/")[1] for path in report.written.changed if path.endswith(".bin")} - {
        "facets.bin",
        "terms.bin",
        "posts",
    }


def test_posts_cross_to_the_first_part_and_back_without_all_being_made_anew(
    parted: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parts, "BLOCK_POSTS", 2)
    (parted.source / "_posts/2026-01-02-p2.md").unlink()
    post(parted, 19, "新しい話。")
    post(parted, 18, "新しい話。")
    build(parted)
    assert (shards_in(parted), shards_in(parted, "recent")) == (8, 4)

    def recent_entries(files: Any) -> Any:
        assert files.count == 4, "the first part was made anew"
        return ENTRIES(files)

    with patch.object(edit_search.PartFiles, "entries", recent_entries):
        for day in (20, 21, 22, 23):
            post(parted, day, f"新しい第{day}話。")
            build(parted)
            assert is_fresh_outside(parted)
            assert shards_in(parted, "recent") == (0 if day in (20, 22) else 4)
        for day in (23, 22, 21, 20, 19, 8):
            (parted.source / f"_posts/2026-01-{day:02}-p{day}.md").unlink()
            build(parted)
            assert is_fresh_outside(parted)
            assert shards_in(parted, "recent") == (0 if day in (23, 21, 19) else 4)


def is_fresh_outside(site: Any) -> bool:
    """`is_fresh`, without what a test forbids builds to do."""
    with patch.object(edit_search.PartFiles, "entries", ENTRIES):
        return is_fresh(site)


@pytest.mark.parametrize(
    ("edit", "folders"),
    [
        ("new", {"recent"}),
        ("new among the newest", {"recent"}),
        ("newest deleted", {"recent"}),
        ("newest edited", {"recent"}),
        ("old edited", {"grams"}),
        ("oldest deleted", {"grams", "recent"}),
        ("old and newest edited", {"grams", "recent"}),
    ],
)
def test_an_edit_changes_the_shards_of_its_part(parted: Any, edit: str, folders: set[str]) -> None:
    if edit in ("new", "new among the newest"):  # Else the new one would fill a block.
        (parted.source / "_posts/2026-01-08-p8.md").unlink()
        build(parted)
    match edit:
        case "new":
            post(parted, 20, "新しい話。")
        case "new among the newest":
            parted.post("2026-01-06-z", "title: 間\ndate: 2026-01-06 20:00", "間に来た話。\n")
        case "newest deleted":
            (parted.source / "_posts/2026-01-08-p8.md").unlink()
        case "newest edited":
            post(parted, 7, "資金調達の話。")
        case "old edited":
            post(parted, 2, "資金調達の話。")
        case "oldest deleted":
            (parted.source / "_posts/2026-01-01-p1.md").unlink()
        case "old and newest edited":
            post(parted, 2, "資金調達の話。")
            post(parted, 7, "資金調達の話。")
    assert shards_changed(build(parted)) == folders
    assert is_fresh(parted)


def test_a_lost_shard_of_the_newest_posts_is_made_again(parted: Any) -> None:
    for harm in ("gone", "other words"):
        for file in (parted.output / "search/recent").iterdir():
            file.unlink()
            if harm == "other words":
                file.write_bytes(b"?")
        post(parted, 8, f"追記、{harm}。")
        build(parted)
        assert is_fresh(parted)


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
