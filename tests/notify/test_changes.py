"""Which addresses two builds differ in."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from allforces_site.notify.changes import Changes, changes_between
from allforces_site.write.manifest import Manifest, PageRecord, load_manifest
from tests.conftest import Workshop

SITE = "https://example.com"
KEYED = "allforces: {indexnow: 0123456789abcdef, social_pictures: false, search: false}"


def changes(shop: Workshop, old: Manifest) -> Changes:
    shop.build()
    return changes_between(old, load_manifest(shop.output))


@pytest.fixture
def workshop(workshop: Workshop) -> Workshop:
    """A site with a key: only of such pages the content is recorded."""
    workshop.config(KEYED)
    return workshop


def built(shop: Workshop) -> Manifest:
    shop.build()
    return load_manifest(shop.output)


def test_of_an_edited_post_and_the_lists_that_show_it_only_those_whose_content_changed_are_told(
    workshop: Workshop,
) -> None:
    workshop.post("2026-01-02-tea", "title: お茶", "はじめの段落。\n\n本文です。\n")
    workshop.post("2026-01-03-cup", "title: 茶碗")
    before = built(workshop)

    workshop.post("2026-01-02-tea", "title: お茶", "はじめの段落。\n\n新しい本文です。\n")

    assert changes(workshop, before) == Changes(changed=(f"{SITE}/2026/01/02/tea.html",))


def test_posts_to_which_another_is_near_or_related_do_not_change_with_it(workshop: Workshop) -> None:
    for day, name in enumerate(("tea", "cup", "pot"), 1):
        workshop.post(f"2026-01-0{day}-{name}", f"title: {name}\ntags: [茶]")
    before = built(workshop)

    workshop.post("2026-01-02-cup", "title: renamed\ntags: [茶]")

    told = changes(workshop, before).changed
    assert [url for url in told if url.endswith(".html")] == [f"{SITE}/2026/01/02/cup.html"]
    assert f"{SITE}/" in told
    assert "renamed" in workshop.page("2026/01/01/tea.html")


def test_a_change_of_what_all_pages_share_is_no_change_of_any_page(workshop: Workshop) -> None:
    workshop.post("2026-01-02-tea", "title: お茶")
    before = built(workshop)

    workshop.write("static/custom.css", "p { color: red }")
    workshop.write("templates/partials/footer.html", "<footer>新しい</footer>")

    assert changes(workshop, before) == Changes()
    assert "新しい" in workshop.page("2026/01/02/tea.html")


def test_a_new_description_is_a_change_of_the_page(workshop: Workshop) -> None:
    workshop.post("2026-01-02-tea", "title: お茶\ndescription: 前")
    before = built(workshop)

    workshop.post("2026-01-02-tea", "title: お茶\ndescription: 後")

    assert f"{SITE}/2026/01/02/tea.html" in changes(workshop, before).changed


def test_a_new_post_and_one_that_is_gone_are_told(workshop: Workshop) -> None:
    workshop.post("2026-01-02-tea", "title: お茶")
    workshop.post("2026-01-04-kiln", "title: 窯")
    before = built(workshop)

    (workshop.source / "_posts" / "2026-01-02-tea.md").unlink()
    workshop.post("2026-01-03-茶碗", "title: 茶碗")

    told = changes(workshop, before)
    assert f"{SITE}/2026/01/03/%E8%8C%B6%E7%A2%97.html" in told.added
    assert f"{SITE}/2026/01/02/tea.html" in told.removed
    assert f"{SITE}/" in told.changed
    assert f"{SITE}/2026/01/04/kiln.html" not in told.urls


def test_a_page_whose_place_a_redirect_takes_is_told_as_removed(workshop: Workshop) -> None:
    workshop.post("2026-01-02-tea", "title: お茶")
    before = built(workshop)

    (workshop.source / "_posts" / "2026-01-02-tea.md").unlink()
    workshop.post("2026-01-02-green", "title: お茶\nredirect_from: /2026/01/02/tea.html")

    assert changes(workshop, before).removed == (f"{SITE}/2026/01/02/tea.html",)


def test_pages_with_noindex_and_those_that_the_sitemap_leaves_out_are_never_told(workshop: Workshop) -> None:
    hidden = ("robots: noindex", "robots: noindex, follow", "sitemap: false")
    for number, line in enumerate(hidden):
        workshop.post(f"2026-01-0{number + 1}-hidden", f"title: 秘密\n{line}")
    workshop.write(
        "content/own.html",
        "---\nlayout: null\ntitle: x\n---\n<head><meta content='none' name=robots></head>x",
    )
    workshop.post("2026-01-09-tea", "title: お茶")

    first = changes(workshop, Manifest())
    before = load_manifest(workshop.output)
    assert not [url for url in first.urls if "hidden" in url or "own" in url or "404" in url]

    for file in (workshop.source / "_posts").glob("*hidden*"):
        file.unlink()
    assert not [url for url in changes(workshop, before).urls if "hidden" in url]


def test_a_page_that_becomes_noindex_is_not_told(workshop: Workshop) -> None:
    workshop.post("2026-01-02-tea", "title: お茶")
    before = built(workshop)

    workshop.post("2026-01-02-tea", "title: お茶\nrobots: noindex")

    assert f"{SITE}/2026/01/02/tea.html" not in changes(workshop, before).urls


def test_of_another_site_nothing_is_known(workshop: Workshop) -> None:
    workshop.post("2026-01-02-tea", "title: お茶")
    before = replace(built(workshop), address="https://old.example")

    told = changes(workshop, before)

    assert f"{SITE}/2026/01/02/tea.html" in told.added
    assert all(url.startswith(f"{SITE}/") for url in told.urls)


def test_the_bytes_decide_against_a_manifest_without_pages() -> None:
    page = {name: PageRecord(f"/{name}", "1") for name in ("a", "b", "c")}
    old = Manifest({"a": "1", "b": "1", "gone": "1"})
    new = Manifest({"a": "1", "b": "2", "c": "1"}, page, SITE)

    assert changes_between(old, new) == Changes((f"{SITE}/c",), (f"{SITE}/b",))


def test_the_addresses_hold_the_baseurl(workshop: Workshop) -> None:
    workshop.config(f"{KEYED}\nbaseurl: /blog")
    workshop.post("2026-01-02-tea", "title: お茶")

    assert f"{SITE}/blog/2026/01/02/tea.html" in changes(workshop, Manifest()).added


def test_without_a_key_the_content_is_not_looked_at_and_the_bytes_decide(workshop: Workshop) -> None:
    workshop.config()
    workshop.post("2026-01-02-tea", "title: お茶")
    before = built(workshop)
    assert {page.content for page in before.pages.values()} == {""}

    workshop.write("templates/partials/footer.html", "<footer>新しい</footer>")

    assert f"{SITE}/2026/01/02/tea.html" in changes(workshop, before).changed


def test_the_content_is_recorded_of_all_pages_once_there_is_a_key(workshop: Workshop, tmp_path: Path) -> None:
    workshop.config()
    workshop.post("2026-01-02-tea", "title: お茶")
    workshop.build(cache=tmp_path / "cache")

    workshop.config(KEYED)
    workshop.build(cache=tmp_path / "cache")

    assert all(page.content for page in load_manifest(workshop.output).pages.values())


def test_a_build_after_an_edit_leaves_the_manifest_of_a_build_from_nothing(
    workshop: Workshop, tmp_path: Path
) -> None:
    for day in range(1, 5):
        workshop.post(f"2026-01-0{day}-tea", "title: お茶\ntags: [茶]")
    workshop.build(cache=tmp_path / "cache")

    workshop.post("2026-01-03-tea", "title: 別の題\ntags: [茶]")
    workshop.build(cache=tmp_path / "cache")
    workshop.build(output=tmp_path / "fresh")

    assert load_manifest(workshop.output) == load_manifest(tmp_path / "fresh")
