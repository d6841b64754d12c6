"""Typing slips in YAML that libyaml reports at another line, or takes for text. Pure.

libyaml reports the first place that does not fit; the slip is often on a line above it. So the lines above
are corrected one by one: the line whose correction lets libyaml read on is the wrong one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec
import yaml

from allforces_site.messages.message import N_, Message, say
from allforces_site.text.late_pattern import late_pattern
from allforces_site.text.lookalikes import INVISIBLE, ODD, WIDE_SPACES, described

# The start of a line up to its key, as an author may write one, in any script.
_ITEM = rf"[ \t{WIDE_SPACES}{INVISIBLE}]*(?:- +)?"
_KEY = rf"""(?!-[ ])[^\s:：#"'\[\]{{}}|>&*!%@`,{INVISIBLE}][^:：\n]{{0,60}}?"""
_LATIN_KEY = r"[A-Za-z_][A-Za-z0-9_-]*"
_CURLY = dict.fromkeys(map(ord, "“”„‟＂″"), '"') | dict.fromkeys(map(ord, "‘’‛＇′"), "'")
_BRACKETS = {ord("［"): "[", ord("］"): "]", ord("｛"): "{", ord("｝"): "}", ord("，"): ","}


class Slip(msgspec.Struct, frozen=True):
    """`line` counts from 1; `found` says what is odd there."""

    line: int
    found: Message
    hint: Message


class _Correction(msgspec.Struct, frozen=True):
    """What `pattern` matches becomes `replacement`; `{word}` in `found` and `hint` is its group `odd`."""

    pattern: re.Pattern[str]
    replacement: str
    found: str
    hint: str


_CORRECTIONS = (
    _Correction(
        late_pattern(rf"\A(?P<before>{_ITEM})(?P<odd>{_KEY})[ {WIDE_SPACES}]*：{ODD}*"),
        r"\g<before>\g<odd>: ",
        N_('a full-width colon (：) follows "{word}"'),
        N_("write `{word}: …`, with a half-width colon and a space"),
    ),
    _Correction(
        late_pattern(rf"\A(?P<before>[ ]*){ODD}*(?P<odd>[－ー―–—−‐•・])(?=[\s{WIDE_SPACES}])"),
        r"\g<before>-",
        N_('a line begins with "{word}", where a list has a hyphen'),
        N_("begin each item of a list with a hyphen and a space: `- …`"),
    ),
    _Correction(
        late_pattern(rf"\A(?P<before>[ ]*)(?P<odd>{ODD})+(?={_ITEM}\S)"),
        r"\g<before>",
        N_("the line begins with {word}"),
        N_("indent with half-width spaces only"),
    ),
    _Correction(
        late_pattern(rf"\A(?P<before>{_ITEM}{_KEY}:)(?P<odd>{ODD})+"),
        r"\g<before> ",
        N_("{word} follows the colon"),
        N_("write one half-width space behind the colon"),
    ),
    _Correction(
        late_pattern(rf"\A(?P<before>[ ]*-)(?P<odd>{ODD})+"),
        r"\g<before> ",
        N_("{word} follows the hyphen"),
        N_("write one half-width space behind the hyphen"),
    ),
    _Correction(
        late_pattern(rf"\A(?P<before>{_ITEM})(?P<odd>{_LATIN_KEY}):(?=[^\s/]|/[^/])"),
        r"\g<before>\g<odd>: ",
        N_('no space follows the colon of "{word}"'),
        N_("write `{word}: …`, with a space behind the colon"),
    ),
    _Correction(
        late_pattern(r"\A(?P<before>[ ]*)-(?P<odd>[^\s-]\S{0,20})"),
        r"\g<before>- \g<odd>",
        N_('no space follows the hyphen of "-{word}"'),
        N_("write `- {word}`, with a space behind the hyphen"),
    ),
    _Correction(
        late_pattern(rf"\A(?P<odd>{_LATIN_KEY})[ ]*[=＝][ ]*"),
        r"\g<odd>: ",
        N_('an equals sign follows "{word}"'),
        N_("write `{word}: …`, with a colon and a space"),
    ),
    _Correction(
        late_pattern(r"\A(?P<before>[^\[]*\[.*?[ ,])#(?P<odd>[^,\]]*)"),
        r"\g<before>x\g<odd>",
        N_("a # behind a space begins a comment inside the list"),
        N_('put the text in quotes: "#{word}"'),
    ),
    _Correction(
        late_pattern(r"\A(?P<before>[ ]*)(?P<odd>\t)[ \t]*"),
        r"\g<before>",
        N_("a tab is where spaces belong"),
        N_("indent with spaces"),
    ),
)

# The most lines that are corrected on trial, the nearest first, and the most characters that all trials read.
_MOST_TRIALS = 20
_TRIAL_CHARS = 200_000


def first_slip(text: str, stop: tuple[int, int]) -> Slip | None:
    """The line that keeps libyaml from reading on at `stop` (line and column, from 0); None if none shows."""
    lines = text.split("\n")
    first = next((number for number, line in enumerate(lines) if line), 0)
    trials = max(1, min(_MOST_TRIALS, _TRIAL_CHARS // (len(text) + 1)))
    for number in range(min(stop[0], len(lines) - 1), -1, -1):
        for corrected, found, hint in _corrected(lines[number], is_first=number == first):
            if trials == 0:
                return None
            trials -= 1
            end = _stop("\n".join([*lines[:number], corrected, *lines[number + 1 :]]))
            if end is None or end > (stop[0], stop[1] + len(corrected) - len(lines[number])):
                return Slip(number + 1, found, hint)
    return None


def _stop(text: str) -> tuple[int, int] | None:
    """The line and column, from 0, where libyaml stops reading; None if it reads everything."""
    try:
        for _ in yaml.parse(text, Loader=yaml.CSafeLoader):
            pass
    except yaml.MarkedYAMLError as exc:
        mark = exc.problem_mark
        return (mark.line, mark.column) if mark else (0, 0)
    except yaml.YAMLError:
        return (0, 0)
    return None


def _corrected(line: str, *, is_first: bool) -> Iterator[tuple[str, Message, Message]]:
    """The line with its slips corrected one after another, each with what was found first and a hint."""
    first: tuple[Message, Message] | None = None
    for correction in _CORRECTIONS:
        match = correction.pattern.match(line)
        if match is None:
            continue
        line = correction.pattern.sub(correction.replacement, line, count=1)
        first = first or _in_words(correction, match)
        yield (line, *first)
    for closed, found, hint in _closed(line):
        yield closed, *(first or (found, hint))
    if is_first and line.startswith(" "):
        yield (
            line.lstrip(" "),
            say("spaces stand before the first key"),
            say("begin every key at the same column"),
        )


def _in_words(correction: _Correction, match: re.Match[str]) -> tuple[Message, Message]:
    odd = match["odd"]
    word = described(odd) if re.fullmatch(ODD, odd) else odd.strip()
    values = (("word", word),)
    return Message(correction.found, values), Message(correction.hint, values)


_QUOTED = late_pattern(rf"""\A{_ITEM}(?:{_KEY}: +)?(?P<quote>["'])(?P<text>.*)\Z""")
_OPEN_LIST = late_pattern(rf"\A{_ITEM}(?:{_KEY}: +)?[\[{{].*\Z")


def _closed(line: str) -> Iterator[tuple[str, Message, Message]]:
    """The line with its quote or list closed, also if it ends with full-width or curly characters."""
    if quoted := _QUOTED.match(line):
        quote, text = quoted["quote"], quoted["text"].rstrip()
        if text and _CURLY.get(ord(text[-1])) == quote:
            found = say("the text begins with {quote} and ends with {end}", quote=quote, end=text[-1])
            yield line.rstrip()[:-1] + quote, found, say("end it with {quote} as well", quote=quote)
        if not text.endswith(quote) or text == "":
            yield line.rstrip() + quote, say("a quote is never closed"), say("close the quote")
    elif _OPEN_LIST.match(line):
        plain = line.translate(_CURLY | _BRACKETS)
        if plain != line:
            odd = next(char for char, other in zip(line, plain, strict=True) if char != other)
            yield (
                plain,
                say("a full-width or curly {odd} is in the list", odd=odd),
                say("write brackets, commas and quotes in half width"),
            )


# ---- what libyaml takes for text ----------------------------------------------------------------

_LIKE_A_LINE_OF_ITS_OWN = late_pattern(
    rf"{ODD}*(?:-[^\s\d-]|[－ー―–—−‐•・](?:{ODD}|[ ])|-(?={ODD})|- "
    r"|[a-z][a-z0-9_-]+(?:：|:[ ]|:\Z))"
)


def run_together(lines: list[str]) -> int | None:
    """The index of the first of `lines` that looks like a list item or a key; None if none does."""
    found = (place for place, line in enumerate(lines) if _LIKE_A_LINE_OF_ITS_OWN.match(line.lstrip(" ")))
    return next(found, None)
