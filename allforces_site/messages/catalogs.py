"""The catalogues of messages: English stands in the code, other languages in catalogues of gettext.

Their sources are `locale/<language>/LC_MESSAGES/<domain>.po`. What is read here is compiled from them when
the package is installed; a checkout without compiled catalogues speaks English.
"""

from __future__ import annotations

import re
from functools import lru_cache
from gettext import NullTranslations, translation
from pathlib import Path

# The domains: what readers of the blog see, and what its writers and editors see.
THEME = "theme"
ALLFORCES = "allforces"

LOCALE = Path(__file__).parents[1] / "locale"

# A language may come from front matter, and becomes the name of a folder.
_LANGUAGE = re.compile(r"[a-z]{2,3}(?![a-z])")


def language_of(domain: str, lang: str) -> str:
    """Returns the language that `translations` are in: `ja` for `ja-JP`, `en` if there is no catalogue."""
    return translations(domain, lang).info().get("language", "en")


@lru_cache(maxsize=64)
def translations(domain: str, lang: str) -> NullTranslations:
    """Returns the messages of a domain in a language: `ja`, `ja-JP` (BCP 47) or `ja_JP.UTF-8` (a locale).

    A catalogue is read when it is asked for the first time, and kept. A language without one is English.
    """
    language = _LANGUAGE.match(lang.lower())
    return translation(domain, LOCALE, [language[0]] if language else [], fallback=True)
