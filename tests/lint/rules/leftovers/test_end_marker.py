from __future__ import annotations

import pytest

from allforces_site.lint.rules.leftovers.end_marker import RULE
from tests.lint.rules.conftest import find, repaired


@pytest.mark.parametrize(
    "line", ["---END---", "--- END ---", "===END===", "---END", "<END>", "<|endoftext|>", "[END]"]
)
def test_a_line_with_nothing_but_an_end_marker_is_found(line: str) -> None:
    (finding,) = find(RULE, f"本文です。\n\n{line}\n")

    assert (finding.line, finding.column) == (6, 1)
    assert line in str(finding.message)


@pytest.mark.parametrize(
    "line",
    [
        "---",
        "END",
        "THE END",
        "- END",
        "本文の最後に---END---と書く。",
        "最後の行は ---END---",
        "最後の行は「---END---」",
        "END---",
        "`---END---`",
        "    ---END---",
        "[END](/end/)",
    ],
)
def test_what_only_resembles_an_end_marker_is_fine(line: str) -> None:
    assert find(RULE, f"本文です。\n\n{line}\n") == []


def test_a_marker_in_a_code_block_is_an_example() -> None:
    assert find(RULE, "```text\n---END---\n```\n") == []


def test_a_marker_right_below_a_paragraph_is_found_too() -> None:
    (finding,) = find(RULE, "本文です。\n---END---\n続きです。\n")

    assert finding.line == 5


@pytest.mark.parametrize("text", ["本文です。", "- 項目です。", "途中で切れた文章", "「そうですか」"])
@pytest.mark.parametrize("space", ["", " ", "　"])
def test_a_marker_after_the_last_words_is_found_where_it_is(text: str, space: str) -> None:
    (finding,) = find(RULE, f"{text}{space}---END---\n")

    assert (finding.line, finding.column) == (4, len(text + space) + 1)
    assert repaired(RULE, f"{text}{space}---END---\n") == f"{text}\n"


def test_markers_go_and_what_they_kept_apart_stays_apart() -> None:
    body = "前の段落です。\n---END---\n\n---END---\n**見出し**\n\n本文です。\n\n---END---\n"

    assert repaired(RULE, body) == "前の段落です。\n\n**見出し**\n\n本文です。\n"
