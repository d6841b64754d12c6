"""Which language a command speaks: Japanese or English."""

from __future__ import annotations

import codecs
import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

LANGUAGES = ("ja", "en")
OPTION = "--lang"
VARIABLE = "ALLFORCES_LANG"

# The variables that name the language of messages, the strongest first (POSIX.1-2017, XBD 8.2).
_LOCALE_VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")
# Locales without a language. In them LANGUAGE does not count either (GNU gettext manual, 2.3.3).
_WITHOUT_LANGUAGE = frozenset({"", "C", "POSIX"})
_TEST_LETTERS = "日本語のカナ「」"


def asked_language(arguments: Sequence[str], environment: Mapping[str, str]) -> str | None:
    """The language that the arguments of a command, or else ALLFORCES_LANG, ask for, as written there.

    Read before the command line is parsed, because problems of parsing are told in it too.
    """
    asked = None
    for place, argument in enumerate(arguments):
        if argument == "--":
            break
        if argument == OPTION and arguments[place + 1 :]:
            asked = arguments[place + 1]
        elif argument.startswith(f"{OPTION}="):
            asked = argument.removeprefix(f"{OPTION}=")
    return asked or environment.get(VARIABLE) or None


@lru_cache(maxsize=16)  # It is asked for each message that is shown.
def supported(language: str) -> str:
    """The language of our messages for a language: BCP 47, a locale (`ja_JP.UTF-8`), or a list (`ja:en`)."""
    return "ja" if re.split(r"[-_.@:]", language.lower())[0] == "ja" else "en"


def terminal_language(environment: Mapping[str, str], encoding: str | None) -> str:
    """The language of a terminal's locale; English if it cannot show Japanese."""
    locale = next((environment[name] for name in _LOCALE_VARIABLES if environment.get(name)), "")
    if locale.partition(".")[0] in _WITHOUT_LANGUAGE or not _can_show_japanese(encoding):
        return "en"
    return supported(environment.get("LANGUAGE") or locale)


def _can_show_japanese(encoding: str | None) -> bool:
    try:
        _TEST_LETTERS.encode(codecs.lookup(encoding or "ascii").name)
    except (LookupError, UnicodeEncodeError):
        return False
    return True
