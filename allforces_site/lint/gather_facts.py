"""The facts about one file that the rules for the whole site need."""

from __future__ import annotations

from collections.abc import Iterator

from allforces_site.lint.facts import FactSecret, FileFacts, Said
from allforces_site.lint.finding import shown_line
from allforces_site.lint.source.links import source_links
from allforces_site.lint.source.prose import folded
from allforces_site.lint.source.repetition import repetition_of
from allforces_site.lint.source.sketch import Sketch, sketch_of
from allforces_site.lint.source.source_file import SourceFile
from allforces_site.text.secret_patterns import find_secrets

_SAID = ("title", "excerpt", "description")


def gather(source_file: SourceFile) -> FileFacts:
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
        dict(_said(source_file)),
        tuple(source_file.front.values),
        tuple(_secrets(source_file)),
    )


def _said(source_file: SourceFile) -> Iterator[tuple[str, Said]]:
    for key in _SAID:
        words, line = folded(source_file.written(key)), source_file.front.lines.get(key)
        if words and line is not None:
            yield key, Said(words, line, shown_line(source_file, line, 1))


def _secrets(source_file: SourceFile) -> Iterator[FactSecret]:
    for secret in find_secrets(source_file.text):
        yield FactSecret(*source_file.place(secret.start), secret.kind, secret.masked)
