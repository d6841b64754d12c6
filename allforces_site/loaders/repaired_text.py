"""Repairs the text of a file before it is read, if the configuration says `repair: on-build`.

Imported only then, as it imports all rules.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import msgspec
from msgspec.structs import replace

from allforces_site.config.model import Config
from allforces_site.errors import Problem, SiteError, note
from allforces_site.lint.fix.applied_fixes import summarized
from allforces_site.lint.fix.repair import repair_text
from allforces_site.messages.message import say
from allforces_site.model import Document, SourcePage, SourcePost

Source = TypeVar("Source", SourcePost, SourcePage)


class RepairedText(msgspec.Struct, frozen=True):
    """The repaired text of a file, problems of the repair, and a function from its lines to the file's."""

    text: str
    problems: tuple[Problem, ...]
    line_of: Callable[[int], int]

    def reported(self, problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
        """Problems of reading the repaired text, with the lines of the file."""
        return tuple(
            replace(problem, line=self.line_of(problem.line)) if problem.line is not None else problem
            for problem in problems
        )

    def at_lines_of_the_file(self, source: Source) -> Source:
        """A post or page that was read from the repaired text, with the lines of the file."""
        return replace(
            source,
            document=self._document(source.document.load()),
            lines={key: self.line_of(line) for key, line in source.lines.items()},
            pictures=tuple(replace(link, line=self.line_of(link.line)) for link in source.pictures),
        )

    def _document(self, document: Document) -> Document:
        return replace(
            document,
            headings=tuple(replace(item, line=self.line_of(item.line)) for item in document.headings),
            links=tuple(replace(link, line=self.line_of(link.line)) for link in document.links),
        )


def repaired_text(text: str, source: str, config: Config, *, is_post: bool) -> RepairedText | None:
    """The repaired text of the file `source`; None if there is nothing to fix.

    Front matter that cannot be read is not reported here; reading the text reports it.
    """
    try:
        repaired = repair_text(text, source, config, is_post=is_post)
    except SiteError as exc:
        given_up = tuple(problem for problem in exc.problems if problem.code == "repair-given-up")
        return RepairedText(text, given_up, _same_line) if given_up else None
    if not repaired.fixes:
        return None
    reported = note(
        "repaired",
        say("repaired on the page, not in the file: {fixes}", fixes=summarized(repaired.fixes)),
        source,
        repaired.fixes[0].line,
        hint=say("`allforces repair --write` fixes the file"),
    )
    return RepairedText(repaired.text, (reported,), repaired.line_of)


def _same_line(line: int) -> int:
    return line
