"""`allforces deploy`."""

from __future__ import annotations

import sys
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from allforces_site.cli import options as common

if TYPE_CHECKING:
    from allforces_site.build.incremental.last_build import LastBuild
    from allforces_site.errors import Problem


@click.command()
@click.argument("target")
@common.source
@common.output("Folder with the site that was built.")
@click.option("--dry-run", is_flag=True, help="Say what would be sent and deleted, and do nothing.")
@click.option(
    "--allow-delete",
    type=click.IntRange(min=0),
    metavar="N",
    help="Let up to N files be deleted.  [default: 20, or 5 % of those that are there]",
)
@click.option("--adopt", is_flag=True, help="Overwrite files at TARGET that no deploy put there.")
def deploy(
    target: str, source: Path, output: Path, dry_run: bool, allow_delete: int | None, adopt: bool
) -> None:
    """Send the site that was built to TARGET, a name below `allforces: deploy:` of _config.yml."""
    from allforces_site.build.incremental.built_sources import source_by_output
    from allforces_site.build.incremental.last_build import load_last_build, record_file
    from allforces_site.config.load import load_config
    from allforces_site.deploy.local_site import read_local_site
    from allforces_site.deploy.published_secrets import published_secrets
    from allforces_site.deploy.run import deploy as run
    from allforces_site.deploy.run import target_named
    from allforces_site.errors import SiteError
    from allforces_site.terminal import console
    from allforces_site.text.counted import counted

    common.check_source(source)
    try:
        config, _ = load_config(source)
        place = target_named(target, config, own_folders(source, output))
        site = read_local_site(output, common.CACHE)
        last = load_last_build(record_file(common.CACHE, output), None)
        secrets = published_secrets(site, source_by_output(last) if last else {}, config.allforces.checks)
        if secrets:
            raise SiteError(secrets)
        if last:
            console.show_problems(_newer(source, output, last), source)
        with closing(place):
            deployed = run(
                site,
                place,
                lambda line: click.echo(line, err=True),
                dry_run=dry_run,
                allow_delete=allow_delete,
                adopt=adopt,
            )
    except SiteError as exc:
        console.show_problems(exc.problems, source)
        sys.exit(2 if any(problem.code == "deploy-target" for problem in exc.problems) else 1)
    plan = deployed.plan
    if dry_run:
        for path in plan.uploads:
            click.echo(f"send   {path}")
        for path in plan.deletions:
            click.echo(f"delete {path}")
    verb = "Deployed to" if deployed.done else "Would deploy to"
    click.echo(
        f"{verb} {place.name}: {counted(len(plan.uploads), 'file')} sent, {len(plan.deletions)} deleted, "
        f"{plan.unchanged} unchanged"
    )


def _newer(source: Path, output: Path, last: LastBuild) -> list[Problem]:
    """A note where the sources are not those any more that the site was built from."""
    from allforces_site.build.incremental.built_sources import changed_sources
    from allforces_site.build.options import BuildOptions
    from allforces_site.errors import note
    from allforces_site.renderer.theme import find_theme
    from allforces_site.text.counted import counted, some_names

    options = BuildOptions(source, output, jobs=1)
    changed = changed_sources(options, find_theme(source), last, datetime.now(UTC))
    if not changed:
        return []
    message = f"the site was built before {counted(len(changed), 'source')} changed: {some_names(changed)}"
    hint = "it goes out as it was built; build again to publish what changed"
    return [note("older-build", message, hint=hint)]


def own_folders(source: Path, output: Path) -> dict[str, Path]:
    """The folders that builds read and write, by what they are."""
    beside = source.resolve().parent
    return {
        "the source folder": source,
        "the folder of templates": beside / "templates",
        "the folder static/": beside / "static",
        "the output folder": output,
        "the cache": common.CACHE.parent,
    }
