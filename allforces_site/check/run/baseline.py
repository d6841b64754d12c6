"""A baseline: the findings that an old site starts with, so that only new ones count.

A finding is identified by its rule, its file and a digest of its line's text, not by the line's number: a
line that moves stays known, a line that is edited counts as new. No text of the site gets into the file.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Any, Literal
from unicodedata import normalize

import msgspec

from allforces_site.config.model import CONFIG_FILE, Config
from allforces_site.errors import Problem, SiteError, error, reason_of
from allforces_site.files.regular_files import read_regular
from allforces_site.messages.message import Message, say

# 64 bits: the chance that any two of 100,000 findings share a digest is about one in 3,700 million.
_DIGITS = 16

# Numbers on their own in a message, such as the line of another finding or a percentage: they change while
# the finding stays the same. Numbers in names, dates and addresses touch other characters and do not match.
_LONE_NUMBER = re.compile(r"(?<![\w/.:#-])\d+(?:[.,]\d+)*(?![\w/.:#-])")

_VERSION = 1


class BaselineError(Exception):
    """A file is not a baseline; `message` says why."""

    def __init__(self, message: Message) -> None:
        super().__init__(message)
        self.message = message


class BaselineEntry(msgspec.Struct, frozen=True, order=True):
    """`count` findings of a rule in one file with one digest; `file` is "" for findings without a file."""

    file: str
    code: str
    digest: str
    count: int = 1


class _BaselineFile(msgspec.Struct):
    version: Literal[1]
    findings: tuple[BaselineEntry, ...]


class BaselineComparison(msgspec.Struct, frozen=True):
    """The problems of a check compared with a baseline.

    `new` problems are not in the baseline, `known` ones are. `fixed` are the entries that no longer occur,
    each with the number of findings that are gone.
    """

    new: Sequence[Problem]
    known: Sequence[Problem]
    fixed: Sequence[BaselineEntry]


def digest_of(problem: Problem) -> str:
    """A digest that distinguishes a finding from others of its rule in its file.

    It is made of the finding's line, or if it has none of its message, in English whoever reads it.
    """
    text = problem.excerpt if problem.excerpt else _LONE_NUMBER.sub("0", str(problem.message))
    return sha256(" ".join(normalize("NFKC", text).split()).encode()).hexdigest()[:_DIGITS]


def entries_of(problems: Iterable[Problem]) -> list[BaselineEntry]:
    """The entries of a baseline that lists these problems, sorted."""
    counts = Counter((problem.file or "", problem.code, digest_of(problem)) for problem in problems)
    return sorted(BaselineEntry(*key, count) for key, count in counts.items())


def compare(problems: Sequence[Problem], entries: Sequence[BaselineEntry]) -> BaselineComparison:
    """Splits the problems by whether the entries list them; of several alike the first are known."""
    if not entries:
        return BaselineComparison(problems, [], [])
    left = Counter({(entry.file, entry.code, entry.digest): entry.count for entry in entries})
    new, known = [], []
    for problem in problems:
        key = (problem.file or "", problem.code, digest_of(problem))
        if left[key] > 0:
            left[key] -= 1
            known.append(problem)
        else:
            new.append(problem)
    return BaselineComparison(
        new, known, sorted(BaselineEntry(*key, count) for key, count in left.items() if count > 0)
    )


def to_text(entries: Iterable[BaselineEntry]) -> str:
    """A baseline as JSON, one entry a line, so that git shows what was added and fixed."""
    lines = [json.dumps(msgspec.structs.asdict(entry), ensure_ascii=False) for entry in entries]
    findings = ",\n".join(f"  {line}" for line in lines)
    return f'{{\n "version": {_VERSION},\n "findings": [\n{findings}\n ]\n}}\n'


def from_text(text: str | bytes) -> list[BaselineEntry]:
    """The entries of a baseline. Raises `BaselineError`."""
    try:
        return list(msgspec.json.decode(text, type=_BaselineFile).findings)
    except msgspec.ValidationError as exc:
        raise BaselineError(_reason(text, exc)) from None
    except (msgspec.DecodeError, UnicodeDecodeError):
        raise BaselineError(say("it is not JSON")) from None


def configured_baseline(source: Path, config: Config) -> list[BaselineEntry] | None:
    """The entries of the baseline that the configuration names, or None. Raises `SiteError`."""
    name = config.allforces.checks.baseline
    if name is None:
        return None
    try:
        return from_text(read_regular(source / name))
    except OSError as exc:
        reason, hint = reason_of(exc), say("write one: allforces check --write-baseline FILE")
    except BaselineError as exc:
        reason, hint = exc.message, say("write it again: allforces check --write-baseline FILE")
    message = say("allforces.checks.baseline: {file} cannot be used: {reason}", file=name, reason=reason)
    raise SiteError([error("baseline", message, CONFIG_FILE, hint=hint)])


def _reason(text: str | bytes, exc: msgspec.ValidationError) -> Message:
    version: Any = _VERSION
    with suppress(TypeError, KeyError):
        version = json.loads(text)["version"]
    if version == _VERSION:
        return say("it is not a baseline: {reason}", reason=str(exc))
    return say(
        "its version is {version}; this allforces reads version {own}",
        version=json.dumps(version),
        own=_VERSION,
    )
