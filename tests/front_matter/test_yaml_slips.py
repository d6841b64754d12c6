"""The line that an author has to look at, where libyaml names another one."""

from __future__ import annotations

from time import process_time

import pytest

from allforces_site.front_matter.yaml import load_mapping
from allforces_site.front_matter.yaml_messages import YamlError

BEFORE = "layout: post\n"
AFTER = "\ndate: 2026-01-02\nauthor: 編集部\n"

# A line with a slip, and what is said of it.
SLIPS = [
    ("tags：[x]", 'a full-width colon (：) follows "tags"'),
    ("tags： x", 'a full-width colon (：) follows "tags"'),
    ("タイトル：速報", 'a full-width colon (：) follows "タイトル"'),
    ("tags　：[x]", 'a full-width colon (：) follows "tags"'),
    ("title:速報", 'no space follows the colon of "title"'),
    ("tags:\u3000[x]", "U+3000 (full-width space) follows the colon"),
    ("tags:\u00a0x", "U+00A0 (no-break space) follows the colon"),
    ("tags:\u200bx", "U+200B (zero width space) follows the colon"),
    ("tags:\n  - a\n  -b", 'no space follows the hyphen of "-b"'),
    ("tags:\n- a\n-b", 'no space follows the hyphen of "-b"'),
    ("tags:\n- a\n-\u3000b", "U+3000 (full-width space) follows the hyphen"),
    ("tags:\n- a\n－ b", 'a line begins with "－", where a list has a hyphen'),
    ("tags:\n・ b", 'a line begins with "・", where a list has a hyphen'),
    ("tags:\n\u3000- b", "the line begins with U+3000 (full-width space)"),
    ("tags:\n\u00a0\u00a0- b", "the line begins with U+00A0 (no-break space)"),
    ("title = 速報", 'an equals sign follows "title"'),
    ("tags", 'a line has no ": "'),
    ("tags [a, b]", 'a line has no ": "'),
    ('title: "速報', "a quote is never closed"),
    ("title: '速報", "a quote is never closed"),
    ('title: "速報”', 'the text begins with " and ends with ”'),
    ("title: '速報’", "the text begins with ' and ends with ’"),
    ("tags: [a, b］", "a full-width or curly ］ is in the list"),
    ('tags: ["a”, b]', "a full-width or curly ” is in the list"),
    ("tags: [AI, #速報]", "a # behind a space begins a comment inside the list"),
    ("\ttags: x", "a tab is where spaces belong"),
]


@pytest.mark.parametrize(("line", "found"), SLIPS, ids=[repr(line) for line, _ in SLIPS])
@pytest.mark.parametrize(
    "after", [AFTER, "\nauthor: \"編集部\"\nlang: 'ja'\n", ""], ids=["plain", "quotes", "last"]
)
def test_the_line_with_the_slip_is_named_and_what_is_odd_in_it(line: str, found: str, after: str) -> None:
    with pytest.raises(YamlError) as caught:
        load_mapping(f"{BEFORE}{line}{after}")

    assert caught.value.line == (BEFORE + line).count("\n") + 1
    # Where nothing more follows, a quote or a list may be taken for one that was to go on.
    assert str(caught.value.message) == found or after == ""
    assert caught.value.hint


def test_a_slip_in_the_first_line_is_found() -> None:
    for line in ("title：速報", "title:速報", " title: 速報"):
        with pytest.raises(YamlError) as caught:
            load_mapping(line + AFTER)
        assert caught.value.line == 1, line


def test_a_slip_below_a_key_is_found() -> None:
    for line in ("  path：/a.png", "  path:/a.png", "\u3000path: /a.png"):
        text = f"image:\n{line}\n  alt: 茶\n"
        with pytest.raises(YamlError) as caught:
            load_mapping(text)
        assert caught.value.line in (2, 3), line


def test_of_several_slips_the_first_that_stops_the_reading_is_named() -> None:
    with pytest.raises(YamlError) as caught:
        load_mapping("a: 1\ntitle：速報\nb: 2\ntags：[x]\nc: 3\n")
    assert caught.value.line == 2


def test_odd_lines_that_stop_nothing_are_innocent() -> None:
    text = "url:x: y\nnote: |\n  tags：[x]\n  -b\ntitle: 速報: 新機能\n"
    with pytest.raises(YamlError) as caught:
        load_mapping(text)
    assert (caught.value.line, str(caught.value.message)) == (5, 'one value has a second ": "')


def test_a_long_text_of_odd_lines_takes_no_time() -> None:
    text = "a: 1\n" + "tags：[x]\n" * 20_000
    begin = process_time()
    with pytest.raises(YamlError):
        load_mapping(text)
    assert process_time() - begin < 5
