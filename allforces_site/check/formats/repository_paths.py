"""Paths of files relative to the repository, for tools that read all of it."""

from __future__ import annotations

import os
from pathlib import Path

from allforces_site.check.run.report import CheckReport
from allforces_site.errors import Problem
from allforces_site.loaders.overrides import TEMPLATES, overrides_home

# Templates may be beside the source folder, not below it.
_TEMPLATES = f"{TEMPLATES}/"


def path_in_repository(problem: Problem, report: CheckReport) -> str | None:
    """The file of a problem relative to the repository's root, with `/`; None if it concerns no file."""
    if problem.file is None:
        return None
    source = report.source.resolve()
    folder = overrides_home(source) if problem.file.startswith(_TEMPLATES) else source
    return Path(os.path.relpath(folder / problem.file, report.root.resolve())).as_posix()
