from __future__ import annotations

import pytest

from allforces_site.lint.source.first_line import FirstLine, as_written, begins_with_section, first_line
from allforces_site.lint.source.source_file import SourceFile, parse_source_file


def source_file(body: str) -> SourceFile:
    return parse_source_file(f"---\ntitle: 試験\n---\n{body}", "_posts/2026-01-02-test.md")


@pytest.mark.parametrize(
    "body",
    [
        "新茶の季節が来た\n\n本文です。",
        "# 新茶の季節が来た\n\n本文です。",
        "**新茶の季節が来た**\n\n本文です。",
        "タイトル: 新茶の季節が来た\n\n本文です。",
        "新茶の季節が来た\n続きの行です。",
        "![茶](/tea.png)\n\n新茶の季節が来た\n",
    ],
)
def test_the_first_line_is_what_a_reader_reads_first(body: str) -> None:
    expected = FirstLine("新茶の季節が来た", is_title_like=True)

    assert first_line(source_file(body)) == expected


def test_a_narrative_sentence_is_no_title() -> None:
    assert first_line(source_file("新茶の季節になりました。茶園は忙しくなります。")) == FirstLine(
        "新茶の季節になりました。", is_title_like=False
    )


def test_a_long_line_is_no_title() -> None:
    assert not first_line(source_file("茶" * 61)).is_title_like


def test_a_body_without_text_has_no_first_line() -> None:
    assert first_line(source_file("```\ncode\n```\n")) == FirstLine("", is_title_like=False)


def test_widths_stay_where_the_line_is_to_be_written() -> None:
    body = "タイトル：ＡＩで摘む  新茶\n"

    assert first_line(source_file(body)).text == "AIで摘む 新茶"
    assert as_written(source_file(body)) == "ＡＩで摘む 新茶"


def test_a_section_is_a_heading_below_that_of_the_title() -> None:
    assert begins_with_section(source_file("![茶](/tea.png)\n\n## 新茶の季節\n"))
    assert not begins_with_section(source_file("# 新茶の季節\n"))
    assert not begins_with_section(source_file("新茶の季節\n\n## 畑\n"))
    assert not begins_with_section(source_file(""))
