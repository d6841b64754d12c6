from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allforces_site.config.model import Config, ContentCategory
from allforces_site.front_matter.parse import parse_front_matter
from allforces_site.scaffold.new_post import new_post, write_new_post
from tests.conftest import Workshop

# 2026-11-24 is two hours old in Tokyo.
NIGHT = datetime(2026, 11, 23, 17, tzinfo=UTC)


def test_a_post_is_named_after_the_day_in_the_sites_zone_and_its_title() -> None:
    post = new_post("生成AI、3つの使い方", Config(), NIGHT)

    assert post.path == "_posts/2026-11-24-生成ai-3つの使い方.md"
    assert "date: 2026-11-24 02:00:00 +0900\n" in post.text


def test_a_slug_can_be_given() -> None:
    assert new_post("生成AI", Config(), NIGHT, slug="Three Ways").path == "_posts/2026-11-24-three-ways.md"


def test_a_draft_has_no_date() -> None:
    draft = new_post("下書き", Config(), NIGHT, draft=True)

    assert draft.path == "_drafts/下書き.md"
    assert "date:" not in draft.text


def test_the_first_configured_category_is_filled_in_and_all_are_named() -> None:
    config = Config(content_categories=(ContentCategory("ニュース"), ContentCategory("解説")))

    assert 'categories: ["ニュース"]  # ニュース / 解説\n' in new_post("題", config, NIGHT).text


@given(st.text(st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp")), min_size=1))
def test_any_title_comes_back_from_the_front_matter(title: str) -> None:
    try:
        post = new_post(title, Config(), NIGHT, slug="a")
    except ValueError:
        return
    values = parse_front_matter(post.text, "a.md").values

    assert values["title"].strip()
    assert new_post(values["title"], Config(), NIGHT, slug="a") == post


@pytest.mark.parametrize("title", ["", "  ", "一行\n二行", "。。。", "\0"])
def test_a_title_that_makes_no_post_is_refused(title: str) -> None:
    with pytest.raises(ValueError, match=r"title|address"):
        new_post(title, Config(), NIGHT)


def test_a_slug_of_punctuation_alone_is_refused() -> None:
    with pytest.raises(ValueError, match="address"):
        new_post("題", Config(), NIGHT, slug="---")


def test_a_file_that_is_there_is_never_replaced(tmp_path: Path) -> None:
    post = new_post("題", Config(), NIGHT)
    path = write_new_post(post, tmp_path)
    path.write_text("書きかけ", encoding="utf-8")

    with pytest.raises(FileExistsError):
        write_new_post(post, tmp_path)
    assert path.read_text(encoding="utf-8") == "書きかけ"


def test_a_new_post_is_built_as_it_is(workshop: Workshop) -> None:
    workshop.config("timezone: Asia/Tokyo")
    write_new_post(new_post("新しい記事", Config(), NIGHT), workshop.source)

    report = workshop.build(NIGHT + timedelta(minutes=1))

    assert [page.title for page in report.list_pages() if page.date] == ["新しい記事"]
    assert not report.problems
