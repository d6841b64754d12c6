"""A title that was cut in the middle, as by a script that keeps its first characters only."""

from __future__ import annotations

import re
from collections.abc import Iterator

from allforces_site.config.model import Config
from allforces_site.errors import Severity
from allforces_site.lint.finding import Finding, ProposedFix, finding_in
from allforces_site.lint.phrases.remarks import remark_in_title
from allforces_site.lint.rule import Rule
from allforces_site.lint.source.cut_words import broken_word, have_beginning_in_common
from allforces_site.lint.source.first_line import TITLE_CHARS, as_written, first_line
from allforces_site.lint.source.scalars import scalar_edit
from allforces_site.lint.source.source_file import SourceFile
from allforces_site.lint.source.unfinished import even, loose_end, open_bracket, stub

# Brackets after which a title ends or continues with a particle: the words before them are complete.
# Not so in 私の（小さな）庭.
_ADDED = re.compile(r"\([^()]*\)(?=\Z|[(｜|]|(?:が|の|を|に|は|で|と|へ|による))")


def find(source_file: SourceFile, _: Config) -> Iterator[Finding]:
    """At most one finding. A title that is a writing model's remark is left to model-remark.

    The fix writes the first line of the text, if that continues where the title breaks off. No URL changes:
    it is made from the date and the file's name or `slug:`, never from the title.
    """
    title = even(source_file.written("title"))
    fault = _fault(title, source_file) if title else None
    if fault is None or remark_in_title(title):
        return
    whole, proposal = _whole(source_file, title), None
    if whole is not None:
        hint = f'the first line has the whole title: "{whole}"'
        edit = scalar_edit(source_file, "title", whole)
        if edit is not None:
            proposal = ProposedFix(f'write the whole title, as in the first line: "{whole}"', (edit,))
    else:
        line = first_line(source_file)
        is_near = line.is_title_like and have_beginning_in_common(title, line.text)
        likely = f' (the text begins with "{line.text}")' if is_near else ""
        hint = f"write the whole title{likely}; the URL stays the same, as it is made from the file's name"
    yield finding_in(source_file, "title", f"the title is cut: {fault}", hint=hint, proposal=proposal)


def _fault(title: str, source_file: SourceFile | None) -> str | None:
    """What shows that a title is cut, in words; None for a whole title."""
    if bracket := open_bracket(title):
        return f"the bracket {bracket} never closes"
    if source_file is not None:
        line = first_line(source_file)
        body = source_file.text[source_file.body_start :]
        if word := broken_word(title, line.text, body, is_title_like=line.is_title_like):
            return f'it breaks off inside "{word}"'
    for part in dict.fromkeys((title, _without_additions(title))):
        if end := loose_end(part):
            return f'it breaks off after "{end}"'
    if piece := stub(title):
        return f'"{piece}" is a piece of a phrase'
    return None


def _without_additions(title: str) -> str:
    """The title without brackets and bars at its end and what follows them."""
    head = re.split(r"[｜|]", title, maxsplit=1)[0]
    added = _ADDED.search(head)
    return (head[: added.start()] if added else head).strip() or title


def _whole(source_file: SourceFile, title: str) -> str | None:
    """The first line if it is like a title, continues where `title` ends, and is whole itself; else None."""
    line = first_line(source_file)
    if not line.is_title_like or not line.text.startswith(title) or len(line.text) <= len(title):
        return None
    whole = as_written(source_file).removesuffix("。")
    return whole if len(whole) <= TITLE_CHARS and _fault(even(whole), None) is None else None


RULE = Rule(
    "title-cut",
    Severity.ERROR,
    "A title that is cut in the middle",
    title_ja="途中で切れた題名",
    advice_ja="題名が途中で終わっています。最後まで書いてください。",
    find=find,
    fixes=True,
)
