"""The links and pictures of raw HTML, found by its tags; as tolerant as browsers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from allforces_site.lint.source.found_link import FoundLink, html_value
from allforces_site.text.late_pattern import late_pattern

_TAG = late_pattern(
    r"<(?P<name>a|img)(?=[\s/])(?P<attributes>(?:[^<>\"']++|\"[^\"]*+\"|'[^']*+')*+)>", re.IGNORECASE
)
_ATTRIBUTE = late_pattern(
    r"(?<=[\s/\"'])(?P<name>[^\s\"'<>/=]++)(?:\s*=\s*(?:\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)'"
    r"|(?P<bare>[^\s\"'=<>`]+)))?"
)
# What a browser does not parse as tags. `<!`, `<?` and `</` that begin nothing else begin a comment that the
# next `>` ends (HTML Living Standard, bogus comment state).
_UNREAD = late_pattern(
    r"<(?:(?P<comment>!--)|[!?]|/(?=[^A-Za-z>])|(?P<name>script|style|textarea|title)\b)", re.IGNORECASE
)
_COMMENT_END = late_pattern(r"-->|(?<!<!)(?<!<!-)--!>")


def html_links(text: str) -> Iterator[FoundLink]:
    """The links and pictures of `text`, outside comments, scripts and style sheets."""
    if "<" not in text:
        return
    for tag in _TAG.finditer(_readable(text)):
        found = tag_link(tag.group(), tag.start())
        if found is not None:
            yield found


def tag_link(tag: str, start: int) -> FoundLink | None:
    """The link or picture of a whole start tag at the offset `start`; None if it has no target."""
    is_image = tag[1:4].lower() == "img"
    attributes = tag_attributes(tag)
    target = attributes.get("src" if is_image else "href")
    if target is None or target[0] == "":
        return None
    words = attributes.get("alt", ("", 0, 0))[0] if is_image else ""
    value, first, last = target
    return FoundLink(
        value, words, start, start + len(tag), start + first, start + last, is_image, True, tag
    )  # fmt: skip


def tag_attributes(tag: str) -> dict[str, tuple[str, int, int]]:
    """The attributes of a start tag by name: the value, and its start and end in the tag."""
    attributes: dict[str, tuple[str, int, int]] = {}
    for found in _ATTRIBUTE.finditer(tag, len(re.match(r"<[A-Za-z]*", tag).group())):  # type: ignore[union-attr]
        group = next((name for name in ("double", "single", "bare") if found[name] is not None), None)
        span = found.span(group) if group else (found.end(), found.end())
        # The first of two counts (HTML Living Standard, duplicate-attribute).
        attributes.setdefault(found["name"].lower(), (html_value(found[group]) if group else "", *span))
    return attributes


def _readable(text: str) -> str:
    """`text` with spaces in place of what is no markup, so that offsets stay the same."""
    parts, at = [], 0
    while (opening := _UNREAD.search(text, at)) is not None:
        end = _end_of(text, opening)
        parts += [text[at : opening.start()], " " * (end - opening.start())]
        at = end
    return "".join([*parts, text[at:]]) if parts else text


def _end_of(text: str, opening: re.Match[str]) -> int:
    if opening["name"] is not None:
        closing = re.compile(rf"</{opening['name']}\b[^<>]*>", re.IGNORECASE).search(text, opening.end())
    elif opening["comment"] is not None:
        closing = _COMMENT_END.search(text, opening.start() + 2)  # <!--> is a whole comment.
    else:
        closing = re.compile(">").search(text, opening.end())
    return closing.end() if closing else len(text)
