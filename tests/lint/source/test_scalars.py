from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allforces_site.front_matter.parse import parse_front_matter
from allforces_site.lint.source.edits import apply_edits
from allforces_site.lint.source.scalars import scalar_edit
from allforces_site.lint.source.source_file import parse_source_file

SOURCE = "_posts/2026-01-02-test.md"
# Signs that mean something in YAML, beside letters.
SIGNS = st.text(st.sampled_from("新茶 aN1\"'\\#:-?,[]{}&*!|>%@`~=　：「」😀"), min_size=1, max_size=20)


def changed(line: str, value: str) -> str | None:
    """The line with the new title; None where it is not changed."""
    text = f"---\n# 題名\n{line}\ntags: [茶]\n---\n本文です。\n"
    edit = scalar_edit(parse_source_file(text, SOURCE), "title", value)
    return None if edit is None else apply_edits(text, [edit]).split("\n")[2]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("title: 新茶", "title: 紅茶の季節"),
        ('title: "新茶"', 'title: "紅茶の季節"'),
        ("title: '新茶'", "title: '紅茶の季節'"),
        ("title:   新茶   # 仮の題", "title:   紅茶の季節   # 仮の題"),
        ('title: "新茶" # 仮の題', 'title: "紅茶の季節" # 仮の題'),
        ("title:\t新茶", "title:\t紅茶の季節"),
    ],
)
def test_quotes_spaces_and_comments_stay(line: str, expected: str) -> None:
    assert changed(line, "紅茶の季節") == expected


@pytest.mark.parametrize(
    ("line", "value", "expected"),
    [
        ("title: 新茶", "新茶: 季節", 'title: "新茶: 季節"'),
        ("title: 新茶", "新茶 #1", 'title: "新茶 #1"'),
        ("title: 新茶", "yes", 'title: "yes"'),
        ('title: "新茶"', '「"茶"」\\', 'title: "「\\"茶\\"」\\\\"'),
        ("title: '新茶'", "It's tea", "title: 'It''s tea'"),
    ],
)
def test_what_means_something_in_yaml_is_escaped(line: str, value: str, expected: str) -> None:
    assert changed(line, value) == expected


@pytest.mark.parametrize(
    "line",
    [
        "title: >\n  新茶",
        "title: |\n  新茶",
        "title: 新茶\n  続き",
        "title: [新茶]",
        "name: 新茶",
        '"title": 新茶',
    ],
)
def test_a_value_that_is_not_plainly_on_its_line_is_left_alone(line: str) -> None:
    assert changed(line, "紅茶") is None


@pytest.mark.parametrize("quote", ["", '"', "'"])
@given(value=SIGNS, before=SIGNS)
def test_the_front_matter_says_the_new_value_and_else_what_it_said(
    quote: str, value: str, before: str
) -> None:
    line = f"title: {quote}新茶{quote}"
    text = f"---\nlayout: post\n{line} # 仮\ntags: [茶]\n---\n{before}\n"
    source_file = parse_source_file(text, SOURCE)

    edit = scalar_edit(source_file, "title", value)

    if edit is None:
        assert value != value.strip()
        return
    after = parse_front_matter(apply_edits(text, [edit]), SOURCE)
    assert after.values == {"layout": "post", "title": value, "tags": ["茶"]}
    assert after.body == f"{before}\n"
    assert apply_edits(text, [edit]).split("\n")[2].endswith(" # 仮")
