"""Findings for people at a terminal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import reduce

from allforces_site.check.run.report import CheckReport
from allforces_site.errors import Problem, Severity, advice, counted_problems
from allforces_site.messages.counts import files_number
from allforces_site.messages.message import Message, say
from allforces_site.terminal.console import duration, problem_text
from allforces_site.terminal.language import words

# How many rules the last line names.
_NAMED_RULES = 5


def to_text(
    report: CheckReport, most_a_code: int | None = None, *, is_linked: bool = False, is_quiet: bool = False
) -> str:
    """Findings with place, excerpt and hint, then a summary; at most `most_a_code` of each code are shown.

    If it `is_quiet`, there is no summary. If it `is_linked`, codes lead to their pages of the documentation.
    """
    found = list(_problems(report, most_a_code, is_linked))
    return "".join(f"{line}\n" for line in (found if is_quiet else [*found, summary(report)]))


def summary(report: CheckReport) -> str:
    """A line with the counts and the time, and a line with the rules that found most."""
    counts = tuple(counted_problems(report.count(severity), severity) for severity in Severity)
    files = files_number(len(report.facts))
    time = duration(report.seconds["total"])
    parts = [say("Checked {files} in {time}: {counts}", files=files, time=time, counts=counts)]
    if report.known:
        parts.append(say("{count} known to the baseline", count=report.known))
    if report.fixed:
        parts.append(say("{count} of the baseline fixed: write it again", count=report.fixed))
    lines = [words(reduce(_joined, parts))]
    if len(report.by_code) > 1:
        most = tuple(f"{code} {number}" for code, number in report.by_code[:_NAMED_RULES])
        lines.append(words(say("Most findings: {rules}", rules=most)))
    return "\n".join(lines)


def _joined(first: Message, second: Message) -> Message:
    return say("{first}; {second}", first=first, second=second)


def message_and_advice(problem: Problem) -> str:
    """What was found and what to do about it, a line each."""
    return "\n".join(words(message) for message in (problem.message, advice(problem)) if message)


def _problems(report: CheckReport, most_a_code: int | None, is_linked: bool) -> Iterator[str]:
    shown: Counter[str] = Counter()
    for problem in report.problems:
        shown[problem.code] += 1
        if most_a_code is None or shown[problem.code] <= most_a_code:
            yield problem_text(problem, report.source, is_linked=is_linked)
    if most_a_code is None:
        return
    hidden = {code: number - most_a_code for code, number in shown.items() if number > most_a_code}
    for code, number in sorted(hidden.items()):
        more = say(
            "… and {more} more of {code} (name files, or --select it, to see all)", more=number, code=code
        )
        yield f"{words(more)}\n"
