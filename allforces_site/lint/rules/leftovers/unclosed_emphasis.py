"""Emphasis that is never closed, so that readers see its asterisks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from allforces_site.config.model import Config
from allforces_site.errors import Severity
from allforces_site.lint.finding import Finding, finding_at
from allforces_site.lint.phrases.quotations import beginning
from allforces_site.lint.rule import Rule
from allforces_site.lint.source.block_parts import parts_of
from allforces_site.lint.source.blocks import RENDERED_PROSE, Block
from allforces_site.lint.source.masking import without_code
from allforces_site.lint.source.source_file import SourceFile
from allforces_site.markdown import render
from allforces_site.messages.message import say
from allforces_site.text.late_pattern import late_pattern

# Its first characters before what must not be before them: these are found fast.
_STARS = late_pattern(r"\*\*(?<![*\\]\*\*)(?!\*)")
# Elements whose text is no prose, each with its end tag.
_HIDDEN = {
    f"</{name}>": late_pattern(rf"<{name}\b.*?</{name}>", re.DOTALL)
    for name in ("pre", "code", "script", "style")
}
_TAG = late_pattern(r"<[^<>]*>")
# A text with one pair of asterisks and no other markup: nothing closes them.
_ALONE = late_pattern(r"[^*<>&\"`\\\[\]{}_~|:@/]*+\*\*[^*<>&\"`\\\[\]{}_~|:@/]*+")
# `x ** 2` and `2**3` are arithmetic.
_ARITHMETIC = late_pattern(r"[\w)] ?\*\* ?[\w(]", re.ASCII)


def find(source_file: SourceFile, _: Config) -> Iterator[Finding]:
    """A finding for each paragraph, list item or table row with asterisks that readers see.

    Asterisks that a cut left open are reported by `cut-text`.
    """
    if "**" not in source_file.text:
        return
    cuts = None
    for block in source_file.blocks:
        if block.kind not in RENDERED_PROSE or "**" not in block.text:
            continue
        for start, text in _parts(block):
            stars = _visible(text)
            if stars is None:
                continue
            if cuts is None:
                cuts = {cut.block.start for cut in source_file.cuts}
            if block.start not in cuts:
                yield finding_at(
                    source_file,
                    start + stars,
                    say(
                        'readers see the asterisks of "{words}", which open or close no emphasis',
                        words=beginning(text[stars:]),
                    ),
                    hint=say(
                        "close the emphasis with ** right after its last character, or delete the asterisks"
                    ),
                )


def _parts(block: Block) -> Iterator[tuple[int, str]]:
    """The parts of a block that have asterisks, each with its offset in the file."""
    for start, end in parts_of(block):
        if "**" in block.text[start:end]:
            yield block.start + start, block.text[start:end].rstrip("\n")


def _visible(text: str) -> int | None:
    """The offset of the first asterisks that readers see, or None."""
    if _ALONE.fullmatch(text):  # Rendering thousands of such texts takes seconds.
        at = text.index("**")
        return None if _ARITHMETIC.search(text, max(0, at - 2), at + 4) else at
    stars = [found.start() for found in _STARS.finditer(without_code(text))]
    if not _is_suspect(text, stars):
        return None
    shown = _prose_of(render(text).html)
    at = shown.find("**")
    if at < 0 or _ARITHMETIC.search(shown, max(0, at - 2), at + 4):
        return None
    return _place(text, stars, shown[at + 2 : at + 6].strip())


def _prose_of(html: str) -> str:
    for end_tag, element in _HIDDEN.items():
        # Behind the last end each of thousands of start tags would read the whole rest in vain.
        if (end := html.rfind(end_tag)) >= 0:
            end += len(end_tag)
            html = element.sub("", html[:end]) + html[end:]
    return _TAG.sub("", html)


def _is_suspect(text: str, stars: list[int]) -> bool:
    """Whether asterisks may be left over: an odd number of pairs, or a space on their inner side."""
    if len(stars) % 2:
        return True
    opening, closing = stars[::2], stars[1::2]
    return any(text[at + 2 : at + 3].isspace() for at in opening) or any(
        text[at - 1 : at].isspace() for at in closing
    )


def _place(text: str, stars: list[int], following: str) -> int:
    """The offset of the asterisks before the words `following`; else of the first or last ones."""
    for at in stars:
        if text[at + 2 :].lstrip()[: len(following)] == following and following:
            return at
    return stars[0] if following else stars[-1]


RULE = Rule(
    "unclosed-emphasis",
    Severity.WARNING,
    say("Emphasis that is never closed"),
    say("One side of `**` is missing, so that readers see the sign. Close the emphasis, or delete the sign."),
    find=find,
)
