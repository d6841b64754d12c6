"""Letters of another script within Japanese words."""

from __future__ import annotations

from collections.abc import Iterator

from allforces_site.config.model import Config
from allforces_site.errors import Severity
from allforces_site.lint.finding import Finding, finding_at, finding_in
from allforces_site.lint.phrases.quotations import beginning
from allforces_site.lint.rule import Rule
from allforces_site.lint.source.blocks import PROSE
from allforces_site.lint.source.language import is_japanese
from allforces_site.lint.source.masking import without_code, without_named
from allforces_site.lint.source.scripts import letters_within_words
from allforces_site.lint.source.source_file import SourceFile
from allforces_site.messages.message import Message, say
from allforces_site.text.late_pattern import late_pattern

# A text about a language or its letters shows them.
_NAMED = late_pattern(
    r"ハングル|キリル|デーヴァナーガリー|(?:ロシア|ウクライナ|ブルガリア|セルビア|モンゴル|韓国|朝鮮|ヒンディー|ベンガル|タミル|"
    r"タイ|ラオス|クメール|ビルマ|アラビア|ペルシャ|ペルシア|ウルドゥー|ヘブライ|アルメニア|ジョージア|アムハラ|サンスクリット)(?:語|文字)"
)
_HINT = say("write the word in Japanese; check what else is wrong in the sentence")


def find(source_file: SourceFile, config: Config) -> Iterator[Finding]:
    """A finding for each run of such letters right beside kana or Han characters, in Japanese posts.

    Words in quotation marks or parentheses are names in their own script.
    """
    if not any(letters_within_words(source_file.text)) or not is_japanese(source_file, config):
        return
    for key in ("title", "excerpt", "description"):
        value = source_file.written(key)
        for start, end in _within_words(value):
            yield finding_in(source_file, key, _message(value, start, end), hint=_HINT)
    for block in source_file.blocks:
        if block.kind in PROSE:
            for start, end in _within_words(block.text):
                message = _message(block.text, start, end)
                yield finding_at(source_file, block.start + start, message, hint=_HINT)


def _within_words(text: str) -> Iterator[tuple[int, int]]:
    if _NAMED.search(text):
        return
    yield from letters_within_words(without_named(without_code(text)))


def _message(text: str, start: int, end: int) -> Message:
    words = beginning(text[max(0, start - 8) : end + 8])
    return say('"{words}" holds {letters}, letters of another script', words=words, letters=text[start:end])


RULE = Rule(
    "foreign-letter",
    Severity.WARNING,
    say("Letters of another script in a Japanese word"),
    say("A word changes into another script in the middle. Write it in Japanese."),
    find=find,
)
