"""A site is read for a check as for a build, whether one has built it or not."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from allforces_site.build.options import BuildOptions
from allforces_site.check.run.check import check_site
from allforces_site.errors import Problem
from allforces_site.loaders import posts as post_loader
from allforces_site.site import related as related_module
from tests.conftest import NOW, Workshop, tree


@pytest.fixture
def shop(workshop: Workshop) -> Workshop:
    workshop.config("allforces: {search: true, social_pictures: false}")
    workshop.post("2026-01-02-tea", "title: 茶", "本文です。[探す](/search/)と[無い](/no/)。\n")
    workshop.post("2026-01-03-rice", "title: 米\ntags: [食]", "本文です。\n")
    return workshop


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Grows by the name of each post that is read."""
    names: list[str] = []
    really = post_loader._read_text

    def spy(entry: Any, *rest: Any) -> Any:
        names.append(entry.source)
        return really(entry, *rest)

    monkeypatch.setattr(post_loader, "_read_text", spy)
    return names


def check(shop: Workshop, cache: Path | None) -> list[Problem]:
    return list(check_site(BuildOptions(shop.source, shop.output, 1, cache=cache), NOW).problems)


def test_a_check_finds_the_same_before_and_after_a_build(shop: Workshop) -> None:
    cache = shop.root / "cache"

    before, again = check(shop, cache), check(shop, cache)
    shop.build(cache=cache)

    assert before == again == check(shop, cache) == check(shop, None)
    broken = [str(problem.message) for problem in before if problem.code == "broken-link"]
    assert len(broken) == 1
    assert "/no/" in broken[0]


@pytest.mark.parametrize("first", [check, lambda shop, cache: shop.build(cache=cache)])
def test_what_was_read_is_not_read_again(
    shop: Workshop, read: list[str], first: Callable[[Workshop, Path], object]
) -> None:
    cache = shop.root / "cache"
    # The rule that looks into feeds would read their posts again.
    shop.config('url: ""\nallforces: {search: true, social_pictures: false}')
    first(shop, cache)
    assert len(read) == 2
    read.clear()

    check(shop, cache)

    assert read == []


def test_a_check_takes_nothing_from_the_build_after_it(shop: Workshop) -> None:
    check(shop, shop.root / "cache")
    shop.build(cache=shop.root / "cache")
    after_check = shop.tree()

    shop.build(output=shop.root / "fresh", cache=None)

    fresh = {path: content for path, content in tree(shop.root / "fresh").items() if "manifest" not in path}
    assert {path: content for path, content in after_check.items() if "manifest" not in path} == fresh


def test_no_related_posts_are_looked_for_as_no_page_is_made(
    shop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked_for: list[int] = []
    monkeypatch.setattr(related_module, "_nearest", lambda index, *_: looked_for.append(index) or ())

    check(shop, None)
    assert looked_for == []

    shop.build()
    assert sorted(looked_for) == [0, 1]
