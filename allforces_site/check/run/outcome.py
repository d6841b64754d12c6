"""What a check found and tells: what all formats are made of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

import msgspec

from allforces_site.config.model import Config
from allforces_site.errors import Problem, Severity
from allforces_site.lint.facts import FileFacts
from allforces_site.model import Post


class CheckReport(msgspec.Struct, frozen=True):
    """The outcome of a check, as it is told.

    `source` is the folder as the user wrote it, `root` the top of its repository or the working directory.
    `problems` are in the order of files and lines; `known` counts those that a baseline holds back, `fixed`
    the findings of the baseline that are no more. `facts` are those of all checked files, `posts` those that
    a build would publish; both are empty where nothing could be read. `seconds` are by phase.
    """

    source: Path
    root: Path
    problems: Sequence[Problem]
    now: datetime
    seconds: Mapping[str, float]
    config: Config = Config()
    facts: Sequence[FileFacts] = ()
    posts: Sequence[Post] = ()
    known: int = 0
    fixed: int = 0
    strict: bool = False

    def count(self, severity: Severity) -> int:
        """Number of problems of a severity."""
        return sum(problem.severity is severity for problem in self.problems)

    @property
    def by_code(self) -> list[tuple[str, int]]:
        """How often each code is among the problems, the most frequent first."""
        counts = Counter(problem.code for problem in self.problems)
        return sorted(counts.items(), key=lambda item: (-item[1], item[0]))

    @property
    def failed(self) -> bool:
        """Whether the check counts as failed."""
        return bool(self.count(Severity.ERROR) or (self.strict and self.count(Severity.WARNING)))
