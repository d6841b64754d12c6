"""The facts about one file that the rules for the whole site need."""

from __future__ import annotations

from collections.abc import Iterator

from allforces_site.lint.facts import FactSecret, PostFacts, Said
from allforces_site.lint.finding import shown_line
from allforces_site.lint.source.links import source_links
from allforces_site.lint.source.prose import folded
from allforces_site.lint.source.repetition import repetition_of
from allforces_site.lint.source.sketch import Sketch, sketch_of
from allforces_site.lint.source.source_file import Manuscript
from allforces_site.text.secret_patterns import find_secrets

_SAID = ("title", "excerpt", "description")


def gather(manuscript: Manuscript) -> PostFacts:
    """The facts about one manuscript."""
    characters = sum(len(block.folded) for block in manuscript.prose)
    repeated = repetition_of(manuscript).characters
    sketch = sketch_of(manuscript.prose) if manuscript.is_post else Sketch()
    return PostFacts(
        manuscript.source,
        manuscript.is_post,
        characters,
        repeated / characters if characters else 0.0,
        tuple(source_links(manuscript)),
        sketch.phrases,
        sketch.signature,
        dict(_said(manuscript)),
        tuple(manuscript.front.values),
        tuple(_secrets(manuscript)),
    )


def _said(manuscript: Manuscript) -> Iterator[tuple[str, Said]]:
    for key in _SAID:
        words, line = folded(manuscript.written(key)), manuscript.front.lines.get(key)
        if words and line is not None:
            yield key, Said(words, line, shown_line(manuscript, line, 1))


def _secrets(manuscript: Manuscript) -> Iterator[FactSecret]:
    for secret in find_secrets(manuscript.text):
        yield FactSecret(*manuscript.place(secret.start), secret.kind, secret.masked)
