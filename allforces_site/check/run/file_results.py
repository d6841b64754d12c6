"""Checks files one by one, on all cores; a file is checked again only if it or the checks changed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

import msgspec
from msgspec.structs import replace

from allforces_site.cache.kept_values import unpacked
from allforces_site.cache.keys import key_of
from allforces_site.cache.parse_cache import ParseCache, Row
from allforces_site.check.run.fixes import problems_with_fixes
from allforces_site.config.model import Config
from allforces_site.errors import Problem, SiteError
from allforces_site.files.regular_files import read_regular
from allforces_site.lint.cache_key import shaping_of
from allforces_site.lint.facts import FileFacts, gather_facts
from allforces_site.lint.registry import FIXING_RULES
from allforces_site.lint.severity import running_rules, severity_of
from allforces_site.lint.source.source_file import read_source_file
from allforces_site.lint.style_facts import gather_style
from allforces_site.workers import spread


class FileToCheck(msgspec.Struct, frozen=True):
    """A file to check: `source` relative to the source folder, `path` as the system spells it."""

    source: str
    path: str
    is_post: bool


class FileResult(msgspec.Struct, frozen=True):
    """What the rules for single files found in one, with their own severities, and its facts for other rules.

    `facts` is None for a file that is not text or has broken front matter, which reading the site reports.
    """

    problems: tuple[Problem, ...]
    facts: FileFacts | None


class CheckedFiles(msgspec.Struct, frozen=True):
    """The results on some files and their keys, in the order of the files; an unreadable one has no key."""

    results: Sequence[FileResult]
    keys: Sequence[bytes | None]


_EMPTY_RESULT = FileResult((), None)
_DECODER = msgspec.msgpack.Decoder(FileResult)


def check_files(
    files: Sequence[FileToCheck],
    config: Config,
    jobs: int,
    parse_cache: ParseCache,
    on_done: Callable[[int], None],
) -> CheckedFiles:
    """The result on each file; an empty result for a file that cannot be read."""
    shaping = shaping_of(config)
    keys = [_key(file, config, shaping) for file in files]
    kept = parse_cache.summaries([key for key in keys if key is not None])
    results = [unpacked(kept.get(key), _DECODER) if key is not None else _EMPTY_RESULT for key in keys]
    missing = [index for index, result in enumerate(results) if result is None]
    cached = len(files) - len(missing)
    check = partial(_check, config=config, shaping=shaping)
    # What the first one makes ready, above all patterns, is made once for all processes that are forked.
    checked = [check(files[index]) for index in missing[:1]]
    cached += len(checked)
    rest = [files[index] for index in missing[1:]]
    checked += spread(check, rest, jobs, lambda done: on_done(cached + done))
    rows = []
    for index, (key, packed) in zip(missing, checked, strict=True):
        results[index] = _DECODER.decode(packed)
        if key is not None:
            rows.append(Row(key, packed, b""))
    parse_cache.keep(rows)
    parse_cache.drop_unused({key for key in keys if key is not None})
    return CheckedFiles([result if result is not None else _EMPTY_RESULT for result in results], keys)


def _key(file: FileToCheck, config: Config, shaping: bytes) -> bytes | None:
    try:
        return _key_of(file, read_regular(file.path), config, shaping)
    except OSError:
        return None


def _key_of(file: FileToCheck, content: bytes, config: Config, shaping: bytes) -> bytes:
    # Where a rule is off, its fixes do not get in the way of other rules' fixes.
    checks = config.allforces.checks
    off = [rule.code for rule in FIXING_RULES if severity_of(rule.code, file.source, checks) is None]
    return key_of("file-result", shaping, file.source, file.is_post, content, off)


def _check(file: FileToCheck, config: Config, shaping: bytes) -> tuple[bytes | None, bytes]:
    """The key and the packed result of a file."""
    try:
        content = read_regular(file.path)
    except OSError:
        return None, msgspec.msgpack.encode(_EMPTY_RESULT)
    return _key_of(file, content, config, shaping), msgspec.msgpack.encode(check_file(content, file, config))


def check_file(content: bytes, file: FileToCheck, config: Config) -> FileResult:
    """The result on a file with these bytes."""
    try:
        source_file = read_source_file(content, file.source, is_post=file.is_post)
    except SiteError:
        return _EMPTY_RESULT
    rules = running_rules(config.allforces.checks)
    findings = [
        (rule.code, finding)
        for rule in rules
        if rule.find is not None
        for finding in rule.find(source_file, config)
    ]
    problems = tuple(problems_with_fixes(content, source_file, config, findings))
    facts = gather_facts(source_file)
    if any(rule.is_optional and rule.find_in_site is not None for rule in rules):
        facts = replace(facts, style=gather_style(source_file))
    return FileResult(problems, facts)
