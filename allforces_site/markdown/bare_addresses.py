"""The grammar of bare addresses in prose: `https://…`, `www.…` and `name@example.com`.

It follows GitHub's autolink extension (https://github.github.com/gfm/#autolinks-extension-), adapted to
Japanese prose, which puts no space around an address: one may begin after any character but an ASCII
letter or digit, and it ends before kana, kanji, Hangul and full-width punctuation. An address that holds
such characters must be written `<https://…>`.

Unlike GitHub's, an address also ends where other Markdown clearly begins: before an unmatched bracket, a
link, a footnote mark, an attribute list, or a reference to a character that no address can hold. A
backslash before punctuation is an escape, as everywhere in prose.
"""

from __future__ import annotations

import re
import string
from collections.abc import Iterator
from typing import NamedTuple

from markdown_it.common.utils import unescapeAll

from allforces_site.text.late_pattern import late_pattern

# Printable characters except `<`, below the blocks of general punctuation and CJK, without Hangul Jamo.
_BEYOND_ASCII = "\u00a1-\u10ff\u1200-\u1fff"
_URL_CHAR = late_pattern(f"[!-;=-~{_BEYOND_ASCII}]")
# The same without `&`, `[`, `\`, `]` and `{`, which may end an address.
_CERTAIN_CHARS = late_pattern(f"[!-%'-;=-Z^-z|-~{_BEYOND_ASCII}]*")
_REFERENCE = late_pattern(r"&(?:#[Xx]?[0-9A-Fa-f]{1,8}|[A-Za-z][A-Za-z0-9]{1,31});")
_ESCAPE = late_pattern(r"\\[!-/:-;=-@\[-`{-~]")

URL_START = r"(?<![A-Za-z0-9])(?:https?|ftp)://|(?<![!-')+-^`-}])(?-i:www)\."
_START = late_pattern(URL_START, re.IGNORECASE)
_USER = late_pattern(r"[!-\"$-.0-;=>A-~]*@")
# RFC 1035, 2.3.4. One character more is matched, which shows that a name is too long.
_LONGEST_DOMAIN = 255
_DOMAIN = late_pattern(rf"[A-Za-z0-9_.{_BEYOND_ASCII}-]{{,{_LONGEST_DOMAIN + 1}}}")
_MAIL = late_pattern(
    r"(?<![A-Za-z0-9._+/-])(?:mailto:)?[A-Za-z0-9._+-]+@[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)+", re.IGNORECASE
)
# RFC 5321, 4.5.3.1: the longest name before an `@`, and the longest address.
_LONGEST_NAME, _LONGEST_MAIL = 64, 254
_NAME_CHARS = string.ascii_letters + string.digits + "._+-"
# A `_` in the name of a mail address that could end emphasis.
_CLOSING_MARK = late_pattern(r"_[.+@-]")
# How deep brackets may be nested. Without a limit, a text of `[` would be read to its end at each of them.
_MOST_BRACKETS = 3

_TRAILING = "?!.,:*_~'\"\\"
_TRAILING_SIGNS = late_pattern(f"[{re.escape(_TRAILING)})]*")
_REFERENCE_END = late_pattern(r"&#?[A-Za-z0-9]+;\Z")
_LONGEST_REFERENCE = 40
_SIGNS = ("://", "www.", "@")


class BareAddress(NamedTuple):
    """The start and end of an address in a text, and its link target."""

    start: int
    end: int
    target: str


def may_hold_address(text: str) -> bool:
    """Whether `text` holds any of the strings that every bare address has one of."""
    return any(sign in text for sign in _SIGNS)


def find_addresses(source: str) -> Iterator[BareAddress]:
    """Yields the bare addresses in a piece of Markdown, from left to right."""
    done = at = 0
    while (start := _START.search(source, at)) is not None:
        at = start.end()
        url = url_at(source, start.start(), len(source))
        if url is not None:
            yield from find_mails(source, done, url.start)
            yield url
            done = at = url.end
    yield from find_mails(source, done, len(source))


def find_mails(text: str, start: int, end: int) -> Iterator[BareAddress]:
    """Yields the mail addresses in `text[start:end]`, from left to right."""
    for match in _MAIL.finditer(text, start, end):
        address = match[0].rstrip(".")
        if not address.endswith(("-", "_")):
            prefix = "" if address.lower().startswith("mailto:") else "mailto:"
            yield BareAddress(match.start(), match.start() + len(address), prefix + address)


def marked_mail(source: str, at: int, limit: int, before: str) -> BareAddress | None:
    """Returns the mail address around the `_` at `at` if a `_` in its name could end emphasis, or None.

    `before` is the plain text right before `at`.
    """
    if source.find("@", at, min(at + _LONGEST_NAME, limit)) < 0:
        return None
    start = at - (len(before) - len(before.rstrip(_NAME_CHARS)))
    mail = next(find_mails(source, start, min(start + _LONGEST_MAIL + 1, limit)), None)
    if mail is None or mail.start != start or mail.end - start > _LONGEST_MAIL:
        return None
    return mail if _CLOSING_MARK.search(source, at, mail.end) else None


def url_at(source: str, start: int, limit: int) -> BareAddress | None:
    """Returns the `https://…` or `www.…` that begins at `start` and ends before `limit`, or None."""
    prefix = _START.match(source, start, limit)
    # The domain is checked first, so that what is no address is not read to its end in vain.
    if prefix is None or not _has_domain(source, prefix, limit):
        return None
    end = _without_trailing(source, start, _end_of_url(source, start, limit))
    target = unescapeAll(source[start:end])
    return BareAddress(start, end, target if "://" in prefix[0] else "http://" + target)


def _has_domain(source: str, prefix: re.Match[str], limit: int) -> bool:
    """Whether a valid domain follows `prefix`. GitHub's rule: two labels or more, no `_` in the last two."""
    start = prefix.start()
    if "://" in prefix[0]:
        user = _USER.match(source, prefix.end(), limit)
        start = user.end() if user else prefix.end()
    domain = source[start : _end_of(_DOMAIN, source, start, limit)]
    behind = _end_of(_TRAILING_SIGNS, source, start + len(domain), limit)
    if _URL_CHAR.match(source, behind, limit) is None:
        domain = domain.rstrip("_.")
    labels = domain.rstrip(".").split(".")
    is_short = len(domain) <= _LONGEST_DOMAIN
    return is_short and len(labels) > 1 and all(labels) and not any("_" in label for label in labels[-2:])


def _end_of_url(source: str, start: int, limit: int) -> int:
    """Returns the position after the last character that the address at `start` may hold."""
    opened: list[int] = []
    at = start
    while (at := _end_of(_CERTAIN_CHARS, source, at, limit)) < limit:
        if source[at] == "[" and not source.startswith("[^", at, limit) and len(opened) < _MOST_BRACKETS:
            opened.append(at)
        elif source[at] == "]" and opened:
            bracket = opened.pop()
            if source.startswith("](", at, limit):
                return bracket
        elif source[at] in "&\\{" and (length := _length_in_address(source, at, limit)):
            at += length - 1
        else:
            break
        at += 1
    return opened[0] if opened else at


def _length_in_address(source: str, at: int, limit: int) -> int:
    """Returns how many characters the `&`, `\\` or `{` at `at` adds; 0 if the address ends before it."""
    if source[at] == "{":
        return 0 if source.startswith("{:", at, limit) else 1
    if source[at] == "\\":
        return (
            2 if _ESCAPE.match(source, at, limit) else int(_URL_CHAR.match(source, at + 1, limit) is not None)
        )
    reference = _REFERENCE.match(source, at, limit)
    if reference is None:
        return 1
    chars = unescapeAll(reference[0])
    return len(reference[0]) if all(map(_URL_CHAR.match, chars)) else 0


def _without_trailing(source: str, start: int, end: int) -> int:
    """Returns the end without trailing punctuation, references and unmatched `)`, which the sentence owns."""
    surplus = source.count(")", start, end) - source.count("(", start, end)
    # `https://example.com/(公式)`: a parenthesis that Japanese text continues is not part of the address.
    continues_beyond_ascii = source[end : end + 1] > "~"
    while True:
        last = source[end - 1]
        if last in _TRAILING or (last == "(" and continues_beyond_ascii):
            end -= 1
        elif last == ")" and surplus > 0:
            end, surplus = end - 1, surplus - 1
        elif last == ";" and (
            reference := _REFERENCE_END.search(source, max(start, end - _LONGEST_REFERENCE), end)
        ):
            end = reference.start()
        else:
            return end


def _end_of(pattern: re.Pattern[str], source: str, start: int, limit: int) -> int:
    match = pattern.match(source, start, limit)
    return match.end() if match else start
