"""The sentences of a text, with their places: parts of it that can be compared, and cut out, one by one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from allforces_site.lint.source.prose import folded, folded_lines, plain, without_line_marks
from allforces_site.text.excerpts import CLOSERS
from allforces_site.text.late_pattern import late_pattern

_CLOSER = f"[{re.escape(CLOSERS)}]"
# What goes on with a sentence behind words in quotes: 「…。」と話す, ？という声.
_GOES_ON = r"(?:と|って|は(?!い)|が|を|に|の|で(?!も)|も(?!ちろん|う)|や(?!は)|へ|、)"
_QUOTED = r"(?:と(?:い|思|聞|言|問|の|は|考|感|、)|って|、)"
_END = late_pattern(
    r"[。！？!?\n \t](?:"  # One set of first characters is found fast.
    r"(?:(?<=[。！？!?])[。！？!?]*\]\([^()\s]*\)|"  # The end of the text of a link, with its address.
    rf"(?:(?<=[。！？])[。！？]*|(?<=[!?])[!?]*(?=\s|{_CLOSER}|\Z))"
    rf"(?:{_CLOSER}+(?!{_GOES_ON}|{_CLOSER})|(?!{_CLOSER}|{_QUOTED})))\n?|(?<=\n)"
    # A rule, or the mark of a heading, amid a line.
    r"|(?<=[ \t])[ \t]*(?:-{3,}(?=[ \t])|(?=#{1,6}[ \t])))"
)
# Without any of these a text ends its sentences with 。 only.
_NOT_PLAIN = late_pattern(rf"[！？!?#\n。-](?:(?<![。-])|(?<=-)--|(?<=。)[。{re.escape(CLOSERS)}])")
_MARKED_LINE = late_pattern(r"\n[ \t]*[#>*+0-9-]")
# Half-width ones too: `folded` makes them of the others.
ENDS = ("。", "!", "?")
# A longer line is no heading.
LONGEST_HEAD = 60
_MARKED = late_pattern(r"\s*(?:(?P<level>#{1,6})[ \t]+|\*\*(?:(?!\*\*).)+\*\*[ \t\u3000]*)")
_SPACE = late_pattern(r"[ \t\u3000]+")
# The number of an item of a list, also amid a line: no 3.5.
_NUMBER = late_pattern(r"[0-9]{1,2}[.)](?![0-9])")
_LINK_PART = late_pattern(r"\[|\](?:\([^()]*\))?")
_PAIRS = ("「」", "『』", "（）", "()", "[]", "【】")
_WORD = late_pattern(r"\w")
_OPENING_TAG = late_pattern(r"<[a-zA-Z]")
_MARKS = ("**", "__", "~~", "`")


def said(plain_text: str, words: str) -> list[str]:
    """The sentences of a plain text, and its lines without an end mark, as `prose.folded` returns them.

    `words` is all of it in this form.
    """
    if _NOT_PLAIN.search(plain_text) is None:  # One line, as most are: a tenth of the time.
        lines = words.replace("。", "。\n").split("\n")
    else:
        parted = _END.sub(_with_line_end, plain_text)
        lines = folded_lines(without_line_marks(parted) if _MARKED_LINE.search(parted) else parted)
    # Most begin with a word: that is known at once.
    return [line for line in lines if line[:1].isalnum() or _WORD.search(line)]


def _with_line_end(found: re.Match[str]) -> str:
    return found[0] + "\n"


def is_ended(sentence: str) -> bool:
    """Whether a folded sentence has an end mark, also one in quotes."""
    return sentence.rstrip(CLOSERS).endswith(ENDS)


def spans_of(markdown: str, sentences: Sequence[str]) -> list[tuple[int, int]] | None:
    """The offsets in `markdown` of its `sentences`, as `said` returns them; None if markup does not let them
    be told apart: a bold part may end within one."""
    spans = [span for span in raw_spans(markdown) if _WORD.search(markdown, *span)]
    lines = "\n".join(markdown[start:end].strip() for start, end in spans)
    if [*map(_bare, folded_lines(plain(lines)))] != [*map(_bare, sentences)]:
        return None
    return [*_with_closing_marks(markdown, spans)]


def _with_closing_marks(markdown: str, spans: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The spans, of which a mark that ends a bold part belongs to the sentence before it."""
    begin = 0
    for start, end in spans:
        is_closed = markdown.startswith("**", end) and markdown.count("**", 0, end) % 2
        yield max(begin, start), (begin := end + 2 * is_closed)


def _bare(sentence: str) -> str:
    """A sentence without its number, and without what is left of a link that ends in another one."""
    bare = without_number(sentence)
    return _LINK_PART.sub("", bare) if "[" in bare or "]" in bare else bare


def without_number(sentence: str) -> str:
    """A folded sentence without the number of a list's item, which is no line mark amid a line."""
    found = _NUMBER.match(sentence)
    return sentence[found.end() :] if found else sentence


def is_balanced(markdown: str) -> bool:
    """Whether all brackets and marks that open in a part of a text close in it: it can be cut out."""
    return (
        all(markdown.count(pair[0]) == markdown.count(pair[1]) for pair in _PAIRS)
        and not any(markdown.count(mark) % 2 for mark in _MARKS)
        and len(_OPENING_TAG.findall(markdown)) == markdown.count("</")
    )


def behind_heads(markdown: str) -> Iterator[str]:
    """What may be the sentence, folded, behind a heading in the same line: ### 見出し 本文…."""
    found = _MARKED.match(markdown)
    if found is None:
        return
    for glue in _SPACE.finditer(markdown, found.end()) if found["level"] else (found,):
        head = folded(plain(markdown[: glue.end()]))
        if len(head) > LONGEST_HEAD or head.endswith((*ENDS, ":", "、")):
            return
        if tail := folded(plain(markdown[glue.end() :])):
            yield tail


def raw_spans(text: str) -> Iterator[tuple[int, int]]:
    """The spans of all sentences and lines of a text, which together are all of it."""
    at = 0
    for found in _END.finditer(text):
        yield at, found.end()
        at = found.end()
    yield at, len(text)
