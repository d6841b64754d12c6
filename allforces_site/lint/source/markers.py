"""Lines that tools left in a text: an end marker of a writing model, a conflict marker of git."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from allforces_site.text.late_pattern import late_pattern

# `---END---` and the like, alone on a line: a word for the end in capitals between dashes, other characters
# or brackets. Where a model ran out of room, the marker itself may be cut.
_END = late_pattern(
    r" {0,3}(?:"
    r"[-=]{3,}[ \t]*END(?: OF (?:ARTICLE|FILE|TEXT|DOCUMENT|POST))?[-=]*"
    r"|(?P<rule>[-=*_~]{2,})[ \t]*(?:END|EOF|FIN|END OF (?:ARTICLE|FILE|TEXT|DOCUMENT|POST))[ \t]*[-=*_~]{2,}"
    r"|<\|?(?:END|EOF|end_of_text|endoftext|im_end|eot_id)\|?>"
    r"|\[(?:END|EOF)\]"
    r")[ \t]*"
)
# At the end of a line of text: only what no author writes there, and not where the text is about it.
_END_OF_LINE = late_pattern(
    r"(?<=[^\s「『（(“\"'`＝=:：-])[ \t\u3000]*"
    r"(?:-{3,10}[ \t]*END[ \t]*-{3,10}|={3,10}[ \t]*END[ \t]*={3,10}|<\|(?:endoftext|im_end|eot_id)\|>)$"
)
_LONGEST_MARK = 40
_SPOKEN_OF = tuple("はがにのをと")
# git: exactly seven characters at the beginning of a line (Documentation/merge-config, conflictMarkerSize).
_CONFLICT = late_pattern(r"(?:<{7}|>{7}|\|{7})(?: .*)?")
SEPARATOR = "======="


def is_end_marker(line: str) -> bool:
    """Whether a line is nothing but the marker with which a writing model ends its text."""
    return _END.fullmatch(line) is not None


def end_markers_in(text: str) -> Iterator[tuple[int, int]]:
    """The spans of end markers after other words of a line, with the spaces before them."""
    at = 0
    for line in text.split("\n"):
        ended = line.rstrip()
        if ended.endswith(("---", "===", "|>")) and not is_end_marker(line):
            tail = max(0, len(ended) - _LONGEST_MARK)
            found = _END_OF_LINE.search(ended, tail)
            if found is not None and not ended[: found.start()].endswith(_SPOKEN_OF):
                yield at + found.start(), at + found.end()
        at += len(line) + 1


def is_conflict_marker(line: str) -> bool:
    """Whether a line can only be one that git leaves in a file that it could not merge.

    The line between the two sides is not one of them: see `conflict_separators`.
    """
    return line[:1] in ("<", ">", "|") and _CONFLICT.fullmatch(line.rstrip()) is not None


def conflict_separators(lines: Sequence[str]) -> frozenset[int]:
    """The indexes of the lines `=======` that separate the sides of a conflict.

    Elsewhere such a line makes the one above it a heading.
    """
    found, is_open = [], False
    for number, line in enumerate(lines):
        if line[:1] in ("<", ">") and is_conflict_marker(line):
            is_open = line[0] == "<"
        elif is_open and line.rstrip() == SEPARATOR:
            found.append(number)
            is_open = False
    return frozenset(found)


def is_marker(line: str) -> bool:
    """Whether a line by itself is a marker of either kind."""
    return is_end_marker(line) or is_conflict_marker(line)
