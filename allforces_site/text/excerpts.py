"""Short plain texts for listings and descriptions, cut where a Japanese reader would stop."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

import msgspec

from allforces_site.text.late_pattern import late_pattern
from allforces_site.text.segment_breaks import break_vanishes

ELLIPSIS = "…"

_BRACKETS = dict(zip("「『（(【《〈〔［[｛{｢“‘«‹〖〘〚⟨", "」』）)】》〉〕］]｝}｣”’»›〗〙〛⟩", strict=True))
CLOSERS = "".join(_BRACKETS.values())
_BRACKET = late_pattern("[" + re.escape("".join(_BRACKETS) + CLOSERS) + "]")
_ENTITY = late_pattern(r"&(?:#[0-9]+|#[xX][0-9A-Fa-f]+|[A-Za-z][A-Za-z0-9]*);")

_WIDE_ENDS = "。｡！？…‥．"
_SENTENCE_END = late_pattern(rf"(?P<marks>[{_WIDE_ENDS}.!?]+)(?P<closed>[{re.escape(CLOSERS)}\"']*)")
# A point after a single letter belongs to an abbreviation: U.S., e.g., J. Smith.
_INITIAL = late_pattern(r"(?<![^\W_])[A-Za-z]\.\Z")
_LINE_BREAKS = frozenset("\n\r\u2028\u2029")
_CLAUSE_MARK = late_pattern(r"[、，､]|,? ")
_LOOSE_END = " 、，､,…‥"


def plain_excerpt(text: str, limit: int = 120) -> str:
    """Returns `text` on one line, in at most `limit` characters; raises ValueError for a limit below 1.

    A text that is too long is cut after the last sentence that fits. If none fits, it ends with `…`: after
    the last clause (before 、 or a space) if at least a third of `limit` is kept, else between two
    characters, and not inside a Latin word if possible. It is never cut inside a pair of brackets or quotes,
    an HTML entity, or what a reader sees as one character. Only if a bracket opens in the first third and
    closes beyond the limit is the text cut inside it, and the bracket closed: 「長い…」.
    """
    if limit < 1:
        raise ValueError(f"an excerpt of {limit} characters is not possible")
    folded = fold(text)
    if len(folded) <= limit:
        return folded
    pairs = tuple(pair for pair in _pairs(folded) if pair[0] < limit)
    cuts = _Cuts(folded, limit, pairs, _inside_entities(folded, limit))
    return _after_sentence(cuts) or _with_ellipsis(cuts) or _closed(cuts)


def fold(text: str) -> str:
    """Returns `text` on one line: line breaks that must not show vanish (see `segment_breaks`), and other
    white space becomes one space."""

    def joint(match: re.Match[str]) -> str:
        before, after = _base_before(text, match.start()), text[match.end()]
        is_break = not _LINE_BREAKS.isdisjoint(match[0])
        return "" if is_break and break_vanishes(before, after) else " "

    text = text.strip()
    return re.sub(r"\s+", joint, text)


_FOOTNOTE_DEFINITION = late_pattern(r"^ {0,3}\[\^([^\]\n]+)\]:", re.MULTILINE)
_LINK_DEFINITION = late_pattern(r"^ {0,3}\[(?!\^)[^\]\n]+\]:.+$", re.MULTILINE)


def separated(body: str, separator: str) -> str | None:
    """Returns the part of a Markdown body before `separator` (`excerpt_separator`), with `\\n` as line break.

    None if the separator does not occur or, like Jekyll's default, is only white space: then the first
    paragraph is the excerpt. Unlike in Jekyll, this also works in CRLF files. Links that are defined after
    the separator still work (Jekyll's `Excerpt#extract_excerpt` copies their definitions too); references
    to footnotes are dropped, because an excerpt shows no footnotes.
    """
    if not separator.strip():
        return None
    head, found_separator, tail = _unix(body).partition(_unix(separator))
    if not found_separator:
        return None
    for name in _FOOTNOTE_DEFINITION.findall(body):
        head = head.replace(f"[^{name}]", "")
    links = _LINK_DEFINITION.findall(tail)
    return "\n\n".join([head, "\n".join(links)]) if links else head


def _unix(text: str) -> str:
    return text.replace("\r\n", "\n")


def _base_before(text: str, index: int) -> str:
    """Returns the character before `index`, skipping the marks and variation selectors that belong to it."""
    index -= 1
    while index > 0 and unicodedata.category(text[index])[0] == "M":
        index -= 1
    return text[index]


# ---- where a cut may be ----------------------------------------------------------------------


class _Cuts(msgspec.Struct, frozen=True):
    """A text that is longer than `limit`, and its parts that must stay whole.

    `pairs` are the places of opening and closing brackets; `in_entity` are the places inside an entity.
    A place is an index: a cut at 3 keeps three characters.
    """

    text: str
    limit: int
    pairs: tuple[tuple[int, int], ...]
    in_entity: frozenset[int]

    def allows(self, place: int) -> bool:
        """Whether a cut at `place` is not inside brackets, an entity or a visible character."""
        return not any(start < place <= end for start, end in self.pairs) and self.is_boundary(place)

    def is_boundary(self, place: int) -> bool:
        """Whether `place` is between two visible characters."""
        return place not in self.in_entity and not _continues(self.text, place)

    def trimmed(self, place: int) -> int:
        """Moves `place` before the spaces and punctuation that an ellipsis should not follow."""
        return len(self.text[:place].rstrip(_LOOSE_END))


def _pairs(text: str) -> tuple[tuple[int, int], ...]:
    """Returns the places of matching brackets; unmatched ones are ignored."""
    pairs: list[tuple[int, int]] = []
    still_open: list[tuple[int, str]] = []
    for match in _BRACKET.finditer(text):
        if match[0] in _BRACKETS:
            still_open.append((match.start(), _BRACKETS[match[0]]))
            continue
        depth = next((n for n in reversed(range(len(still_open))) if still_open[n][1] == match[0]), None)
        if depth is not None:
            pairs.append((still_open[depth][0], match.start()))
            del still_open[depth:]
    return tuple(pairs)


def _inside_entities(text: str, limit: int) -> frozenset[int]:
    spans = (match.span() for match in _ENTITY.finditer(text) if match.start() < limit)
    return frozenset(place for start, end in spans for place in range(start + 1, end))


def _continues(text: str, place: int) -> bool:
    """Whether the character at `place` belongs to the one before it (Unicode's UAX 29, the common part)."""
    if not 0 < place < len(text):
        return False
    before, char = text[place - 1], text[place]
    if before == "\u200d" or char in "\u200dﾞﾟ" or unicodedata.category(char)[0] == "M":
        return True
    if "\U0001f3fb" <= char <= "\U0001f3ff" or "\U000e0020" <= char <= "\U000e007f":
        return True  # skin tones, and the letters of a region's flag
    if "\u1160" <= char <= "\u11ff" or ("\ud800" <= before <= "\udbff" and "\udc00" <= char <= "\udfff"):
        return True  # the rest of a Hangul syllable, and a character in two surrogates
    return _is_flag_letter(char) and _flag_letters_before(text, place) % 2 == 1


def _is_flag_letter(char: str) -> bool:
    return "\U0001f1e6" <= char <= "\U0001f1ff"


def _flag_letters_before(text: str, place: int) -> int:
    start = place
    while start > 0 and _is_flag_letter(text[start - 1]):
        start -= 1
    return place - start


# ---- the three ways to cut -------------------------------------------------------------------


def _after_sentence(cuts: _Cuts) -> str | None:
    for place in reversed(list(_sentence_ends(cuts.text, cuts.limit))):
        if cuts.allows(place):
            return cuts.text[:place]
    return None


def _sentence_ends(text: str, limit: int) -> Iterator[int]:
    for match in _SENTENCE_END.finditer(text):
        if match.end() > limit:
            return
        if _ends_sentence(match) and not _INITIAL.search(text[: match.end("marks")]):
            yield match.end()


def _ends_sentence(match: re.Match[str]) -> bool:
    mark, text = match["marks"][-1], match.string
    before, following = text[: match.start()][-1:], text[match.end() : match.end() + 1]
    if mark == "．":
        return not following.isalnum()
    if mark in _WIDE_ENDS or following in ("", " "):
        return True
    # 本当!と ends a sentence; `Node.js`, `3.5`, `?page=2` and Yahoo!の do not.
    return mark in "!?" and not following.isascii() and not before.isascii()


def _with_ellipsis(cuts: _Cuts) -> str | None:
    for places in (_clauses(cuts), _between_words(cuts), range(1, cuts.limit)):
        for place in reversed(list(places)):
            kept = cuts.trimmed(place)
            if 3 * kept >= cuts.limit and cuts.allows(kept):
                return cuts.text[:kept] + ELLIPSIS
    return None


def _clauses(cuts: _Cuts) -> Iterator[int]:
    return (match.start() for match in _CLAUSE_MARK.finditer(cuts.text, 0, cuts.limit))


def _between_words(cuts: _Cuts) -> Iterator[int]:
    word = re.compile(r"[A-Za-z0-9.,%+-]{2}")
    return (place for place in range(1, cuts.limit) if not word.match(cuts.text, place - 1))


def _closed(cuts: _Cuts) -> str:
    """Cuts inside the open brackets and closes them, as a last resort."""
    for place in range(cuts.limit - 1, 0, -1):
        kept = cuts.trimmed(place)
        inner_first = sorted((pair for pair in cuts.pairs if pair[0] < kept <= pair[1]), reverse=True)
        ending = ELLIPSIS + "".join(cuts.text[end] for _, end in inner_first)
        if kept and kept + len(ending) <= cuts.limit and cuts.is_boundary(kept):
            return cuts.text[:kept] + ending
    return ELLIPSIS
