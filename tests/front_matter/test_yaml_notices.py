"""What reads well and was probably not meant: cut values, lines run together, invisible characters."""

from __future__ import annotations

import pytest

from allforces_site.front_matter.any_yaml import load_value
from allforces_site.front_matter.yaml import load_mapping
from allforces_site.front_matter.yaml_values import TextFields

PROSE = TextFields(prose=frozenset({"title"}))


def noticed(text: str) -> list[tuple[str, int]]:
    return [(notice.code, notice.line) for notice in load_mapping(text, PROSE).notices]


@pytest.mark.parametrize(
    "text",
    [
        "title: 最新 #AI ニュース",
        "title: 最新 # AI",
        "title: 最新\t#AI",
        "title: C #",
        "title: #AI",
        "color: #fff",
        "note: 茶 #1",
        "tags: [\n  茶 #1\n  ]",
        "a: {b: c #d\n  }",
    ],
)
def test_a_hash_that_cuts_a_value_is_reported(text: str) -> None:
    assert [code for code, _ in noticed(text)] == ["comment-cut"]


def test_each_item_of_a_list_that_is_cut_is_reported_at_its_line() -> None:
    assert noticed("tags:\n  - AI #速報\n  - 茶\n  - C #\n") == [("comment-cut", 2), ("comment-cut", 4)]


@pytest.mark.parametrize(
    "text",
    [
        'title: "最新 #AI"',
        'title: "最新" # コメント',
        "title: 最新#AI",
        "baseurl: /blog # the folder",
        "# title\nlayout: post",
        "url: # the address, without a slash",
        "future: true #公開前",
        "limit: 10 #件",
        "image: #comment\n  path: /a.png",
        "text: |\n  一 #二\n",
        "text: >-\n  一 #二\n",
    ],
)
def test_comments_are_no_cut_values(text: str) -> None:
    assert noticed(text) == []


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("tags:\n  -AI\n  -茶\n", 2),
        ("tags:\n  -AI", 2),
        ("title: 茶\n  - 水\n", 2),
        ("tags:\n- 茶\n -水\n", 3),
        ("tags:\n  ・ AI\n  ・ 茶\n", 2),
        ("image:\n  path：/a.png\n", 2),
        ('title: "速報\ndescription: 要約"\n', 2),
    ],
)
def test_lines_that_are_run_together_are_reported(text: str, line: int) -> None:
    assert noticed(text) == [("lines-joined", line)]


@pytest.mark.parametrize(
    "text",
    [
        "description: 一行目\n  二行目\n",
        "description:\n  一行目、AI：新機能\n  二行目\n",
        'description: "一行目\n  二行目"\n',
        "number:\n  -1\n",
        "note: |\n  - 水\n  -茶\n",
    ],
)
def test_texts_over_several_lines_are_texts(text: str) -> None:
    assert noticed(text) == []


@pytest.mark.parametrize("char", ["\u200b", "\u3000", "\u00a0", "\ufeff", "\u2060", "\u00ad"])
@pytest.mark.parametrize("form", ["{}title: 茶", "title{}: 茶", "{0}title{0}: 茶"])
def test_a_key_with_invisible_characters_is_read_and_reported(char: str, form: str) -> None:
    mapping = load_mapping("layout: post\n" + form.format(char))
    assert (mapping.values, mapping.lines["title"]) == ({"layout": "post", "title": "茶"}, 2)
    (notice,) = mapping.notices
    assert (notice.code, notice.line) == ("invisible-character", 2)
    assert f"U+{ord(char):04X}" in str(notice.message)


def test_keys_inside_and_keys_of_other_files_are_read_too() -> None:
    read = load_value("- name: 茶\n  \u200burl: /cha/\n")
    assert read.value == [{"name": "茶", "url": "/cha/"}]
    assert [(notice.code, notice.line) for notice in read.notices] == [("invisible-character", 2)]


def test_a_message_shows_what_was_read_and_what_was_written() -> None:
    (notice,) = load_mapping("title: 最新 #AI ニュース").notices
    assert (notice.code, notice.line, str(notice.message), str(notice.hint)) == (
        "comment-cut",
        1,
        'of "最新 #AI ニュース" only "最新" is read: a # behind a space begins a comment',
        "put the text in quotes; a comment goes on a line of its own",
    )


def test_an_alias_is_reported_once() -> None:
    assert noticed("a: &a [茶 #1\n ]\nb: *a\n") == [("comment-cut", 1)]
