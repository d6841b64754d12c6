from __future__ import annotations

import pytest

from allforces_site.lint.source.blocks import BlockKind
from allforces_site.lint.source.ignores import Ignore
from allforces_site.lint.source.source_file import SourceFile, parse_source_file

COMMENT = "<!-- allforces-ignore: cut-text -->"


def source_file(body: str, front: str = "title: 茶") -> SourceFile:
    return parse_source_file(f"---\n{front}\n---\n{body}", "_posts/2026-01-02-tea.md")


@pytest.mark.parametrize("between", ["", "\n", "\n\n"])
def test_a_comment_silences_rules_in_the_block_that_follows(between: str) -> None:
    file = source_file(f"一つ目。\n\n{COMMENT}\n{between}二つ目\nの段落。\n\n三つ目。\n")

    first = 7 + len(between)
    assert file.ignores == (Ignore(("cut-text",), 6, (first, first + 1)),)
    assert file.is_silenced("cut-text", first + 1)
    assert not file.is_silenced("cut-text", 4) and not file.is_silenced("cut-text", first + 3)
    assert not file.is_silenced("end-marker", first)


@pytest.mark.parametrize(
    ("comment", "codes"),
    [
        ("<!--allforces-ignore:a-->", ("a",)),
        ("<!-- allforces-ignore: a, b-c -->", ("a", "b-c")),
        ("  <!-- allforces-ignore a b -->  ", ("a", "b")),
        ("<!-- allforces-ignore: a、b -->", ("a", "b")),
        ("<!-- allforces-ignore: -->", ()),
    ],
)
def test_codes_are_read_however_they_are_separated(comment: str, codes: tuple[str, ...]) -> None:
    assert [ignore.codes for ignore in source_file(f"{comment}\n文。\n").ignores] == [codes]


@pytest.mark.parametrize(
    "body",
    [
        f"```html\n{COMMENT}\n```\n",
        f"    {COMMENT}\n",
        f"文。{COMMENT}\n",
        "<!-- allforces-ignored: cut-text -->\n文。\n",
        "allforces-ignore: cut-text\n",
    ],
)
def test_what_is_no_comment_on_a_line_of_its_own_silences_nothing(body: str) -> None:
    assert source_file(body).ignores == ()


def test_two_comments_silence_the_same_block_and_one_at_the_end_none() -> None:
    other = "<!-- allforces-ignore: end-marker -->"
    ignores = source_file(f"{COMMENT}\n{other}\n# 見出し\n文。\n{COMMENT}\n").ignores

    assert [(ignore.line, ignore.lines) for ignore in ignores] == [(4, (6, 6)), (5, (6, 6)), (8, (8, 8))]


def test_a_comment_is_a_block_of_its_own_and_the_text_around_it_stays_prose() -> None:
    file = source_file(f"一つ目。\n{COMMENT}\n二つ目。\n")

    assert [block.kind for block in file.blocks] == [BlockKind.PARAGRAPH, BlockKind.HTML, BlockKind.PARAGRAPH]


@pytest.mark.parametrize(
    "value", ["[title-cut, cut-text]", "title-cut cut-text", "\n- title-cut\n- cut-text"]
)
def test_front_matter_silences_rules_in_the_whole_file(value: str) -> None:
    file = source_file("文。\n", f"title: 茶\nallforces_ignore: {value}")

    assert file.ignores == (Ignore(("title-cut", "cut-text"), 3),)
    assert file.is_silenced("title-cut", 2) and file.is_silenced("cut-text", None)
