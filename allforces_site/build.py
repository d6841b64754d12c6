"""The chain from a source folder to a finished site, readable as prose."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from time import perf_counter
from urllib.parse import urlsplit

from allforces_site.config import Config
from allforces_site.config_file import load_config
from allforces_site.errors import Problem, Severity, SiteError, error, note, warning
from allforces_site.loaders import load_sources
from allforces_site.loaders.context import ReadContext
from allforces_site.memo import Memo
from allforces_site.model import Claim, Output, Site, Skipped, TermLink
from allforces_site.outputs import plan
from allforces_site.outputs.assets import own_static
from allforces_site.recalled_related import recalled_related
from allforces_site.render import find_theme, make_theme
from allforces_site.report import Report, Standing, reported_pages
from allforces_site.seals import seals_file
from allforces_site.site import assemble
from allforces_site.write import Written, check_output_folder, write_site

# phase, done, of how many
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class BuildOptions:
    """What the command line says. `base_url` replaces the configuration's `url` and `baseurl`; `cache`
    is the folder in which later builds find what this one made.
    """

    source: Path
    output: Path
    jobs: int
    drafts: bool = False
    future: bool = False
    unpublished: bool = False
    base_url: str | None = None
    strict: bool = False
    cache: Path | None = None


def build(options: BuildOptions, now: datetime, progress: Progress = lambda *_: None) -> Report:
    """Builds the site and says what was done. What a broken source leaves undone never harms the rest.

    Raises `SiteError` when nothing can be built: a bad configuration, a bad output folder.
    """
    clock = _Clock()
    folders = find_theme(options.source)
    _check_folders(options, (options.source, *folders.templates, *folders.static))
    memo = Memo(options.cache)
    config, problems = _configure(options, memo)
    context = ReadContext(config, now, folders.layouts)
    sources = load_sources(options.source, context, options.jobs, progress, memo)
    clock.lap("read")
    site = assemble(config, sources, recalled_related(memo))
    if options.cache is not None:
        folders = replace(folders, compiled=options.cache / "templates")
    theme = make_theme(config, folders, _navigation(site, config))
    outputs, clashes = plan(site, theme)
    clock.lap("plan")
    problems = (*problems, *_no_address(config), *sources.problems, *site.problems, *clashes)
    written = write_site(
        outputs,
        options.output,
        options.jobs,
        keep_stale=_has_errors(problems),
        seals_at=seals_file(options.cache, options.output) if options.cache else None,
        on_done=lambda done: progress("write", done, len(outputs)),
    )
    memo.close()
    clock.lap("write")
    told = _told_once((*problems, *own_static(folders.static), *_no_cache(memo), *written.problems))
    skipped = sorted([*sources.skipped, *_left_out(site, outputs, written)], key=lambda item: item.source)
    pages = reported_pages(site, outputs, written.failed, config)
    posts = sum(page.date is not None for page in pages)
    standing = Standing(len(pages), posts, len(outputs))
    return Report(standing, lambda: pages, skipped, told, written, clock.seconds(), options.strict)


def split_base_url(address: str) -> tuple[str, str]:
    """The `url` and `baseurl` that an address such as https://example.com/blog/ means.

    Raises ValueError for one that is none; the rules are those of the configuration.
    """
    parts = urlsplit(address)
    if parts.query or parts.fragment:
        raise ValueError("it has a query or a fragment")
    path = re.sub("/+", "/", parts.path)
    from allforces_site.config_schema import leading_slash, plain_origin

    return plain_origin(f"{parts.scheme}://{parts.netloc}"), leading_slash(path)


def failed_report(options: BuildOptions, exc: SiteError) -> Report:
    """The report of a build that could not begin."""
    return Report(None, list, (), exc.problems, Written(), {"total": 0.0}, options.strict)


class _Clock:
    """Seconds by phase."""

    def __init__(self) -> None:
        self._start = self._last = perf_counter()
        self._laps: dict[str, float] = {}

    def lap(self, phase: str) -> None:
        now = perf_counter()
        self._laps[phase] = now - self._last
        self._last = now

    def seconds(self) -> dict[str, float]:
        return {**self._laps, "total": self._last - self._start}


def _check_folders(options: BuildOptions, read: tuple[Path, ...]) -> None:
    if not options.source.is_dir():
        what = "is no folder" if options.source.exists() else "does not exist"
        raise SiteError(
            [
                error(
                    "source-folder",
                    f"the source folder {options.source} {what}",
                    hint="name the folder that holds _posts with --source",
                )
            ]
        )
    check_output_folder(options.output, read)


def _configure(options: BuildOptions, memo: Memo) -> tuple[Config, tuple[Problem, ...]]:
    config, problems = load_config(options.source, memo)
    config = replace(
        config,
        show_drafts=config.show_drafts or options.drafts,
        future=config.future or options.future,
        unpublished=config.unpublished or options.unpublished,
    )
    if options.base_url is not None:
        url, baseurl = split_base_url(options.base_url)
        config = replace(config, url=url, baseurl=baseurl)
    return config, problems


def _navigation(site: Site, config: Config) -> tuple[TermLink, ...]:
    """The categories that every page leads to: the configured ones in their order, else all by name."""
    terms = next(taxonomy.terms for taxonomy in site.taxonomies if taxonomy.kind == "category")
    links = [TermLink(term.name, term.url) for term in terms]
    if config.content_categories:
        return tuple(links[: len(config.content_categories)])
    return tuple(sorted(links, key=lambda link: link.name))


def _no_address(config: Config) -> list[Problem]:
    if config.url:
        return []
    return [
        warning(
            "no-url",
            "the site has no address: no feed and no sitemap are written, and pages name no "
            "canonical address",
            "_config.yml",
            hint="write url: https://… into _config.yml, or use --base-url",
        )
    ]


def _no_cache(memo: Memo) -> list[Problem]:
    return [note("cache", memo.trouble)] if memo.trouble else []


def _left_out(site: Site, outputs: Iterable[Output], written: Written) -> list[Skipped]:
    """The sources that were read well and are on no page all the same."""
    sources = [post.source.source for post in site.posts]
    sources += [page.source for page in site.pages] + [asset.source for asset in site.assets]
    own = [output for output in outputs if output.claim is not Claim.REDIRECT]
    on_page = {output.source for output in own if output.path not in written.failed}
    failed = {output.source for output in own if output.path in written.failed}
    return [
        Skipped(
            source,
            "its page could not be made: see the error"
            if source in failed
            else "its place is taken: see the message",
        )
        for source in sources
        if source not in on_page
    ]


def _has_errors(problems: Iterable[Problem]) -> bool:
    return any(problem.severity is Severity.ERROR for problem in problems)


def _told_once(problems: Iterable[Problem]) -> list[Problem]:
    """Problems in the order of their files; one mistake of a template that many pages meet counts once."""
    alike: dict[tuple[object, ...], list[Problem]] = {}
    for problem in problems:
        # A template's message ends in the page it was met at.
        message = (
            problem.message.split(", while rendering ")[0] if problem.code == "template" else problem.message
        )
        alike.setdefault((problem.code, problem.file, problem.line, message), []).append(problem)
    told = [_with_count(same) for same in alike.values()]
    return sorted(told, key=lambda problem: problem.sort_key)


def _with_count(same: list[Problem]) -> Problem:
    first, others = same[0], len(same) - 1
    if first.code != "template" or not others:
        return first
    return replace(first, message=f"{first.message} and {others} more page{'s' if others > 1 else ''}")
