"""Reads the built site in the output folder, and refuses one that must not be deployed."""

from __future__ import annotations

import os
from hashlib import sha256
from pathlib import Path

import msgspec

from allforces_site.cache.output_stamps import remove_stamps, stamps_file
from allforces_site.errors import Problem, SiteError, error
from allforces_site.files.paths import lies_inside
from allforces_site.files.regular_files import read_regular
from allforces_site.text.counted import counted, some_names
from allforces_site.write.build_status import load_build_status, manifest_digest, status_file
from allforces_site.write.manifest import PageRecord, load_manifest


class LocalSite(msgspec.Struct, frozen=True):
    """A built site: `files` are the SHA-256 of each file by its path below `root`; see also `Manifest`."""

    root: Path
    files: dict[str, str]
    pages: dict[str, PageRecord] = {}
    address: str = ""


def read_local_site(output: Path, cache: Path) -> LocalSite:
    """The site that the last build wrote to `output`; every file is read.

    Raises `SiteError` if that build did not finish, failed or included unpublished posts, or if files changed
    since. `cache` is the folder with the record of that build.
    """
    digest = manifest_digest(output)
    build = load_build_status(status_file(cache, output))
    if digest is None or build is None or build.manifest != digest:
        message = f"{output} is not the output of a finished build"
        raise SiteError([_refused(message, "build the site here first: allforces build --strict")])
    if build.failed:
        message = f"the last build of {output} failed"
        raise SiteError([_refused(message, "fix what it reported, and build again")])
    if build.unpublished:
        message = f"{output} was built with {' and '.join(build.unpublished)}: it shows what is not published"
        raise SiteError([_refused(message, "build again without")])
    built = load_manifest(output)
    manifest = built.files
    root = os.path.realpath(output)
    files = {path: _digest(output / path, root) for path in manifest}
    changed = sorted(path for path in manifest if files[path] != manifest[path])
    if changed:
        # The next build may not notice by sizes and times, for instance after a disk fault.
        remove_stamps(stamps_file(cache, output), changed)
        verb = "is" if len(changed) == 1 else "are"
        subject = f"{counted(len(changed), 'file')} of {output} {verb} not as the build left"
        message = f"{subject} {'it' if len(changed) == 1 else 'them'}: {some_names(changed)}"
        raise SiteError([_refused(message, "build again")])
    present = {path: digest for path, digest in files.items() if digest is not None}
    return LocalSite(output, present, built.pages, built.address)


def _digest(file: Path, root: str) -> str | None:
    """The SHA-256 of a file below `root`; None if it is not a file, or is elsewhere, behind a link."""
    try:
        if file.is_symlink() or not file.is_file() or not lies_inside(file, root):
            return None
        return sha256(read_regular(file)).hexdigest()
    except OSError:
        return None


def _refused(message: str, hint: str) -> Problem:
    return error("deploy-refused", message, hint=f"nothing was deployed; {hint}")
