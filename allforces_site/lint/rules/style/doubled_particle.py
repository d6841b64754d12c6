"""The same particle twice in a row, so that readers lose what belongs to which."""

from __future__ import annotations

import re
from collections.abc import Iterator

from allforces_site.config.model import Config
from allforces_site.errors import Severity
from allforces_site.lint.finding import Finding, finding_at
from allforces_site.lint.rule import Rule
from allforces_site.lint.source.source_file import SourceFile
from allforces_site.messages.message import say
from allforces_site.text.late_pattern import late_pattern

_NOUN = "一-鿿ァ-ヶーA-Za-z0-9０-９々%％"
# Only a noun between the two: no other particle, no verb, no comma.
_AGAIN = late_pattern(rf"(?P<particle>[をがで])(?P<noun>[{_NOUN}]{{1,14}})(?P=particle)")
# を that makes one expression with its noun or verb: 責任を持って, 電話を通じて, 80%を超える.
_OF_EXPRESSIONS = late_pattern(
    r"中心|駆使|軸に|前提|念頭|対象|背景|皮切|目[指的]|用い|[上下]回|せず|余儀|交え|大に"
    r"|[通含除超問経使介基元持飲巡抱兼待境占込掛伴受凝追加図行担挙示誇迎はもとめかこのふし]"
)
_FIXED_NOUNS = ("固唾", "責任", "余裕", "自信", "確信", "声")
# 可能性が広がる, 技術が上がる; before a comma the second one joins two sentences.
_VERB_GOES_ON = late_pattern(r"[りるれっらろんけか、]")
_LONG_NOUN = late_pattern(r"(?:.*[一-鿿]{2}|.*[ァ-ヶーA-Za-z])(?<!万)\Z")
_MEANS = late_pattern(r"(?![手直無自単])[一-鿿ァ-ヶー]{3,}(?<!間)\Z")
_OBJECT = late_pattern(r"[一-鿿ァ-ヶーA-Za-z]+を")
_ENDINGS = ("です", "ます", "ました", "でした", "ません", "だった", "である", "であった")
_BUT = "が、"
# Two topics: who thinks, and what is thought of. A time is none, nor is では.
_TWO_TOPICS = late_pattern(
    rf"[私僕筆我彼同](?<![{_NOUN}].)(?:たち|者|々|女|ら|社|氏)?は、?"
    rf"(?:(?:これ|それ)ら?(?P<it>は)(?!もう|それは)"
    rf"|[^、。！？!?は\n]{{1,30}}[{_NOUN}](?<![時間際今頃日年月後前中合点])(?P<topic>は)、)"
)
_BORDER = late_pattern(r"[。！？!?\n]")
_BESIDE = late_pattern(f"[{_NOUN}]")


def find(source_file: SourceFile, _: Config) -> Iterator[Finding]:
    """A finding for the second particle of each pair."""
    text = source_file.running
    places = [(found.end() - 1, found["particle"]) for found in _AGAIN.finditer(text) if _is_odd(text, found)]
    places += [(at, "が") for at in _second_buts(text)]
    places += [(found.start(found.lastgroup or 0), "は") for found in _TWO_TOPICS.finditer(text)]
    for at, particle in sorted(places):
        yield finding_at(
            source_file,
            at,
            say('the particle "{particle}" stands twice in a row', particle=particle),
            hint=say("part the sentence, or say one of the two otherwise"),
        )


def _second_buts(text: str) -> Iterator[int]:
    """Where a sentence turns around with が a second time: …ですが、…ますが、…"""
    last, at = None, text.find(_BUT)
    while at >= 0:
        if text.endswith(_ENDINGS, 0, at):
            if last is not None and not _BORDER.search(text, last, at):
                yield at
            last = at
        at = text.find(_BUT, at + 1)


def _is_odd(text: str, found: re.Match[str]) -> bool:
    noun, end = found["noun"], found.end()
    if not _BESIDE.match(text, found.start() - 1):
        return False
    if found["particle"] == "を":
        return noun not in _FIXED_NOUNS and not _OF_EXPRESSIONS.match(text, end)
    if found["particle"] == "が":
        is_noun = text[found.start() - 1] != "万" and _LONG_NOUN.match(noun) is not None
        return is_noun and not _VERB_GOES_ON.match(text, end)
    return _MEANS.match(noun) is not None and _OBJECT.match(text, end) is not None


RULE = Rule(
    "doubled-particle",
    Severity.NOTE,
    say("The same particle twice in a row"),
    say("Part the sentence, or say one of the two otherwise."),
    find=find,
    is_optional=True,
)
