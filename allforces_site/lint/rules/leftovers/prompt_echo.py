"""A text that speaks of what only the prompt held: an existing article, reference data."""

from __future__ import annotations

from collections.abc import Iterator

from allforces_site.config.model import Config
from allforces_site.errors import Severity
from allforces_site.lint.finding import Finding, finding_at, finding_in
from allforces_site.lint.phrases.echoes import ECHOES, ECHOES_OF_DATA, ECHOES_OF_TEXTS, LEANINGS_ON_DATA
from allforces_site.lint.phrases.quotations import beginning
from allforces_site.lint.rule import Rule
from allforces_site.lint.source.blocks import PROSE, Block, BlockKind
from allforces_site.lint.source.masking import without_code, without_quoted
from allforces_site.lint.source.source_file import SourceFile
from allforces_site.lint.source.spans import first_in_front_matter, first_on_each_line
from allforces_site.messages.message import say
from allforces_site.text.late_pattern import late_pattern

_KINDS = PROSE - {BlockKind.QUOTE}
_LINK = late_pattern(r"\[[^\[\]\n]*\](?:\([^()\n]*\)|\[[^\[\]\n]*\])")
_OF_TEXTS = say("say here what is meant, or link to the post that is meant")
_OF_DATA = say("name the source and link to it, or leave out what nobody can look up")


def find(source_file: SourceFile, _: Config) -> Iterator[Finding]:
    """A finding for each line with an echo, and one for the front matter.

    Words that are a link are none: readers can follow them.
    """
    if not ECHOES.is_in(source_file.text):
        return
    yield from _in_front_matter(source_file)
    blocks = [(block, _shown(block)) for block in source_file.blocks if block.kind in _KINDS]
    texts = {span for block, text in blocks for span in _moved(block, ECHOES_OF_TEXTS.spans_in(text))}
    data = {span for block, text in blocks for span in _moved(block, ECHOES_OF_DATA.spans_in(text))}
    if data:
        data |= {span for block, text in blocks for span in _moved(block, LEANINGS_ON_DATA.spans_in(text))}
    for start, end in first_on_each_line(source_file, texts | data):
        words = beginning(source_file.text[start:end])
        if (start, end) in texts:
            message, hint = say('"{words}" speaks of a text that readers do not have', words=words), _OF_TEXTS
        else:
            message, hint = say('"{words}" is no source that readers can look up', words=words), _OF_DATA
        yield finding_at(source_file, start, message, hint=hint)


def _in_front_matter(source_file: SourceFile) -> Iterator[Finding]:
    looks = dict.fromkeys(("title", "excerpt", "description"), ECHOES.spans_in)
    first = first_in_front_matter(source_file, looks)
    if first is not None:
        key, echo = first
        yield finding_in(
            source_file,
            key,
            say('"{words}" in the {key} speaks of what readers do not have', words=beginning(echo), key=key),
            hint=say("leave it out; check whether the text has it too"),
        )


def _shown(block: Block) -> str:
    """The text of a block with spaces in place of code, quotations and links."""
    if not ECHOES.head.search(block.text):
        return ""
    return _LINK.sub(lambda found: " " * len(found[0]), without_quoted(without_code(block.text)))


def _moved(block: Block, spans: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    for start, end in spans:
        yield block.start + start, block.start + end


RULE = Rule(
    "prompt-echo",
    Severity.WARNING,
    say("An echo of the prompt"),
    say("The text speaks of an article or of data that only the writing model was given. Say what is meant."),
    find=find,
)
