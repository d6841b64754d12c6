"""A picture without alternative text, which people get who cannot see the picture."""

from __future__ import annotations

import re
from collections.abc import Iterator

from allforces_site.config.model import Config
from allforces_site.errors import Severity
from allforces_site.lint.finding import Finding, finding_at
from allforces_site.lint.rule import Rule
from allforces_site.lint.source.html_links import tag_attributes
from allforces_site.lint.source.links import SourceLink, source_links
from allforces_site.lint.source.source_file import SourceFile
from allforces_site.messages.message import Message, say
from allforces_site.text.late_pattern import late_pattern

_FILE_NAME = late_pattern(r"\S+\.(?:png|jpe?g|webp|avif|gif|svg)", re.IGNORECASE)
_HINT = say('say in a few words what it shows; <img src="…" alt=""> for one that only decorates')


def find(source_file: SourceFile, _: Config) -> Iterator[Finding]:
    """A finding for each picture."""
    # Most posts have no picture.
    if not any(sign in source_file.text for sign in ("![", "<i", "<I")):
        return
    for link in source_links(source_file):
        if link.is_image and _lacks_words(link):
            yield finding_at(source_file, link.start, _message(link.target, link.text.strip()), hint=_HINT)


def _message(picture: str, words: str) -> Message:
    if not words:
        return say("the picture {picture} needs an alternative text: it has none", picture=picture)
    return say(
        "the picture {picture} needs an alternative text: {words} is only a file name",
        picture=picture,
        words=words,
    )


def _lacks_words(link: SourceLink) -> bool:
    """Whether it has no words. `alt=""` in HTML or an attribute list is a decision (WCAG 2.2, H67)."""
    words = link.text.strip()
    if words:
        return _FILE_NAME.fullmatch(words) is not None
    if link.is_html:
        return "alt" not in tag_attributes(link.attributes)
    return "alt=" not in link.attributes


RULE = Rule(
    "image-alt",
    Severity.WARNING,
    say("A picture without alternative text"),
    say(
        "Say what the picture shows, for readers who cannot see it. Give a picture that only"
        " decorates an empty `alt`."
    ),
    find=find,
)
