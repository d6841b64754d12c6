"""A writing model's words to its user, left in the text."""

from __future__ import annotations

from collections.abc import Iterator

from allforces_site.config.model import Config
from allforces_site.errors import Severity
from allforces_site.lint.finding import Finding, finding_at, finding_in
from allforces_site.lint.phrases.quotations import beginning
from allforces_site.lint.phrases.remarks import remark_in, remark_in_title
from allforces_site.lint.rule import Rule
from allforces_site.lint.source.blocks import Block, BlockKind
from allforces_site.lint.source.source_file import SourceFile
from allforces_site.messages.message import Message, say

_KINDS = frozenset({BlockKind.PARAGRAPH, BlockKind.HEADING})
_APART = frozenset({BlockKind.RULE, BlockKind.MARKER})


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
    was_remark, is_first = False, True
    for block in source_file.blocks:
        if block.kind in _APART:
            is_first = is_first or block.kind is BlockKind.MARKER
            continue
        at = remark_in(_shown(block), is_first=is_first or was_remark) if block.kind in _KINDS else None
        is_first = False
        if at is not None and not was_remark:
            yield finding_at(
                source_file,
                block.start,
                say('"{words}" are a writing model\'s words to its user', words=beginning(block.plain[at:])),
                hint=say("delete them; check whether an article follows"),
            )
        was_remark = at is not None


def _is_remark(key: str, value: str) -> bool:
    return remark_in_title(value) if key == "title" else remark_in(value, is_first=True) is not None


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
