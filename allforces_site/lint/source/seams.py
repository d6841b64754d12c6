"""Finds where a sentence was parted into two paragraphs that certainly belong together."""

from __future__ import annotations

from collections.abc import Sequence

from allforces_site.lint.source.beginnings import ELLIPSIS, PARTICLE
from allforces_site.lint.source.blocks import Block, BlockKind
from allforces_site.lint.source.brackets import are_partners, unmatched
from allforces_site.lint.source.cuts import Cut
from allforces_site.lint.source.prose import folded
from allforces_site.lint.source.unfinished import Script, script_of
from allforces_site.lint.source.word_pieces import has_word, run_before, word_across
from allforces_site.text.late_pattern import late_pattern

# The words with which a paragraph ends are said again by chance if they are fewer characters than this; where
# an ellipsis says that they are, two are enough.
_LEAST_AGAIN, _LEAST_AGAIN_BEHIND_ELLIPSIS = 5, 2
# No word begins with these.
_SMALL_KATAKANA = frozenset("ァィゥェォッャュョー")
# No sentence repeats more of its beginning than this: it only bounds the search.
_MOST_AGAIN = 100
# A paragraph that begins with this much of a title is a new start. Characters.
_TITLE_START = 10
_FIRST_SENTENCE = late_pattern(r"[^。！？\n]*[。！？]?")
_NOUNS = frozenset({Script.HAN, Script.KATAKANA, Script.LATIN})


def seam_after(cut: Cut, blocks: Sequence[Block], title: str = "") -> tuple[int, int] | None:
    """The span of the text to delete so that a cut sentence goes on with the next paragraph; None if it is
    not certain that it does.

    It is certain if the next paragraph closes the bracket that the cut left open; says its last words again;
    completes a word that the text has elsewhere, or one in katakana that it begins with a small sign of; or
    begins with a particle after a noun. The span holds the
    break, an ellipsis below it, and the words that are there twice. A paragraph that is a copy of an
    earlier one goes on after that one, and one that begins as the post's `title` does is a new start.
    """
    following = next_paragraph(cut, blocks)
    if following is None or _is_known(following, blocks[: cut.number + 1], title):
        return None
    words, rest = cut.text, without_ellipsis(following)
    kept = words[: len(words) - _said_again(words, rest)]
    if not kept or _has_open_marks(kept) or _has_open_marks(_first_sentence(rest)):
        return None
    has_ellipsis = len(rest) < len(following.text.lstrip())
    least_again = _LEAST_AGAIN_BEHIND_ELLIPSIS if has_ellipsis else _LEAST_AGAIN
    is_certain = (
        len(words) - len(kept) >= least_again
        or (script_of(words[-1]) is Script.KATAKANA and rest[:1] in _SMALL_KATAKANA)
        or _closes_bracket(words, rest)
        or _completes_word(words, rest, cut, blocks)
        or _is_noun_and_particle(words, rest)
    )
    return (cut.start + len(kept), following.end - len(rest)) if is_certain else None


def next_paragraph(cut: Cut, blocks: Sequence[Block]) -> Block | None:
    """The paragraph right below that of a cut, unless it is a line in bold that serves as a heading."""
    following = blocks[cut.number + 1] if cut.number + 1 < len(blocks) else None
    if cut.block.kind is not BlockKind.PARAGRAPH or following is None:
        return None
    return following if following.kind is BlockKind.PARAGRAPH and not following.is_title else None


def without_ellipsis(paragraph: Block) -> str:
    """The text of a paragraph to its end, without an ellipsis at its beginning."""
    return ELLIPSIS.sub("", paragraph.text.lstrip(), count=1)


def _is_known(following: Block, above: Sequence[Block], title: str) -> bool:
    """Whether the words of a paragraph are above it already, or are a title."""
    start = following.folded[:_TITLE_START]
    titles = [folded(title), *(block.folded for block in above if block.is_title), above[0].folded]
    return any(text.startswith(start) for text in titles) or any(
        block.folded == following.folded for block in above
    )


def _first_sentence(text: str) -> str:
    found = _FIRST_SENTENCE.match(text)
    return found[0] if found else ""


def _said_again(words: str, rest: str) -> int:
    """How many characters at the end of `words` are the beginning of `rest`, up to all but one of them."""
    most = min(len(words) - 1, len(rest), _MOST_AGAIN)
    return next((size for size in range(most, 1, -1) if words.endswith(rest[:size])), 0)


def _has_open_marks(text: str) -> bool:
    return text.count("**") % 2 == 1 or text.count("`") % 2 == 1


def _closes_bracket(words: str, rest: str) -> bool:
    sentence = _first_sentence(rest)
    opened, closed = unmatched(words), unmatched(sentence)
    return bool(opened and closed and are_partners(words[opened[-1]], sentence[closed[0]]))


def _completes_word(words: str, rest: str, cut: Cut, blocks: Sequence[Block]) -> bool:
    word = word_across(words, rest)
    others = (
        block.plain for block in blocks if block is not cut.block and block is not blocks[cut.number + 1]
    )
    return word is not None and has_word(word, others)


def _is_noun_and_particle(words: str, rest: str) -> bool:
    """Whether a whole noun comes before a particle; one Han character may be the stem of a verb."""
    is_noun = script_of(words[-1]) in _NOUNS and len(run_before(words)) > 1
    return is_noun and PARTICLE.match(rest) is not None
