"""The catalogues hold what the code says, and say it in their language."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.catalog import Message

from tests.messages.extraction import (
    DOMAINS,
    catalog_files,
    in_python,
    in_template,
    read_catalog,
    updated,
)

FILES = {f"{file.parents[1].name}/{file.stem}": file for file in catalog_files()}


@pytest.mark.parametrize("name", FILES)
def test_a_catalogue_holds_the_messages_of_the_code_and_no_others(name: str) -> None:
    assert FILES[name].read_bytes() == updated(FILES[name]), "run `make messages`"


@pytest.mark.parametrize("name", FILES)
def test_every_message_is_translated_with_the_values_that_it_has_in_english(name: str) -> None:
    for message in messages(FILES[name]):
        translated = texts(message.string)
        assert all(translated), f"{message.id} is not translated"
        assert not message.fuzzy, f"the translation of {message.id} is a guess"
        for text in translated:
            in_english = [values(text) for text in texts(message.id)]
            assert set.intersection(*in_english) <= values(text) <= set.union(*in_english), text


def messages(file: Path) -> Iterable[Message]:
    """The messages of a catalogue, without its header."""
    return [message for message in read_catalog(file) if message.id]


def texts(message: str | Iterable[str]) -> list[str]:
    return [message] if isinstance(message, str) else list(message)


def values(text: str) -> set[str]:
    """The `{names}` in a text."""
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def test_messages_in_code_are_found_by_the_functions_that_say_them() -> None:
    code = b"""\
say("the title is missing", name=name)
problem(code, N_("no file \\"{name}\\""))
say_plural("{count} post", "{count} posts", count)
say("a long message "
    "on two lines")
other("nothing")
"""
    assert set(in_python(code, DOMAINS["allforces"].keywords)) == {
        "the title is missing",
        'no file "{name}"',
        ("{count} post", "{count} posts"),
        "a long message on two lines",
    }


def test_messages_in_templates_are_found_in_filters_and_functions() -> None:
    text = (
        '{{ "Home" | label(lang) }} {{ label("{n} min", lang, n=3) }} {{ name | label(lang) }} {{ "x" | e }}'
    )

    assert set(in_template(text, DOMAINS["theme"].keywords)) == {"Home", "{n} min"}


def test_plurals_in_templates_have_both_forms() -> None:
    text = '{{ "{n} article" | label_plural("{n} articles", count, lang) }}'

    assert list(in_template(text, DOMAINS["theme"].keywords)) == [("{n} article", "{n} articles")]
