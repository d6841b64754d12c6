"""The same conjunction at the beginning of two sentences that stand close, or 例えば twice in one."""

from __future__ import annotations

from collections.abc import Iterator

from allforces_site.config.model import Config
from allforces_site.errors import Severity
from allforces_site.lint.finding import Finding, finding_at
from allforces_site.lint.rule import Rule
from allforces_site.lint.source.source_file import SourceFile
from allforces_site.messages.message import Message, say
from allforces_site.text.late_pattern import late_pattern

# A text that turns around twice loses its readers, also with a sentence between the two.
_TURNS = late_pattern("しかし(?:ながら)?|だが|ところが|でも|けれども?|とはいえ|それでも")
_OTHERS = late_pattern(
    "また|さらに|そして|だから|[そこ]のため|したがって|従って|ただし|一方で?|例えば|たとえば|つまり|なお|しかも"
    "|それに|そこで|すなわち|ところで|それから|あるいは|むしろ|なぜなら|加えて|それゆえ|ゆえに|ですから|ちなみに"
)
# Some are conjunctions also without a comma.
_OPENING = late_pattern(
    r"[。！？!?\n][ 　]*(?P<word>しかしながら|しかし|ところが|したがって|そして|ただし|すなわち"
    r"|[^\0-@、。]{2,7}(?=、))"
)
# In one sentence; what stands in brackets may be an example of an example.
_TWO_EXAMPLES = late_pattern(r"(?:例えば|たとえば)[^。！？!?（()）\n]{1,60}、(?P<word>例えば|たとえば)")
# Characters of two long sentences.
_FARTHEST = 600
_SENTENCE_END = late_pattern(r"[。！？!?]+")
_OTHER_BLOCK = late_pattern(r"\n[ \t]*(?:\n|[-#>|*+]|[0-9]+[.)])")


def find(source_file: SourceFile, _: Config) -> Iterator[Finding]:
    """A finding for the later one of the two."""
    text = source_file.running
    last: dict[str, int] = {}
    for opening in _OPENING.finditer(text):
        word, at = opening["word"], opening.start("word")
        if not _TURNS.fullmatch(word) and not _OTHERS.fullmatch(word):
            continue
        if at - last.get(word, -_FARTHEST) < _FARTHEST and _is_close(text[last[word] : at], word):
            message = say('"{word}" begins two sentences that stand close to each other', word=word)
            yield _finding(source_file, at, message)
        last[word] = at
    for found in _TWO_EXAMPLES.finditer(text):
        message = say('"{word}" stands twice in one sentence', word=found["word"])
        yield _finding(source_file, found.start("word"), message)


def _finding(source_file: SourceFile, at: int, message: Message) -> Finding:
    return finding_at(source_file, at, message, hint=say("leave one of them out, or use another word"))


def _is_close(between: str, word: str) -> bool:
    """Whether one sentence stands from a word to the same word again, or two if the text turns around."""
    ends = len(_SENTENCE_END.findall(between))
    return ends <= (2 if _TURNS.fullmatch(word) else 1) and not _OTHER_BLOCK.search(between)


RULE = Rule(
    "doubled-conjunction",
    Severity.NOTE,
    say("The same conjunction twice in a row"),
    say("Leave one of the two out, or use another word."),
    find=find,
    is_optional=True,
)
