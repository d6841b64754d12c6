"""A paragraph in another language in a Japanese text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby, pairwise

from allforces_site.config.model import Config
from allforces_site.errors import Severity
from allforces_site.lint.finding import Finding, finding_at
from allforces_site.lint.phrases.quotations import beginning
from allforces_site.lint.rule import Rule
from allforces_site.lint.rules.leftovers import model_remark
from allforces_site.lint.source.blocks import Block, BlockKind
from allforces_site.lint.source.language import is_japanese
from allforces_site.lint.source.scripts import JAPANESE, KANA, chinese_forms, foreign_letters
from allforces_site.lint.source.source_file import SourceFile
from allforces_site.messages.message import say
from allforces_site.text.late_pattern import late_pattern

_WORD = late_pattern(r"[A-Za-z][a-z'’]+")
# Words that sentences have and names, titles and addresses have not, or few.
_OF_SENTENCES = late_pattern(
    r"\b(?:is|are|was|were|has|have|had|will|would|can|could|should|this|that|these|it|they|you|your|we|our|which"
    r"|there|not|but|est|sont|les|des|ist|sind|und|nicht|der|los|las|una|que)\b",
    re.IGNORECASE,
)
_LEAST_WORDS, _LEAST_OF_SENTENCES = 8, 2
# Other sentences have so many words in small letters, where names and titles have capitals, and an end mark.
_LEAST_SMALL = 8
_SMALL = late_pattern(r"(?<![A-Za-z'’])[a-z][a-z'’]*(?![A-Za-z])")
_END = late_pattern(r"[.!?][\"'”’)*_]*\s*\Z")
# So many letters or characters are a sentence in other scripts.
_LEAST_LETTERS = 12
# A source that is cited, words that are quoted or sung, what a template or a link shows.
_SHOWN = late_pattern(
    r"\s*(?:[\"“‘'«*_\[(<{|♪]|https?:)|.*(?:https?://|doi:|\([12][0-9]{3}[a-z]?\))", re.DOTALL
)


def find(source_file: SourceFile, config: Config) -> Iterator[Finding]:
    """A finding for each run of such paragraphs in a text that has Japanese ones.

    A model's words to its user are reported by `model-remark`.
    """
    if not is_japanese(source_file, config):
        return
    paragraphs = [block for block in source_file.blocks if block.kind is BlockKind.PARAGRAPH]
    runs = [list(run) for is_foreign, run in groupby(paragraphs, _is_foreign) if is_foreign]
    if not runs or len(runs[0]) == len(paragraphs):
        return
    remarks = {finding.line for finding in model_remark.find(source_file, config)}
    above = {line: before for before, line in pairwise(block.line for block in source_file.blocks)}
    for run in runs:
        if remarks.isdisjoint([above.get(run[0].line), *(block.line for block in run)]):
            yield finding_at(
                source_file,
                run[0].start,
                say('"{words}" is in another language than the text', words=beginning(run[0].plain)),
                hint=say("translate it or delete it; quote it with > if it is somebody's words"),
            )


def _is_foreign(block: Block) -> bool:
    if KANA.search(block.text) or _SHOWN.match(block.text):
        return False
    text = block.plain
    if JAPANESE.search(text):
        return len(text) >= _LEAST_LETTERS and len(chinese_forms(text)) >= 2
    letters = sum(len(found[0]) for found in foreign_letters(text))
    words, of_sentences = len(_WORD.findall(text)), len(_OF_SENTENCES.findall(text))
    is_sentence = of_sentences >= _LEAST_OF_SENTENCES or (
        _END.search(text) is not None and len(_SMALL.findall(text)) >= _LEAST_SMALL
    )
    return (words >= _LEAST_WORDS and is_sentence) or letters >= _LEAST_LETTERS


RULE = Rule(
    "foreign-paragraph",
    Severity.WARNING,
    say("A paragraph in another language"),
    say(
        "A paragraph of a Japanese post is in another language. Translate it, delete it or"
        " mark it as a quotation."
    ),
    find=find,
)
