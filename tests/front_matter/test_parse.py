"""Text of a file to front matter and body, with the file's own line numbers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allforces_site.errors import Problem, Severity, SiteError
from allforces_site.front_matter.parse import FrontMatter, decode, parse_front_matter

FILE = "_posts/2025-01-10-x.md"


def problem_of(text: str) -> Problem:
    with pytest.raises(SiteError) as caught:
        parse_front_matter(text, FILE)
    (problem,) = caught.value.problems
    return problem


def test_body_begins_on_the_line_behind_the_fence() -> None:
    found = parse_front_matter("---\ntitle: 題\ntags: [a]\n---\n本文\n", FILE)
    assert found == FrontMatter(
        "本文\n", 5, {"title": "題", "tags": ["a"]}, {"title": "題"}, {"title": 2, "tags": 3}
    )


def test_indented_code_at_the_beginning_of_a_body_keeps_its_indent() -> None:
    assert parse_front_matter("---\ntitle: 題\n---\n\n    code\n", FILE).body == "\n    code\n"


def test_a_text_without_front_matter_is_all_body() -> None:
    assert parse_front_matter("本文\n---\n", FILE) == FrontMatter("本文\n---\n", 1)


@pytest.mark.parametrize(
    ("text", "values", "body"),
    [
        ("---\n---\n本文", {}, "本文"),
        ("--- \ntitle: a\n---  \n本文", {"title": "a"}, "本文"),
        ("---\ntitle: a\n...\n本文", {"title": "a"}, "本文"),
        ("---\ntitle: a\n---", {"title": "a"}, ""),
        ("---\ntext: |\n  一行\n\n  ---字下げ\n---\n本文", {"text": "一行\n\n---字下げ\n"}, "本文"),
    ],
    ids=["empty", "spaces", "dots", "no body", "dashes inside"],
)
def test_fences_are_jekylls(text: str, values: dict[str, str], body: str) -> None:
    found = parse_front_matter(text, FILE)
    assert (found.values, found.body) == (values, body)


@pytest.mark.parametrize("text", ["---\ntitle: 題\n本文\n", "---\ntitle: 題\n----\n", "---\n"])
def test_front_matter_that_never_ends_is_reported_at_its_first_line(text: str) -> None:
    problem = problem_of(text)
    assert (problem.code, problem.line) == ("front-matter-open", 1)


def test_an_error_in_the_yaml_is_reported_with_its_line_of_the_file() -> None:
    problem = problem_of("---\ntags: [a]\ntitle: 速報: 新機能\n---\n本文\n")
    assert (problem.code, problem.line, problem.excerpt) == (
        "front-matter-yaml",
        3,
        "title: 速報: 新機能",
    )


def test_front_matter_below_blank_lines_is_read_and_reported_and_lines_stay_right() -> None:
    found = parse_front_matter("\n\n---\ntitle: 題\n---\n本文\n", FILE)
    assert (found.values, found.lines, found.body_line) == ({"title": "題"}, {"title": 4}, 6)
    assert [problem.code for problem in found.problems] == ["front-matter-late"]


def test_a_rule_below_blank_lines_is_no_front_matter() -> None:
    text = "\n---\n本文の区切り線\n---\n"
    assert parse_front_matter(text, FILE) == FrontMatter(text, 1)


def test_a_key_written_twice_is_reported_with_both_lines() -> None:
    found = parse_front_matter("---\ntitle: 一\ntags: []\ntitle: 二\n---\n", FILE)
    (problem,) = found.problems
    assert found.values["title"] == "二"
    assert (problem.line, problem.severity) == (4, Severity.WARNING)
    assert "first in line 2" in str(problem.message)


def test_control_characters_are_left_out_of_the_body_and_the_first_is_reported() -> None:
    found = parse_front_matter("---\ntitle: 題\n---\n一行目\n鐘\aと\x1b色\tタブ\n", FILE)
    assert found.body == "一行目\n鐘と色\tタブ\n"
    (problem,) = found.problems
    assert (problem.code, problem.line) == ("control-character", 5)


CONTROLS = (*range(1, 9), 11, 12, *range(14, 32), *range(127, 0x85), *range(0x86, 0xA0))


@pytest.mark.parametrize("char", [*map(chr, CONTROLS), "\ufffe", "\uffff"])
def test_what_no_feed_or_page_can_hold_is_left_out_anywhere(char: str) -> None:
    found = parse_front_matter(f"{char}本{char}文", FILE)
    assert found.body == "本文"
    assert [problem.code for problem in found.problems] == ["control-character"]


def test_all_other_characters_stay() -> None:
    above = (*range(0xA0, 0xD800), *range(0xE000, 0xFFFE), 0x10FFFF)
    text = "".join(map(chr, (9, 10, *range(32, 127), 0x85, *above)))
    assert parse_front_matter(text, FILE) == FrontMatter(text, 1)


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("題\n".encode(), "題\n"),
        ("題\r\n本文\r\n".encode(), "題\n本文\n"),
        ("題\r本文\r".encode(), "題\n本文\n"),
        ("\ufeff題".encode(), "題"),
        ("\ufeff\ufeff題".encode(), "題"),
    ],
)
def test_bom_and_line_ends_make_no_difference(content: bytes, text: str) -> None:
    assert decode(content, FILE) == text


@pytest.mark.parametrize(
    ("content", "line", "found", "hint"),
    [
        ("題\n".encode() + b"\xff", 2, "byte 0xFF is not UTF-8", "save the file as UTF-8"),
        ("題".encode("utf-16"), 1, "it is UTF-16", "save the file as UTF-8"),
        ("題名".encode("shift_jis"), 1, "byte 0x91 is not UTF-8", "save the file as UTF-8"),
        (b"\x89PNG\n\0\xff", 1, "it is a binary file", "move it out of the posts, or exclude it"),
        (b"\n\0a\0b\0", 2, "it holds NUL bytes", "save the file as UTF-8 text"),
    ],
)
def test_what_is_no_text_is_reported(content: bytes, line: int, found: str, hint: str) -> None:
    with pytest.raises(SiteError) as caught:
        decode(content, FILE)
    (problem,) = caught.value.problems
    assert (problem.line, str(problem.message), str(problem.hint)) == (
        line,
        f"cannot be read as text: {found}",
        hint,
    )


def test_a_nul_byte_in_a_text_is_left_out_with_a_warning_as_other_control_characters_are() -> None:
    front_matter = parse_front_matter(decode("---\ntitle: 題\n---\n本文\0です。\n".encode(), FILE), FILE)

    assert front_matter.body == "本文です。\n"
    (problem,) = front_matter.problems
    assert (problem.code, problem.severity, problem.line) == ("control-character", Severity.WARNING, 4)
    assert "U+0000" in str(problem.message)


@given(st.text(alphabet="-.\n \tab:[]{}'\"あ#", max_size=80))
def test_any_text_is_read_or_reported_at_a_line_it_has(text: str) -> None:
    try:
        found = parse_front_matter(text, FILE)
    except SiteError as exc:
        lines = [problem.line for problem in exc.problems]
        assert all(line is not None and 1 <= line <= text.count("\n") + 1 for line in lines)
    else:
        assert text.endswith(found.body)
        assert found.body_line <= text.count("\n") + 2
