"""Excerpts and descriptions in which Liquid stands are those that readers see."""

from __future__ import annotations

from pathlib import Path

from tests.conftest import Workshop

BODY = (
    "{{ page.title }}は{{ site.posts.size }}本目の{{ site.words | join: '・' }}です。\n\n"
    "二つ目 {{ page.slug }}。\n"
)


def _blog(workshop: Workshop) -> None:
    workshop.config("words: [茶, 窯]\nlang: ja")
    workshop.post("2026-01-02-tea", "title: 茶", BODY)
    workshop.post("2026-01-03-kiln", "title: 窯", "ただの本文。\n\n{{ page.title }}。\n")


def test_the_description_and_lists_have_what_liquid_makes_of_the_excerpt(workshop: Workshop) -> None:
    _blog(workshop)
    workshop.write("content/about.md", "---\ntitle: 概要\n---\n{{ site.title }}と{{ site.words.first }}。\n")
    workshop.build()
    text = "茶は2本目の茶・窯です。"
    page = workshop.page("2026/01/02/tea.html")
    assert f'<meta name="description" content="{text}">' in page
    assert text in workshop.page("index.html")
    assert text in workshop.page("2026/01/03/kiln.html") or "related" not in page
    assert '<meta name="description" content="試験と茶。">' in workshop.page("about.html")
    assert '<meta name="description" content="ただの本文。">' in workshop.page("2026/01/03/kiln.html")


def test_what_is_before_the_separator_is_rendered(workshop: Workshop) -> None:
    workshop.config('excerpt_separator: "<!--more-->"')
    workshop.post(
        "2026-01-02-tea", "title: 茶", "**{{ page.title }}**です。\n\n次 {{ page.slug }}\n\n<!--more-->\n後"
    )
    workshop.build()
    assert 'content="茶です。次 tea"' in workshop.page("2026/01/02/tea.html")


def test_the_authors_own_excerpt_is_kept(workshop: Workshop) -> None:
    workshop.post("2026-01-02-tea", "title: 茶\nexcerpt: 自分の抜粋", "{{ page.title }}の本文。\n")
    workshop.post("2026-01-03-kiln", "title: 窯\ndescription: 自分の説明", "{{ page.title }}の本文。\n")
    workshop.build()
    assert 'content="自分の抜粋"' in workshop.page("2026/01/02/tea.html")
    assert 'content="自分の説明"' in workshop.page("2026/01/03/kiln.html")
    assert "窯の本文。" in workshop.page("index.html")


def test_an_excerpt_whose_liquid_fails_is_that_without_tags(workshop: Workshop) -> None:
    workshop.post("2026-01-02-tea", "title: 茶", "本文{{ 1 | divided_by: 0 }}です。\n")
    report = workshop.build()
    assert [problem.code for problem in report.problems if problem.file == "_posts/2026-01-02-tea.md"] == [
        "liquid-error"
    ]
    assert "本文です。" in workshop.page("index.html")


def test_a_build_after_an_edit_equals_a_clean_one(workshop: Workshop, tmp_path: Path) -> None:
    _blog(workshop)
    cache = tmp_path / "cache"
    workshop.build(cache=cache)
    for edit in (
        lambda: workshop.post("2026-01-04-new", "title: 新", "{{ site.posts.size }}。\n"),
        lambda: workshop.post("2026-01-02-tea", "title: 新茶", BODY),
        lambda: workshop.config("words: [土]\nlang: ja"),
    ):
        edit()
        workshop.build(cache=cache)
        made = workshop.tree()
        workshop.build(output=tmp_path / "clean", cache=tmp_path / "other")
        clean = {
            path.relative_to(tmp_path / "clean").as_posix() for path in (tmp_path / "clean").rglob("*.html")
        }
        for path in clean:
            assert made[path] == (tmp_path / "clean" / path).read_bytes(), path
    assert "新茶は3本目の土です。" in workshop.page("index.html")
