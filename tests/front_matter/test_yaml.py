"""YAML as authors write and break it."""

from __future__ import annotations

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allforces_site.front_matter.any_yaml import line_of
from allforces_site.front_matter.yaml import load_mapping
from allforces_site.front_matter.yaml_messages import YamlError
from allforces_site.front_matter.yaml_values import DoubledKey, TextFields
from allforces_site.text.dates import PlainTimestamp


def test_values_are_plain_and_lines_are_counted_from_one() -> None:
    mapping = load_mapping("# 見出し\ntitle: 記事\n\ntags: [AI, 2025]\nimage:\n  path: /a.png\n")
    assert mapping.values == {"title": "記事", "tags": ["AI", 2025], "image": {"path": "/a.png"}}
    assert mapping.lines == {"title": 2, "tags": 4, "image": 5}


def test_scalars_are_kept_as_the_author_wrote_them() -> None:
    mapping = load_mapping('version: 1.10\nyear: 2025\nquoted: "0x10"\nlist: [1.10]')
    assert mapping.values["version"] == 1.1
    assert mapping.written == {"version": "1.10", "year": "2025", "quoted": "0x10"}


AS_WRITTEN = TextFields(frozenset({"title"}), frozenset({"tags"}))


def test_text_fields_hold_what_the_author_wrote() -> None:
    text = (
        "title: no\ntags: [3.10, 1.0, 007, yes, 12:30, null, 2026-01-02, 0x10, 1_000, 1e3, ~, [no]]\nn: 1.0"
    )
    values = load_mapping(text, AS_WRITTEN).values
    assert values == {
        "title": "no",
        "tags": [
            "3.10",
            "1.0",
            "007",
            "yes",
            "12:30",
            "null",
            "2026-01-02",
            "0x10",
            "1_000",
            "1e3",
            None,
            ["no"],
        ],
        "n": 1.0,
    }


@pytest.mark.parametrize("nothing", ["", "~", "null", "[]", "[~]", "\n  -\n"])
def test_a_text_field_without_a_value_stays_empty(nothing: str) -> None:
    assert load_mapping(f"tags: {nothing}", AS_WRITTEN).values["tags"] in (None, [], [None])


def test_true_or_false_in_place_of_a_list_is_no_name() -> None:
    assert load_mapping("tags: yes", AS_WRITTEN).values == {"tags": True}
    assert load_mapping("tags: 2025", AS_WRITTEN).values == {"tags": "2025"}


def test_text_fields_below_a_path_are_those_of_the_mappings_there() -> None:
    fields = TextFields(lists=frozenset({"tags"}), below=("defaults", "*", "values"))
    text = "tags: [1.0]\ndefaults:\n  - values: {tags: [1.0, no]}\n    tags: [2.0]\n  - 3\n"
    assert load_mapping(text, fields).values == {
        "tags": [1.0],
        "defaults": [{"values": {"tags": ["1.0", "no"]}, "tags": [2.0]}, 3],
    }


def test_only_unquoted_dates_are_timestamps_and_all_dates_stay_text() -> None:
    values = load_mapping('a: 2025-09-11 20:31:56\nb: "2025-09-11"\nc: 2025-13-40').values
    assert values == {"a": "2025-09-11 20:31:56", "b": "2025-09-11", "c": "2025-13-40"}
    assert isinstance(values["a"], PlainTimestamp)
    assert not isinstance(values["b"], PlainTimestamp)


@pytest.mark.parametrize("text", ["", "\n", "# nothing\n", "---\n", "~", "null", "---\n# x\n"])
def test_a_text_without_values_is_an_empty_mapping(text: str) -> None:
    assert load_mapping(text).values == {}


def test_of_a_key_written_twice_the_last_counts_and_both_lines_are_named() -> None:
    mapping = load_mapping("title: 一\ntags: []\ntitle: 二\nimage: {path: a, path: b}")
    assert mapping.values["title"] == "二"
    assert set(mapping.twice) == {DoubledKey("title", 3, 1), DoubledKey("path", 4, 4)}


def test_keys_are_text_as_written() -> None:
    assert load_mapping("on: 1\n404: 2\n1.10: 3\n日本: 4\n").values == {
        "on": 1,
        "404": 2,
        "1.10": 3,
        "日本": 4,
    }


def test_merged_and_aliased_mappings_are_understood() -> None:
    assert load_mapping("base: &b {x: 1, y: 1}\nown: {<<: *b, y: 2}").values["own"] == {"x": 1, "y": 2}


# text, line, message, hint
BROKEN = [
    (
        "title: 速報: 新機能",
        1,
        'one value has a second ": "',
        'put a text that holds ": " in quotes, and begin every key at the start of its line',
    ),
    (
        "title: 字下げ\n  tags: x",
        2,
        'one value has a second ": "',
        'put a text that holds ": " in quotes, and begin every key at the start of its line',
    ),
    ('title: "速報\ntags: [AI]\n', 1, "a quote is never closed", "close the quote"),
    ("a: 1\ntags: [AI\n", 2, "a list is never closed", "close the list with ], and part its items by commas"),
    ("a: 1\ntags: [AI,", 3, "a list or mapping is never closed", "close it with ] or }"),
    ("a: {b: 1\n", 1, "a mapping is never closed", "close the mapping with }, and part its keys by commas"),
    ("a: 1\nb:\n\tc: 2", 3, "a tab is where spaces belong", "indent with spaces"),
    ("title: @x", 1, 'a value cannot begin with "@"', "put the text in quotes"),
    ("title: `x`", 1, 'a value cannot begin with "`"', "put the text in quotes"),
    ("title: %増", 1, 'a value cannot begin with "%"', "put the text in quotes"),
    ("title: ]", 1, 'a value cannot begin with "]"', "put the text in quotes"),
    (
        'title: "彼は"はい"と"',
        1,
        "text follows a value that has ended",
        'put the whole text in quotes, with \\" for each inner "',
    ),
    ("title: *重要*", 1, "a name is missing behind *", "put a text that begins with * in quotes"),
    ("title: *none", 1, "a name behind * is not known", "put a text that begins with * in quotes"),
    ("title: &重要", 1, "a name is missing behind &", "put a text that begins with & in quotes"),
    ("title: !すごい", 1, "a text begins with !", "put a text that begins with ! in quotes"),
    ("title: !ruby/object:Foo {}", 1, "a text begins with !", "put a text that begins with ! in quotes"),
    (
        "title: >はい",
        1,
        "a text begins with | or >",
        "put it in quotes, or write the text on indented lines below",
    ),
    ('path: "C:\\data"', 1, "double quotes contain an unknown \\ escape", "write \\\\ for a backslash"),
    ('title: "\\ud800"', 1, "a \\u escape names no character", "write the character itself"),
    (
        'path: "C:\\apps"',
        1,
        "a text holds the control character U+0007",
        "a backslash in double quotes is written twice, or put the text in single quotes",
    ),
    (
        "title: 鐘\aの音",
        1,
        "a control character is in the text",
        "delete the invisible character, or write the line again",
    ),
    (
        "tags: - AI",
        1,
        'a value cannot begin with "- "',
        "write the list on lines of its own, or put the text in quotes",
    ),
    ("a:\n  b: 1\n c: 2", 3, "this line does not fit the ones above", "begin every key at the same column"),
    ("a:\n - b\n c: d", 3, "this line does not fit the list above", "begin every - at the same column"),
    ("a: 1\nb\n", 2, 'a line has no ": "', "write `key: value`, with a space behind the colon"),
    (
        "a: 1\n--- # 二\nb: 2",
        2,
        "a second document begins here",
        "write `---` only above and below the front matter",
    ),
    ("<<: text", 1, "<< is followed by no mapping", "delete the line that begins with <<"),
    (
        "a: {{ b }}",
        1,
        "a key must be plain text, and this one is a list or a mapping",
        "put a text that begins with [ or { in quotes",
    ),
    ("a: !!bool x", 1, "this value cannot be read as bool", "put the text in quotes"),
    ("a: !!seq x", 1, "a value is of another kind than the word behind !! says", "delete this word"),
    ("a: !x!y z", 1, "a text begins with !", "put a text that begins with ! in quotes"),
    (
        "%TITLE x\n---\na: b",
        1,
        "a line that begins with % is a directive",
        "put a text that begins with % in quotes",
    ),
    ("a: ? b", 1, "a value begins with ?", "put the text in quotes"),
    ("{a:b, c::}", 1, "a colon is where none can be", "put the text in quotes"),
    ("a: &x 1\nb: &x 2", 2, "two values have the same name behind &", "give one of them another name"),
    (
        "- a\n- b",
        1,
        "found a list, wanted `key: value` lines",
        "write keys such as `title: …`, with a space behind the colon",
    ),
    (
        "ただの文",
        1,
        "found plain text, wanted `key: value` lines",
        "write keys such as `title: …`, with a space behind the colon",
    ),
]


@pytest.mark.parametrize(("text", "line", "message", "hint"), BROKEN, ids=lambda value: str(value)[:24])
def test_author_learns_the_line_and_what_to_do(text: str, line: int, message: str, hint: str) -> None:
    with pytest.raises(YamlError) as caught:
        load_mapping(text)
    assert (caught.value.line, str(caught.value.message), str(caught.value.hint)) == (line, message, hint)


@pytest.mark.parametrize(
    "text",
    [
        "a: " + "[" * 100_000,
        "a: " + "{a: " * 100_000,
        "a: " + "[" * 60 + "]" * 60,
        "- " * 100_000,
        "? " * 100_000,
        "\n".join(" " * depth + "a:" for depth in range(2_000)),
        "a: &a [*a]",
        "a: &a {b: {c: *a}}",
    ],
    ids=["lists", "mappings", "just too deep", "dashes", "question marks", "blocks", "alias", "inner alias"],
)
def test_deep_nesting_is_refused_at_once(text: str) -> None:
    begin = process_time()
    with pytest.raises(YamlError, match="values nested more than 50 deep"):
        load_mapping(text)
    assert process_time() - begin < 5


def test_a_billion_laughs_take_no_time() -> None:
    lines = ['a0: &a0 ["ha", "ha"]'] + [
        f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 40)
    ]
    begin = process_time()
    assert len(load_mapping("\n".join(lines)).values) == 40
    fields = TextFields(frozenset({"a39"}))
    assert len(load_mapping("\n".join(lines), fields).values) == 40
    assert process_time() - begin < 4


@pytest.mark.parametrize("odd", ['"\\a"', "[a]", "{a: 1}"])
def test_line_of_a_value_is_found_beside_what_is_no_key(odd: str) -> None:
    assert (
        line_of(f"allforces: {{{odd}: 1, feeds: 2}}\nallforces: {{feeds: 3}}\n", ("allforces", "feeds")) == 1
    )


def test_line_of_a_value_deep_inside_is_found() -> None:
    text = "defaults:\n  - scope: {path: a}\n    values: {}\n  - scope:\n      path: b\n"
    assert line_of(text, ("defaults", 1, "scope", "path")) == 5
    assert line_of(text, ("defaults", 0, "nothing")) == 2
    assert line_of(text, ("nothing",)) is None


@given(st.text(alphabet="ab:-?[]{}&*!|>'\"%@`#,~<=.0123\\ \n\tあ", max_size=60))
def test_any_text_is_a_mapping_or_one_located_error(text: str) -> None:
    try:
        mapping = load_mapping(text)
    except YamlError as exc:
        assert exc.message
        assert exc.line is None or 1 <= exc.line <= text.count("\n") + 2
    else:
        assert set(mapping.lines) >= set(mapping.written)


@given(st.text())
def test_any_character_in_double_quotes_is_read_back_or_reported(text: str) -> None:
    escaped = "".join(f"\\U{ord(char):08X}" for char in text)
    try:
        assert load_mapping(f'a: "{escaped}"').values == {"a": text}
    except YamlError as exc:
        assert "control character" in str(exc.message) or "names no character" in str(exc.message)


@pytest.mark.parametrize("char", ["\x85", "\u2028", "\u2029"])
def test_line_breaks_that_no_editor_shows_end_no_line(char: str) -> None:
    text = f"title: AI{char}ニュース{char}\n# 注{char}釈\ntags: [茶,{char}水]\ndate: 2026-13-40\n"
    mapping = load_mapping(text)

    assert mapping.values == {"title": "AI ニュース", "tags": ["茶", "水"], "date": "2026-13-40"}
    assert mapping.lines == {"title": 1, "tags": 3, "date": 4}
    assert line_of(f"a: b{char}c\nd: [1, 2]\n", ("d", 1)) == 2
    with pytest.raises(YamlError) as raised:
        load_mapping(f"title: 茶{char}\n\ntags: [a\n")
    assert raised.value.line == 3
