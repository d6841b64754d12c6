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
from allforces_site.messages.message import Message, say, say_plural, some_of
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
        message = say("{folder} is not the output of a finished build", folder=str(output))
        raise SiteError([_refused(message, say("build the site here first: allforces build --strict"))])
    if build.failed:
        message = say("the last build of {folder} failed", folder=str(output))
        raise SiteError([_refused(message, say("fix what it reported, and build again"))])
    if build.unpublished:
        message = say(
            "{folder} was built with {options}: it shows what is not published",
            folder=str(output),
            options=build.options,
        )
        raise SiteError([_refused(message, say("build again without"))])
    built = load_manifest(output)
    manifest = built.files
    root = os.path.realpath(output)
    files = {path: _digest(output / path, root) for path in manifest}
    changed = sorted(path for path in manifest if files[path] != manifest[path])
    if changed:
        # The next build may not notice by sizes and times, for instance after a disk fault.
        remove_stamps(stamps_file(cache, output), changed)
        message = say_plural(
            "{number} file of {folder} is not as the build left it: {files}",
            "{number} files of {folder} are not as the build left them: {files}",
            number=len(changed),
            folder=str(output),
            files=some_of(changed),
        )
        raise SiteError([_refused(message, say("build again"))])
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


def _refused(message: Message, hint: Message) -> Problem:
    return error("deploy-refused", message, hint=say("nothing was deployed; {hint}", hint=hint))
