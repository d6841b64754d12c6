"""Brackets and quotation marks that open and never close, or close what was not open."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

import msgspec

from allforces_site.config.model import Config
from allforces_site.errors import Severity
from allforces_site.lint.finding import Finding, finding_at
from allforces_site.lint.phrases.quotations import beginning
from allforces_site.lint.rule import Rule
from allforces_site.lint.source.beginnings import read_lost_beginnings
from allforces_site.lint.source.block_parts import parts_of
from allforces_site.lint.source.blocks import RENDERED_PROSE, Block, BlockKind
from allforces_site.lint.source.brackets import unmatched
from allforces_site.lint.source.language import is_japanese
from allforces_site.lint.source.masking import without_code
from allforces_site.lint.source.source_file import SourceFile
from allforces_site.messages.message import say
from allforces_site.text.late_pattern import late_pattern

# Half-width parentheses are in emoticons, code and labels of lists.
_PAIRS = ("「」", "（）", "『』", "【】", "《》", "〈〉", "〔〕", "［］")
_SIGNS = frozenset("".join(_PAIRS))
_SIGN = late_pattern(f"[{''.join(_PAIRS)}]")
_PAIR = late_pattern("|".join(_PAIRS))
_OPENERS = frozenset(pair[0] for pair in _PAIRS)
_WITH_PARTS = frozenset({BlockKind.LIST, BlockKind.TABLE})
_TARGET = late_pattern(r"\]\((?:[^()\n]|\([^()\n]*\))*\)|<[^<>\n]*>")
# 1）, ア） and ①） number the parts of a text.
_LABEL = late_pattern(r"(?:^|[\s、。：])(?:[0-9０-９]{1,3}|[a-zA-Zａ-ｚア-ン①-⑳])\Z")
_LONGEST_LABEL = 5
_SENTENCE_END = late_pattern(r"[。！？\n]")
# A quotation may have as many paragraphs.
_LONGEST_QUOTATION = 8


class _Place(msgspec.Struct, frozen=True, order=True):
    """A sign without a partner: the number of its block, its offset there, and that of its item or row."""

    number: int
    offset: int
    part: int
    sign: str


def find(source_file: SourceFile, config: Config) -> Iterator[Finding]:
    """A finding for the first bracket without a partner of each paragraph, list item and row, in Japanese.

    Those of a sentence that breaks off are reported with the cut (`cut-text`, `lost-beginning`).
    """
    if not is_japanese(source_file, config):
        return
    places = list(_places(source_file))
    if not places:
        return
    places = _without_cuts(source_file, places)
    reported: set[tuple[int, int]] = set()
    for place in _without_long_quotations(source_file, places):
        if (place.number, place.part) not in reported:
            reported.add((place.number, place.part))
            yield _finding(source_file, place)


def _finding(source_file: SourceFile, place: _Place) -> Finding:
    block = source_file.blocks[place.number]
    is_open = place.sign in _OPENERS
    words = (
        block.text[place.offset :] if is_open else block.text[max(0, place.offset - 12) : place.offset + 12]
    )
    return finding_at(
        source_file,
        block.start + place.offset,
        say('{sign} in "{words}" is never closed', sign=place.sign, words=beginning(words))
        if is_open
        else say('{sign} in "{words}" closes nothing', sign=place.sign, words=beginning(words)),
        hint=say("add the other one of the pair, or delete this one"),
    )


def _places(source_file: SourceFile) -> Iterator[_Place]:
    """The signs without a partner; of equal ones in an item, row or other block the first."""
    for number, block in _with_signs(source_file):
        text = _blanked(block.text)
        for start, end in parts_of(block):
            seen = set()
            for offset in unmatched(text[start:end]):
                place = _Place(number, start + offset, start, text[start + offset])
                if place.sign in _SIGNS and place.sign not in seen and not _is_label(text, place.offset):
                    seen.add(place.sign)
                    yield place


def _is_label(text: str, offset: int) -> bool:
    return text[offset] == "）" and _LABEL.search(text, max(0, offset - _LONGEST_LABEL), offset) is not None


def _with_signs(source_file: SourceFile) -> Iterator[tuple[int, Block]]:
    """The blocks of prose that may have a sign without a partner, which few blocks do."""
    for number, block in enumerate(source_file.blocks):
        if block.kind in RENDERED_PROSE:
            signs = "".join(_SIGN.findall(block.text))
            if signs and (block.kind in _WITH_PARTS or not _is_closed(signs)):
                yield number, block


@lru_cache(256)  # Most runs are short and the same.
def _is_closed(signs: str) -> bool:
    """Whether a run of signs is made of pairs, one beside or within the other."""
    count = 1
    while count:
        signs, count = _PAIR.subn("", signs)
    return not signs


def _blanked(text: str) -> str:
    """`text` with spaces in place of code, addresses and tags."""
    text = without_code(text)
    return _TARGET.sub(lambda found: " " * len(found.group()), text) if "](" in text or "<" in text else text


def _without_cuts(source_file: SourceFile, places: list[_Place]) -> list[_Place]:
    """The signs that are neither in a sentence that breaks off nor in the first one below such a sentence."""
    lost: dict[int, list[int]] = {}
    for number, offset in read_lost_beginnings(source_file.blocks):
        lost.setdefault(number, []).append(offset)
    cuts = {cut.number: cut.start for cut in source_file.cuts}
    for number in cuts:
        lost.setdefault(number + 1, []).append(0)
    return [place for place in places if not _is_at_cut(source_file.blocks[place.number], place, cuts, lost)]


def _is_at_cut(block: Block, place: _Place, cuts: dict[int, int], lost: dict[int, list[int]]) -> bool:
    starts = lost.get(place.number, ())
    return block.start + place.offset >= cuts.get(place.number, block.end) or any(
        start <= place.offset <= _end_of_sentence(block.text, start) for start in starts
    )


def _end_of_sentence(text: str, start: int) -> int:
    found = _SENTENCE_END.search(text, start)
    return found.end() if found else len(text)


def _without_long_quotations(source_file: SourceFile, places: list[_Place]) -> list[_Place]:
    """Leaves out signs that open in one paragraph and close in another one not far below it."""
    still_open: dict[str, list[_Place]] = {}
    alone: list[_Place] = []
    for place in places:
        opener = next((pair[0] for pair in _PAIRS if pair[1] == place.sign), None)
        if source_file.blocks[place.number].kind is not BlockKind.PARAGRAPH:
            alone.append(place)
        elif opener is None:
            still_open.setdefault(place.sign, []).append(place)
        else:
            opened = still_open.pop(opener, [])
            if not opened or not _is_one_quotation(source_file, opened[-1].number, place.number):
                alone += [*opened, place]
    return sorted([*alone, *(place for opened in still_open.values() for place in opened)])


def _is_one_quotation(source_file: SourceFile, first: int, last: int) -> bool:
    between = source_file.blocks[first:last]
    return len(between) <= _LONGEST_QUOTATION and all(
        block.kind is BlockKind.PARAGRAPH and not block.is_title for block in between
    )


RULE = Rule(
    "unmatched-bracket",
    Severity.WARNING,
    say("A bracket without its partner"),
    say(
        "A bracket or quotation mark opens and never closes, or closes what was not open. Add the other one."
    ),
    find=find,
)
