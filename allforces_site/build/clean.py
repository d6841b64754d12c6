"""Removes what builds wrote, so that all is built anew."""

from __future__ import annotations

import shutil
from pathlib import Path

from msgspec.structs import replace

from allforces_site.build.incremental.last_build import record_file
from allforces_site.build.options import BuildOptions
from allforces_site.build.run import COMPILED, check_folders
from allforces_site.cache.parse_cache import FILE
from allforces_site.renderer.theme import IMAGES, find_theme
from allforces_site.write.manifest import load_manifest, save_manifest
from allforces_site.write.stale_files import Removal, remove


def clean(options: BuildOptions) -> None:
    """Removes the files that builds wrote into the output folder, and what is cached of their sources.

    Files that no build wrote, or that somebody changed since, stay. Raises `SiteError` for a source or output
    folder that cannot be right, before anything is removed.
    """
    folders = find_theme(options.source)
    check_folders(options, (*folders.templates, *folders.static))
    _remove_outputs(options.output)
    if options.cache is not None:
        # The journals of the parse cache are beside it.
        for file in (record_file(options.cache, options.output), *options.cache.glob(f"{FILE}*")):
            file.unlink(missing_ok=True)
        for folder in (COMPILED, IMAGES):
            shutil.rmtree(options.cache / folder, ignore_errors=True)


def _remove_outputs(output: Path) -> None:
    manifest = load_manifest(output)
    if not manifest.files:
        return
    left = {
        path: digest
        for path, digest in manifest.files.items()
        if remove(path, output, digest) in (Removal.CHANGED, Removal.FAILED)
    }
    # A build may go on to overwrite what is left: an earlier one wrote it.
    save_manifest(output, replace(manifest, files=left, pages={}))
