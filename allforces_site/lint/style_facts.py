"""What the rules of style for a whole site know of a file: how it spells words, how its sentences begin."""

from __future__ import annotations

import msgspec

from allforces_site.lint.phrases.spellings import COMMON_WORDS
from allforces_site.lint.phrases.worn_out import WORN_OUT
from allforces_site.lint.source.blocks import BlockKind
from allforces_site.lint.source.running_text import BLANK
from allforces_site.lint.source.source_file import SourceFile
from allforces_site.text.late_pattern import late_pattern

_KATAKANA = late_pattern(r"[ァ-ヴー][ァ-ヴー・]{2,}")
# GitHub, JavaScript: words with a capital inside, and what may be another spelling of one.
_LATIN = late_pattern(r"[A-Z][a-z]{2,}[A-Za-z]{3,}(?![0-9])")
_SENTENCE_END = late_pattern(r"[。！？!?\n][ 　*]*")
# Characters of the beginning of a sentence that are kept.
OPENING_LENGTH = 24
COMMA = "、"
# The most characters before a comma that are one phrase; without a comma, that many begin one.
_LONGEST_PHRASE = 16
_START = 8
_SHORTEST_SENTENCE = 5
# Beginnings of paragraphs that are no sentence of the author: notes, remarks in brackets.
_NO_SENTENCE = ("※", "＊", "*", "（", "(", "<", "|")


class StyleFacts(msgspec.Struct, frozen=True):
    """`words` are spellings that a site may have in other forms too, each with the line of its first place.

    `openings` are the beginnings of the sentences of a post, up to their comma or in 8 characters, each with
    the first 24 characters of the first such sentence, and the line of its paragraph. `worn_out` are the
    phrases of a post that models use too often, each with the line of its first place.
    """

    words: dict[str, int]
    openings: dict[str, tuple[str, int]]
    worn_out: dict[str, int]


def gather_style(source_file: SourceFile) -> StyleFacts:
    """The facts about the style of one file."""
    if not source_file.is_post:
        return StyleFacts(_words(source_file), {}, {})
    return StyleFacts(_words(source_file), _openings(source_file), _worn_out(source_file))


def _words(source_file: SourceFile) -> dict[str, int]:
    text = source_file.running
    places: dict[str, int] = {}
    for pattern in (_KATAKANA, _LATIN):
        for found in pattern.finditer(text):
            if found[0] not in places:
                places[found[0]] = found.start()
    for word, pattern in COMMON_WORDS.items():
        found_word = pattern.search(text) if word in text else None
        if found_word is not None:
            places[word] = found_word.start()
    return {word.rstrip("・"): source_file.place(at)[0] for word, at in places.items()}


def _openings(source_file: SourceFile) -> dict[str, tuple[str, int]]:
    openings: dict[str, tuple[str, int]] = {}
    for block in source_file.blocks:
        if block.kind is not BlockKind.PARAGRAPH or block.is_title:
            continue
        if block.text.startswith(_NO_SENTENCE) or "](" in block.text:
            continue
        for sentence in _SENTENCE_END.split(source_file.running[block.start : block.end]):
            words = sentence[:OPENING_LENGTH]
            start = _start(words)
            if start not in openings and len(words) >= _SHORTEST_SENTENCE and BLANK not in start:
                openings[start] = words, block.line
    return openings


def _start(words: str) -> str:
    comma = words.find(COMMA, 0, _LONGEST_PHRASE)
    return words[: comma + 1] if comma >= 0 else words[:_START]


def _worn_out(source_file: SourceFile) -> dict[str, int]:
    places = ((phrase, source_file.running.find(letters)) for letters, phrase in WORN_OUT.items())
    return {phrase: source_file.place(at)[0] for phrase, at in places if at >= 0}
