"""Finds lines that begin in mid-sentence: what stood before them was lost, or is in another place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from allforces_site.lint.source.blocks import Block, BlockKind
from allforces_site.text.excerpts import CLOSERS
from allforces_site.text.late_pattern import late_pattern

_WORD = "[一-龠々ァ-ヶA-Za-z0-9「『（]"
# Particles, and only before what makes them one: のち, にほん, ところが, でも and やあ are words.
PARTICLE = late_pattern(
    rf"を(?!ば)|が(?=[、{_WORD[1:]})|の(?={_WORD})|に(?={_WORD}|は|も[^か]|おける|おいて|よっ|よる|対)"
    rf"|へ(?=の|{_WORD})|と(?=[ァ-ヶA-Z「『（]|[一-龠](?<![同言思云共]))|で(?=[一-龠ァ-ヶA-Z])|や(?=[一-龠ァ-ヶA-Z「『（])"
    rf"|[はも](?=[、]|[一-龠ァ-ヶA-Z「『（])|から(?=[のは])"
)
# What follows the first part of a word: small kana, the end of a verb.
_INFLECTED = late_pattern(
    r"[っゃゅょぁぃぅぇぉ](?!て[、こ]|す)|ー|[ァィゥェォッャュョ]|ている|ています|ていま|ました[。、が]|ます[。が]|んです[。が]"
)
# The first characters of what the patterns find: one of them is not to be looked for in each line.
_FIRST_SIGNS = frozenset(
    " \t\u3000*_….‥をがのにへとでやはもかてまんっゃゅょぁぃぅぇぉーァィゥェォッャュョ」』）】》、。，"
)
_CLOSING = late_pattern(r"[」』）】》、。，]")
# One ellipsis. Two (……) are silence in a dialogue.
ELLIPSIS = late_pattern(r"(?:…(?!…)|\.{3}(?!\.)|‥(?!‥))[ \u3000]*(?=\S)")
_JAPANESE = late_pattern(r"[ぁ-んァ-ヶ一-龠]")
_LEFT_OUT = late_pattern(r"[（(]?(?:前略|中略|後略|省略)")
_SENTENCE_END = late_pattern(rf"[。．！？!?…‥][{re.escape(CLOSERS)}\"'*_]*$")
# Somebody's words may have a paragraph of their own, above 「と話す」.
_QUOTED = ("」", "』", "”")
# A sentence goes on below a formula on lines of its own.
_FORMULA_ENDS = ("$$", "\\]")
_LONGEST_END = 8  # Characters.
# What a sentence may be built around: 「…が店の自慢です」 below a list.
_INTRODUCED = frozenset(
    {BlockKind.LIST, BlockKind.TABLE, BlockKind.CODE, BlockKind.QUOTE, BlockKind.HTML, BlockKind.DEFINITION}
)


def read_lost_beginnings(blocks: Sequence[Block]) -> Iterator[tuple[int, int]]:
    """The headings, and lines of paragraphs, that begin in mid-sentence: the index of the block, the offset.

    Only Japanese is checked. Within a paragraph a line counts only if the line above ends a sentence, or if
    it begins with an ellipsis.
    """
    for number, block in enumerate(blocks):
        if block.kind is BlockKind.HEADING and begins_in_mid_sentence(block.plain):
            yield number, 0
        is_plain = "\n" not in block.text and block.text[:1] not in _FIRST_SIGNS  # As most paragraphs are.
        if is_plain or block.kind is not BlockKind.PARAGRAPH:
            continue
        before = blocks[number - 1] if number else None
        at, is_after_end = 0, True
        above = before.text.rstrip() if before is not None else ""
        for line in block.text.split("\n"):
            is_introduced = at == 0 and before is not None and before.kind in _INTRODUCED
            is_introduced = is_introduced or (line.startswith("と") and above.endswith(_QUOTED))
            is_introduced = is_introduced or above.endswith(_FORMULA_ENDS)
            is_start = is_after_end or ELLIPSIS.match(line) is not None
            may_begin = is_start and not is_introduced and line[:1] in _FIRST_SIGNS
            if may_begin and begins_in_mid_sentence(line):
                yield number, at + len(line) - len(line.lstrip())
            above = line.rstrip()
            is_after_end = _SENTENCE_END.search(line.rstrip()[-_LONGEST_END:]) is not None
            at += len(line) + 1


def begins_in_mid_sentence(line: str) -> bool:
    """Whether a line begins with an ellipsis, a particle, a closing bracket or the end of a word."""
    line = line.lstrip(" \t\u3000*_")
    if ELLIPSIS.match(line):
        return _LEFT_OUT.match(line.lstrip("….‥ \u3000")) is None and _JAPANESE.search(line) is not None
    return any(pattern.match(line) for pattern in (PARTICLE, _INFLECTED, _CLOSING))
