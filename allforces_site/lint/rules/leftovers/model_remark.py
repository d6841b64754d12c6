"""A writing model's words to its user, left in the text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from msgspec import structs

from allforces_site.config.model import Config
from allforces_site.errors import Severity
from allforces_site.lint.finding import Finding, finding_at, finding_in
from allforces_site.lint.phrases.quotations import beginning
from allforces_site.lint.phrases.remarks import (
    Place,
    may_be_remark,
    may_reveal_a_model,
    remark_in,
    remark_in_summary,
    remark_in_title,
)
from allforces_site.lint.rule import Rule
from allforces_site.lint.source.blocks import PROSE, Block, BlockKind
from allforces_site.lint.source.source_file import SourceFile
from allforces_site.messages.message import Message, say
from allforces_site.text.late_pattern import late_pattern

_KINDS = frozenset({BlockKind.PARAGRAPH, BlockKind.HEADING})
_APART = frozenset({BlockKind.RULE, BlockKind.MARKER})
# 「――記事は書き直しますか。」「Q. …」: the next paragraph is somebody's answer.
_QUESTION = late_pattern(r"[\s*]*(?:[―—─–]{1,2}|(?:[QＱ]|問)[0-9０-９]*[.．:：、 ])")
_LINKS = ("](", "http")


def find(source_file: SourceFile, _: Config) -> Iterator[Finding]:
    """One finding for the front matter, and one for each remark in the text, however many paragraphs it has.

    Lists, quotations and code may show such words and are not checked.
    """
    keys = [key for key in ("title", "excerpt", "description") if _is_remark(key, source_file.written(key))]
    if keys:
        yield finding_in(
            source_file,
            keys[0],
            _in_front_matter(keys, beginning(source_file.written(keys[0]))),
            hint=say("write what the post is about; check whether it is an article at all"),
        )
    runs = list(_runs(source_file))
    is_all = sum(len(run) for run in runs) == len(source_file.prose)
    for (block, at), *_more in runs:
        line = source_file.offset(block.line + block.plain.count("\n", 0, at))
        words = beginning(block.plain[at:])
        if is_all:
            message = say(
                'the post is nothing but a writing model\'s words to its user: "{words}"', words=words
            )
            hint = say("delete the post, or write it")
        else:
            message = say('"{words}" are a writing model\'s words to its user', words=words)
            hint = say("delete them; check whether an article follows")
        yield finding_at(source_file, max(line, block.start), message, hint=hint)


def _is_remark(key: str, value: str) -> bool:
    return remark_in_title(value) if key == "title" else remark_in_summary(value)


def _runs(source_file: SourceFile) -> Iterator[list[tuple[Block, int]]]:
    """The paragraphs of each remark, with the offsets at which it begins in them."""
    run: list[tuple[Block, int]] = []
    reveals = may_reveal_a_model(source_file.text)
    for block, below, place in _places(source_file.blocks):
        at = None
        if block.kind in _KINDS:
            if run:
                place = structs.replace(place, is_first=True, is_last=True)
            if place.is_edge or may_be_remark(block.plain) or (reveals and may_reveal_a_model(block.plain)):
                at = remark_in(_shown(block), structs.replace(place, leads_on=_leads_on(block, below)))
        if at is not None:
            run.append((block, at))
        elif run:
            yield run
            run = []
    if run:
        yield run


def _places(blocks: Sequence[Block]) -> Iterator[tuple[Block, Block | None, Place]]:
    """The blocks but rules and markers, each with the one below and its place."""
    last = next((block for block in reversed(blocks) if block.kind in PROSE), None)
    is_first, is_answer = True, False
    for block, below in zip_longest(blocks, blocks[1:]):
        if block.kind in _APART:
            is_first = is_first or block.kind is BlockKind.MARKER
            continue
        is_last = block is last or (below is not None and below.kind is BlockKind.MARKER)
        yield block, below, Place(is_first, is_last, is_answer)
        is_first, is_answer = False, _QUESTION.match(block.text) is not None


def _leads_on(block: Block, below: Block | None) -> bool:
    return any(sign in one.text for one in (block, below) if one is not None for sign in _LINKS)


def _shown(block: Block) -> str:
    """The words of a block, "" for one that begins with a link: that shows another page's title."""
    return "" if block.text.lstrip("#*_ ").startswith("[") else block.plain


def _in_front_matter(keys: list[str], words: str) -> Message:
    if len(keys) == 1:
        return say('{key} holds a writing model\'s words to its user: "{words}"', key=keys[0], words=words)
    return say(
        '{keys} and {last} hold a writing model\'s words to its user: "{words}"',
        keys=tuple(keys[:-1]),
        last=keys[-1],
        words=words,
    )


RULE = Rule(
    "model-remark",
    Severity.ERROR,
    say("A writing model's words to its user"),
    say("An answer to a request, or a refusal, is left in the text. It is not meant for readers: delete it."),
    find=find,
)
