"""From all that a check found to what it tells: what was asked for, and what a baseline does not know."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import msgspec
from msgspec.structs import replace

from allforces_site.build.report import without_repeats
from allforces_site.check.run.baseline import BaselineEntry, Compared, compare, entries_of
from allforces_site.check.run.check import Checked
from allforces_site.check.run.outcome import CheckReport
from allforces_site.check.run.selection import Selection
from allforces_site.errors import SiteError
from allforces_site.workers import Progress


class CheckRequest(msgspec.Struct, frozen=True):
    """What a check is asked: `known` are the entries of a baseline, None without one. `source`, `root`,
    `now` and `strict` are those of `CheckReport`."""

    source: Path
    root: Path
    now: datetime
    selection: Selection = Selection()
    known: Sequence[BaselineEntry] | None = None
    strict: bool = False


def reported(checked: Checked, request: CheckRequest) -> CheckReport:
    """What a check tells that found this."""
    compared = _compared(checked, request)
    chosen = request.selection
    return CheckReport(
        request.source,
        request.root,
        [problem for problem in compared.new if chosen.tells(problem)],
        request.now,
        checked.seconds,
        checked.config,
        checked.facts,
        checked.site.posts,
        sum(chosen.tells(problem) for problem in compared.known),
        sum(entry.count for entry in compared.fixed),
        request.strict,
    )


def with_external(checked: Checked, request: CheckRequest, cache: Path, progress: Progress) -> Checked:
    """A check with what other sites say of the links to them, of the files that are told of."""
    from allforces_site.check.run.external import external_problems  # The network is seldom needed.

    facts = [fact for fact in checked.facts if request.selection.tells_of(fact.source)]
    found = external_problems(
        facts, checked.config, cache, request.now, lambda done, total: progress("ask", done, total)
    )
    return replace(checked, problems=without_repeats((*checked.problems, *found)))


def unreadable_site(exc: SiteError, request: CheckRequest) -> CheckReport:
    """What a check tells that could not read the site."""
    return CheckReport(
        request.source, request.root, exc.problems, request.now, {"total": 0.0}, strict=request.strict
    )


def new_baseline(checked: Checked, request: CheckRequest) -> list[BaselineEntry]:
    """The entries of a baseline that knows all that was found; beside an older one, only what that knows too:
    so a baseline gets shorter and never longer."""
    if request.known is None:
        return entries_of(checked.problems)
    return entries_of(_compared(checked, request).known)


def _compared(checked: Checked, request: CheckRequest) -> Compared:
    # All that was found counts, told or not: what a baseline holds elsewhere is not fixed. Rules that did
    # not run found nothing, which fixes nothing either.
    knows = request.selection.knows
    return compare(checked.problems, [entry for entry in request.known or () if knows(entry.code)])
