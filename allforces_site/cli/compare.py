"""`allforces compare`."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from allforces_site.cli import options as common
from allforces_site.cli.commands import command, option, refused
from allforces_site.files.utf8_text import utf8_text
from allforces_site.messages.message import say

if TYPE_CHECKING:
    from allforces_site.compare.allow_list import AllowList
    from allforces_site.compare.values import Comparison, SiteTree
    from allforces_site.workers import Progress

FORMATS = ("text", "json", "html")

_file = common.FilePath(dir_okay=False)


@command()
@click.argument("old", type=common.FilePath())
@click.argument("new", type=common.FilePath())
@option("--format", "output_format", type=click.Choice(FORMATS), default="text", show_default=True)
@option(
    "-o", "--output", type=_file, metavar="FILE", callback=common.writable, help="Write the result to a file."
)
@option("--allow", type=_file, metavar="FILE", help="YAML file with the differences that are meant.")
@common.jobs
def compare(
    old: Path, new: Path, output_format: str, output: Path | None, allow: Path | None, jobs: int | None
) -> None:
    """Compare two built sites: what do visitors and search engines lose?

    OLD and NEW are folders with HTML files. Either can be a sitemap.xml; then only addresses are compared.
    The exit code is 1 if an address or a signal is lost.
    """
    for folder in (old, new):
        if output is not None and folder.is_dir():
            common.check_unpublished(output, folder, "--output")
    allow_list = _allow_list(allow) if allow is not None else None
    comparison = _compare(old, new, allow_list, jobs)
    _warn_of_unused(comparison, allow)
    _show(comparison, output_format, output)
    sys.exit(1 if comparison.is_loss else 0)


def _warn_of_unused(comparison: Comparison, allow: Path | None) -> None:
    """Shows the entries of the allow list that match nothing."""
    from allforces_site.terminal import console

    for entry in comparison.unused:
        message = say(
            "{file}: warning: nothing matches `{entry}`: delete it, or correct it",
            file=str(allow),
            entry=entry,
        )
        console.echo(message, err=True)


def _allow_list(file: Path) -> AllowList:
    # Imported here so that --help and wrong usage answer at once.
    from allforces_site.compare.allow_list import read_allow_list
    from allforces_site.compare.values import CompareError

    try:
        return read_allow_list(file)
    except CompareError as exc:
        problem = common.with_hint(exc.message, exc.hint)
        raise refused(say("{file}: {problem}", file=str(file), problem=problem), "--allow") from None


def _compare(old: Path, new: Path, allow_list: AllowList | None, jobs: int | None) -> Comparison:
    from allforces_site.compare.allow_list import without_allowed
    from allforces_site.compare.compare_sites import compare_sites
    from allforces_site.errors import SiteError
    from allforces_site.terminal import console
    from allforces_site.workers import default_jobs

    jobs = jobs or default_jobs()
    try:
        with console.progress() as progress:
            old_site, new_site = _read(old, "OLD", jobs, progress), _read(new, "NEW", jobs, progress)
            comparison = compare_sites(old_site, new_site, jobs, partial(progress, "compare"))
    except SiteError as exc:
        console.show_problems(exc.problems, new)
        sys.exit(1)
    return without_allowed(comparison, allow_list) if allow_list is not None else comparison


def _read(place: Path, name: str, jobs: int, progress: Progress) -> SiteTree:
    from allforces_site.compare.tree import read_site
    from allforces_site.compare.values import CompareError

    try:
        return read_site(place, jobs, partial(progress, f"read-{name.lower()}"))
    except CompareError as exc:
        raise refused(common.with_hint(exc.message, exc.hint), name) from None


def _show(comparison: Comparison, output_format: str, output: Path | None) -> None:
    from allforces_site.compare.formats import table

    if output is None and output_format == "text":
        from allforces_site.terminal.colours import colours

        table.show(comparison, color=colours())
        return
    text = _formatted(comparison, output_format)
    if output is None:
        click.echo(utf8_text(text), nl=False)
        return
    common.write_text(output, text)
    click.echo(table.summary(comparison))


def _formatted(comparison: Comparison, output_format: str) -> str:
    # Each format imports what the others do not need.
    if output_format == "json":
        from allforces_site.compare.formats.json_report import to_json
        from allforces_site.terminal.language import spoken

        return to_json(comparison, spoken())
    if output_format == "html":
        from allforces_site.compare.formats.owner_page.page import to_html
        from allforces_site.terminal.language import page_language

        return to_html(comparison, page_language(comparison.lang))
    from allforces_site.compare.formats.table import to_text

    return to_text(comparison)
