from __future__ import annotations

from allforces_site.build.github_summary import to_markdown
from tests.conftest import Workshop


def test_a_first_build_adds_all_pages(workshop: Workshop) -> None:
    workshop.config()
    workshop.post("2026-01-02-tea", "title: お茶の*話*")

    text = to_markdown(workshop.build())

    assert "pages added" in text
    assert r"- `2026/01/02/tea.html` お茶の\*話\*" in text


def test_changed_and_removed_pages_are_named(workshop: Workshop) -> None:
    workshop.config("permalink: pretty")
    workshop.post("2026-01-02-tea", "title: お茶")
    coffee = workshop.post("2026-01-03-coffee", "title: コーヒー")
    workshop.build()
    workshop.post("2026-01-02-tea", "title: お茶", "別の本文です。\n")
    coffee.unlink()

    text = to_markdown(workshop.build())
    changed, removed = text.index(" pages changed"), text.index("1 page removed")

    assert changed < text.index("- `2026/01/02/tea/index.html` お茶") < removed
    assert removed < text.index("- `2026/01/03/coffee/index.html`")
    assert "added" not in text


def test_problems_and_what_was_left_out_are_listed_by_weight(workshop: Workshop) -> None:
    workshop.config()
    workshop.post("2026-01-02-tea", "title: お茶\ndate: 2026-02-32")
    workshop.post("2099-01-01-later", "title: いつか")

    text = to_markdown(workshop.build())

    assert "Built with problems" in text
    assert "### 1 error\n\n- `_posts/2026-01-02-tea.md:3` " in text
    assert "- `_posts/2099-01-01-later.md` future" in text


def test_long_lists_are_cut_with_their_number(workshop: Workshop) -> None:
    workshop.config()
    for number in range(60):
        workshop.post(f"2026-01-02-post-{number}", f"title: 記事{number}")

    assert "… and " in to_markdown(workshop.build())


def test_all_of_the_summary_is_in_the_language_that_is_asked_for(workshop: Workshop) -> None:
    workshop.config()
    post = workshop.post("2026-01-02-tea", "title: お茶\nimage: /cup.png")
    first = to_markdown(workshop.build(), "ja")
    post.unlink()
    for number in range(60):
        workshop.post(f"2026-01-02-post-{number}", f"title: 記事{number}")

    second = to_markdown(workshop.build(), "ja")

    assert first.startswith("## サイト\n\nビルドしました: ")
    assert "（うち記事1本）。" in first
    assert "### 警告1件\n\n- `_posts/2026-01-02-tea.md:3` 画像\\`/cup.png\\`がありません" in first
    assert "、ほかのファイル" in first
    assert "### 削除1ページ" in second
    assert "- …ほか" in second
