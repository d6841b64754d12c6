"""Finds where a text stops in mid-sentence: a writing model ran out of room, or parts were joined badly."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import msgspec

from allforces_site.lint.source.beginnings import begins_in_mid_sentence
from allforces_site.lint.source.block_parts import ITEM
from allforces_site.lint.source.blocks import ITEM_MARK, Block, BlockKind
from allforces_site.lint.source.prose import folded, plain
from allforces_site.lint.source.word_pieces import has_word, word_across
from allforces_site.text.excerpts import CLOSERS
from allforces_site.text.late_pattern import late_pattern


class Cut(msgspec.Struct, frozen=True):
    """A sentence without its end.

    `start` is its offset, `block` the paragraph or list that ends with it, `number` the index of that block.
    `at_end` is whether the text, or the part of it that was written in one go, ends there.
    """

    block: Block
    number: int
    start: int
    at_end: bool

    @property
    def is_certain(self) -> bool:
        """Whether its last words alone show that it is incomplete; others may lack only their end mark."""
        bare = self.text.rstrip(_EMPHASIS)
        return _is_dangling(self.text) or bool(
            _MORE_TO_COME.search(bare) or _NEVER_LAST.search(bare) or _CONJUNCTION.fullmatch(bare)
        )

    @property
    def text(self) -> str:
        """The incomplete sentence, as written."""
        return self.block.text[self.start - self.block.start :].rstrip()


# The end mark of a sentence, and what may follow it. A period counts unless it is part of a number or name.
# One set of first characters is found fast.
_ALONE = r"(?=[^\x21-\x7e]|$)"
_SENTENCE_END = late_pattern(
    rf"[。｡．！？…‥♪!?.](?:(?:(?<=[^!?.])|(?<=[!?]){_ALONE})(?:[。｡．！？…‥♪]|[!?]{_ALONE})*[{re.escape(CLOSERS)}\"'*_]*"
    r"|(?<=[a-z0-9)\"']{2}\.)[*_\"']*(?=\s|$))"
)
# What else a line of text may end with: a list's colon, a caption's arrow, closing brackets.
_ENDED = frozenset("。｡．.！!？?…‥♪→←↓»：:；;|｜`>”\"'%％☆★※" + CLOSERS)
# Predicates of sentences that lack only their end mark.
_WHOLE = late_pattern(
    r"(?:(?:で|ま)す|ません|(?:まし|でし)た|(?:でしょ|ましょ|だろ)う|ください|である|であった|(?:の|から|もの|こと|わけ|はず|べき)だ)(?:か|ね|よ|な|よね)?$"
    r"|(?:笑|了|完|以上)$"
)
# A comma, an opening bracket, a particle with which no slogan ends: more must follow.
_MORE_TO_COME = late_pattern(r"(?:[、，､,「『（(【《〈［]|[^\s、。](?:が|は|の|や|ような|ように))$")
_NEVER_LAST = late_pattern(
    r"(?:という|といった|において|について|にわたり|に対し|によって|ための|[^\s、。]的な)$|[（「][^（）「」]*$"
)
# The same without the comma, and the first character of a verb: 「FAXで受」, 「この提」.
_LEFT_OPEN = late_pattern(
    r"[^\s、。](?:が|は|の|や|ような|ように)$|[「『（(【《〈［]$|(?:[をにがでも]|[こそど]の)[一-龠]$"
)
# A noun or the first character of one: 「主役は君」 is a slogan, 「手間は組」 above 「合の人たち」 is not.
_MAY_GO_ON = late_pattern(r"は[一-龠]$")
_CONJUNCTION = late_pattern(
    r"さらに|また|しかし|そして|まず|次に|特に|例えば|つまり|一方(?:で)?|最後に|もちろん"
)
# Phrases of a sentence: slogans and captions have other words before their commas.
_CLAUSE = late_pattern(
    r"(?:[はがも]|[でに]は|ため|れば|ので|から|ながら|つつ|場合|一方|して|例えば|そして|また|さらに|しかし|特に|まず|次に)、"
)
_SENTENCE_MARKS = "。！？"
_HAN = late_pattern(r"[一-龠]")
_JAPANESE = late_pattern(r"[ぁ-んァ-ヶ一-龠]")
_EMPTY_ITEM = late_pattern(rf"(?<=\n)[ \t]*{ITEM_MARK}\Z")
_NO_PROSE = late_pattern(r"[ \t]*(?:\{[:%{]|[-+|>#<—–―]|\*(?!\*)|[0-9]+[.)]|https?:)")
_FEW_WORDS = 30  # Characters.
# What the last item of a list and the text below it have in common may be a name, up to this length.
_FEW_AGAIN = 10
_INTRODUCED = frozenset({BlockKind.LIST, BlockKind.TABLE, BlockKind.CODE, BlockKind.QUOTE, BlockKind.HTML})
# A formula on lines of its own goes on with the sentence.
_FORMULA = ("$$", "\\[")
_OVER = frozenset({BlockKind.MARKER, BlockKind.RULE})
_BOLD = late_pattern(r"\*\*[^*]+\*\*")
_EMPHASIS = "*_ \u3000"


def read_cuts(blocks: Sequence[Block]) -> Iterator[Cut]:
    """The places where a paragraph, or a text's last list item, stops before its sentence does.

    Headings, tables, captions, lines of links and lines before a list may end without a mark. Only Japanese
    is checked.
    """
    for number, block in enumerate(blocks):
        if block.kind is BlockKind.PARAGRAPH or block.kind is BlockKind.LIST:
            cut = _cut(blocks, number)
            if cut is not None:
                yield cut


def _cut(blocks: Sequence[Block], number: int) -> Cut | None:
    block = blocks[number]
    following = blocks[number + 1] if number + 1 < len(blocks) else None
    at_end = following is None or following.kind in _OVER
    text = block.text.rstrip()
    if block.kind is BlockKind.LIST and (empty := _EMPTY_ITEM.search(text)):
        return Cut(block, number, block.start + empty.start(), at_end)
    if _is_dangling(text) and (block.kind is BlockKind.PARAGRAPH or at_end):
        return Cut(block, number, block.start + _last_sentence(block), at_end)
    bare = text.rstrip(_EMPHASIS)
    if not bare or bare[-1] in _ENDED:
        return None
    start = _last_sentence(block)
    fragment = bare[start:]
    if block.is_title or _NO_PROSE.match(fragment) or not _JAPANESE.search(text) or _WHOLE.search(fragment):
        return None
    # A first line may repeat the title, a last one be the next title in bold.
    if (number == 0 and "。" not in text) or _BOLD.fullmatch(text, start):
        return None
    before = start - _first_sentence(block)
    if block.kind is BlockKind.LIST and not at_end:
        # A sentence may be built around a list.
        is_cut = _breaks_off(bare) or (following is not None and _is_said_again(following, fragment))
    elif _ends_with_item(block) and not before:
        is_cut = _breaks_off(bare)
    else:
        is_cut = _is_cut(fragment, following, before)
    if not is_cut and not _is_parted(blocks, number, fragment):
        return None
    return Cut(block, number, block.start + start, at_end)


def _first_sentence(block: Block) -> int:
    """The offset in the block at which a paragraph, or the last item of a list, begins."""
    start = 0
    if block.kind is BlockKind.LIST or _ends_with_item(block):
        for found in ITEM.finditer(block.text):
            start = found.end()
    return start


def _ends_with_item(block: Block) -> bool:
    """Whether the last line of a paragraph is an item of a list right below its text."""
    line = block.text.rstrip().rpartition("\n")
    return block.kind is BlockKind.PARAGRAPH and bool(line[1]) and ITEM.match(line[2]) is not None


def _last_sentence(block: Block) -> int:
    """The offset in the block at which its last sentence begins."""
    text, start = block.text, _first_sentence(block)
    for found in _SENTENCE_END.finditer(text, start):
        start = found.end()
    if text[start - 2 : start] == "**" and text.count("**", 0, start - 2) % 2 == 0:
        start -= 2  # It opens what follows.
    return start + len(text[start:]) - len(text[start:].lstrip())


def _is_dangling(text: str) -> bool:
    """Whether it ends with emphasis that was just opened."""
    if not text.endswith("**") or text.count("**") % 2 == 0:
        return False
    before = text[-3:-2]
    return before in ("", "、", "，", "\n", " ", "\u3000") or before in _SENTENCE_MARKS


def _breaks_off(text: str) -> bool:
    return _MORE_TO_COME.search(text) is not None or _NEVER_LAST.search(text) is not None


def _is_said_again(following: Block, fragment: str) -> bool:
    """Whether a paragraph begins with a fragment of several words and goes on."""
    words = len(folded(plain(fragment)))
    return following.kind is BlockKind.PARAGRAPH and words >= _FEW_AGAIN and _begins_with(following, fragment)


def _is_parted(blocks: Sequence[Block], number: int, fragment: str) -> bool:
    """Whether the next paragraph begins in mid-sentence, or with the rest of a word that is elsewhere too."""
    following = blocks[number + 1] if number + 1 < len(blocks) else None
    if following is None or following.kind is not BlockKind.PARAGRAPH or following.is_title:
        return False
    if begins_in_mid_sentence(following.text):
        return True
    word = word_across(fragment, following.text.lstrip())
    others = (block.plain for block in blocks if block is not blocks[number] and block is not following)
    return word is not None and has_word(word, others)


def _is_cut(fragment: str, following: Block | None, before: int) -> bool:
    """Whether a text without an end mark is incomplete; `before` is how many characters precede it."""
    if following is not None and (following.kind in _INTRODUCED or following.text.startswith(_FORMULA)):
        return False
    if following is not None and following.kind is BlockKind.PARAGRAPH:
        if _begins_with(following, fragment) or _NEVER_LAST.search(fragment):
            return True
        if fragment[-1] in "、，":  # Some authors break lines after a comma.
            return before > _FEW_WORDS
        if before > 0 or _CLAUSE.search(fragment) or _LEFT_OPEN.search(fragment):
            return True
        return _MAY_GO_ON.search(fragment) is not None and _HAN.match(following.text.lstrip()) is not None
    if before > 0 or any(pattern.search(fragment) for pattern in (_MORE_TO_COME, _NEVER_LAST, _CLAUSE)):
        return True
    return following is not None and following.kind is BlockKind.MARKER and "、" in fragment


def _begins_with(block: Block, fragment: str) -> bool:
    """Whether a block begins with the words of a fragment and continues."""
    words = folded(plain(fragment))
    return words != "" and len(words) < len(block.folded) and block.folded.startswith(words)
