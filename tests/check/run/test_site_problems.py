"""What rules find in the site as a whole is kept, and found again after any change that they may see."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from allforces_site.build.options import BuildOptions
from allforces_site.check.run.check import check_site
from allforces_site.errors import Problem
from allforces_site.lint.nearest_address import NearestAddress
from tests.conftest import NOW, Workshop
from tests.resting import rest

LINKS = """\
[米](/2026/01/03/rice.html)と[炊き方](/2026/01/03/rice.html#炊き方)、[無い頁](/2026/01/03/rise.html)。

[名前](/2026/01/04/plum.html)と[図](/plan.html#入口)、[窓](http://window.example/)。
"""


@pytest.fixture
def shop(workshop: Workshop) -> Workshop:
    workshop.config("allforces: {search: false, social_pictures: false}")
    workshop.post("2026-01-02-tea", "title: 茶", LINKS)
    workshop.post("2026-01-03-rice", "title: 米\ntags: [食]", "## 炊き方\n\n水を量ります。\n")
    workshop.post("2026-01-04-plum", "title: 梅\ndate: 2026-01-05 08:00:00 +0900", "梅を干します。\n")
    workshop.write("content/plan.html", '<p id="入口">平面図</p>')
    rest(workshop.source)
    return workshop


def check(shop: Workshop, cache: Path | None, now: datetime = NOW) -> list[Problem]:
    return list(check_site(BuildOptions(shop.source, shop.output, 1, cache=cache), now).problems)


def test_a_second_check_looks_for_no_address_again(shop: Workshop, monkeypatch: pytest.MonkeyPatch) -> None:
    looked_for: list[str] = []
    really = NearestAddress.find
    monkeypatch.setattr(
        NearestAddress, "find", lambda self, path: looked_for.append(path) or really(self, path)
    )
    first = check(shop, shop.root / "cache")
    assert looked_for
    looked_for.clear()

    assert check(shop, shop.root / "cache") == first
    assert looked_for == []


def rename_a_heading(shop: Workshop) -> None:
    shop.post("2026-01-03-rice", "title: 米\ntags: [食]", "## 研ぎ方\n\n水を量ります。\n")


def delete_a_linked_post(shop: Workshop) -> None:
    (shop.source / "_posts/2026-01-03-rice.md").unlink()


def hide_a_linked_post(shop: Workshop) -> None:
    shop.post("2026-01-03-rice", "title: 米\npublished: false", "## 炊き方\n\n水を量ります。\n")


def keep_search_engines_out(shop: Workshop) -> None:
    shop.post("2026-01-03-rice", "title: 米\nrobots: noindex", "## 炊き方\n\n水を量ります。\n")


def write_the_missing_page(shop: Workshop) -> None:
    shop.write("content/rise.md", "---\npermalink: /2026/01/03/rise.html\n---\n昇ります。\n")


def move_all_posts(shop: Workshop) -> None:
    shop.config("permalink: /:title/\nallforces: {search: false, social_pictures: false}")


def give_a_post_the_date_of_its_name(shop: Workshop) -> None:
    shop.post("2026-01-04-plum", "title: 梅", "梅を干します。\n")


def draw_the_plan_anew(shop: Workshop) -> None:
    shop.write("content/plan.html", '<p id="出口">平面図</p>')


def use_a_tag_again(shop: Workshop) -> None:
    shop.post("2026-01-06-bean", "title: 豆\ntags: [食]", "豆を煮ます。\n")


def name_a_host_that_has_https(shop: Workshop) -> None:
    shop.config("allforces: {search: false, social_pictures: false, checks: {https_hosts: [window.example]}}")


@pytest.mark.parametrize(
    "edit",
    [
        rename_a_heading,
        delete_a_linked_post,
        hide_a_linked_post,
        keep_search_engines_out,
        write_the_missing_page,
        move_all_posts,
        give_a_post_the_date_of_its_name,
        draw_the_plan_anew,
        use_a_tag_again,
        name_a_host_that_has_https,
    ],
)
def test_what_an_edit_changes_elsewhere_is_found(shop: Workshop, edit: Callable[[Workshop], None]) -> None:
    before = check(shop, shop.root / "cache")
    edit(shop)
    rest(shop.source)

    after = check(shop, shop.root / "cache")

    assert after == check(shop, None)
    assert {(problem.code, problem.message) for problem in after} != {
        (problem.code, problem.message) for problem in before
    }


def test_a_link_to_a_post_that_waited_for_its_day_is_no_longer_broken(shop: Workshop) -> None:
    shop.post("2026-01-02-tea", "title: 茶", "[明日の記事](/2026/12/01/pine.html)\n")
    shop.post("2026-12-01-pine", "title: 松", "松を植えます。\n")
    day = datetime.fromisoformat("2026-12-01T00:00:00+09:00")
    early, late = day - timedelta(hours=1), day + timedelta(hours=1)

    def broken(now: datetime) -> list[Problem]:
        found = check(shop, shop.root / "cache", now)
        return [problem for problem in found if problem.code == "broken-link"]

    assert len(broken(early)) == 1
    assert broken(late) == []
