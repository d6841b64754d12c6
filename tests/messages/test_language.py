"""Which language a command speaks."""

from __future__ import annotations

import pytest

from allforces_site.messages.language import asked_language, supported, terminal_language


@pytest.mark.parametrize(
    ("language", "spoken"),
    [
        ("ja", "ja"), ("ja-JP", "ja"), ("ja_JP.UTF-8", "ja"), ("JA", "ja"), ("ja:en", "ja"), ("ja@x", "ja"),
        ("en", "en"), ("en_US.UTF-8", "en"), ("fr", "en"), ("jam", "en"), ("", "en"), ("日本語", "en"),
    ],
)  # fmt: skip
def test_japanese_is_spoken_to_those_who_read_it_and_english_to_all_others(
    language: str, spoken: str
) -> None:
    assert supported(language) == spoken


@pytest.mark.parametrize(
    ("arguments", "variable", "asked"),
    [
        (["build", "--lang", "ja"], "", "ja"),
        (["--lang=en", "build"], "ja", "en"),
        (["--lang", "en", "build", "--lang", "ja"], "", "ja"),
        (["build"], "ja", "ja"),
        (["new", "--", "--lang", "ja"], "", None),
        (["build", "--lang"], "ja", "ja"),
        ([], "", None),
    ],
)
def test_the_option_is_stronger_than_the_variable(
    arguments: list[str], variable: str, asked: str | None
) -> None:
    assert asked_language(arguments, {"ALLFORCES_LANG": variable}) == asked


@pytest.mark.parametrize(
    ("environment", "encoding", "spoken"),
    [
        ({"LC_ALL": "ja_JP.UTF-8"}, "utf-8", "ja"),
        ({"LANG": "ja_JP.UTF-8"}, "utf-8", "ja"),
        ({"LANG": "ja_JP.eucJP"}, "euc_jp", "ja"),
        ({"LC_ALL": "", "LC_MESSAGES": "ja_JP", "LANG": "en_US"}, "cp932", "ja"),
        ({"LC_ALL": "en_US.UTF-8", "LANG": "ja_JP.UTF-8"}, "utf-8", "en"),
        ({"LC_ALL": "C", "LANG": "ja_JP.UTF-8"}, "utf-8", "en"),
        ({"LC_ALL": "C.UTF-8", "LANGUAGE": "ja"}, "utf-8", "en"),
        ({"LANG": "en_US.UTF-8", "LANGUAGE": "ja:en"}, "utf-8", "ja"),
        ({"LANG": "ja_JP.UTF-8", "LANGUAGE": "en"}, "utf-8", "en"),
        ({}, "utf-8", "en"),
        ({"LANG": "ja_JP.UTF-8"}, "ascii", "en"),
        ({"LANG": "ja_JP.UTF-8"}, "latin-1", "en"),
        ({"LANG": "ja_JP.UTF-8"}, "no such encoding", "en"),
        ({"LANG": "ja_JP.UTF-8"}, None, "en"),
    ],
)
def test_a_terminal_is_spoken_to_in_its_language_if_it_can_show_it(
    environment: dict[str, str], encoding: str | None, spoken: str
) -> None:
    assert terminal_language(environment, encoding) == spoken
