"""The errors of rules, which fail a strict build besides its own problems, unless a baseline lists them.

If nothing changed since the last build, its errors are reported again without reading a post.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import msgspec
from msgspec.structs import replace

from allforces_site.build.incremental.incremental_build import last_build_of
from allforces_site.build.incremental.last_build import LastBuild
from allforces_site.build.options import BuildOptions, Clock
from allforces_site.build.report import Report, without_repeats
from allforces_site.cache.keys import key_of
from allforces_site.cache.parse_cache import ParseCache, Row
from allforces_site.check.run import RESULTS_FOLDER
from allforces_site.check.run.baseline import compare, configured_baseline
from allforces_site.config.model import Config
from allforces_site.errors import Problem, Severity, SiteError
from allforces_site.workers import Progress

UNKNOWN_RULE = "unknown-rule"

_DECODER = msgspec.msgpack.Decoder(list[Problem])


def with_errors_of_rules(
    report: Report, options: BuildOptions, now: datetime, progress: Progress = lambda *_: None
) -> Report:
    """`report`, of a strict build with these options, with the errors that rules find in its site."""
    if report.config is None:
        return report
    clock = Clock()
    try:
        problems, error_count = strict_problems(report.problems, options, report.config, now, progress)
    except SiteError as exc:
        problems, error_count = [*report.problems, *exc.problems], 0
    clock.lap("check")
    build_seconds, check_seconds = dict(report.seconds), clock.seconds()
    total = build_seconds.pop("total") + check_seconds.pop("total")
    seconds = {**build_seconds, **check_seconds, "total": total}
    return replace(report, problems=without_repeats(problems), seconds=seconds, rule_errors=error_count)


def strict_problems(
    built: Sequence[Problem], options: BuildOptions, config: Config, now: datetime, progress: Progress
) -> tuple[list[Problem], int]:
    """The problems `built` of a strict build with the errors that rules find, and the number of the latter.

    Problems that the configured baseline lists are left out, except errors of the build itself. Raises
    `SiteError` for a baseline that cannot be used.
    """
    rule_errors = strict_errors(options, config, now, progress)
    known = configured_baseline(options.source, config)
    if known is None:
        return [*built, *rule_errors], len(rule_errors)
    errors = [problem for problem in built if problem.severity is Severity.ERROR]
    others = [problem for problem in built if problem.severity is not Severity.ERROR]
    new = compare(rule_errors, known).new
    return [*errors, *compare(others, known).new, *new], len(new)


def strict_errors(options: BuildOptions, config: Config, now: datetime, progress: Progress) -> list[Problem]:
    """The errors that rules find in the site that was just built with these options, by file and line."""
    key = _key(last_build_of(options))
    if options.cache is None or key is None:
        return _find_errors(options, config, now, progress)
    with ParseCache(options.cache / RESULTS_FOLDER) as parse_cache:
        kept = parse_cache.value(key, _DECODER)
    if kept is not None:
        return kept
    errors = _find_errors(options, config, now, progress)
    with ParseCache(options.cache / RESULTS_FOLDER) as parse_cache:
        parse_cache.keep([Row(key, msgspec.msgpack.encode(errors), b"")])
    return errors


def _find_errors(options: BuildOptions, config: Config, now: datetime, progress: Progress) -> list[Problem]:
    # Imported here as they bring Markdown and YAML along.
    from allforces_site.check.run.check import check_site
    from allforces_site.lint.registry import RULE_OF
    from allforces_site.lint.severity import error_codes

    codes = error_codes(config.allforces.checks)
    problems = check_site(options, now, _only_check(progress), codes, config).problems
    # The build reported the others itself.
    errors = [
        problem
        for problem in problems
        if problem.severity is Severity.ERROR and (problem.code in RULE_OF or problem.code == UNKNOWN_RULE)
    ]
    if not config.allforces.repairs_on_build:
        return errors
    from allforces_site.check.run.repaired_pages import left_on_pages

    return list(left_on_pages(errors, options.source, config))


def _only_check(progress: Progress) -> Progress:
    """The progress of checking alone: the posts were just read and come from the parse cache."""
    return lambda phase, done, total: progress(phase, done, total) if phase == "check" else None


def _key(last: LastBuild | None) -> bytes | None:
    """A key of what the recorded build read and wrote; None without a record, as after an error."""
    if last is None:
        return None
    posts = [(post_record.source, post_record.key) for post_record in last.inputs.post_records]
    inputs = last.inputs
    return key_of(
        "strict", last.identity, inputs.names_digest, inputs.others, inputs.theme, inputs.context, posts,
        last.shape.order,
    )  # fmt: skip
