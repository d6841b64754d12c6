"""Outputs and manifest to disk: unchanged files untouched, each file whole or not at all, nothing lost.

The order of steps keeps an interrupted build harmless: the manifest first announces what will be
written, then files are replaced one by one, then stale ones go, then the manifest says what is there.
Only a stale file that is in the way (a file where a folder is needed) goes before.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import partial
from hashlib import sha256
from pathlib import Path

import msgspec
from msgspec.structs import replace

from allforces_site.cache.output_stamps import (
    OutputStamp,
    OutputStamps,
    StampMatch,
    load_stamps,
    match_stamp,
    save_stamps,
    stamp_of,
)
from allforces_site.errors import Problem, SiteError, error
from allforces_site.files.atomic_files import Folders, clear_temporary, replace_whole, was_cut_off
from allforces_site.files.paths import fault_of
from allforces_site.files.regular_files import read_regular
from allforces_site.model import Output
from allforces_site.text.counted import counted, some_names
from allforces_site.workers import spread
from allforces_site.write.foreign_files import OutputListing, folder_time, foreign_notes, list_output
from allforces_site.write.manifest import Digests, load_manifest, save_manifest
from allforces_site.write.stale_files import Removal, folders_of, in_the_way, remove, stale_problems

_NOTHING = OutputListing()

# A site of a few pages may lose this many whatever their share is: one post takes its tags and months along.
_FEW_PAGES = 10


class Written(msgspec.Struct, frozen=True):
    """What a build did to the output folder. `written` and `unchanged` count files; `failed` are paths
    of outputs that could not be made or written, `changed` those of the files that were written, `added`
    those of them that no earlier build had; `listing` is what the folder holds then.
    """

    written: int = 0
    unchanged: int = 0
    removed: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    failed: frozenset[str] = frozenset()
    changed: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
    listing: OutputListing = _NOTHING


class _Done(msgspec.Struct, frozen=True):
    """One output's fate: its digest, or the problems that kept it from being written."""

    path: str
    digest: str | None = None
    changed: bool = False
    stamp: OutputStamp | None = None
    problems: tuple[Problem, ...] = ()


def check_output_folder(output: Path, protected: Iterable[Path]) -> None:
    """Raises `SiteError` when `output` is, holds or lies inside a folder that is read."""
    real = Path(os.path.realpath(output))
    for folder in protected:
        other = Path(os.path.realpath(folder))
        if real == other or real in other.parents or other in real.parents:
            raise SiteError(
                [
                    error(
                        "output-folder",
                        f"the output folder {output} is, holds or lies inside {folder}, which is read",
                        hint="choose another --output",
                    )
                ]
            )
    if output.exists() and not output.is_dir():
        raise SiteError(
            [error("output-folder", f"the output folder {output} is a file", hint="choose another --output")]
        )


def write_site(
    outputs: Sequence[Output],
    output: Path,
    jobs: int,
    *,
    keep_stale: bool,
    max_lost: float = 1.0,
    stamps_at: Path | None = None,
    on_done: Callable[[int], None] = lambda _: None,
) -> Written:
    """Writes all outputs below `output`. Raises `SiteError` when that cannot begin.

    With `keep_stale` (the site has errors, so pages may be missing) nothing is removed. More than the share
    `max_lost` of the pages that are there is never removed: that is no edit, but an accident. Problems of
    single outputs are returned, and the files that they concern stay as they were. An output
    whose file is untouched since it got its stamp, in the file `stamps_at`, is not made again.
    """
    refused, outputs = _without_refused(outputs)
    planned = {item.path for item in outputs}
    try:
        output.mkdir(parents=True, exist_ok=True)
        before = _before(output)
        _refuse_foreign(outputs, output, before)
        if not keep_stale:
            _refuse_loss(before.keys(), planned, max_lost)
        if not planned <= before.keys():
            save_manifest(output, {**dict.fromkeys(planned), **before})
        stale = [] if keep_stale else sorted(before.keys() - planned)
        removals = {path: remove(path, output, before[path]) for path in in_the_way(stale, planned)}
        stamps = load_stamps(stamps_at)
        matches = {item.path: match_stamp(item, output, stamps) for item in outputs if before.get(item.path)}
        untouched = {path for path, match in matches.items() if match is StampMatch.UNTOUCHED}
        due = [item for item in outputs if item.path not in untouched]
        copied = {path: before[path] for path, match in matches.items() if match is StampMatch.COPIED}
        write_one = partial(_write, root=output, folders=Folders(output), copied=copied)
        done = [*refused, *(_Done(path, before[path]) for path in sorted(untouched))]
        done += spread(write_one, due, jobs, lambda number: on_done(len(untouched) + number))
        if not due:
            on_done(len(untouched))
        if not any(item.problems for item in done):
            removals |= {path: remove(path, output, before[path]) for path in stale if path not in removals}
        after = _after(before, done, removals)
        if after != before:
            save_manifest(output, after)
        new_stamps = _stamps_now(untouched, done, stamps)
        if new_stamps != stamps:
            save_stamps(stamps_at, new_stamps)
        clear_temporary(output)
        found = list_output(output, {*after, *planned, *removals})
    except OSError as exc:
        raise SiteError([_disk_problem(exc, str(output))]) from None
    return Written(
        written=sum(item.changed for item in done),
        unchanged=sum(item.digest is not None and not item.changed for item in done),
        removed=tuple(sorted(path for path, fate in removals.items() if fate is Removal.REMOVED)),
        problems=(
            *(problem for item in done for problem in item.problems),
            *stale_problems(removals),
            *foreign_notes(output, found.foreign),
        ),
        failed=frozenset(item.path for item in done if item.digest is None),
        changed=tuple(sorted(item.path for item in done if item.changed)),
        added=tuple(sorted(item.path for item in done if item.changed and item.path not in before)),
        listing=found,
    )


def rewrite(
    outputs: Sequence[Output], output: Path, before: Written, stamps: OutputStamps, stamps_at: Path
) -> Written:
    """Writes outputs anew whose files an earlier build wrote. `before` is what that build left.

    All other files are as they should be (see `output_state`). Raises `SiteError` when it cannot begin.
    """
    write_one = partial(_write, root=output, folders=Folders(output), copied={})
    refused, outputs = _without_refused(outputs)
    try:
        manifest = _before(output)
        done = [*refused, *map(write_one, outputs)]
        save_manifest(output, _after(manifest, done, {}))
        save_stamps(stamps_at, _stamps_now(stamps, done, stamps))
        clear_temporary(output)
        touched = {item.path.rpartition("/")[0] for item in done} | {""}
        folders = {**before.listing.folders, **{folder: folder_time(output, folder) for folder in touched}}
    except OSError as exc:
        raise SiteError([_disk_problem(exc, str(output))]) from None
    changed = tuple(sorted(item.path for item in done if item.changed))
    return replace(
        before,
        written=len(changed),
        unchanged=before.unchanged - len(changed),
        problems=(*(problem for item in done for problem in item.problems), *before.problems),
        failed=frozenset(item.path for item in done if item.digest is None),
        changed=changed,
        added=(),
        listing=OutputListing(before.listing.foreign, folders),
    )


def _stamps_now(untouched: Collection[str], done: Iterable[_Done], stamps: OutputStamps) -> OutputStamps:
    """What the files are made of now. Untouched files keep their stamps."""
    kept = {path: stamps[path] for path in untouched}
    return kept | {item.path: item.stamp for item in done if item.stamp is not None}


def _before(output: Path) -> Digests:
    """The manifest of earlier builds. After one that was cut off no digest can be relied on."""
    cut_off = was_cut_off(output)
    manifest = load_manifest(output)
    return dict.fromkeys(manifest) if cut_off else manifest


def _after(before: Digests, done: Iterable[_Done], removals: Mapping[str, Removal]) -> Digests:
    """The manifest of what is there now. A file that could not be written or removed keeps its entry."""
    old = {
        path: digest for path, digest in before.items() if removals.get(path, Removal.STUCK) is Removal.STUCK
    }
    return old | {item.path: item.digest for item in done if item.digest is not None}


# ---- before anything is written ---------------------------------------------------------------


def _refuse_foreign(outputs: Sequence[Output], output: Path, before: Digests) -> None:
    """A file that no earlier build wrote is never overwritten, unless it has the very same bytes."""
    if not any(output.iterdir()):
        return
    own_folders = folders_of(before)
    foreign = [
        item
        for item in outputs
        if item.path not in before
        and not (item.path in own_folders and (output / item.path).is_dir())
        and os.path.lexists(output / item.path)
        and not _is_equal(item, output / item.path)
    ]
    if not foreign:
        return
    names = some_names([item.path for item in foreign])
    raise SiteError(
        [
            error(
                "foreign-output",
                f"{output} holds {counted(len(foreign), 'file')} that no earlier build wrote and that "
                f"this one would overwrite: {names}",
                hint="choose another --output, or empty the folder yourself",
            )
        ]
    )


def _refuse_loss(before: Collection[str], planned: Collection[str], max_lost: float) -> None:
    """A build that would remove so many pages was made from the wrong folder, or with the wrong settings."""
    pages = [path for path in before if path.endswith(".html")]
    lost = sorted(path for path in pages if path not in planned)
    if len(lost) <= max(_FEW_PAGES, max_lost * len(pages)):
        return
    message = f"{len(lost)} of {len(pages)} pages of the last build would go: {some_names(lost)}"
    hint = "if that is meant, build with --allow-loss; how many may go is allforces.max_lost_pages"
    raise SiteError([error("pages-lost", f"{message}; nothing was written", hint=hint)])


def _is_equal(item: Output, target: Path) -> bool:
    if target.is_symlink() or not target.is_file():
        return False
    try:
        return read_regular(target) == item.make()
    except (OSError, SiteError):
        return False


def _without_refused(outputs: Sequence[Output]) -> tuple[list[_Done], list[Output]]:
    """What becomes of the outputs whose path no file of a site can have, and the other outputs."""
    faults = {item.path: fault for item in outputs if (fault := fault_of(item.path))}
    refused = [
        _Done(item.path, problems=(_bad_name(item, faults[item.path]),))
        for item in outputs
        if item.path in faults
    ]
    return refused, [item for item in outputs if item.path not in faults]


def _bad_name(item: Output, fault: str) -> Problem:
    return error(
        "bad-file-name",
        f"nothing is written to {item.path!a}: {fault}",
        item.source,
        hint="rename the file, or give the page another `permalink:`",
    )


# ---- one file ---------------------------------------------------------------------------------


def _write(item: Output, root: Path, folders: Folders, copied: Mapping[str, str | None]) -> _Done:
    """Writes one output, or finds that its file still has the digest that `copied` gives."""
    if known := copied.get(item.path):
        status = _has_digest(root / item.path, known)
        if status is not None:
            return _Done(item.path, known, stamp=stamp_of(item, status))
    try:
        content = item.make()
    except SiteError as exc:
        return _Done(item.path, problems=exc.problems)
    target = root / item.path
    try:
        folders.make_for(item.path)
        digest = sha256(content).hexdigest()
        status = _holds(target, content)
        if status is not None:
            return _Done(item.path, digest, stamp=stamp_of(item, status))
        status = replace_whole(target, content, root)
    except OSError as exc:
        return _Done(item.path, problems=(_disk_problem(exc, item.path, item.source),))
    return _Done(item.path, digest, changed=True, stamp=stamp_of(item, status))


def _has_digest(target: Path, digest: str) -> os.stat_result | None:
    """The status of a file with this SHA-256, taken before it was read; else None."""
    try:
        status = os.lstat(target)
        if stat.S_ISREG(status.st_mode) and sha256(read_regular(target)).hexdigest() == digest:
            return status
    except OSError:
        pass
    return None


def _holds(target: Path, content: bytes) -> os.stat_result | None:
    """The status of a file that holds just `content`, taken before it was read; else None."""
    try:
        status = os.lstat(target)
        if (
            stat.S_ISREG(status.st_mode)
            and status.st_size == len(content)
            and read_regular(target) == content
        ):
            return status
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        pass
    return None


def _disk_problem(exc: OSError, path: str, source: str | None = None) -> Problem:
    return error(
        "write",
        f"{path} cannot be written: {exc.strerror or exc}",
        source,
        hint="mend the disk or the permissions and build again; the file is as it was before",
    )
