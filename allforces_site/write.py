"""Outputs and manifest to disk: unchanged files untouched, each file whole or not at all, nothing lost.

The order of steps keeps an interrupted build harmless: the manifest first announces what will be
written, then files are replaced one by one, then stale ones go, then the manifest says what is there.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from pathlib import Path, PurePosixPath

from allforces_site.errors import Problem, SiteError, error, note
from allforces_site.manifest import MANIFEST_FILE, Digests, load_manifest, save_manifest
from allforces_site.model import Output
from allforces_site.workers import spread

# Replaced files are prepared here: on the same file system, so that they can be moved into place.
_TEMPORARY = ".allforces-tmp"

# Names of foreign files that one message shows.
_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Written:
    """What a build did to the output folder. `written` and `unchanged` count files."""

    written: int = 0
    unchanged: int = 0
    removed: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class _Done:
    """One output's fate: its digest, or the problems that kept it from being written."""

    path: str
    digest: str | None = None
    changed: bool = False
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
    on_done: Callable[[int], None] = lambda _: None,
) -> Written:
    """Writes all outputs below `output`. Raises `SiteError` when that cannot begin.

    With `keep_stale` (the site has errors, so pages may be missing) nothing is removed. Problems of
    single outputs are returned, and the files that they concern stay as they were.
    """
    try:
        output.mkdir(parents=True, exist_ok=True)
        before = load_manifest(output)
        _refuse_foreign(outputs, output, before)
        planned = {item.path for item in outputs}
        save_manifest(output, {**dict.fromkeys(planned), **before})
        stale = sorted(set(before) - planned)
        removed, kept = ([], []) if keep_stale else _remove(stale, output, before)
        done = spread(
            partial(_write, root=output, real_root=os.path.realpath(output)), outputs, jobs, on_done
        )
        _clear_temporary(output)
        after = _after(before, done, removed, keep_stale=keep_stale)
        save_manifest(output, after)
    except OSError as exc:
        raise SiteError([_disk_problem(exc, str(output))]) from None
    problems = [problem for item in done for problem in item.problems]
    return Written(
        written=sum(item.changed for item in done),
        unchanged=sum(item.digest is not None and not item.changed for item in done),
        removed=tuple(removed),
        problems=(*problems, *_kept_notes(output, {*after, *planned}, kept)),
    )


def _after(before: Digests, done: Iterable[_Done], removed: Iterable[str], *, keep_stale: bool) -> Digests:
    """The manifest of what is there now. A file that could not be written keeps its old entry."""
    written = {item.path: item.digest for item in done if item.digest is not None}
    failed = {item.path for item in done if item.digest is None}
    gone = set(removed)
    old = {
        path: digest for path, digest in before.items() if (keep_stale or path in failed) and path not in gone
    }
    return {**old, **written}


# ---- before anything is written ---------------------------------------------------------------


def _refuse_foreign(outputs: Sequence[Output], output: Path, before: Digests) -> None:
    """A file that no earlier build wrote is never overwritten, unless it has the very same bytes."""
    if not any(output.iterdir()):
        return
    foreign = [
        item
        for item in outputs
        if item.path not in before
        and os.path.lexists(output / item.path)
        and not _is_equal(item, output / item.path)
    ]
    if not foreign:
        return
    names = ", ".join(item.path for item in foreign[:_SHOWN]) + (", …" if len(foreign) > _SHOWN else "")
    raise SiteError(
        [
            error(
                "foreign-output",
                f"{output} holds {len(foreign)} file(s) that no earlier build wrote and that this one "
                f"would overwrite: {names}",
                hint="choose another --output, or empty the folder yourself",
            )
        ]
    )


def _is_equal(item: Output, target: Path) -> bool:
    if target.is_symlink() or not target.is_file():
        return False
    try:
        return target.read_bytes() == item.make()
    except (OSError, SiteError):
        return False


# ---- one file ---------------------------------------------------------------------------------


def _write(item: Output, root: Path, real_root: str) -> _Done:
    try:
        content = item.make()
    except SiteError as exc:
        return _Done(item.path, problems=exc.problems)
    target = root / item.path
    try:
        digest = sha256(content).hexdigest()
        if _holds(target, content):
            return _Done(item.path, digest)
        _make_folder(target.parent, real_root)
        _replace(target, content, root / _TEMPORARY)
    except OSError as exc:
        return _Done(item.path, problems=(_disk_problem(exc, item.path, item.source),))
    return _Done(item.path, digest, changed=True)


def _holds(target: Path, content: bytes) -> bool:
    try:
        return (
            not target.is_symlink()
            and os.stat(target).st_size == len(content)
            and target.read_bytes() == content
        )
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        return False


def _make_folder(folder: Path, real_root: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    real = os.path.realpath(folder)
    if real != real_root and not real.startswith(real_root + os.sep):
        raise OSError(0, "a link in the output folder leads out of it")


def _replace(target: Path, content: bytes, temporary_folder: Path) -> None:
    temporary_folder.mkdir(exist_ok=True)
    temporary = temporary_folder / f"{os.getpid()}"
    try:
        temporary.write_bytes(content)
        temporary.replace(target)
    finally:
        temporary.unlink(missing_ok=True)


def _clear_temporary(output: Path) -> None:
    folder = output / _TEMPORARY
    if folder.is_dir():
        for left_over in folder.iterdir():
            left_over.unlink()
        folder.rmdir()


def _disk_problem(exc: OSError, path: str, source: str | None = None) -> Problem:
    return error(
        "write",
        f"{path} cannot be written: {exc.strerror or exc}",
        source,
        hint="mend the disk or the permissions and build again; the file is as it was before",
    )


# ---- what is stale ----------------------------------------------------------------------------


def _remove(stale: Iterable[str], output: Path, before: Digests) -> tuple[list[str], list[str]]:
    """Removes files of earlier builds; one that somebody changed since stays. (removed, kept)"""
    removed, kept = [], []
    for path in stale:
        target = output / path
        if not _inside(path) or not os.path.lexists(target):
            continue
        if target.is_symlink() or not target.is_file() or not _is_ours(target, before[path]):
            kept.append(path)
            continue
        target.unlink()
        removed.append(path)
        _remove_empty_folders(target.parent, output)
    return removed, kept


def _inside(path: str) -> bool:
    """A manifest is a file that anybody may edit: what it lists must lie in the folder."""
    parts = PurePosixPath(path).parts
    return bool(parts) and ".." not in parts and not PurePosixPath(path).is_absolute()


def _is_ours(target: Path, digest: str | None) -> bool:
    return digest is None or sha256(target.read_bytes()).hexdigest() == digest


def _remove_empty_folders(folder: Path, output: Path) -> None:
    while folder != output:
        try:
            folder.rmdir()
        except OSError:
            return
        folder = folder.parent


def _kept_notes(output: Path, known: set[str], changed: Sequence[str]) -> list[Problem]:
    notes = [
        note(
            "kept-output",
            f"{path} was changed since it was written; it is no part of the site any more and stays",
            hint="delete it yourself if nobody needs it",
        )
        for path in changed
    ]
    foreign = sorted(set(_foreign_files(output)) - known - set(changed))
    if foreign:
        names = ", ".join(foreign[:_SHOWN]) + (", …" if len(foreign) > _SHOWN else "")
        notes.append(
            note("kept-output", f"{len(foreign)} file(s) in {output} that no build wrote stay: {names}")
        )
    return notes


def _foreign_files(output: Path) -> Iterable[str]:
    for folder, folders, files in os.walk(output):
        folders[:] = [name for name in folders if name != ".git"]
        for name in files:
            path = os.path.relpath(os.path.join(folder, name), output).replace(os.sep, "/")
            if path != MANIFEST_FILE:
                yield path
