"""A heading that says it goes on: a writing model was asked to continue, and wrote the heading again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from allforces_site.config.model import Config
from allforces_site.errors import Severity
from allforces_site.lint.finding import Finding, ProposedFix, finding_at
from allforces_site.lint.phrases.quotations import beginning
from allforces_site.lint.rule import Rule
from allforces_site.lint.source.edits import without_blocks
from allforces_site.lint.source.passages import Passage, PassageKind
from allforces_site.lint.source.prose import plain
from allforces_site.lint.source.source_file import SourceFile
from allforces_site.messages.message import say
from allforces_site.text.late_pattern import late_pattern

_GOES_ON = (
    r"(?:(?:前回|先ほど|上)?(?:から)?の?(?:続き|つづき)|続|承前|continued|cont(?:\.|['’]d)?)"
    r"[・,、]?(?:その)?[0-9]{0,2}"
)
# In folded words: brackets are half-width, spaces are gone.
_MARK = late_pattern(
    rf"[(\[【〈《]※?{_GOES_ON}[)\]】〉》]$|^[(\[【〈《]{_GOES_ON}[)\]】〉》]|[:\-–—―~〜|](?:続き|つづき|continued)$"
    r"|^(?:続き|つづき|continued)(?:$|[:\-–—―~〜|])"
)
_NUMBER = late_pattern(r"^[0-9]+[.)、:]*(?:[0-9]+[.)]?)*")
# The title of a part of a longer work, whose parts may continue each other's headings.
_PART = late_pattern(
    r"[前中後続]編|第[0-9０-９一二三四五六七八九十]+[回話部章弾]|その[0-9０-９一二三四五]"
    r"|[（(][上中下0-9０-９①-⑨][）)]|[①-⑨]"
    r"|(?:[Pp]art|vol\.?|Vol\.?) ?[0-9]|連載|続き|つづき"
)
_DELETE = say("delete the heading: its text goes on with the one above")


def find(source_file: SourceFile, _: Config) -> Iterator[Finding]:
    """A finding for each such heading. A fix deletes it where the heading right above is the same."""
    titles = [one for one in source_file.passages if one.kind is PassageKind.TITLE]
    is_part = _PART.search(source_file.written("title")) is not None
    for index, title in enumerate(titles):
        mark = _MARK.search(title.words)
        if mark is None:
            continue
        before = _same_before(titles[:index], _key(_MARK.sub("", title.words)))
        if before is not None or not is_part:
            yield _finding(source_file, title, before, right_above=index > 0 and before is titles[index - 1])


def _same_before(titles: Sequence[Passage], key: str) -> Passage | None:
    """The nearest title with the same words, marked or not."""
    same = (one for one in reversed(titles) if key and _key(_MARK.sub("", one.words)) == key)
    return next(same, None)


def _key(words: str) -> str:
    return _NUMBER.sub("", words)


def _finding(
    source_file: SourceFile, title: Passage, before: Passage | None, *, right_above: bool
) -> Finding:
    words = beginning(plain(source_file.text[title.start : title.end]))
    if before is None:
        message = say('the heading "{heading}" continues one that the post does not have', heading=words)
        return finding_at(source_file, title.start, message, hint=say("give it a heading of its own"))
    message = say('the heading "{heading}" continues that of line {line}', heading=words, line=before.line)
    if right_above and before.level == title.level:
        edits = tuple(without_blocks(source_file.text, [(title.start, title.end)]))
        return finding_at(
            source_file, title.start, message, hint=_DELETE, proposal=ProposedFix(_DELETE, edits)
        )
    return finding_at(
        source_file,
        title.start,
        message,
        hint=say("move its text there, or give it a heading of its own"),
    )


RULE = Rule(
    "continued-heading",
    Severity.WARNING,
    say("A heading that says it goes on"),
    say("The heading was written a second time, to continue its text. Put the text where it belongs."),
    find=find,
    fixes=True,
)
