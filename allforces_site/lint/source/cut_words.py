"""Finds titles that leave the line they were taken from in the middle of a word."""

from __future__ import annotations

from allforces_site.lint.source.title_parts import year_before
from allforces_site.lint.source.unfinished import Script, script_of
from allforces_site.text.late_pattern import late_pattern

# Two texts with fewer characters in common than this share a subject and no more.
_LEAST_COMMON = 8
# So much of a title (without what was added to it) is in the line that it was made from. Texts on one
# company have its name in common: 7 of 13 characters.
_MOSTLY = 2 / 3
# Where the words that were added to a title begin: a bracket, a bar, の可能性 and pieces of it.
_STEM_END = late_pattern(r"[(\[｜|]|の可(?=能|[がの(｜|]|\Z)")
# What may be added to a cut title: a bracket, a bar, a particle with the rest of a set phrase. A title that
# goes on for longer is one in its own words.
_ADDED = late_pattern(r"\Z|[(\[｜|]|[がのによをでとは].{0,14}(?:[(\[｜|]|\Z)")
_BRACKET_OR_END = late_pattern(r"\Z|[(\[｜|]")
# Second characters of verbs and adjectives whose first is Han. Not す (示|す): する follows nouns.
_OKURIGANA = frozenset("るくいきめけみげべれりえっうぐぶむ")
_SUFFIXES = frozenset("化性的者後前中用版型式力率法費料数量別上下内外間時人員社")
_WITH_ONE_MORE = {Script.KATAKANA, Script.LATIN, Script.DIGIT}


def broken_word(title: str, line: str, text: str = "", *, is_title_like: bool = True) -> str | None:
    """The word of `line` inside which `title` stops following it, or None if it stops at the end of a word.

    Both are as `even` returns them. A title in its own words (人材の育成 for 人材育成) is no cut: after the
    last common character it must end, or continue with what is added to titles: a bracket, a bar, a particle.
    Nor is it a cut if the piece is a word by itself elsewhere in `text` (半導体 beside 半導体工場). A `line`
    that is not `is_title_like` is running text, which may begin with the words of the title and make a longer
    compound of them.
    """
    at, common = _parting(title, line)
    if common < _LEAST_COMMON or common == len(line):
        return None
    rest = title[at:]
    is_loose = not is_title_like or not _BRACKET_OR_END.match(rest)
    if not _ADDED.match(rest) or not _inside_word(line, common, is_loose):
        return None
    start, end = _word_at(line, common)
    piece, rest_of_word = line[start:common], line[common:end]
    is_word = _takes_suffix(piece, rest_of_word) or _stands_alone(piece, text)
    return None if is_word else line[start:end]


def is_made_from(title: str, line: str) -> bool:
    """Whether a cut title was most likely made from `line`: most of it, without a year before it and what was
    added to it, is the beginning of the line."""
    common = _parting(title, line)[1]
    stem = _STEM_END.split(title.removeprefix(year_before(title)), maxsplit=1)[0]
    return common >= max(_LEAST_COMMON, _MOSTLY * len(stem))


def have_beginning_in_common(title: str, line: str) -> bool:
    """Whether both begin with the same words, ignoring a year in front of the title."""
    return _parting(title, line)[1] >= _LEAST_COMMON


def _parting(title: str, line: str) -> tuple[int, int]:
    """The index of `title` at which it stops following `line`, and the number of characters in common."""
    # The year is not part of the line that was cut.
    starts = {0, len(year_before(title))}
    common = [(start, _common_length(title[start:], line)) for start in starts]
    start, length = max(common, key=lambda pair: pair[1])
    return start + length, length


def _common_length(one: str, other: str) -> int:
    length = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        length += 1
    return length


def _inside_word(line: str, place: int, is_loose: bool) -> bool:
    """Whether a word of `line` continues at `place`. With `is_loose` a compound may end there all the same
    (研究の未来 beside 研究開発の未来), and only a single Han character is a piece of a word."""
    before, after = script_of(line[place - 1]), script_of(line[place])
    if before in _WITH_ONE_MORE:
        return before is after
    if before is not Script.HAN:
        return False
    if after is Script.HIRAGANA:
        return not is_loose and line[place] in _OKURIGANA
    is_lone = place < 2 or script_of(line[place - 2]) is not Script.HAN
    return after is Script.HAN and (is_lone or not is_loose)


def _takes_suffix(piece: str, rest: str) -> bool:
    """Whether one more Han character makes another word of a complete one: 規制化, 冷却水."""
    if len(rest) != 1 or len(piece) == 1 or script_of(rest) is not Script.HAN:
        return False
    # Most words have two characters: after an even number of them a word has most likely ended.
    return rest in _SUFFIXES or len(piece) % 2 == 0


def _stands_alone(piece: str, text: str) -> bool:
    """Whether a piece of a word is a word of `text`. Never for a single character (真, A) or digits: they
    occur in any text."""
    script = script_of(piece[-1])
    if len(piece) == 1 or script is Script.DIGIT:
        return False
    at = text.find(piece)
    while at >= 0:
        around = (text[at - 1 : at], text[at + len(piece) : at + len(piece) + 1])
        if all(not char or script_of(char) is not script for char in around):
            return True
        at = text.find(piece, at + 1)
    return False


def _word_at(line: str, place: int) -> tuple[int, int]:
    """The start and end of the run of one script around `place`."""
    script = script_of(line[place - 1])
    start, end = place - 1, place
    while start > 0 and script_of(line[start - 1]) is script:
        start -= 1
    while end < len(line) and script_of(line[end]) is script:
        end += 1
    return start, max(end, place + 1)
