"""Finds where front matter begins and ends, also where authors wrote the fences wrong. Pure."""

from __future__ import annotations

import re

from allforces_site.errors import Problem, warning
from allforces_site.messages.message import Message, say
from allforces_site.text.late_pattern import late_pattern
from allforces_site.text.lookalikes import INVISIBLE, ODD, WIDE_SPACES, described, odd_character

# Jekyll 4.3 Document::YAML_FRONT_MATTER_REGEXP: opened by ---, closed by --- or ...
OPENING = late_pattern(r"\A---[ \t]*\n")
# That is ^(?:---|\.\.\.)[ \t]*$ with what is found fast first: one of two characters.
CLOSING = late_pattern(r"[-.](?<![^\n].)(?:(?<=-)--|(?<=\.)\.\.)[ \t]*$", re.MULTILINE)
_KEY = r"[^\s:：#]+[:：]"
_FIRST_KEY = late_pattern(rf"\s+{_KEY}")
_LATE_OPENING = late_pattern(rf"\A[\s{INVISIBLE}]+(?=---[ \t]*\n\s*{_KEY})")
# Three hyphens with invisible characters around them. Text inside YAML values is indented by spaces.
_BLANKS = rf"[ \t{WIDE_SPACES}{INVISIBLE}]*"
_ODD_FENCE = late_pattern(rf"^(?:{ODD}{_BLANKS}---{_BLANKS}|---[ \t]*{ODD}{_BLANKS})$", re.MULTILINE)
# The first bytes of such characters in UTF-8.
_ODD_BYTES = (b"\xc2", b"\xcd", b"\xd8", b"\xe1", b"\xe2", b"\xe3", b"\xef")

# Front matter that no program reads. Writing models like to put a whole answer into a code block, and
# Japanese keyboards and editors change three hyphens into other lines.
_KEYS = (
    r"(?:title|layout|date|author|tags|categories|description|excerpt|permalink|published|draft)[ \t]*[:：]"
)
_FENCED = late_pattern(rf"\A(?P<opening>(?:```|~~~)[^\n]*)\n(?:---[ \t]*\n)?{_KEYS}")
_RULED = late_pattern(rf"\A(?P<opening>[-‐-―─━ーｰ－−=*_~]{{2,}})[ \t\u3000]*\n{_KEYS}")

# Number of bytes at the beginning of a file that show whether it has front matter.
HEAD_BYTES = 64


def has_front_matter(head: bytes) -> bool:
    """Whether a file that begins with `head` (its first `HEAD_BYTES` bytes) opens front matter.

    As in Jekyll, but invisible characters around the hyphens, which an author cannot see, are allowed.
    """
    if head.removeprefix(b"\xef\xbb\xbf").startswith((b"---\n", b"---\r\n", b"--- ")):
        return True
    if not head.startswith((b"---", *_ODD_BYTES)):
        return False
    text = head.decode("utf-8", "ignore").lstrip("\ufeff").replace("\r\n", "\n")
    return _odd_opening(text) is not None


def _odd_opening(text: str) -> re.Match[str] | None:
    """The fence with odd characters at the beginning of `text`, if a key follows it."""
    fence = _ODD_FENCE.match(text)
    return fence if fence and _FIRST_KEY.match(text, fence.end()) else None


def _before_fence(text: str) -> Message:
    odd = odd_character(text)
    if odd:
        return say("{character} is before the front matter", character=described(odd))
    return say("blank lines or spaces are before the front matter")


def with_plain_fences(text: str, file: str) -> tuple[str, int, tuple[Problem, ...]]:
    """`text` from its front matter on with plain fences, the number of lines left out before it, and warnings
    about invisible characters. A text without front matter is returned unchanged."""
    problems: list[Problem] = []
    skipped_lines = 0
    if late := _LATE_OPENING.match(text):
        skipped_lines = late.group().count("\n")
        message, hint = _before_fence(late.group()), say("let the file begin with ---")
        problems.append(warning("front-matter-late", message, file, 1, hint=hint))
        text = text[late.end() :]
    opening = _odd_opening(text)
    if opening:
        problems.append(_odd_fence(opening, text, file, skipped_lines))
        text = f"---{text[opening.end() :]}"
    if OPENING.match(text):
        end = CLOSING.search(text, 4)
        closing = _ODD_FENCE.search(text, 4, end.start() if end else len(text))
        if closing:
            problems.append(_odd_fence(closing, text, file, skipped_lines))
            text = f"{text[: closing.start()]}---{text[closing.end() :]}"
    return text, skipped_lines, tuple(problems)


def _odd_fence(fence: re.Match[str], text: str, file: str, skipped_lines: int) -> Problem:
    odd = odd_character(fence.group())
    assert odd is not None  # The pattern requires one.
    return warning(
        "front-matter-fence",
        say("{character} is beside the --- of the front matter", character=described(odd)),
        file,
        skipped_lines + text.count("\n", 0, fence.start()) + 1,
        hint=say("write three hyphens (---) and nothing else on the line"),
    )


def foreign_front_matter(text: str, file: str) -> tuple[Problem, ...]:
    """A warning for a text that begins with unreadable front matter, such as TOML or a code block."""
    if text.startswith("+++\n"):
        message = say("the front matter is TOML (+++), which is not read; it is shown as text")
        hint = say("write YAML between two lines of ---")
    elif fenced := _FENCED.match(text):
        opening = fenced.group("opening").strip()
        message = say(
            "the front matter is in a block of code ({opening}), where it is not read; it is shown as text",
            opening=opening,
        )
        hint = say("delete the line {opening} and the one that ends the block", opening=opening)
    elif ruled := _RULED.match(text):
        message = say(
            'the front matter begins with "{opening}", wanted ---; it is shown as text',
            opening=ruled.group("opening").strip(),
        )
        hint = say("write three hyphens (---) on a line of their own before and behind it")
    else:
        return ()
    return (warning("front-matter-foreign", message, file, 1, hint=hint),)
