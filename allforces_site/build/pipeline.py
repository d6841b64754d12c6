"""The one chain from a source folder to a site, shared by build, check and repair.

options ─ configure ─▶ Config ─ load ─▶ Sources ─ assemble ─▶ Site ─ plan ─▶ Planned(outputs)
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TypeAlias

import msgspec
from msgspec.structs import replace

from allforces_site.build.options import BuildOptions, split_base_url
from allforces_site.cache.parse_cache import ParseCache
from allforces_site.config.authors import author_names
from allforces_site.config.load import load_config
from allforces_site.config.missing_plugins import missing_plugins
from allforces_site.config.model import Config
from allforces_site.config.plugins import GEMFILE, text_or_nothing, used_plugins
from allforces_site.errors import Problem, warning
from allforces_site.images.published import ReadFiles
from allforces_site.loaders.context import ReadContext
from allforces_site.loaders.data import read_data
from allforces_site.loaders.overrides import surroundings
from allforces_site.loaders.source_record import SourceRecord
from allforces_site.messages.message import say
from allforces_site.model import Output, Site, Sources
from allforces_site.outputs import Planned
from allforces_site.renderer.jekyll.own_filters import own_filters
from allforces_site.renderer.theme import Theme, ThemeFolders, make_theme
from allforces_site.site.assemble import assemble
from allforces_site.site.connections import FindRelated, navigation
from allforces_site.site.related import related
from allforces_site.site.time_zone_notice import time_zone_problems

LoadSources: TypeAlias = Callable[[ReadContext], tuple[Sources, SourceRecord]]
PlanOutputs: TypeAlias = Callable[[Site], Planned]


class ReadSite(msgspec.Struct, frozen=True):
    """A site that was read, and its theme.

    `problems` are those of the configuration, of data files and of the sources; those of `site` are its own.
    `find_related` is that of `assemble`.
    """

    config: Config
    context: ReadContext
    sources: Sources
    source_record: SourceRecord
    site: Site
    theme: Theme
    problems: tuple[Problem, ...]
    find_related: FindRelated


def read_site(
    options: BuildOptions,
    folders: ThemeFolders,
    now: datetime,
    parse_cache: ParseCache,
    load: LoadSources,
    configured: Config | None = None,
    find_related: FindRelated = related,
) -> ReadSite:
    """The site at `options.source`; `load` reads its sources. Raises `SiteError` for a bad configuration.

    `configured` is the result of `configure` for these options, if the command has called it already.
    `find_related` is that of `assemble`.
    """
    config, problems = (configured, ()) if configured else configure(options, parse_cache)
    folders = folders.of(config)
    data = read_data(options.source, config.data_dir)
    names = author_names(config.extra, data.values)
    context = ReadContext(config, now, folders.layouts, True, folders.own_layouts, folders.includes, names)
    sources, source_record = load(context)
    site = assemble(config, sources, find_related)
    phrases = {post.title: post.title_phrases for post in sources.posts if post.title_phrases}
    categories = navigation(site.connections, config)
    filters = own_filters(options.source, config.allforces.filters)
    theme = make_theme(
        config,
        folders,
        categories,
        data.values,
        phrases,
        parse_cache,
        now,
        partials=sources.partials,
        filters=filters.by_name,
        files=ReadFiles.of(sources.assets, source_record.others),
    )
    problems = (*problems, *data.problems, *filters.problems, *missing_url_problems(config))
    problems = (*problems, *sources.problems, *time_zone_problems(config, sources.posts))
    return ReadSite(config, context, sources, source_record, site, theme, problems, find_related)


def plan_site(read: ReadSite, plan: PlanOutputs) -> tuple[Site, Planned]:
    """The site with every post and page at an address of its own, and its outputs from `plan`."""
    return planned_site(
        read.site,
        plan,
        lambda fixed: assemble(read.config, read.sources, read.find_related, fixed),
    )


def configure(options: BuildOptions, parse_cache: ParseCache) -> tuple[Config, tuple[Problem, ...]]:
    """The configuration of the source folder, changed by `options`, and warnings. Raises `SiteError`."""
    config, problems = load_config(options.source, parse_cache, options.configs)
    gemfile = text_or_nothing(options.source / GEMFILE)
    plugins = used_plugins(config.extra, gemfile)
    if plugins:
        configs = {file.name: text_or_nothing(file) for file in options.config_files}
        problems = (*problems, *missing_plugins(plugins, {**configs, GEMFILE: gemfile}))
    config = replace(
        config,
        show_drafts=config.show_drafts or options.drafts,
        future=config.future or options.future,
        unpublished=config.unpublished or options.unpublished,
        surroundings=surroundings(options.source, options.output, options.environment),
        plugins=plugins,
    )
    if not options.asset_versions:
        config = replace(config, allforces=replace(config.allforces, asset_versions=False))
    if options.chosen:
        from allforces_site.lint.severity import with_chosen  # The rules bring Markdown and YAML along.

        checks = with_chosen(config.allforces.checks, options.chosen)
        config = replace(config, allforces=replace(config.allforces, checks=checks))
    if options.base_url is not None:
        url, baseurl = split_base_url(options.base_url)
        config = replace(config, url=url, baseurl=baseurl)
    if config.allforces.checks.rules or config.allforces.checks.paths:
        from allforces_site.loaders.word_list import with_house_words  # The same.

        config, of_words = with_house_words(config, options.source)
        problems = (*problems, *of_words)
    return config, problems


def missing_url_problems(config: Config) -> list[Problem]:
    """The problem of a site without a `url`."""
    if config.url:
        return []
    return [
        warning(
            "no-url",
            say(
                "the site has no address: no feed and no sitemap are written, and pages name no "
                "canonical address"
            ),
            "_config.yml",
            hint=say("write url: https://… into _config.yml, or use --base-url"),
        )
    ]


# A post that moves takes the picture drawn for it along, to a path that another post may want. More rounds
# are only needed by a site made for that; after them `conflicts` reports an error for each path left.
_ROUNDS = 4


def planned_site(
    site: Site, plan: Callable[[Site], Planned], assemble_around: Callable[[Sequence[Output]], Site]
) -> tuple[Site, Planned]:
    """`site` and its outputs; if posts or pages want the paths of outputs that cannot move, the site that is
    assembled around these outputs, and its outputs.
    """
    planned = plan(site)
    fixed: list[Output] = []
    for _ in range(_ROUNDS):
        if not planned.fixed:
            break
        fixed += planned.fixed
        site = assemble_around(fixed)
        planned = plan(site)
    return site, planned
