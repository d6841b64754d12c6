"""A title that was cut in the middle, as scripts do that keep its first so many characters."""

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

# Brackets behind which a title goes on with a particle or ends: what stands before them is a noun of its own.
# Not so in 私の（小さな）庭.
_HUNG = re.compile(r"\([^()]*\)(?=\Z|[(｜|]|(?:が|の|を|に|は|で|と|へ|による))")


def find(source_file: SourceFile, _: Config) -> Iterator[Finding]:
    """At most one finding. Of a title that is a writing model's remark, model-remark tells.

    The fix writes the first line of the text, where that goes on where the title breaks off. No URL changes:
    it is made of the date and the file's name or `slug:`, never of the title.
    """
    title = even(source_file.written("title"))
    fault = _fault(title, source_file) if title else None
    if fault is None or remark_in_title(title):
        return
    whole, proposal = _whole(source_file, title), None
    if whole is not None:
        hint = f'the first line has the whole: "{whole}"'
        edit = scalar_edit(source_file, "title", whole)
        if edit is not None:
            proposal = ProposedFix(f'write the whole, which the first line has: "{whole}"', (edit,))
    else:
        line = first_line(source_file)
        is_near = line.is_title_like and have_beginning_in_common(title, line.text)
        likely = f' (the text begins with "{line.text}")' if is_near else ""
        hint = f"write the title to its end{likely}; the URL stays, for it is made of the file's name"
    yield finding_in(source_file, "title", f"the title is cut: {fault}", hint=hint, proposal=proposal)


def _fault(title: str, source_file: SourceFile | None) -> str | None:
    """What shows that a title is cut, in words; None for a whole one."""
    if bracket := open_bracket(title):
        return f"the bracket {bracket} never closes"
    if source_file is not None:
        line = first_line(source_file)
        body = source_file.text[source_file.body_start :]
        if word := broken_word(title, line.text, body, is_title_like=line.is_title_like):
            return f'it breaks off inside "{word}"'
    for part in dict.fromkeys((title, _without_hung(title))):
        if end := loose_end(part):
            return f'it breaks off behind "{end}"'
    if piece := stub(title):
        return f'"{piece}" is a piece of a phrase'
    return None


def _without_hung(title: str) -> str:
    """The part of a title before the brackets and bars that are hung on it, or all of it."""
    head = re.split(r"[｜|]", title, maxsplit=1)[0]
    hung = _HUNG.search(head)
    return (head[: hung.start()] if hung else head).strip() or title


def _whole(source_file: SourceFile, title: str) -> str | None:
    """The first line, where it is a title, goes on where `title` ends, and is whole itself."""
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
