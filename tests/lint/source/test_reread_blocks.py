from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from allforces_site.lint.source.edits import Edit, apply_edits
from allforces_site.lint.source.source_file import parse_source_file

FRONT_MATTER = "---\ntitle: 港の朝市\n---\n"
LINES = st.sampled_from(
    [
        "",
        "",
        "",
        "朝市は五時に始まります。",
        "魚 | 値段",
        "--- | ---",
        "## 港",
        "---",
        "- 船",
        "  網",
        "    縄",
        "> 灯台",
        "[海]: /sea/",
        "---END---",
        "```",
        "<div>",
        "</div>",
        "<<<<<<< HEAD",
        "=======",
    ]
)
BODIES = st.lists(LINES, max_size=14).map("\n".join)


def parts(text: str) -> st.SearchStrategy[Edit]:
    """An edit of any part of a text."""
    offsets = st.lists(st.integers(0, len(text)), min_size=2, max_size=2).map(sorted)
    return st.builds(lambda span, new: Edit(span[0], span[1], new), offsets, BODIES)


def assert_same_blocks(text: str, edits: list[Edit]) -> None:
    source_file = parse_source_file(text, "a.md")
    words = [(block.plain, block.folded) for block in source_file.blocks]
    new = apply_edits(text, edits)

    edited = source_file.edited(edits, new)

    wanted = parse_source_file(new, "a.md")
    assert len(words) == len(source_file.blocks)
    assert edited.blocks == wanted.blocks
    assert [(block.plain, block.folded) for block in edited.blocks] == [
        (block.plain, block.folded) for block in wanted.blocks
    ]


@settings(max_examples=400)
@given(BODIES, st.data())
def test_blocks_after_an_edit_are_those_of_the_new_text(body: str, data: st.DataObject) -> None:
    edit = data.draw(parts(body))
    start = len(FRONT_MATTER)

    assert_same_blocks(FRONT_MATTER + body, [Edit(start + edit.start, start + edit.end, edit.replacement)])


@given(BODIES, st.text("港の朝市 ", max_size=6))
@example("- 船\n\n    縄", "港")
def test_blocks_below_an_edited_title_move(body: str, title: str) -> None:
    assert_same_blocks(FRONT_MATTER + body, [Edit(11, 15, f"{title}\ntag: 茶")])


@pytest.mark.parametrize(
    ("body", "edits"),
    [
        ("船\n\n網\n\n縄", [(3, 4, "")]),
        ("船\n\n網\n\n縄", [(1, 3, "")]),
        ("- 船\n\n網\n\n    縄", [(5, 7, "")]),
        ("船\n\n網\n\n縄\n\n帆", [(0, 3, ""), (9, 10, "## 帆\n\n櫂")]),
        ("船\n網\n---\n\n縄", [(4, 7, "")]),
    ],
    ids=["a block", "a break", "what is between a list and code", "two edits", "dashes"],
)
def test_blocks_around_edits_are_read_again(body: str, edits: list[tuple[int, int, str]]) -> None:
    start = len(FRONT_MATTER)

    assert_same_blocks(FRONT_MATTER + body, [Edit(start + one, start + end, new) for one, end, new in edits])
