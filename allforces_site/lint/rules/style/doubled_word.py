"""A word or a part of one that is written twice in a row: an ending, a particle, a noun with its particle."""

from __future__ import annotations

import re
from collections.abc import Iterator

from allforces_site.config.model import Config
from allforces_site.errors import Severity
from allforces_site.lint.finding import Finding, ProposedFix, finding_at
from allforces_site.lint.rule import Rule
from allforces_site.lint.source.edits import Edit
from allforces_site.lint.source.source_file import SourceFile
from allforces_site.messages.message import Message, say
from allforces_site.text.late_pattern import late_pattern

# Without こと and もの: ことこと and ものもの are words. ますます is one too, but none ends a sentence.
_WORDS = (
    "です", "でした", "ました", "ません", "でしょう", "ましょう", "である", "だった", "という",
    "している", "しています", "ている", "ています", "されて", "される", "できる", "できます", "います",
    "あります", "なります", "します", "として", "ことが", "ことを", "により", "について", "を",
    "そして", "しかし", "さらに", "つまり", "ただし", "したがって", "ところが", "なぜなら", "ための",
)  # fmt: skip
_MASU = late_pattern(r"(?<=[いきしちにみりえけせてねべめれげじび一-鿿])ます(?=ます[。！？])")
# Beside hiragana a particle may be a part of a word: ものの, ことと, くにに.
_PARTICLES = "がはのにとでへや"
_BESIDE = late_pattern(r"[一-鿿ァ-ヶーA-Za-z]")
_ENGLISH = late_pattern(r" (the|an?|of|to|in|is|and|for|with) \1(?= )")
_PARTICLE_AGAIN = late_pattern(r"([をがはでへなに])(?=([一-鿿ァ-ヶー]{2,12})\1)")
# Two endings of one sentence; ですます is also the name of a style.
_TWO_ENDINGS = late_pattern(r"です(?P<second>い?ます)(?=[。！？])")
# A part of a katakana word. Three letters may end one word and begin another: インスタンスタイプ.
_KATAKANA = late_pattern(r"[ァ-ヶー]{7,}")
_PART_AGAIN = late_pattern(r"(?P<part>.{4,12}|^.{3})(?P=part)")


def find(source_file: SourceFile, _: Config) -> Iterator[Finding]:
    """A finding for each word; its fix deletes the second of the two."""
    for start, end in sorted(set(_doubled(source_file.running))):
        word = source_file.text[start:end].strip()
        message = say('"{word}" is written twice in a row', word=word)
        yield _finding(source_file, start, message, Edit(end, 2 * end - start))
    for found in _TWO_ENDINGS.finditer(source_file.running):
        message = say('"{words}" are two endings of one sentence', words=found[0])
        yield _finding(source_file, found.start(), message, Edit(*found.span("second")))


def _finding(source_file: SourceFile, start: int, message: Message, edit: Edit) -> Finding:
    hint = say("delete one of the two")
    return finding_at(source_file, start, message, hint=hint, proposal=ProposedFix(hint, (edit,)))


def _doubled(text: str) -> Iterator[tuple[int, int]]:
    """The places of the first of the two words."""
    for word in _WORDS:
        yield from ((start, start + len(word)) for start in _starts(text, word * 2))
    if "ますます" in text:
        yield from (found.span() for found in _MASU.finditer(text))
    for particle in _PARTICLES:
        for start in _starts(text, particle * 2):
            if start and _BESIDE.match(text, start - 1) and _BESIDE.match(text, start + 2):
                yield start, start + 1
    for found in _ENGLISH.finditer(text):
        yield found.start(), found.end(1)
    for found in _PARTICLE_AGAIN.finditer(text):
        start = found.start() - len(found[2])
        if text.startswith(found[2], max(start, 0)) and not _BESIDE.match(text, start - 1):
            yield start, found.start() + 1
    yield from _doubled_parts(text)


def _doubled_parts(text: str) -> Iterator[tuple[int, int]]:
    for word in _KATAKANA.finditer(text):
        found = _PART_AGAIN.search(word[0])
        if found is not None and _is_slip(found):
            yield word.start() + found.start(), word.start() + found.end("part")


def _is_slip(found: re.Match[str]) -> bool:
    """Whether a word has a part twice by mistake: ガタンガタン has no other, and laughter goes on."""
    part, word = found["part"], found.string
    is_sound = part in (part * 2)[1:-1] or word.startswith(part[:2], found.end())
    return len(word) > len(found[0]) and not is_sound


def _starts(text: str, words: str) -> Iterator[int]:
    at = text.find(words)
    while at >= 0:
        yield at
        at = text.find(words, at + len(words))


RULE = Rule(
    "doubled-word",
    Severity.WARNING,
    say("A word that is written twice in a row"),
    say("Delete one of the two."),
    find=find,
    fixes=True,
    is_optional=True,
)
