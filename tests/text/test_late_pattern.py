"""A late pattern is used like any other."""

from __future__ import annotations

import re

import pytest

from allforces_site.text.late_pattern import late_pattern, late_words

TEXT = "港の朝\n港の夜"


@pytest.mark.parametrize(
    ("method", "arguments"),
    [
        ("search", (TEXT,)),
        ("match", (TEXT, 4)),
        ("fullmatch", (TEXT,)),
        ("findall", (TEXT,)),
        ("split", (TEXT,)),
        ("sub", ("島", TEXT)),
        ("subn", ("島", TEXT)),
    ],
)
def test_all_methods_do_what_those_of_a_pattern_do(method: str, arguments: tuple[object, ...]) -> None:
    late, compiled = late_pattern("^港", re.MULTILINE), re.compile("^港", re.MULTILINE)

    for _ in range(2):  # The first use compiles.
        mine, same = getattr(late, method)(*arguments), getattr(compiled, method)(*arguments)
        assert repr(mine) == repr(same)
    assert (late.pattern, late.flags, late.groups) == (compiled.pattern, compiled.flags, compiled.groups)


def test_a_pattern_is_compiled_at_its_first_use() -> None:
    wrong = late_pattern("(")

    with pytest.raises(re.error):
        wrong.search(TEXT)


def test_what_a_pattern_does_not_have_is_missing() -> None:
    assert not hasattr(late_pattern("a"), "finds")


@pytest.mark.parametrize("words", ["港の朝|港|夜", "港|港の朝|夜", "(港|港)|の|朝."])
def test_words_are_found_as_an_alternation_finds_them(words: str) -> None:
    text = f"{TEXT}(港) 朝."
    alternation = "|".join(map(re.escape, words.split("|")))

    assert late_words(words).findall(text) == re.findall(alternation, text)
