"""Judges files one by one, on all cores, and none twice: a verdict is kept by what it was made of."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

import msgspec

from allforces_site.cache.kept_values import unpacked
from allforces_site.cache.keys import key_of
from allforces_site.cache.parse_cache import Memo, Row
from allforces_site.check.run.fixes import problems_with_fixes
from allforces_site.config.model import Config
from allforces_site.errors import Problem, SiteError
from allforces_site.files.regular_files import read_regular
from allforces_site.lint.cache_key import shaping_of
from allforces_site.lint.facts import PostFacts
from allforces_site.lint.gather_facts import gather
from allforces_site.lint.registry import FIXING_RULES, RULES
from allforces_site.lint.severity import severity_of
from allforces_site.lint.source.source_file import read_manuscript
from allforces_site.workers import spread


class Paper(msgspec.Struct, frozen=True):
    """A file to judge: `source` relative to the source folder, `path` as the system spells it."""

    source: str
    path: str
    is_post: bool


class Verdict(msgspec.Struct, frozen=True):
    """What the rules for one file found in it, with their own severities, and its facts for the others; None
    for a file that is no text or has broken front matter, of which reading the site tells."""

    problems: tuple[Problem, ...]
    facts: PostFacts | None


_NOTHING = Verdict((), None)
_DECODER = msgspec.msgpack.Decoder(Verdict)


def judge_all(
    papers: Sequence[Paper], config: Config, jobs: int, memo: Memo, on_done: Callable[[int], None]
) -> list[Verdict]:
    """The verdict on each paper, in their order. A file that cannot be read has nothing found in it."""
    shaping = shaping_of(config)
    keys = [_key(paper, config, shaping) for paper in papers]
    kept = memo.summaries([key for key in keys if key is not None])
    verdicts = [unpacked(kept.get(key), _DECODER) if key is not None else _NOTHING for key in keys]
    missing = [index for index, verdict in enumerate(verdicts) if verdict is None]
    found = len(papers) - len(missing)
    judge = partial(_judge, config=config, shaping=shaping)
    made: list[tuple[bytes | None, bytes]] = spread(
        judge, [papers[index] for index in missing], jobs, lambda done: on_done(found + done)
    )
    rows = []
    for index, (key, packed) in zip(missing, made, strict=True):
        verdicts[index] = _DECODER.decode(packed)
        if key is not None:
            rows.append(Row(key, packed, b""))
    memo.keep(rows)
    memo.forget_all_but({key for key in keys if key is not None})
    return [verdict if verdict is not None else _NOTHING for verdict in verdicts]


def _key(paper: Paper, config: Config, shaping: bytes) -> bytes | None:
    try:
        return _key_of(paper, read_regular(paper.path), config, shaping)
    except OSError:
        return None


def _key_of(paper: Paper, content: bytes, config: Config, shaping: bytes) -> bytes:
    # What a rule that is off would fix is in the way of others.
    checks = config.allforces.checks
    off = [rule.code for rule in FIXING_RULES if severity_of(rule.code, paper.source, checks) is None]
    return key_of("verdict", shaping, paper.source, paper.is_post, content, off)


def _judge(paper: Paper, config: Config, shaping: bytes) -> tuple[bytes | None, bytes]:
    """The key and the packed verdict of a paper."""
    try:
        content = read_regular(paper.path)
    except OSError:
        return None, msgspec.msgpack.encode(_NOTHING)
    return _key_of(paper, content, config, shaping), msgspec.msgpack.encode(judged(content, paper, config))


def judged(content: bytes, paper: Paper, config: Config) -> Verdict:
    """The verdict on a paper with these bytes."""
    try:
        manuscript = read_manuscript(content, paper.source, is_post=paper.is_post)
    except SiteError:
        return _NOTHING
    found = [
        (rule.code, finding)
        for rule in RULES
        if rule.judge is not None
        for finding in rule.judge(manuscript, config)
    ]
    return Verdict(tuple(problems_with_fixes(content, manuscript, config, found)), gather(manuscript))
