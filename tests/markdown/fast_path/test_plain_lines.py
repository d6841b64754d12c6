"""Which lines are plain prose, and their HTML and text."""

from __future__ import annotations

import re

import pytest

from allforces_site.markdown.characters import is_cjk, is_punctuation, is_space
from allforces_site.markdown.fast_path.plain_lines import CJK_SIGN, KANA, LETTER, line_patterns, read_lines


def is_plain(line: str, *, links_addresses: bool = False) -> bool:
    return re.fullmatch(line_patterns(links_addresses=links_addresses).prose, line) is not None


def characters(pattern: str) -> list[str]:
    return re.findall(pattern, "".join(map(chr, range(0x110000))))


@pytest.mark.parametrize("pattern", [CJK_SIGN, KANA])
def test_japanese_punctuation_and_kana_are_cjk_for_the_rules_of_emphasis(pattern: str) -> None:
    assert len(characters(pattern)) > 150
    assert [char for char in characters(pattern) if not is_cjk(char) or is_space(char)] == []


def test_letters_are_neither_punctuation_nor_space_for_the_rules_of_emphasis() -> None:
    assert [char for char in characters(LETTER) if is_punctuation(char) or is_space(char)] == []


@pytest.mark.parametrize(
    "line",
    [
        "本文",
        "2025年の話",
        "**強調**と本文",
        "**「引用」**が",
        "は**強調?** と",
        "R&D は「研究」",
        '"a" > b!',
        "①番",
    ],
)
def test_prose_with_pairs_of_stars_is_plain(line: str) -> None:
    assert is_plain(line)


@pytest.mark.parametrize(
    "line",
    [
        "- 項目",
        "1. 番号",
        "2025. 年",
        "# 見出し",
        "> 引用",
        " 本文",
        "　本文",
        "本文 ",
        "本文\n本文",
        "*強調*",
        "**強調",
        "** 強調**",
        "**強調 **",
        "a**(引用)**",
        "**強調****強調**",
        "***強調***",
        "`code`",
        "&copy;",
        "[題](/a/)",
        "snake_case",
        "<b>",
        "\\*",
    ],
)
def test_a_line_with_other_markup_is_not_plain(line: str) -> None:
    assert not is_plain(line)


@pytest.mark.parametrize("line", ["見よ：https://example.com/", "www.example.com", "a@example.com"])
def test_a_line_with_an_address_is_plain_only_where_addresses_do_not_become_links(line: str) -> None:
    assert is_plain(line)
    assert not is_plain(line, links_addresses=True)
    assert is_plain("時刻は 12:30、web の話", links_addresses=True)


def test_html_is_escaped_and_text_is_without_stars() -> None:
    html, text = read_lines('**R&D** "a" > **b** c\n**d**')

    assert html == ("<strong>R&amp;D</strong> &quot;a&quot; &gt; <strong>b</strong> c\n<strong>d</strong>")
    assert text == 'R&D "a" > b c\nd'
