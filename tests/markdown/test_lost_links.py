from __future__ import annotations

import pytest

from allforces_site import markdown


def lost(body: str) -> list[tuple[int, str, str]]:
    return [tuple(link) for link in markdown.links_as_text(body, markdown.render(body))]


@pytest.mark.parametrize(
    ("found", "wanted"),
    [
        ("![図](/assets/図 1.png)", "![図](</assets/図 1.png>)"),
        ("![図](図 1.png)", "![図](<図 1.png>)"),
        ("[港](/a b/)", "[港](</a b/>)"),
        ("[港](https://example.com/x y)", "[港](<https://example.com/x y>)"),
        ("[港] (https://example.com/x)", "[港](https://example.com/x)"),
        ("[港]　(/a/)", "[港](/a/)"),
        ("［港］（https://example.com/）", "[港](https://example.com/)"),
        ("[港]（/a/）", "[港](/a/)"),
        ("！［図］（/a.png）", "![図](/a.png)"),
        ("[港](/a/", "[港](/a/)"),
    ],
)
def test_what_markdown_shows_as_text_is_reported_with_the_right_spelling(found: str, wanted: str) -> None:
    # The suggested form is a link.
    assert lost(f"一行目。\n二行目の{found}") == [(1, found, wanted)]
    assert markdown.render(wanted).links
    assert lost(wanted) == []


@pytest.mark.parametrize(
    "body",
    [
        '[港](/a/)と![図](/b.png "題")',
        "[港](</a b/>)",
        "[1] (注を見よ)",
        "［注］（後で述べる）",
        "[x](注 を見る)",
        "`[港](/a b/)`",
        "```\n[港](/a b/)\n```",
        "    [港](/a b/)\n",
        "<p>[港](/a b/)</p>",
        "<div>\n\n[港](/a b/)\n\n</div>",
        "配列[0](続き)",
        r"\[港\](/a b/)で始まる",
    ],
)
def test_links_code_and_brackets_in_prose_are_not_reported(body: str) -> None:
    assert lost(body) == []


def test_they_are_found_in_tables_lists_and_quotations_at_their_line() -> None:
    body = "| 表 |\n|---|\n| [港](/a b/) |\n\n- 一\n- [港](/c d/)\n\n> [港](/e f/)\n"

    assert [line for line, _, _ in lost(body)] == [2, 5, 7]


def test_they_are_found_right_below_an_end_tag() -> None:
    assert lost("<div>文</div>\n[港](/a b/)") == [(1, "[港](/a b/)", "[港](</a b/>)")]


def test_a_link_that_the_cells_of_a_table_cut_is_told_with_its_right_form() -> None:
    body = "本文\n\n[記事 | 著者](https://example.com/) です\n\n`[a|b](/c)` | d\n"
    (found,) = markdown.links_as_text(body, markdown.render(body))
    assert found == (2, "[記事 | 著者](https://example.com/)", "[記事 \\| 著者](https://example.com/)")
    assert markdown.links_as_text(found.wanted, markdown.render(found.wanted)) == []
