"""Limits problems to those that readers see, for sites that show repaired texts (`repair: on-build`)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from pathlib import Path

import msgspec

from allforces_site.config.model import Config
from allforces_site.errors import Problem, SiteError
from allforces_site.files.regular_files import read_regular
from allforces_site.lint.fix.repair import repair_text
from allforces_site.lint.registry import RULE_OF
from allforces_site.lint.source.source_file import SourceFile, parse_source_file, read_source_file

_POST_FOLDERS = {"_posts", "_drafts"}


class RepairedPage(msgspec.Struct, frozen=True):
    """A repaired text; `line_of` gives the line of the file for a line of the text."""

    source_file: SourceFile
    line_of: Callable[[int], int]


def left_on_pages(problems: Iterable[Problem], source: Path, config: Config) -> Iterator[Problem]:
    """The problems that pages still show after the repairs of a build.

    `problems` are those of a check of the folder `source`, in the order of their files.
    """
    for file, group in groupby(problems, key=lambda problem: problem.file):
        in_file = list(group)
        page = _page(source, file, config) if file and any(map(_is_found_in_one_file, in_file)) else None
        if page is None:
            yield from in_file
            continue
        lines = {code: set(_lines(code, page, config)) for code in {problem.code for problem in in_file}}
        yield from (
            problem
            for problem in in_file
            if not _is_found_in_one_file(problem) or problem.line in lines[problem.code]
        )


def _is_found_in_one_file(problem: Problem) -> bool:
    """Whether its rule looks at single files, so that it can check the page too."""
    return problem.code in RULE_OF and RULE_OF[problem.code].find is not None


def _page(source: Path, file: str, config: Config) -> RepairedPage | None:
    """The repaired page of a file; None if the page shows the file's own text."""
    is_post = not _POST_FOLDERS.isdisjoint(file.split("/")[:-1])
    try:
        text = read_source_file(read_regular(source / file), file, is_post=is_post).text
        repaired = repair_text(text, file, config, is_post=is_post)
    except (OSError, SiteError):
        return None
    if not repaired.fixes:
        return None
    return RepairedPage(parse_source_file(repaired.text, file, is_post=is_post), repaired.line_of)


def _lines(code: str, page: RepairedPage, config: Config) -> Iterator[int | None]:
    """The lines of the file that correspond to what a rule finds on its page."""
    rule = RULE_OF.get(code)
    if rule is not None and rule.find is not None:
        for finding in rule.find(page.source_file, config):
            yield page.line_of(finding.line) if finding.line is not None else None
