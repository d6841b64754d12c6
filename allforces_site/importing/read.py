"""Reads the site of a repository, and of the project made of it, with the functions of a build."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from pathlib import Path

from msgspec.structs import replace

from allforces_site.build.options import BuildOptions
from allforces_site.build.pipeline import ReadSite, configure, read_site
from allforces_site.cache.parse_cache import ParseCache
from allforces_site.config.model import Config, Surroundings
from allforces_site.errors import Problem
from allforces_site.importing.repository import USUAL_OUTPUT, Repository
from allforces_site.loaders.load import load_sources
from allforces_site.loaders.overrides import TEMPLATES, holds_pages
from allforces_site.renderer.theme import ThemeFolders, find_theme
from allforces_site.workers import Progress


def own_templates(repository: Repository) -> Path | None:
    """The folder of the site's own templates of this generator, if there is one: it holds no pages."""
    folder = repository.source / TEMPLATES
    return folder if folder.is_dir() and not holds_pages(folder) else None


def read_repository(
    repository: Repository, now: datetime, jobs: int, progress: Progress, parse_cache: ParseCache
) -> ReadSite:
    """The site as `allforces build` reads it in the repository, with what is not published yet.

    Raises `SiteError` for settings that no site can be built with.
    """
    source, own = repository.source, own_templates(repository)
    options = _options(source, repository.configs, jobs)
    config, problems = _configured(options, parse_cache)
    config = replace(config, surroundings=Surroundings(repository.built[0], own is not None))
    usual = find_theme(source)
    theme = ThemeFolders(
        (*([own] if own else []), usual.templates[-1]), usual.static[-1:], source=source, jekyll=usual.jekyll
    )
    load = partial(load_sources, source, jobs=jobs, progress=progress, parse_cache=parse_cache)
    read = read_site(options, theme, now, parse_cache, load, config)
    return replace(read, problems=(*problems, *read.problems))


def read_project(
    source: Path, now: datetime, jobs: int, progress: Progress, parse_cache: ParseCache
) -> ReadSite:
    """The site of a project with the source folder `source`, with what is not published yet."""
    options = _options(source, (), jobs)
    config, _ = _configured(options, parse_cache)
    load = partial(load_sources, source, jobs=jobs, progress=progress, parse_cache=parse_cache)
    return read_site(options, find_theme(source), now, parse_cache, load, config)


def _configured(options: BuildOptions, parse_cache: ParseCache) -> tuple[Config, tuple[Problem, ...]]:
    """The settings, without the search: it takes half of the time in which posts are read."""
    config, problems = configure(options, parse_cache)
    return replace(config, allforces=replace(config.allforces, search=False)), problems


def _options(source: Path, configs: tuple[Path, ...], jobs: int) -> BuildOptions:
    return BuildOptions(
        source, source / USUAL_OUTPUT, jobs, drafts=True, future=True, unpublished=True, configs=configs
    )


def addresses(read: ReadSite) -> frozenset[str]:
    """The files of a site that are made of its sources: posts, pages, copied files, redirects."""
    site = read.site
    made = [(post.path, post.source.redirect_from) for post in site.posts]
    made += [(page.path, page.redirect_from) for page in site.pages]
    redirects = {address for _, froms in made for address in froms}
    return frozenset({path for path, _ in made} | redirects | {asset.path for asset in site.assets})
