"""The whole work of the benchmark: pictures and search are there, and what lacks is found out."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from tests.bench.bench import build
from tests.bench.checks import WrongOutcomeError, check_site
from tests.bench.corpus import Corpus
from tests.bench.peer import FollowUp
from tests.bench.peers import allforces
from tests.bench.pictures import SIZE, draw_pictures
from tests.bench.scenarios import SCENARIOS
from tests.bench.whole import PAGES_ONLY, allforces_whole, find_whole_peers, searchable_in_pagefind
from tests.bench.workspaces import Workspace, fewest_posts, make_workspaces


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    folder = tmp_path_factory.mktemp("bench")
    (site,) = make_workspaces([allforces_whole()], Corpus(), fewest_posts(1), 1, folder)
    build(site)
    return site


def test_a_site_of_this_project_has_pictures_copies_and_a_search_of_all_posts(built: Workspace) -> None:
    check_site(built)


def test_a_post_that_is_added_has_a_picture_and_is_in_the_search(built: Workspace) -> None:
    (added,) = (kind for kind in SCENARIOS if kind.name == "added")

    check = added.edit(built, 1)
    with pytest.raises(WrongOutcomeError):
        check()
    build(built)

    check()
    assert (built.output / "assets/images/posts/new-post-1.png").is_file()


def test_a_missing_copy_and_a_post_that_the_search_does_not_know_are_found_out(built: Workspace) -> None:
    whole = built.peer.whole_work
    assert whole is not None
    without_post = replace(whole, searchable=lambda output: whole.searchable(output) - 1)
    without_copy = replace(whole, each_post=("assets/images/posts/new-post-*.avif",))

    for lacking, message in ((without_post, "posts in the search"), (without_copy, r"\.avif")):
        with pytest.raises(WrongOutcomeError, match=message):
            check_site(replace(built, peer=replace(built.peer, whole_work=lacking)))


def test_the_posts_that_pagefind_indexed_are_counted_over_all_languages(tmp_path: Path) -> None:
    (tmp_path / "pagefind").mkdir()
    languages = {"ja": {"hash": "ja_1", "page_count": 40}, "en": {"hash": "en_1", "page_count": 2}}
    (tmp_path / "pagefind/pagefind-entry.json").write_text(json.dumps({"languages": languages}))

    assert searchable_in_pagefind(tmp_path) == 42


def test_all_tools_get_the_same_pictures(tmp_path: Path) -> None:
    draw_pictures(["a", "b"], [tmp_path / "one", tmp_path / "other"])

    one, other = ((tmp_path / name / "a.png").read_bytes() for name in ("one", "other"))
    assert one == other != (tmp_path / "one" / "b.png").read_bytes()
    with Image.open(tmp_path / "one" / "a.png") as picture:
        assert picture.size == SIZE


def test_where_hugo_is_not_installed_this_project_is_measured_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.bench.whole.hugo", lambda: None)

    assert [peer.label for peer in find_whole_peers()] == ["allforces_site"]


def test_hugo_is_measured_with_pagefind_and_with_neither_pictures_nor_search(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    pagefind = tmp_path / "lib/python3.11/site-packages/pagefind_bin_extended/pagefind_extended"
    pagefind.parent.mkdir(parents=True)
    pagefind.write_text("#!/bin/sh\necho pagefind_extended 1.5.2\n")
    pagefind.chmod(0o755)
    monkeypatch.setattr("tests.bench.whole.PEERS_VENV", tmp_path)
    monkeypatch.setattr("tests.bench.whole.hugo", lambda: replace(allforces(), name="hugo", label="Hugo"))

    _, whole, pages = find_whole_peers()

    assert whole.follow_up == FollowUp("Pagefind", "1.5.2", (str(pagefind), "--site", "_site", "--silent"))
    assert whole.whole_work is not None
    assert (pages.label, pages.follow_up, pages.whole_work) == (PAGES_ONLY, None, None)


def test_equal_work_draws_no_pictures(tmp_path: Path) -> None:
    (site,) = make_workspaces([allforces()], Corpus(), fewest_posts(1), 1, tmp_path)

    assert not list(site.folder.rglob("*.png"))
