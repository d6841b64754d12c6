"""The language in which the command that runs speaks.

It stands in the variables LANGUAGE, which click's own texts and other programs follow too, and
ALLFORCES_LANG, so that processes that the command starts speak it as well.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from allforces_site.messages.language import VARIABLE, asked_language, supported, terminal_language
from allforces_site.messages.message import Message, in_language
from allforces_site.messages.printable import printable_values

# What programs that use gettext read first (GNU gettext manual, 2.3.3).
_SPOKEN = "LANGUAGE"


@contextmanager
def speaking(arguments: Sequence[str]) -> Iterator[None]:
    """Lets a command with these arguments speak the language of its user.

    Without `--lang` and ALLFORCES_LANG it is that of the terminal's locale.
    """
    before = {name: os.environ.get(name) for name in (VARIABLE, _SPOKEN)}
    asked = asked_language(arguments, os.environ)
    if asked is not None:
        os.environ[VARIABLE] = supported(asked)
    os.environ[_SPOKEN] = supported(asked) if asked else terminal_language(os.environ, sys.stdout.encoding)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value


def spoken() -> str:
    """The language in which the command speaks: `ja` or `en`."""
    return supported(os.environ.get(_SPOKEN, ""))


def page_language(site_language: str) -> str:
    """The language of a page for editors: the one that was asked for, else that of their site."""
    return spoken() if os.environ.get(VARIABLE) else supported(site_language)


def words(message: Message) -> str:
    """The words of a message in the language in which the command speaks, with no effect on a terminal."""
    return in_language(printable_values(message), spoken())
