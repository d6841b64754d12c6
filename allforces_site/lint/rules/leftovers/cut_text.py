"""A text that stops in mid-sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator

from allforces_site.config.model import Config
from allforces_site.errors import Severity
from allforces_site.lint.finding import Finding, ProposedFix, finding_at
from allforces_site.lint.phrases.quotations import ending
from allforces_site.lint.rule import Rule
from allforces_site.lint.source.blocks import PROSE, Block, BlockKind
from allforces_site.lint.source.cuts import Cut
from allforces_site.lint.source.edits import Edit, without_blocks
from allforces_site.lint.source.language import is_japanese
from allforces_site.lint.source.prose import folded, plain
from allforces_site.lint.source.seams import next_paragraph, seam_after, without_ellipsis
from allforces_site.lint.source.source_file import SourceFile
from allforces_site.messages.message import say

# A fragment of up to this many characters says nothing worth keeping.
_SHORT = 30
# Fragments of up to this many characters occur elsewhere by chance.
_FEW = 12

_BY_HAND = say("finish or delete the sentence; the next paragraph may continue it")


def find(source_file: SourceFile, config: Config) -> Iterator[Finding]:
    """A finding for each sentence that has no end, in Japanese."""
    if not is_japanese(source_file, config):
        return
    for cut in source_file.cuts:
        message = say('the text stops in mid-sentence: "{words}"', words=ending(cut.text))
        yield finding_at(source_file, cut.start, message, hint=_BY_HAND, proposal=_proposal(source_file, cut))


def _proposal(source_file: SourceFile, cut: Cut) -> ProposedFix | None:
    """Joins the sentence with its rest, or deletes it where its words are said again or it says nothing."""
    if _begins_again(source_file, cut) or _is_removable(source_file, cut):
        return ProposedFix(say("delete the fragment"), tuple(_deletion(source_file, cut)))
    seam = seam_after(cut, source_file.blocks, source_file.written("title"))
    return ProposedFix(say("join the two parts of the sentence"), (Edit(*seam),)) if seam else None


def _begins_again(source_file: SourceFile, cut: Cut) -> bool:
    """Whether the next paragraph begins with all words of the fragment, and so says them whole."""
    following = next_paragraph(cut, source_file.blocks)
    words = folded(plain(cut.text))
    return (
        bool(words) and following is not None and folded(plain(without_ellipsis(following))).startswith(words)
    )


def _deletion(source_file: SourceFile, cut: Cut) -> Iterator[Edit]:
    """The edits that delete a fragment, and an ellipsis with which the paragraph below takes it up again."""
    block = cut.block
    if cut.start == block.start:
        yield from without_blocks(source_file.text, [(block.start, block.end)])
    else:
        yield Edit(len(source_file.text[: cut.start].rstrip()), block.end)
    if _begins_again(source_file, cut):
        following = source_file.blocks[cut.number + 1]
        start = following.end - len(following.text.lstrip())
        rest = following.end - len(without_ellipsis(following))
        if start < rest:
            yield Edit(start, rest)


def _is_removable(source_file: SourceFile, cut: Cut) -> bool:
    """Whether deleting the fragment loses nothing, and no other text depends on it."""
    blocks = source_file.blocks
    before = blocks[cut.number - 1] if cut.number else None
    words = folded(plain(cut.text))
    is_alone = cut.start == cut.block.start
    if cut.block.kind is not BlockKind.PARAGRAPH or (is_alone and (before is None or before.is_title)):
        return False
    following = next(
        (block for block in blocks[cut.number + 1 :] if block.kind is not BlockKind.MARKER), None
    )
    if is_alone and following is not None and following.folded.startswith(words):
        return True
    if not cut.at_end:
        return False
    if _is_elsewhere(words, cut.block, blocks):
        return True
    is_over = following is None or following.kind is BlockKind.RULE
    return is_over and cut.is_certain and len(words) <= _SHORT


def _is_elsewhere(words: str, block: Block, blocks: tuple[Block, ...]) -> bool:
    """Whether another block has the same words; of few words, whether a sentence there begins with them."""
    if not words:
        return False
    folded_blocks = (other.folded for other in blocks if other is not block and other.kind in PROSE)
    others = [other for other in folded_blocks if words in other]
    if not others or len(words) > _FEW:
        return bool(others)
    beginning = re.compile(rf"(?:^|[。!?」]){re.escape(words)}(?=[^。!?])")
    return any(map(beginning.search, others))


RULE = Rule(
    "cut-text",
    Severity.WARNING,
    say("A text that stops in mid-sentence"),
    say("The last sentence breaks off. Finish it, or delete what is left of it."),
    find=find,
    fixes=True,
)
