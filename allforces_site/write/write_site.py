"""Writes outputs and the manifest: unchanged files stay untouched, each file is written whole or not at all.

The order of steps keeps an interrupted build harmless: first the manifest announces what will be written,
then files are replaced one by one, then stale files are removed, then the manifest lists what exists. Only
stale files in the way of a planned one (a file where a folder is needed) are removed earlier.
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
    has_stamp,
    load_stamps,
    match_stamp,
    save_stamps,
    stamp_of,
)
from allforces_site.errors import Problem, SiteError, error, reason_of
from allforces_site.files.atomic_files import Folders, clear_temporary, replace_whole, was_cut_off
from allforces_site.files.paths import fault_of
from allforces_site.files.regular_files import read_regular
from allforces_site.messages.message import Message, say, say_plural, some_of
from allforces_site.model import Output
from allforces_site.urls.permalinks import folders_of
from allforces_site.workers import spread
from allforces_site.write.foreign_files import OutputListing, foreign_notes, list_output, listing_after
from allforces_site.write.manifest import Digests, Manifest, PageRecord, load_manifest, save_manifest
from allforces_site.write.page_content import PageContent, page_content
from allforces_site.write.stale_files import Removal, in_the_way, remove, stale_problems

_NOTHING = OutputListing()

# Any site may lose this many pages: removing one post removes the pages of its tags and months, too.
_FEW_PAGES = 10


class Written(msgspec.Struct, frozen=True):
    """What a build did to the output folder.

    `written` and `unchanged` count files. Of the paths, `failed` are those of outputs that could not be made
    or written, `changed` those of files that were written, and `added` those of `changed` that no earlier
    build had. `gone` are the pages of the last build, by path, that search engines know and where no file is
    now. `listing` and `stamps` describe the folder afterwards.
    """

    written: int = 0
    unchanged: int = 0
    removed: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    failed: frozenset[str] = frozenset()
    changed: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
    gone: Mapping[str, PageRecord] = msgspec.field(default_factory=dict)
    listing: OutputListing = _NOTHING
    stamps: OutputStamps = msgspec.field(default_factory=dict)


class KnownOutput(msgspec.Struct, frozen=True):
    """What the last build left in an output folder that is known to hold exactly that (`output_state`)."""

    stamps: OutputStamps
    listing: OutputListing


class _FileResult(msgspec.Struct, frozen=True):
    """The result of writing one output: its digest, or the problems that kept it from being written.

    `content` is that of a page, None for one that was not made anew.
    """

    path: str
    digest: str | None = None
    changed: bool = False
    stamp: OutputStamp | None = None
    content: PageContent | None = None
    problems: tuple[Problem, ...] = ()


class _Previous(msgspec.Struct, frozen=True):
    """What earlier builds left: the digests of their files, their pages, and output stamps, all by path.

    `is_known`: every file with a stamp is still the one that it was given for.
    """

    digests: Digests
    pages: Mapping[str, PageRecord]
    stamps: OutputStamps
    is_known: bool


def write_site(
    outputs: Sequence[Output],
    output: Path,
    jobs: int,
    *,
    stale: Collection[str] | None = None,
    address: str = "",
    with_content: bool = False,
    max_lost: float = 1.0,
    stamps_at: Path | None = None,
    known: KnownOutput | None = None,
    is_private: bool = False,
    on_done: Callable[[int], None] = lambda _: None,
) -> Written:
    """Writes `outputs` below `output`. Raises `SiteError` if that cannot begin.

    `stale` are the paths of earlier builds' files to remove; None stands for all that are not planned now.
    A build that would remove more than the share `max_lost` of the present pages is
    refused: that is an accident, not an edit. Problems of single outputs are returned, and their files stay
    as they were. An output whose file is untouched since it got its stamp, in the file `stamps_at`, is not
    made again; if the folder is `known`, no file is asked whether it was touched. Of a folder that
    `is_private`, other files are not listed. `address` is that of the site, with the baseurl, for the
    manifest, which says `with_content` what each page says.
    """
    try:
        output.mkdir(parents=True, exist_ok=True)
        # Of an empty folder is known that it holds nothing that no build wrote.
        listed = known.listing if known else None if any(output.iterdir()) else _NOTHING
        stamps = known.stamps if known else load_stamps(stamps_at)
        manifest = load_manifest(output)
        refused, outputs = _without_bad_names(outputs, manifest.files.keys())
        planned = {item.path for item in outputs}
        before = _Previous(_digests_before(output, manifest), manifest.pages, stamps, known is not None)
        _refuse_foreign(outputs, output, before.digests)
        if stale is None:
            stale = before.digests.keys() - planned
        _refuse_loss(before.digests.keys(), stale, max_lost)
        if not planned <= before.digests.keys():
            announced = {**dict.fromkeys(planned), **before.digests}
            save_manifest(output, Manifest(announced, manifest.pages, manifest.address))
        own_stale = sorted(path for path in stale if path in before.digests)
        removals = _remove(in_the_way(own_stale, planned), output, before.digests)
        made = _write_changed(outputs, output, jobs, before, on_done, with_content=with_content)
        results = [*refused, *made]
        if not any(item.problems for item in results):
            left = [path for path in own_stale if path not in removals]
            removals |= _remove(left, output, before.digests)
        after = _digests_after(before.digests, results, removals)
        read = partial(_read_below, output) if with_content else None
        site = Manifest(after, _pages_after(before.pages, outputs, results, after, read), address)
        if site != replace(manifest, files=before.digests):
            save_manifest(output, site)
        stamps = _stamps_after(before.stamps, after, results)
        if stamps != before.stamps:
            save_stamps(stamps_at, stamps)
        clear_temporary(output)
        own, touched = {*after, *planned, *removals}, _touched(results, removals)
        listing = _NOTHING if is_private else _listing(output, listed, own, touched)
    except OSError as exc:
        raise SiteError([_disk_problem(exc, str(output))]) from None
    return Written(
        written=sum(item.changed for item in results),
        unchanged=sum(item.digest is not None and not item.changed for item in results),
        removed=tuple(sorted(path for path, removal in removals.items() if removal is Removal.REMOVED)),
        problems=(*_problems_of(results), *stale_problems(removals), *foreign_notes(output, listing.foreign)),
        failed=frozenset(item.path for item in results if item.digest is None),
        changed=tuple(sorted(item.path for item in results if item.changed)),
        added=tuple(
            sorted(item.path for item in results if item.changed and item.path not in before.digests)
        ),
        gone={path: page for path, page in before.pages.items() if page.is_announced and path not in after},
        listing=listing,
        stamps=stamps,
    )


def _remove(stale: Iterable[str], output: Path, digests: Digests) -> dict[str, Removal]:
    return {path: remove(path, output, digests[path]) for path in stale}


def _write_changed(
    outputs: Sequence[Output],
    output: Path,
    jobs: int,
    before: _Previous,
    on_done: Callable[[int], None],
    *,
    with_content: bool,
) -> list[_FileResult]:
    """Writes the outputs whose files do not match their stamps; the others are done already."""
    digests, stamps = before.digests, before.stamps
    match = has_stamp if before.is_known else partial(match_stamp, output=output)
    matches = {item.path: match(item, stamps=stamps) for item in outputs if digests.get(item.path)}
    untouched = sorted(path for path, match in matches.items() if match is StampMatch.UNTOUCHED)
    results = [_FileResult(path, digests[path], stamp=stamps[path]) for path in untouched]
    changed = [item for item in outputs if matches.get(item.path) is not StampMatch.UNTOUCHED]
    copied = {path: digests[path] for path, match in matches.items() if match is StampMatch.COPIED}
    folders = Folders(output)
    write_one = partial(_write, root=output, folders=folders, copied=copied, with_content=with_content)
    results += spread(
        write_one,
        changed,
        jobs,
        lambda number: on_done(len(untouched) + number),
        cost=lambda item: item.cost,
    )
    if not changed:
        on_done(len(untouched))
    return results


def _stamps_after(before: OutputStamps, after: Digests, results: Iterable[_FileResult]) -> OutputStamps:
    """The stamps after a build: those of its files, and of files that it left as they were."""
    made = {item.path: item.stamp for item in results}
    kept = {path: stamp for path, stamp in before.items() if path in after and path not in made}
    return kept | {path: stamp for path, stamp in made.items() if stamp is not None}


def _touched(results: Iterable[_FileResult], removals: Mapping[str, Removal]) -> list[str]:
    """The paths of files that a build wrote or removed."""
    return [item.path for item in results if item.changed or item.digest is None] + [*removals]


def _listing(
    output: Path, before: OutputListing | None, own: Collection[str], touched: Iterable[str]
) -> OutputListing:
    """The listing of a folder after a build; `before` is None if nothing is known of it."""
    return list_output(output, own) if before is None else listing_after(before, output, own, touched)


def _problems_of(results: Iterable[_FileResult]) -> list[Problem]:
    return [problem for item in results for problem in item.problems]


def _digests_before(output: Path, manifest: Manifest) -> Digests:
    """The files of earlier builds; without digests after a build that was cut off."""
    return dict.fromkeys(manifest.files) if was_cut_off(output) else manifest.files


def _digests_after(
    before: Digests, results: Iterable[_FileResult], removals: Mapping[str, Removal]
) -> Digests:
    """The manifest after a build. A file that could not be written or removed keeps its entry."""
    old = {
        path: digest
        for path, digest in before.items()
        if removals.get(path, Removal.FAILED) is Removal.FAILED
    }
    return old | {item.path: item.digest for item in results if item.digest is not None}


def _pages_after(
    before: Mapping[str, PageRecord],
    outputs: Iterable[Output],
    results: Iterable[_FileResult],
    after: Digests,
    read: Callable[[str], bytes] | None,
) -> dict[str, PageRecord]:
    """The pages after a build: those of `outputs`, and others whose files it left as they were.

    `read` returns the bytes of a page; None if its content is not recorded.
    """
    planned = {item.path: item for item in outputs}
    pages = {path: page for path, page in before.items() if path in after and path not in planned}
    for result in results:
        item = planned.get(result.path)
        if result.digest is not None and item is not None and item.url is not None:
            content = result.content or _known_content(before.get(item.path), item.path, read)
            pages[item.path] = PageRecord(item.url, content.digest, content.is_noindex, item.in_sitemap)
        elif result.digest is None and result.path in before and result.path in after:
            pages[result.path] = before[result.path]
    return pages


def _known_content(page: PageRecord | None, path: str, read: Callable[[str], bytes] | None) -> PageContent:
    """The content of a page that is as the last build left it; read if that did not record it."""
    if read is None:
        return PageContent("", is_noindex=False)
    if page is not None and page.content:
        return PageContent(page.content, page.is_noindex)
    return page_content(read(path))


def _read_below(output: Path, path: str) -> bytes:
    return read_regular(output / path)


# ---- before anything is written ---------------------------------------------------------------


def _refuse_foreign(outputs: Sequence[Output], output: Path, before: Digests) -> None:
    """Raises `SiteError` if an output would overwrite other bytes in a file that no earlier build wrote."""
    new = [item for item in outputs if item.path not in before]
    if not new or not any(output.iterdir()):
        return
    own_folders = folders_of(before)
    foreign = [
        item
        for item in new
        if not (item.path in own_folders and (output / item.path).is_dir())
        and os.path.lexists(output / item.path)
        and not _is_equal(item, output / item.path)
    ]
    if not foreign:
        return
    raise SiteError(
        [
            error(
                "foreign-output",
                say_plural(
                    "{folder} holds {number} file that no earlier build wrote and that this one would "
                    "overwrite: {names}",
                    "{folder} holds {number} files that no earlier build wrote and that this one would "
                    "overwrite: {names}",
                    number=len(foreign),
                    folder=str(output),
                    names=some_of([item.path for item in foreign]),
                ),
                hint=say("choose another --output, or empty the folder yourself"),
            )
        ]
    )


def _refuse_loss(before: Collection[str], stale: Collection[str], max_lost: float) -> None:
    """Raises `SiteError` for a build that would remove many pages: its folder or settings are wrong."""
    lost = sorted(path for path in stale if path.endswith(".html"))
    if not lost:
        return
    pages = [path for path in before if path.endswith(".html")]
    if len(lost) <= max(_FEW_PAGES, max_lost * len(pages)):
        return
    message = say(
        "{lost} of {pages} pages of the last build would go: {names}; nothing was written",
        lost=len(lost),
        pages=len(pages),
        names=some_of(lost),
    )
    hint = say("if that is meant, build with --allow-loss; how many may go is allforces.max_lost_pages")
    raise SiteError([error("pages-lost", message, hint=hint)])


def _is_equal(item: Output, target: Path) -> bool:
    if target.is_symlink() or not target.is_file():
        return False
    try:
        return read_regular(target) == item.make()
    except (OSError, SiteError):
        return False


def _without_bad_names(
    outputs: Sequence[Output], good: Collection[str]
) -> tuple[list[_FileResult], Sequence[Output]]:
    """Results for the outputs whose path no file of a site can have, and the other outputs.

    Paths that are known to be `good` are not looked at.
    """
    new = (item.path for item in outputs if item.path not in good)
    faults = {path: fault for path in new if (fault := fault_of(path))}
    if not faults:
        return [], outputs
    refused = [
        _FileResult(item.path, problems=(_bad_name(item, faults[item.path]),))
        for item in outputs
        if item.path in faults
    ]
    return refused, [item for item in outputs if item.path not in faults]


def _bad_name(item: Output, fault: Message) -> Problem:
    return error(
        "bad-file-name",
        say("nothing is written to {path}: {fault}", path=ascii(item.path), fault=fault),
        item.source,
        hint=say("rename the file, or give the page another `permalink:`"),
    )


# ---- one file ---------------------------------------------------------------------------------


def _write(
    item: Output, root: Path, folders: Folders, copied: Mapping[str, str | None], *, with_content: bool
) -> _FileResult:
    """Writes one output, unless its file is in `copied` and still has the digest given there."""
    if known := copied.get(item.path):
        status = _has_digest(f"{root}/{item.path}", known)
        if status is not None:
            return _FileResult(item.path, known, stamp=stamp_of(item, status))
    try:
        content = item.make()
    except SiteError as exc:
        return _FileResult(item.path, problems=exc.problems)
    target = f"{root}/{item.path}"
    try:
        folders.make_for(item.path)
        digest = sha256(content).hexdigest()
        page = page_content(content) if with_content and item.url is not None else None
        status = _holds(target, content)
        if status is not None:
            return _FileResult(item.path, digest, stamp=stamp_of(item, status), content=page)
        status = replace_whole(target, content, root)
    except OSError as exc:
        return _FileResult(item.path, problems=(_disk_problem(exc, item.path, item.source),))
    return _FileResult(item.path, digest, changed=True, stamp=stamp_of(item, status), content=page)


def _has_digest(target: str, digest: str) -> os.stat_result | None:
    """The status of a file that has this SHA-256, taken before reading; else None."""
    try:
        status = os.lstat(target)
        if stat.S_ISREG(status.st_mode) and sha256(read_regular(target)).hexdigest() == digest:
            return status
    except OSError:
        pass
    return None


def _holds(target: str, content: bytes) -> os.stat_result | None:
    """The status of a file that holds exactly `content`, taken before reading; else None."""
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
        say("{path} cannot be written: {reason}", path=path, reason=reason_of(exc)),
        source,
        hint=say("check the disk and the permissions and build again; the file is as it was before"),
    )
