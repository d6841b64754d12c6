"""A baseline: the findings that an old site starts with, so that only new ones count.

A finding is known by its rule, its file and a digest of the line it is in, not by the line's number: what
moves stays known, what is edited is checked anew. Text of the site does not get into the file.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any, Literal
from unicodedata import normalize

import msgspec

from allforces_site.config.model import CONFIG_FILE, Config
from allforces_site.errors import Problem, SiteError, error
from allforces_site.files.regular_files import read_regular

# 64 bits: of 100,000 findings no two share one but by a chance of one in 3,000 million.
_DIGITS = 16

# Numbers that stand alone in a message, such as the line of another place or a share: they change while the
# finding does not. Those of names, dates and addresses touch other signs.
_COUNTED = re.compile(r"(?<![\w/.:#-])\d+(?:[.,]\d+)*(?![\w/.:#-])")

_VERSION = 1


class BaselineError(Exception):
    """A file that is no baseline; the message says why."""


class BaselineEntry(msgspec.Struct, frozen=True, order=True):
    """`count` findings of a rule in one file with one digest; `file` is "" for what concerns none."""

    file: str
    code: str
    digest: str
    count: int = 1


class _File(msgspec.Struct):
    version: Literal[1]
    findings: tuple[BaselineEntry, ...]


class Compared(msgspec.Struct, frozen=True):
    """What a check found, beside a baseline: `new` and `known` problems, and the entries that are `fixed`
    (each with the number of findings that are no more)."""

    new: Sequence[Problem]
    known: Sequence[Problem]
    fixed: Sequence[BaselineEntry]


def digest_of(problem: Problem) -> str:
    """What tells a finding from others of its rule in its file: the line it is in, or what is said of it."""
    text = problem.excerpt if problem.excerpt else _COUNTED.sub("0", problem.message)
    return sha256(" ".join(normalize("NFKC", text).split()).encode()).hexdigest()[:_DIGITS]


def entries_of(problems: Iterable[Problem]) -> list[BaselineEntry]:
    """The entries of a baseline that knows these problems, sorted."""
    counts = Counter((problem.file or "", problem.code, digest_of(problem)) for problem in problems)
    return sorted(BaselineEntry(*key, count) for key, count in counts.items())


def compare(problems: Iterable[Problem], entries: Iterable[BaselineEntry]) -> Compared:
    """The problems that the entries know, and the others; of several alike the first are known."""
    left = Counter({(entry.file, entry.code, entry.digest): entry.count for entry in entries})
    new, known = [], []
    for problem in problems:
        key = (problem.file or "", problem.code, digest_of(problem))
        if left[key] > 0:
            left[key] -= 1
            known.append(problem)
        else:
            new.append(problem)
    return Compared(
        new, known, sorted(BaselineEntry(*key, count) for key, count in left.items() if count > 0)
    )


def to_text(entries: Iterable[BaselineEntry]) -> str:
    """A baseline as JSON, an entry a line, so that git shows what was added and fixed."""
    lines = [json.dumps(msgspec.structs.asdict(entry), ensure_ascii=False) for entry in entries]
    findings = ",\n".join(f"  {line}" for line in lines)
    return f'{{\n "version": {_VERSION},\n "findings": [\n{findings}\n ]\n}}\n'


def from_text(text: str | bytes) -> list[BaselineEntry]:
    """The entries of a baseline. Raises `BaselineError`."""
    try:
        return list(msgspec.json.decode(text, type=_File).findings)
    except msgspec.ValidationError as exc:
        raise BaselineError(_reason(text, exc)) from None
    except (msgspec.DecodeError, UnicodeDecodeError):
        raise BaselineError("it is no JSON") from None


def configured_baseline(source: Path, config: Config) -> list[BaselineEntry] | None:
    """The entries of the baseline that the configuration names, or None. Raises `SiteError`."""
    name = config.allforces.checks.baseline
    if name is None:
        return None
    try:
        return from_text(read_regular(source / name))
    except OSError as exc:
        reason, hint = exc.strerror or str(exc), "write one: allforces check --write-baseline FILE"
    except BaselineError as exc:
        reason, hint = str(exc), "write it anew: allforces check --write-baseline FILE"
    message = f"allforces.checks.baseline: {name} cannot be used: {reason}"
    raise SiteError([error("baseline", message, CONFIG_FILE, hint=hint)])


def _reason(text: str | bytes, exc: msgspec.ValidationError) -> str:
    version: Any = None
    try:
        version = json.loads(text)["version"]
    except (TypeError, KeyError):
        return f"it is no baseline: {exc}"
    if version != _VERSION:
        return f"its version is {json.dumps(version)}; this allforces reads version {_VERSION}"
    return f"it is no baseline: {exc}"
