"""What the rules that look at a whole site know of each file: gathered once, kept until the file changes."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from allforces_site.lint.finding import shown_line
from allforces_site.lint.source.ignores import Ignore
from allforces_site.lint.source.links import SourceLink, source_links
from allforces_site.lint.source.percentages import Percentage, percentages
from allforces_site.lint.source.prose import folded
from allforces_site.lint.source.repetition import repetition_of
from allforces_site.lint.source.sketch import Sketch, sketch_of
from allforces_site.lint.source.source_file import SourceFile
from allforces_site.lint.style_facts import StyleFacts
from allforces_site.messages.message import Message
from allforces_site.text.secret_patterns import find_secrets

_TEXT_KEYS = ("title", "excerpt", "description")


class FactText(msgspec.Struct, frozen=True):
    """The text of a key of the front matter: its `words` as `prose.folded` returns them, its line number, and
    the line as it is shown."""

    words: str
    line: int
    excerpt: str


class FactSecret(msgspec.Struct, frozen=True):
    """A key, token or password in a file: its place, its kind, its first characters (`secret_patterns`)."""

    line: int
    column: int
    kind: Message
    masked: Message


class FactPercentage(msgspec.Struct, frozen=True):
    """What `source.percentages` finds, with its place and the line as it is shown."""

    found: Percentage
    line: int
    column: int
    excerpt: str


class FileFacts(msgspec.Struct, frozen=True):
    """Facts about one source file.

    `characters` is the length of its prose; `repeated` is the share of it (0 to 1) that repeats earlier
    parts. `phrases` and `signature` are the sketch of a post's text (see `source.sketch`), empty for a page.
    `texts` are the title, excerpt and description of its front matter, by key; `keys` are all keys of it.
    `title` is the title as it is written. `secrets` must not be published. `ignores` are what
    it silences. `style` is None unless a rule of style that looks at the whole site runs.
    """

    source: str
    is_post: bool
    characters: int
    repeated: float
    links: tuple[SourceLink, ...]
    phrases: bytes
    signature: bytes
    texts: dict[str, FactText]
    keys: tuple[str, ...]
    secrets: tuple[FactSecret, ...] = ()
    ignores: tuple[Ignore, ...] = ()
    title: str = ""
    percentages: tuple[FactPercentage, ...] = ()
    style: StyleFacts | None = None


def gather_facts(source_file: SourceFile) -> FileFacts:
    """The facts about one source file."""
    characters = sum(len(block.folded) for block in source_file.prose)
    repeated = repetition_of(source_file).characters
    sketch = sketch_of(source_file.prose) if source_file.is_post else Sketch()
    return FileFacts(
        source_file.source,
        source_file.is_post,
        characters,
        repeated / characters if characters else 0.0,
        tuple(source_links(source_file)),
        sketch.phrases,
        sketch.signature,
        dict(_texts(source_file)),
        tuple(source_file.front.values),
        tuple(_secrets(source_file)),
        source_file.ignores,
        source_file.written("title").strip(),
        tuple(_percentages(source_file)),
    )


def _texts(source_file: SourceFile) -> Iterator[tuple[str, FactText]]:
    for key in _TEXT_KEYS:
        words, line = folded(source_file.written(key)), source_file.front.lines.get(key)
        if words and line is not None:
            yield key, FactText(words, line, shown_line(source_file, line, 1))


def _secrets(source_file: SourceFile) -> Iterator[FactSecret]:
    for secret in find_secrets(source_file.text):
        yield FactSecret(*source_file.place(secret.start), secret.kind, secret.masked)


def _percentages(source_file: SourceFile) -> Iterator[FactPercentage]:
    for one in percentages(source_file):
        line, column = source_file.place(one.start)
        yield FactPercentage(one, line, column, shown_line(source_file, line, column))
