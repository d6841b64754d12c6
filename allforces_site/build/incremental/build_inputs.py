"""What a build reads besides posts, pages and templates, and what it must have in common with another one."""

from __future__ import annotations

import os
from collections.abc import Mapping

from allforces_site.build.options import BuildOptions
from allforces_site.cache.file_stats import FileState, file_state
from allforces_site.cache.fingerprint import fingerprint
from allforces_site.cache.keys import key_of
from allforces_site.config.model import Config
from allforces_site.config.plugins import GEMFILE
from allforces_site.files.static_folders import static_files, unfollowed
from allforces_site.loaders.data import data_files, unfollowed_data
from allforces_site.renderer.theme import ThemeFolders
from allforces_site.sass.sources import imported_files


def identity_of(options: BuildOptions) -> bytes:
    """A digest of what a record and a build must have in common for the build to use the record."""
    return key_of(
        fingerprint(),
        os.fspath(options.source.absolute()),
        os.path.realpath(options.output),
        options.drafts,
        options.future,
        options.unpublished,
        options.base_url,
        options.asset_versions,
        [os.fspath(file.absolute()) for file in options.config_files],
        options.environment,
        options.is_private,
    )


def extra_inputs(options: BuildOptions, folders: ThemeFolders, config: Config) -> list[str]:
    """The paths that a build reads besides posts, pages and templates: settings, data, static files, filters
    in Python, and what style sheets in Sass import.
    """
    source, data_dir = options.source, config.data_dir
    data = (source / file for file in (*data_files(source, data_dir), *unfollowed_data(source, data_dir)))
    static = (*static_files(folders.static).values(), *unfollowed(folders.static))
    filters = {source / place.partition(":")[0] for place in config.allforces.filters.values()}
    gemfile = source / GEMFILE  # It names plugins.
    icon = config.allforces.icon
    icons = [source / icon.path] if icon is not None else []
    paths = (
        *options.config_files,
        *icons,
        gemfile,
        *data,
        *static,
        *imported_files(source, config.sass),
        *filters,
    )
    return [os.fspath(path) for path in paths]


def config_states(options: BuildOptions) -> dict[str, FileState]:
    """The states of the files of settings, by path."""
    return {path: file_state(path) for path in map(os.fspath, options.config_files)}


def extra_input_states(
    options: BuildOptions, folders: ThemeFolders, config: Config, known: Mapping[str, FileState]
) -> dict[str, FileState]:
    """The states of `extra_inputs`, by path, of which some are `known`. To be taken before they are read."""
    return {path: known.get(path) or file_state(path) for path in extra_inputs(options, folders, config)}
