"""Puts the two pieces of a word together that a break parted, where the text has the word elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from allforces_site.lint.source.unfinished import Script, script_of

# Scripts whose words stand between characters of other scripts.
_SCRIPTS = frozenset({Script.HAN, Script.KATAKANA})


def word_across(before: str, after: str) -> str | None:
    """The word of Han characters or katakana that ends `before` and goes on in `after`, or None."""
    script = script_of(before[-1:]) if before else Script.NONE
    if script not in _SCRIPTS or not after or script_of(after[0]) is not script:
        return None
    return run_before(before) + _run_after(after)


def run_before(text: str) -> str:
    """The characters of one script at the end of a text that is not empty."""
    script, start = script_of(text[-1]), len(text) - 1
    while start > 0 and script_of(text[start - 1]) is script:
        start -= 1
    return text[start:]


def has_word(word: str, texts: Iterable[str]) -> bool:
    """Whether one of the texts has a word of one script: alone, or in Han characters as the beginning or end
    of a compound of two words (組合 in 漁業組合)."""
    return any(_is_word_at(word, text, at) for text in texts for at in _places(word, text))


def _places(word: str, text: str) -> Iterator[int]:
    at = text.find(word)
    while at >= 0:
        yield at
        at = text.find(word, at + 1)


def _is_word_at(word: str, text: str, at: int) -> bool:
    before, after = text[:at], text[at + len(word) :]
    script = script_of(word[0])
    more_before = before != "" and script_of(before[-1]) is script
    more_after = after != "" and script_of(after[0]) is script
    if script is not Script.HAN:
        return not more_before and not more_after
    # Most words have two characters: what is left of the compound must be a whole word, too.
    rest = (len(run_before(before)) if more_before else 0, len(_run_after(after)) if more_after else 0)
    return 0 in rest and sum(rest) != 1


def _run_after(text: str) -> str:
    script, end = script_of(text[0]), 1
    while end < len(text) and script_of(text[end]) is script:
        end += 1
    return text[:end]
