"""Whether what a rule says is said in Japanese too."""

from __future__ import annotations

import re
from collections.abc import Iterable

from allforces_site.errors import Problem
from allforces_site.lint.finding import Finding
from allforces_site.messages.message import Message, in_language
from tests.messages.test_japanese import CODE, JAPANESE, NAMES

# Quoted values, and names with a slash or a dot.
_VALUES = re.compile(r"「[^」]*」|[\w/-]+(?:[./][\w/-]+)+", re.ASCII)


def words_of(found: Iterable[Finding | Problem]) -> list[Message]:
    """All that is said about some findings."""
    said: list[Message | None] = []
    for one in found:
        fix = one.proposal if isinstance(one, Finding) else one.fix
        said += [one.message, one.hint, fix.message if fix is not None else None]
    # Of thousands of findings few differ by more than their values.
    return list({message.text: message for message in said if message is not None}.values())


def assert_japanese(message: Message) -> None:
    """Fails for a message that is not translated, or that has an English word besides values and names."""
    japanese = in_language(message, "ja")
    words = CODE.sub(" ", _VALUES.sub(" ", japanese))
    assert JAPANESE.search(words), f"{message} is not translated: {japanese}"
    assert set(re.findall("[A-Za-z][A-Za-z0-9]+", words)) <= NAMES, japanese
