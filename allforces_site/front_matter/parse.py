"""Splits the text of a source file into front matter and body; every error is located.

What other parsers accept silently is reported: a block that never ends or is no mapping, a key written twice.
"""

from __future__ import annotations

import codecs
import re
from typing import Any

import msgspec

from allforces_site.errors import Problem, SiteError, error, warning
from allforces_site.front_matter.fences import CLOSING, OPENING, foreign_front_matter, with_plain_fences
from allforces_site.front_matter.yaml import load_mapping
from allforces_site.front_matter.yaml_messages import YamlError
from allforces_site.front_matter.yaml_values import DoubledKey, Notice, TextFields, YamlMapping
from allforces_site.messages.message import Message, say

# What XML, and with it a feed, cannot hold, and what HTML forbids. Text pasted from an editor or a terminal
# brings it along, and Windows-1252 read as Latin-1: there U+0080 to U+009F stand for its quotes and dashes.
_CONTROLS = bytes([*range(9), 11, 12, *range(14, 32), *range(127, 0x85), *range(0x86, 0xA0)])
_NONCHARACTERS = "\ufffe\uffff"
_UNPRINTABLE = re.compile(f"[{re.escape(_CONTROLS.decode('latin-1'))}{_NONCHARACTERS}]")
# Fields whose values are text as written, and those of them that are sentences (`prose`).
TEXT_FIELDS = TextFields(
    texts=frozenset(("title", "description", "excerpt", "lang", "slug")),
    lists=frozenset(("tags", "tag", "categories", "category", "author", "authors")),
    prose=frozenset(("title", "description", "excerpt")),
)  # fmt: skip


class FrontMatter(msgspec.Struct, frozen=True):
    """The front matter and the body of a file.

    `values`, `written` and `lines` are as in `YamlMapping`, with lines counted in the file. `body_line` is
    the line of the file at which `body` begins. `problems` are warnings.
    """

    body: str
    body_line: int = 1
    values: dict[str, Any] = msgspec.field(default_factory=dict)
    written: dict[str, str] = msgspec.field(default_factory=dict)
    lines: dict[str, int] = msgspec.field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


def decode(content: bytes, file: str) -> str:
    """The text of a source file: UTF-8, BOM dropped, line ends `\\n`. Raises `SiteError`."""
    try:
        text = content.decode("utf-8").lstrip("\ufeff")
    except UnicodeDecodeError as exc:
        raise SiteError([_not_text(content, exc.start, file)]) from None
    # NUL and CR are searched in the bytes, which takes a sixth of the time. A few NUL bytes are a slip of a
    # tool; every second byte is one in a text of another encoding.
    if b"\0" in content and content.count(b"\0") > len(content) // 4:
        line = text.count("\n", 0, text.index("\0")) + 1
        message = say("cannot be read as text: it holds NUL bytes")
        raise SiteError([error("not-utf8", message, file, line, hint=say("save the file as UTF-8 text"))])
    return text.replace("\r\n", "\n").replace("\r", "\n") if b"\r" in content else text


def _not_text(content: bytes, position: int, file: str) -> Problem:
    message, hint = not_utf8(content[position]), say("save the file as UTF-8")
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        message = say("cannot be read as text: it is UTF-16")
    elif b"\0" in content[:8000]:
        message = say("cannot be read as text: it is a binary file")
        hint = say("move it out of the posts, or exclude it")
    line = content.count(b"\n", 0, position) + 1
    return error("not-utf8", message, file, line, hint=hint)


def not_utf8(byte: int) -> Message:
    """What is wrong with a text that holds a byte which UTF-8 does not have there."""
    return say("cannot be read as text: byte 0x{byte} is not UTF-8", byte=f"{byte:02X}")


def parse_front_matter(text: str, file: str) -> FrontMatter:
    """Front matter and body of `text`, whose lines end with `\\n`.

    A text without front matter is all body. Raises `SiteError` for fences that do not close and
    blocks that are no mapping.
    """
    text, skipped_lines, problems = with_plain_fences(text, file)
    if not OPENING.match(text):
        body, found = _printable(text, file, 1)
        return FrontMatter(body, problems=(*problems, *foreign_front_matter(text, file), *found))
    if not CLOSING.search(text, text.index("\n") + 1):
        raise SiteError(
            [
                error(
                    "front-matter-open",
                    say("the front matter that begins here never ends"),
                    file,
                    skipped_lines + 1,
                    hint=say("write --- on a line of its own after the last key"),
                )
            ]
        )
    _, block, body = CLOSING.split(text, 2)
    mapping = _load(block, file, skipped_lines)
    # The block begins with the line break behind the opening fence.
    lines = {key: line + skipped_lines for key, line in mapping.lines.items()}
    problems += tuple(_twice_problem(doubled, file, skipped_lines) for doubled in mapping.twice)
    problems += tuple(_notice_problem(notice, file, skipped_lines) for notice in mapping.notices)
    body_line = skipped_lines + block.count("\n") + 2
    body, found = _printable(body.removeprefix("\n"), file, body_line)
    return FrontMatter(body, body_line, mapping.values, mapping.written, lines, (*problems, *found))


def _notice_problem(notice: Notice, file: str, skipped_lines: int) -> Problem:
    return warning(
        notice.code,
        say("front matter: {problem}", problem=notice.message),
        file,
        notice.line + skipped_lines,
        hint=notice.hint,
    )


def _printable(body: str, file: str, first_line: int) -> tuple[str, tuple[Problem, ...]]:
    """`body` without control characters, which no page or feed can show; a warning reports the first one."""
    found = _UNPRINTABLE.search(body) if _holds_unprintable(body) else None
    if found is None:
        return body, ()
    problem = warning(
        "control-character",
        say(
            "the text holds the control character U+{code}; it is left out",
            code=f"{ord(found.group()):04X}",
        ),
        file,
        first_line + body.count("\n", 0, found.start()),
        hint=say("delete the invisible character, or write the line again"),
    )
    return _UNPRINTABLE.sub("", body), (problem,)


def _holds_unprintable(body: str) -> bool:
    """Whether `_UNPRINTABLE` matches, found in a third of its time: little of a Japanese text is Latin-1."""
    plain = body.encode("latin-1", "ignore")
    return len(plain.translate(None, _CONTROLS)) < len(plain) or any(map(body.__contains__, _NONCHARACTERS))


def _load(block: str, file: str, skipped_lines: int) -> YamlMapping:
    try:
        return load_mapping(block, TEXT_FIELDS)
    except YamlError as exc:
        line = None if exc.line is None else min(exc.line, block.count("\n") + 1)
        excerpt = block.split("\n")[line - 1].strip() if line else None
        raise SiteError(
            [
                error(
                    "front-matter-yaml",
                    say("front matter: {problem}", problem=exc.message),
                    file,
                    (line or 1) + skipped_lines,
                    hint=exc.hint,
                    excerpt=excerpt or None,
                )
            ]
        ) from None


def _twice_problem(doubled: DoubledKey, file: str, skipped_lines: int) -> Problem:
    return warning(
        "key-twice",
        say(
            'front matter: key "{key}" is written twice (first in line {line}); the last one counts',
            key=doubled.key,
            line=doubled.first_line + skipped_lines,
        ),
        file,
        doubled.line + skipped_lines,
        hint=say("delete one of the two lines"),
    )
