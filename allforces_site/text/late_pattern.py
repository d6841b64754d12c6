"""Regular expressions that are compiled when they are first used.

A command needs few of the patterns of the modules that it imports. To compile the others would be a fifth of
the time in which an edited post is built, and a third of that of a check in which nothing changed.
"""

from __future__ import annotations

import re
from typing import cast

_METHODS = ("search", "match", "fullmatch", "split", "findall", "finditer", "sub", "subn")
_VALUES = ("flags", "groups", "groupindex")


def late_pattern(pattern: str, flags: re.RegexFlag = re.NOFLAG) -> re.Pattern[str]:
    """What `re.compile` returns, but that a wrong pattern raises `re.error` only when it is used."""
    return cast("re.Pattern[str]", _LatePattern(pattern, flags))


def late_words(words: str) -> re.Pattern[str]:
    """The late pattern of some words, which `|` parts; of several that begin at one place the first counts.

    They are grouped by their first letters, so that few are compared at each place of a text: that halves the
    time. A word that began with anything but a letter, such as a set, would take ten times as long.
    """
    ends: dict[str, list[str]] = {}
    for word in words.split("|"):
        ends.setdefault(word[0], []).append(re.escape(word[1:]))
    return late_pattern("|".join(f"{re.escape(first)}(?:{'|'.join(some)})" for first, some in ends.items()))


class _LatePattern:
    def __init__(self, pattern: str, flags: re.RegexFlag) -> None:
        self.pattern = pattern
        self._flags = flags

    def __getattr__(self, name: str) -> object:
        """Is asked for what is not there yet: after the first use, all is there."""
        if name not in _METHODS and name not in _VALUES:
            raise AttributeError(name)
        compiled = re.compile(self.pattern, self._flags)
        for each in (*_METHODS, *_VALUES):
            setattr(self, each, getattr(compiled, each))
        return getattr(compiled, name)
