"""Repairs the posts, drafts and pages of a source folder, on all cores."""

from __future__ import annotations

import os
import shutil
from collections.abc import Collection, Iterable, Sequence
from contextlib import suppress
from datetime import datetime
from functools import partial
from pathlib import Path

import msgspec

from allforces_site.build.options import BuildOptions, Clock
from allforces_site.build.pipeline import configure
from allforces_site.cache.parse_cache import ParseCache
from allforces_site.check.run.fixes import is_repaired
from allforces_site.check.run.site_results import read_site_results
from allforces_site.config.file_filter import FileFilter
from allforces_site.config.model import Config
from allforces_site.errors import Problem, SiteError, error, reason_of, unreadable
from allforces_site.files.regular_files import read_regular
from allforces_site.front_matter.fences import HEAD_BYTES, has_front_matter
from allforces_site.front_matter.parse import decode
from allforces_site.lint.fix.applied_fixes import AppliedFix
from allforces_site.lint.fix.repair import repair_text
from allforces_site.lint.fix.source_bytes import edits_of_file
from allforces_site.lint.registry import FIXING_RULES
from allforces_site.lint.rule import Rule
from allforces_site.lint.severity import unknown_rules
from allforces_site.lint.site_view import SiteView
from allforces_site.lint.source.edits import Edit, apply_edits
from allforces_site.loaders.walk import SourceEntry, SourceKind, walk
from allforces_site.messages.message import Message, say
from allforces_site.processes.ending import held
from allforces_site.workers import Progress, spread


class NotWrittenError(OSError):
    """A file was not written; `message` says why."""

    def __init__(self, message: Message) -> None:
        super().__init__(0, str(message))
        self.message = message


class RepairedFile(msgspec.Struct, frozen=True):
    """A file that can be repaired: its `content`, and the `edits` that repair it.

    `source` is relative to the source folder, `path` as the system spells it.
    """

    source: str
    path: str
    content: str
    edits: tuple[Edit, ...]
    fixes: tuple[AppliedFix, ...]


class SiteRepair(msgspec.Struct, frozen=True):
    """The files of a site that can be repaired, and why others cannot; `file_count` files were read."""

    files: Sequence[RepairedFile]
    problems: Sequence[Problem]
    file_count: int


def repair_site(
    options: BuildOptions,
    now: datetime,
    progress: Progress,
    codes: Collection[str] | None = None,
    paths: Collection[str] | None = None,
) -> SiteRepair:
    """What the rules `codes` (None for all) can fix in the site at `options.source`; writes nothing.

    `paths` are files and folders relative to the source, None for all of it. Raises `SiteError` for a bad
    configuration or source folder.
    """
    with ParseCache(options.cache) as parse_cache:
        config, problems = configure(options, parse_cache)
    rules = [rule for rule in FIXING_RULES if codes is None or rule.code in codes]
    view = None
    if any(rule.find_in_file is not None for rule in rules):
        view = read_site_results(options, now, progress, Clock(), config).view
    walked = walk(options.source, FileFilter.of(config))
    entries = _without_aliases(
        entry for entry in walked.entries if is_repaired(entry.source) and _is_below(entry.source, paths)
    )
    results: list[RepairedFile | list[Problem]] = spread(
        partial(_repair, config=config, rules=rules, view=view),
        entries,
        options.jobs,
        lambda done: progress("check", done, len(entries)),
    )
    return SiteRepair(
        [result for result in results if isinstance(result, RepairedFile)],
        [
            *problems,
            *unknown_rules(config.allforces.checks),
            *(problem for result in results if isinstance(result, list) for problem in result),
        ],
        len(entries),
    )


def write_repair(repair: SiteRepair) -> tuple[list[RepairedFile], list[Problem]]:
    """Writes the repaired files. Returns those that were written, and a problem for each of the others."""
    written, problems = [], []
    for file in repair.files:
        try:
            new = apply_edits(file.content, file.edits)
            overwrite(Path(file.path), file.content.encode(), new.encode())
        except OSError as exc:
            problems.append(_not_written(file.source, exc))
        else:
            written.append(file)
    return written, problems


def overwrite(file: Path, old: bytes, new: bytes) -> None:
    """Replaces the content `old` of a file by `new`.

    Raises OSError, and then leaves the file as it was.

    Of a symbolic link, the target is written. Permissions, extended attributes and, where the system allows
    it, the owner are kept. Other names of the file (hard links) keep the old content.
    """
    target = Path(os.path.realpath(file))
    status = target.stat()
    if not os.access(target, os.W_OK):
        raise NotWrittenError(say("it is read-only"))
    # The loaders skip names with a leading dot.
    temporary = target.with_name(f".allforces-{os.getpid()}-{target.name[:100]}")
    with held():  # No temporary file may be left among the sources.
        try:
            temporary.write_bytes(new)
            with suppress(OSError):
                os.chown(temporary, status.st_uid, status.st_gid)
            shutil.copystat(target, temporary)
            os.utime(temporary)  # `copystat` copies the time of the last change too.
            if read_regular(target) != old:
                raise NotWrittenError(say("it was changed during the repair"))
            temporary.replace(target)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise


def _is_below(source: str, paths: Collection[str] | None) -> bool:
    return paths is None or any(path in ("", source) or source.startswith(f"{path}/") for path in paths)


def _without_aliases(entries: Iterable[SourceEntry]) -> list[SourceEntry]:
    """The entries without links to other entries."""
    by_real_path: dict[str, SourceEntry] = {}
    for entry in sorted(entries, key=lambda entry: (Path(entry.path).is_symlink(), entry.source)):
        by_real_path.setdefault(os.path.realpath(entry.path), entry)
    return sorted(by_real_path.values(), key=lambda entry: entry.source)


def _repair(
    entry: SourceEntry, config: Config, rules: Sequence[Rule], view: SiteView | None
) -> RepairedFile | list[Problem]:
    """A file that can be repaired, or the problems that keep it from being repaired (often none)."""
    try:
        content = read_regular(entry.path)
    except OSError as exc:
        return [unreadable(entry.source, exc)]
    is_post = entry.kind is not SourceKind.OTHER
    if not is_post and not has_front_matter(content[:HEAD_BYTES]):
        return []
    try:
        text = decode(content, entry.source)
        repaired = repair_text(text, entry.source, config, is_post=is_post, rules=rules, view=view)
    except SiteError as exc:
        return list(exc.problems)
    if not repaired.fixes:
        return []
    file_text = content.decode("utf-8")
    edits = tuple(edits_of_file(file_text, repaired.edits))
    return RepairedFile(entry.source, entry.path, file_text, edits, repaired.fixes)


def _not_written(source: str, exc: OSError) -> Problem:
    reason = exc.message if isinstance(exc, NotWrittenError) else reason_of(exc)
    return error(
        "write",
        say("cannot be repaired: {reason}", reason=reason),
        source,
        hint=say("fix its permissions or the disk, and try again"),
    )
