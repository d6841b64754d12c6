from __future__ import annotations

import pytest

from allforces_site.lint.fix.applied_fixes import AppliedFix, described, summarized
from allforces_site.messages.message import as_it_is


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("---END---\n\n", "", 'removed "---END---"'),
        ("一。\n\n二。\n", "", 'removed "一。 二。" (3 lines)'),
        ("新茶のA", "新茶の味わい", '"新茶のA" became "新茶の味わい"'),
        ('"新茶のA"', '"新茶の味わい"', '"新茶のA" became "新茶の味わい"'),
        ("", ' rel="sponsored"', 'added "rel="sponsored""'),
        ("\n\n", "", "joined two paragraphs"),
        ("", "\n", "added a line break"),
        (" ", "\n\n", "added a line break"),
        ("", " ", "added a space"),
        ("長" * 50, "", f'removed "{"長" * 40}…"'),
    ],
)
def test_a_fix_is_described_on_one_line(old: str, new: str, what: str) -> None:
    assert str(described(old, new)) == what


def test_the_fixes_of_a_file_are_listed_by_rule_with_their_lines() -> None:
    fixes = [
        AppliedFix("end-marker", 20, 20, as_it_is("")),
        AppliedFix("title-cut", 2, 2, as_it_is("")),
        AppliedFix("end-marker", 9, 9, as_it_is("")),
        AppliedFix("cut-text", 12, 14, as_it_is("")),
    ]

    assert [str(one) for one in summarized(fixes)] == [
        "end-marker (lines 9, 20)",
        "title-cut (line 2)",
        "cut-text (lines 12-14)",
    ]
