"""Builds a site, fully or incrementally. Imports the full build only when it is needed."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from msgspec.structs import replace

from allforces_site.build.incremental.comparison import compare_with
from allforces_site.build.incremental.incremental_build import incremental_build, last_build_of
from allforces_site.build.options import BuildOptions, split_base_url
from allforces_site.build.report import Report
from allforces_site.cache.parse_cache import ParseCache
from allforces_site.errors import SiteError
from allforces_site.loaders.source_folder import check_source_folder
from allforces_site.renderer.theme import find_theme
from allforces_site.workers import Progress
from allforces_site.write.output_folder import check_output_folder
from allforces_site.write.write_site import Written

__all__ = ["BuildOptions", "build", "failed_report", "split_base_url"]

# The folder of the cache with compiled templates.
COMPILED = "templates"


def build(options: BuildOptions, now: datetime, progress: Progress = lambda *_: None) -> Report:
    """Builds the site and reports what was done. A broken source file does not affect the other pages.

    Raises `SiteError` when nothing can be built: a bad configuration, a bad output folder.
    """
    folders = find_theme(options.source)
    check_folders(options, (*folders.templates, *folders.static))
    if options.cache is not None:
        folders = replace(folders, compiled=options.cache / COMPILED)
    last = last_build_of(options)
    before = compare_with(last, options, folders) if last else None
    with ParseCache(options.cache) as parse_cache:
        report = incremental_build(options, folders, before, now, progress, parse_cache) if before else None
        if report is not None:
            return report
        from allforces_site.build.full import full_build

        return full_build(options, folders, now, progress, parse_cache, before)


def failed_report(options: BuildOptions, exc: SiteError) -> Report:
    """The report of a build that could not begin because of `exc`."""
    return Report(None, list, (), exc.problems, Written(), {"total": 0.0}, options.strict, None)


def check_folders(options: BuildOptions, read: tuple[Path, ...]) -> None:
    """Raises `SiteError` if the source or output folder cannot be right; `read` are folders of the theme."""
    check_source_folder(options.source)
    check_output_folder(options.output, options.source, read)
