from __future__ import annotations

import pytest

from allforces_site.checks.end_marker import RULE
from tests.checks.conftest import judge


@pytest.mark.parametrize("line", ["---END---", "--- END ---", "===END===", "<END>", "<|endoftext|>", "[END]"])
def test_a_line_with_nothing_but_an_end_marker_is_found(line: str) -> None:
    (finding,) = judge(RULE, f"本文です。\n\n{line}\n")

    assert (finding.line, finding.column) == (6, 1)
    assert line in finding.message


@pytest.mark.parametrize(
    "line",
    [
        "---",
        "END",
        "THE END",
        "- END",
        "本文の最後に---END---と書く。",
        "`---END---`",
        "    ---END---",
        "[END](/end/)",
    ],
)
def test_what_only_resembles_an_end_marker_is_fine(line: str) -> None:
    assert judge(RULE, f"本文です。\n\n{line}\n") == []


def test_a_marker_in_a_code_block_is_an_example() -> None:
    assert judge(RULE, "```text\n---END---\n```\n") == []


def test_a_marker_right_below_a_paragraph_is_found_too() -> None:
    (finding,) = judge(RULE, "本文です。\n---END---\n続きです。\n")

    assert finding.line == 5
