"""A title that was cut in the middle, as by a script that keeps its first characters only."""

from __future__ import annotations

import re
from collections.abc import Iterator

from allforces_site.config.model import Config
from allforces_site.errors import Severity
from allforces_site.lint.finding import Finding, ProposedFix, finding_in
from allforces_site.lint.phrases.remarks import remark_in_title
from allforces_site.lint.rule import Rule
from allforces_site.lint.source.cut_words import (
    broken_word,
    have_beginning_in_common,
    is_made_from,
)
from allforces_site.lint.source.edits import Edit
from allforces_site.lint.source.first_line import TITLE_CHARS, as_written, begins_with_section, first_line
from allforces_site.lint.source.scalars import scalar_edit
from allforces_site.lint.source.source_file import SourceFile
from allforces_site.lint.source.summaries import KEYS, repeats_title, says_no_more
from allforces_site.lint.source.title_parts import end_apart, year_before
from allforces_site.lint.source.unfinished import even, loose_end, open_bracket, stub
from allforces_site.messages.message import Message, say
from allforces_site.text.late_pattern import late_pattern

# Brackets after which a title ends or continues with a particle: the words before them are complete.
# Not so in 私の（小さな）庭.
_ADDED = late_pattern(r"\([^()]*\)(?=\Z|[(｜|]|(?:が|の|を|に|は|で|と|へ|による))")


def find(source_file: SourceFile, _: Config) -> Iterator[Finding]:
    """At most one finding. A title that is a writing model's remark is left to model-remark.

    The fix writes the first line of the text, if the title was made from it. No URL changes: it is made from
    the date and the file's name or `slug:`, never from the title.
    """
    title = even(source_file.written("title"))
    fault = _fault(title, source_file) if title else None
    if fault is None or remark_in_title(title):
        return
    whole, proposal = _whole(source_file, title), None
    if whole is not None:
        hint = say('the first line has the whole title: "{title}"', title=whole)
        edit = scalar_edit(source_file, "title", whole)
        if edit is not None:
            proposal = _completion(source_file, whole, edit)
    else:
        hint = _hint(source_file, title)
    message = say("the title is cut: {fault}", fault=fault)
    yield finding_in(source_file, "title", message, hint=hint, proposal=proposal)


def _completion(source_file: SourceFile, whole: str, edit: Edit) -> ProposedFix:
    """The fix; a partial one if the excerpt then only repeats the title."""
    message = say('write the whole title, as in the first line: "{title}"', title=whole)
    if any(says_no_more(source_file, key, whole) and not repeats_title(source_file, key) for key in KEYS):
        message = say("{fix}; then say something else in the excerpt, which only repeats it", fix=message)
        return ProposedFix(message, (edit,), is_partial=True)
    return ProposedFix(message, (edit,))


def _hint(source_file: SourceFile, title: str) -> Message:
    line = first_line(source_file)
    if line.is_title_like and have_beginning_in_common(title, line.text):
        return say(
            'write the whole title (the text begins with "{line}"); the URL stays the same, as it is made'
            " from the file's name",
            line=line.text,
        )
    return say("write the whole title; the URL stays the same, as it is made from the file's name")


def _fault(title: str, source_file: SourceFile | None) -> Message | None:
    """What shows that a title is cut; None for a whole title."""
    if bracket := open_bracket(title):
        return say("the bracket {bracket} never closes", bracket=bracket)
    if source_file is not None:
        line = first_line(source_file)
        body = source_file.text[source_file.body_start :]
        if word := broken_word(title, line.text, body, is_title_like=line.is_title_like):
            return say('it breaks off inside "{word}"', word=word)
    for part in dict.fromkeys((title, _without_additions(title))):
        if end := loose_end(part):
            return say('it breaks off after "{end}"', end=end)
    if piece := stub(title):
        return say('"{piece}" is a piece of a phrase', piece=piece)
    return None


def _without_additions(title: str) -> str:
    """The title without brackets and bars at its end and what follows them."""
    head = re.split(r"[｜|]", title, maxsplit=1)[0]
    added = _ADDED.search(head)
    return (head[: added.start()] if added else head).strip() or title


def _whole(source_file: SourceFile, title: str) -> str | None:
    """The title as it must have been, or None: the first line, if that is like a title, whole, and what
    `title` was made from.

    A year before the title, brackets at its end and what follows a bar are kept; words between, which
    continue a piece of a phrase, are not.
    """
    line = first_line(source_file)
    if not line.is_title_like or not _is_source(source_file, title):
        return None
    whole, kept = as_written(source_file).removesuffix("。"), ""
    year = "" if line.text.startswith(title) else year_before(title)
    if not line.text.startswith(title.removeprefix(year)):
        end = end_apart(source_file.written("title").strip())
        kept = end if even(end) not in line.text else ""
    written = f"{year}{whole}{kept}"
    is_whole = len(whole) <= TITLE_CHARS and _fault(even(written), None) is None
    return written if is_whole and even(written) != title else None


def _is_source(source_file: SourceFile, title: str) -> bool:
    """Whether the title was made from the first line, which continues the title's words, breaks off in none
    of them, and is no heading of a section or sentence that only begins with the same subject."""
    line = first_line(source_file).text
    if line.startswith(title.removeprefix(year_before(title))) or broken_word(title, line):
        return True
    is_headline = not line.endswith("。") and not begins_with_section(source_file)
    return is_headline and is_made_from(title, line)


RULE = Rule(
    "title-cut",
    Severity.ERROR,
    say("A title that is cut in the middle"),
    say("The title breaks off. Write all of it."),
    find=find,
    fixes=True,
)
