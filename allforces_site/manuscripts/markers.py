"""Lines that tools left in a text: an end marker of a writing model, a conflict marker of git."""

from __future__ import annotations

import re

# `---END---` and its kin, alone on a line: a word for the end in capitals between dashes, signs or brackets.
_END = re.compile(
    r" {0,3}(?:"
    r"(?P<rule>[-=*_~]{2,})[ \t]*(?:END|EOF|FIN|END OF (?:ARTICLE|FILE|TEXT|DOCUMENT|POST))[ \t]*[-=*_~]{2,}"
    r"|<\|?(?:END|EOF|end_of_text|endoftext|im_end|eot_id)\|?>"
    r"|\[(?:END|EOF)\]"
    r")[ \t]*"
)
# git: exactly seven signs at the beginning of a line (Documentation/merge-config, conflictMarkerSize).
_CONFLICT = re.compile(r"(?:<{7}|>{7}|\|{7})(?: .*)?|={7}")


def is_end_marker(line: str) -> bool:
    """Whether a line is nothing but the mark with which a writing model ends a text."""
    return _END.fullmatch(line) is not None


def is_conflict_marker(line: str) -> bool:
    """Whether a line is one that git leaves in a file it could not merge."""
    return line[:1] in "<>|=" and _CONFLICT.fullmatch(line.rstrip()) is not None


def is_marker(line: str) -> bool:
    """Whether a line is one of either kind."""
    return is_end_marker(line) or (line != "" and is_conflict_marker(line))
