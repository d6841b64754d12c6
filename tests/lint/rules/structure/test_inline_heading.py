from __future__ import annotations

import pytest

from allforces_site.lint.rules.structure.inline_heading import RULE
from tests.lint.rules.conftest import find, repaired

TEXT = "港の朝は早く始まります。"
REST = "船が着くのは五時で、市場はもう開いています。"


def test_a_heading_is_found_where_its_marks_are() -> None:
    (finding,) = find(RULE, f"{TEXT} ## 市場の朝 {REST}\n")

    assert (finding.line, finding.column) == (4, len(TEXT) + 2)
    assert "## 市場の朝" in str(finding.message)


@pytest.mark.parametrize(
    "text",
    [
        f"## 市場の朝\n\n{REST}",
        f"{TEXT} 見出しには `## 見出し` と書きます。",
        "見出しには ## を付けます。",
        "C#や#港の朝 を使います。",
        f"{TEXT}#港 #市場",
        f"{TEXT} ## ",
        f"```\n{TEXT} ## 市場の朝\n```",
        "## 市場の朝 ##",
    ],
)
def test_headings_tags_and_examples_are_fine(text: str) -> None:
    assert find(RULE, f"{text}\n") == []


@pytest.mark.parametrize("mark", ["##", "###", "######"])
def test_a_heading_gets_a_line_of_its_own(mark: str) -> None:
    assert repaired(RULE, f"{TEXT} {mark} 市場の朝 {REST}\n") == f"{TEXT}\n\n{mark} 市場の朝\n\n{REST}\n"


def test_every_heading_of_a_line_gets_one() -> None:
    body = f"{TEXT} ## 市場の朝 {REST} ### 2. 船の帰り：風を読む {REST}\n"

    assert repaired(RULE, body) == (
        f"{TEXT}\n\n## 市場の朝\n\n{REST}\n\n### 2. 船の帰り：風を読む\n\n{REST}\n"
    )


def test_a_heading_at_the_end_of_a_line_needs_no_text() -> None:
    assert repaired(RULE, f"{TEXT} ## 市場の朝\n{REST}\n") == f"{TEXT}\n\n## 市場の朝\n{REST}\n"


@pytest.mark.parametrize(
    "text",
    [
        f"{TEXT} ## 市場の朝 船の朝 {REST}",
        f"{TEXT} ## 市場の朝は早く始まるのですが、{REST}",
        f"{TEXT} ## 市場の朝 まず",
        f"たとえば) ## 市場の朝 {REST}",
        f"{TEXT} --- ## 市場の朝 {REST}",
    ],
)
def test_a_heading_whose_end_is_not_certain_is_left_to_an_editor(text: str) -> None:
    (finding,) = find(RULE, f"{text}\n")

    assert finding.proposal is None


def test_words_in_latin_letters_are_no_end_of_a_heading() -> None:
    body = f"{TEXT} ## Blue Harbor の朝市 {REST}\n"

    assert find(RULE, body)[0].proposal is None
    assert (
        repaired(RULE, f"{TEXT} ## 朝市Blue Harbor {REST}\n") == f"{TEXT}\n\n## 朝市Blue Harbor\n\n{REST}\n"
    )


@pytest.mark.parametrize("line", ["##市場の朝", "＃＃ 市場の朝", "＃＃市場の朝", "＃＃\u3000市場の朝"])
def test_marks_get_a_space_behind_them(line: str) -> None:
    assert len(find(RULE, f"{TEXT}\n\n{line}\n\n{REST}\n")) == 1
    assert repaired(RULE, f"{TEXT}\n\n{line}\n\n{REST}\n") == f"{TEXT}\n\n## 市場の朝\n\n{REST}\n"


def test_a_heading_right_behind_a_sentence_gets_its_line_and_space() -> None:
    assert repaired(RULE, f"{TEXT}##市場の朝\n") == f"{TEXT}\n\n## 市場の朝\n"
    assert repaired(RULE, f"{TEXT}##市場の朝 {REST}\n") == f"{TEXT}\n\n## 市場の朝\n\n{REST}\n"


def test_a_sentence_behind_marks_is_left_to_an_editor() -> None:
    (finding,) = find(RULE, f"##{REST}\n")

    assert finding.proposal is None


@pytest.mark.parametrize("text", [f"- {TEXT} ## 市場の朝", f"> {TEXT} ## 市場の朝 {REST}"])
def test_a_heading_in_a_list_or_quotation_is_left_to_an_editor(text: str) -> None:
    (finding,) = find(RULE, f"{text}\n")

    assert finding.proposal is None


def test_a_heading_within_a_heading_gets_a_line_too() -> None:
    body = f"## 港の朝 {TEXT} ### 市場の朝 {REST}\n"

    assert repaired(RULE, body) == f"## 港の朝 {TEXT}\n\n### 市場の朝\n\n{REST}\n"


def test_a_second_repair_finds_nothing() -> None:
    body = f"{TEXT} ## 市場の朝 {REST} ## 船の朝 夕方 {REST}\n"
    once = repaired(RULE, body)

    assert repaired(RULE, once) == once != body
