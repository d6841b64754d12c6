"""Sentences in です and ます beside sentences in である and だ in one post."""

from __future__ import annotations

from collections.abc import Iterator

from allforces_site.config.model import Config
from allforces_site.errors import Severity
from allforces_site.lint.finding import Finding, finding_at
from allforces_site.lint.rule import Rule
from allforces_site.lint.source.blocks import Block, BlockKind
from allforces_site.lint.source.source_file import SourceFile
from allforces_site.messages.message import say, some_of
from allforces_site.text.late_pattern import late_pattern

_POLITE = ("です", "ます", "ません", "でした", "ました", "でしょう", "ましょう")
_PLAIN = ("である", "であった", "であろう", "だった", "だろう", "ではない", "だ")
# まだ is no ending, and the past of a verb (組んだ) ends alike.
_NO_ENDING = late_pattern(r"まだ\Z|[^たるいなう]んだ\Z")
# A notice to readers is in polite words, whatever the text is in.
_NOTICE = late_pattern(
    r"いたし|いただ|承[りっ]|ござい|ください|問い?合わ?せ|ご[相利覧案連購紹応登参希]|お[手困知申待届]"
)
_LEAST_SENTENCES = 5
_MOST_LINES = 5


def find(source_file: SourceFile, _: Config) -> Iterator[Finding]:
    """One finding for a post whose sentences end in both styles, at the first sentence in the rarer one."""
    if not source_file.is_post:
        return
    endings = _Endings(source_file)
    polite, plain = endings.polite, endings.plain
    if len(plain) > len(polite):
        polite = [at for at in polite if at < endings.notice]
    if not polite or not plain or len(polite) + len(plain) < _LEAST_SENTENCES:
        return
    odd = min(polite, plain, key=len)
    lines = tuple(dict.fromkeys(str(source_file.place(at)[0]) for at in odd))
    message = say(
        "sentences end in two styles: {polite} in です or ます, {plain} in である or だ",
        polite=len(polite),
        plain=len(plain),
    )
    hint = say("write all in one style; the odd ones are in lines {lines}", lines=some_of(lines, _MOST_LINES))
    yield finding_at(source_file, odd[0], message, hint=hint)


class _Endings:
    """Where sentences of paragraphs end in です or ます (`polite`), and where in である or だ (`plain`).

    Questions and asides (だろうか, だね) end alike in both styles and do not count. `notice` is where the
    first paragraph begins that speaks to readers in polite words: the polite ones of a plain text from there
    on are a notice.
    """

    def __init__(self, source_file: SourceFile) -> None:
        self.polite: list[int] = []
        self.plain: list[int] = []
        self.notice = len(source_file.text)
        for block in source_file.blocks:
            if block.kind is BlockKind.PARAGRAPH and not block.is_title:
                self._read(source_file.running, block)

    def _read(self, text: str, block: Block) -> None:
        before = len(self.polite)
        at = text.find("。", block.start, block.end)
        while at >= 0:
            if text.endswith(_POLITE, block.start, at):
                self.polite.append(at - 1)
            elif text.endswith(_PLAIN, block.start, at) and not _NO_ENDING.search(text[at - 3 : at]):
                self.plain.append(at - 1)
            at = text.find("。", at + 1, block.end)
        if (
            len(self.polite) > before
            and self.notice > block.start
            and _NOTICE.search(text, block.start, block.end)
        ):
            self.notice = block.start


RULE = Rule(
    "mixed-endings",
    Severity.NOTE,
    say("Polite and plain endings in one post"),
    say("End all sentences of the post in one style."),
    find=find,
    is_optional=True,
)
