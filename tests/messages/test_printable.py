"""What stands in a message has no effect on a terminal."""

from __future__ import annotations

import pytest

from allforces_site.messages.message import in_language, say, values_of
from allforces_site.messages.printable import printable, printable_values


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("煎茶\tと 番茶　{x} %s \\n", "煎茶\tと 番茶　{x} %s \\n"),
        ("二\n行\r", "二\\n行\\r"),
        ("\x1b[31m赤\x9b0m\x00", "\\x1b[31m赤\\x9b0m\\x00"),
        ("\u202etxt\u202c\u2066\u200f", "\\u202etxt\\u202c\\u2066\\u200f"),
        ("行\u2028段\u2029", "行\\u2028段\\u2029"),
        ("\udcff", "\\udcff"),
    ],
)
def test_a_text_is_on_one_line_without_an_effect(text: str, shown: str) -> None:
    assert printable(text) == shown


def test_all_values_of_a_message_are_printable_and_the_message_keeps_its_lines() -> None:
    reason = say("the file cannot be read: {reason}", reason="\x1b")
    message = say("{file}:\n{reason} {names} {n}", file="a\nb", reason=reason, names=("\r", reason), n=3)

    assert in_language(printable_values(message), "en") == (
        "a\\nb:\nthe file cannot be read: \\x1b \\r, the file cannot be read: \\x1b 3"
    )
    assert values_of(message, "en")["file"] == "a\nb"


def test_a_long_value_is_shortened() -> None:
    assert len(in_language(printable_values(say("{title}", title="煎" * 5000)), "ja")) == 1001
