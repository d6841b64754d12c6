from __future__ import annotations

import pytest

from allforces_site.lint.source.source_file import SourceFile, parse_source_file
from allforces_site.lint.source.summaries import are_one_text, bare, repeats_title, summary


def source_file(front: str) -> SourceFile:
    return parse_source_file(f"---\n{front}\n---\n本文です。\n", "_posts/2026-01-02-a.md")


def test_a_summary_is_plain_text_on_one_line() -> None:
    assert summary(source_file('excerpt: "**新茶**の[季節](/tea/)"'), "excerpt") == "新茶の季節"
    assert summary(source_file("excerpt: >\n  新茶の\n  季節"), "excerpt") == "新茶の 季節"
    assert summary(source_file("excerpt: 12"), "excerpt") == "12"
    assert summary(source_file("title: 茶"), "excerpt") == ""


def test_signs_and_width_do_not_count() -> None:
    assert bare("「ＡＩ」の 茶、？") == bare("AIの茶")


@pytest.mark.parametrize(
    "excerpt", ["新茶の季節、始まる", "新茶の季節始まる。", "新茶の季節", "新茶の季節、始まるのか？"]
)
def test_a_summary_with_the_words_of_the_title_repeats_it(excerpt: str) -> None:
    assert repeats_title(source_file(f"title: 新茶の季節、始まる\nexcerpt: {excerpt}"), "excerpt")


def test_the_last_character_of_a_long_summary_does_not_count() -> None:
    assert repeats_title(
        source_file("title: 新茶の季節、何が変わるの？\nexcerpt: 新茶の季節、何が変わるのか"), "excerpt"
    )
    assert not repeats_title(source_file("title: 新茶の味\nexcerpt: 新茶の里"), "excerpt")


@pytest.mark.parametrize("excerpt", ["新茶の季節、始まる。今年は早い", "今年の新茶は早い", "？！"])
def test_a_summary_with_words_of_its_own_does_not(excerpt: str) -> None:
    assert not repeats_title(source_file(f"title: 新茶の季節、始まる\nexcerpt: {excerpt}"), "excerpt")


def test_without_a_title_nothing_repeats_it() -> None:
    assert not repeats_title(source_file("excerpt: 新茶"), "excerpt")


def test_two_summaries_that_differ_by_signs_are_one_text() -> None:
    assert are_one_text(source_file("excerpt: 新茶の季節。\ndescription: 新茶の季節"))
    assert not are_one_text(source_file("excerpt: 新茶の季節。\ndescription: 紅茶の季節"))
