"""Makes a project of a Jekyll repository.

repository ─ read ─▶ ReadSite ─ survey ─▶ files, lists ─ fill ─▶ a new folder ─ read, compare ─▶ into place
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import msgspec

from allforces_site.build.pipeline import ReadSite
from allforces_site.cache.parse_cache import ParseCache
from allforces_site.config.model import CONFIG_FILE
from allforces_site.errors import Problem, Severity, SiteError, in_order
from allforces_site.files.regular_files import read_regular
from allforces_site.importing import target as place
from allforces_site.importing.list_page import FILE, list_page
from allforces_site.importing.plugins import missing_plugins
from allforces_site.importing.read import addresses, read_project, read_repository
from allforces_site.importing.repository import Repository, find_repository
from allforces_site.importing.settings import idle_settings, with_comments
from allforces_site.importing.survey import Survey, survey
from allforces_site.importing.to_port import Templates
from allforces_site.importing.values import (
    Counts,
    Imported,
    ImportFailedError,
    Porting,
    Remark,
    Setting,
)
from allforces_site.loaders.overrides import SOURCE
from allforces_site.messages.message import ENGLISH, say, some_of
from allforces_site.scaffold.new_blog import new_blog
from allforces_site.scaffold.requirement import Requirement
from allforces_site.workers import Progress

# Problems of a site that a move should solve first.
_TO_DECIDE = ("no-timezone", "no-url")


class ImportOptions(msgspec.Struct, frozen=True):
    """`folder` is the repository, `target` the project's folder. With `dry_run`, that is not made after all.

    `generator` is the requirement by which the project installs this generator. What is written for people is
    in the language `lang`.
    """

    folder: Path
    target: Path
    jobs: int
    generator: Requirement
    dry_run: bool = False
    lang: str = ENGLISH


def import_site(options: ImportOptions, now: datetime, progress: Progress) -> Imported:
    """Imports the repository: all of it, or nothing.

    Raises `ImportRefusedError` for folders that cannot be what was meant, `SiteError` for files or settings
    that cannot be read, `ImportFailedError` if the project would not build what the repository builds, and
    OSError.
    """
    place.check_place(options.target, options.folder)
    repository = find_repository(options.folder)
    place.check_free(options.target, [FILE, *(file.path for file in new_blog("", now, options.lang))])
    with place.new_folder_beside(options.target) as home, ParseCache(home / "cache") as parse_cache:
        read = read_repository(repository, now, options.jobs, progress, parse_cache)
        surveyed = survey(repository, read)
        if surveyed.problems:
            raise SiteError(surveyed.problems)
        imported = _imported(options, repository, read, surveyed)
        project = home / "project"
        place.fill(project, surveyed.moves, _texts(imported, repository, options, now))
        _check_addresses(read, read_project(project / SOURCE, now, options.jobs, progress, parse_cache))
        if not options.dry_run:
            place.put_into_place(project, options.target)
    return imported


def _imported(options: ImportOptions, repository: Repository, read: ReadSite, surveyed: Survey) -> Imported:
    templates = Templates(read)
    plugins = missing_plugins(read.config, repository)
    porting = Porting(templates.layouts, templates.includes, templates.tags, templates.faulty, tuple(plugins))
    config = repository.configs[0] if repository.configs else None
    settings = idle_settings(config, plugins, read.problems) if config else []
    problems = in_order(read.problems)
    return Imported(
        str(options.folder),
        str(options.target),
        read.config.title or repository.root.name,
        not options.dry_run,
        _counts(read, surveyed),
        tuple(settings),
        porting,
        surveyed.left_out,
        (*_decisions(read.problems), *surveyed.remarks),
        tuple(problems),
    )


def _counts(read: ReadSite, surveyed: Survey) -> Counts:
    site = read.site
    files = sum(move.path.startswith(f"{SOURCE}/") for move in surveyed.moves)
    return Counts(files, len(site.posts), len(site.pages), len(site.assets), len(addresses(read)))


def _decisions(problems: Sequence[Problem]) -> list[Remark]:
    """What the owner has to decide for the site, and errors, which keep files out of it."""
    found = [item for item in problems if item.code in _TO_DECIDE or item.severity is Severity.ERROR]
    return [
        Remark(
            f"{item.file or ''}{f':{item.line}' if item.line else ''}",
            item.message,
            item.hint or say("correct it"),
        )
        for item in found
    ]


def _texts(
    imported: Imported, repository: Repository, options: ImportOptions, now: datetime
) -> dict[str, str | bytes]:
    """The files of the project that are not those of the repository, by path."""
    name = " ".join(imported.name.split()).replace('"', "").replace("\\", "")
    files = new_blog(name, now, options.lang, options.generator)
    texts: dict[str, str | bytes] = {
        file.path: file.text for file in files if not file.path.startswith(f"{SOURCE}/")
    }
    texts[FILE] = list_page(imported, options.lang)
    if repository.configs:
        settings: Sequence[Setting] = imported.settings
        content = read_regular(repository.configs[0])
        texts[f"{SOURCE}/{CONFIG_FILE}"] = with_comments(content, settings, options.lang)
    return texts


def _check_addresses(read: ReadSite, project: ReadSite) -> None:
    """Raises `ImportFailedError` if the project does not build what the repository builds."""
    lost = addresses(read) - addresses(project)
    if lost:
        raise ImportFailedError(
            say(
                "the project would lose {lost} of {all} addresses, such as {files}; "
                "this is a fault of the program: please report it",
                lost=len(lost),
                all=len(addresses(read)),
                files=some_of(sorted(lost)),
            )
        )
