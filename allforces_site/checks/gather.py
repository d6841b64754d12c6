"""The facts about one file that the rules for the whole site need."""

from __future__ import annotations

from allforces_site.checks.facts import PostFacts
from allforces_site.manuscripts.links import source_links
from allforces_site.manuscripts.manuscript import Manuscript
from allforces_site.manuscripts.repetition import repetition_of


def gather(manuscript: Manuscript) -> PostFacts:
    """The facts about one manuscript."""
    characters = sum(len(block.folded) for block in manuscript.prose)
    repeated = repetition_of(manuscript).characters
    return PostFacts(
        manuscript.source,
        manuscript.is_post,
        characters,
        repeated / characters if characters else 0.0,
        tuple(source_links(manuscript)),
        b"",
        tuple(manuscript.front.values),
    )
