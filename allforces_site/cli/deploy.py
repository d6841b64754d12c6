"""`allforces deploy`."""

from __future__ import annotations

import sys
from contextlib import closing
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from allforces_site.cli import options as common
from allforces_site.cli.commands import command, option
from allforces_site.cli.completion import complete_targets
from allforces_site.cli.notify import check_settings, send_and_show, show
from allforces_site.messages.counts import files_number
from allforces_site.messages.message import N_, Message, Value, say, say_plural, some_of

if TYPE_CHECKING:
    from allforces_site.build.incremental.last_build import LastBuild
    from allforces_site.config.model import AllforcesSettings, CheckSettings
    from allforces_site.deploy.local_site import LocalSite
    from allforces_site.deploy.run import Deployed
    from allforces_site.errors import Problem


@command()
@click.argument("target", shell_complete=complete_targets)
@click.argument("folder", metavar="[PATH]", required=False, type=common.FilePath(file_okay=False))
@common.source
@common.configs
@common.output(N_("Folder with the built site."))
@option("--dry-run", is_flag=True, help="Show what would be sent and deleted, and change nothing.")
@option(
    "--allow-delete",
    type=common.WholeNumber(0),
    metavar="N",
    help="Allow up to N files to be deleted.  [default: 20, or 5 % of those at TARGET]",
)
@option("--adopt", is_flag=True, help="Overwrite files at TARGET that no deploy put there.")
@option("--notify", is_flag=True, help="Then tell search engines and feed readers what it changed there.")
@common.quiet
def deploy(
    target: str,
    folder: Path | None,
    source: Path,
    configs: tuple[Path, ...],
    output: Path,
    dry_run: bool,
    allow_delete: int | None,
    adopt: bool,
    notify: bool,
    quiet: bool,
) -> None:
    """Send the built site to TARGET, a name below `allforces: deploy:` in _config.yml.

    PATH is the folder with the built site, as with --output.
    """
    from allforces_site.config.load import load_config
    from allforces_site.deploy.run import deploy as run
    from allforces_site.deploy.run import target_named
    from allforces_site.errors import SiteError
    from allforces_site.notify.run import built_site
    from allforces_site.terminal import console
    from allforces_site.terminal.language import words

    common.check_source(source)
    if folder is not None:
        if output != common.OUTPUT:
            raise click.UsageError(words(say("name the folder with the built site once: PATH or --output")))
        output = folder
    try:
        config, _ = load_config(source, configs=configs)
        if notify:
            check_settings(config.allforces)
        with closing(target_named(target, config, own_folders(source, output))) as place:
            site = _site_to_deploy(source, configs, output, config.allforces.checks)
            if notify:
                built_site(output, common.CACHE)
            deployed = run(
                site,
                place,
                partial(console.echo, err=True) if not quiet else lambda _: None,
                dry_run=dry_run,
                allow_delete=allow_delete,
                adopt=adopt,
            )
    except SiteError as exc:
        console.show_problems(exc.problems, source)
        sys.exit(2 if any(problem.code == "deploy-target" for problem in exc.problems) else 1)
    if not quiet or dry_run:
        _show_result(deployed, place.name, lists_files=dry_run)
    if notify:
        _notify(deployed, site, config.allforces, source)


def _site_to_deploy(
    source: Path, configs: tuple[Path, ...], output: Path, checks: CheckSettings
) -> LocalSite:
    """The built site, with a note on the terminal if its sources changed since.

    Raises `SiteError` if it must not be deployed.
    """
    from allforces_site.build.incremental.built_sources import source_by_output
    from allforces_site.build.incremental.last_build import load_last_build
    from allforces_site.build.incremental.recorded_outputs import outputs_file
    from allforces_site.deploy.local_site import read_local_site
    from allforces_site.deploy.published_secrets import published_secrets
    from allforces_site.errors import SiteError
    from allforces_site.terminal import console

    site = read_local_site(output, common.CACHE)
    last = load_last_build(common.CACHE, output, None)
    lists = last.outputs.read(outputs_file(common.CACHE, output)) if last else None
    pages = lists.pages.values() if lists else ()
    secrets = published_secrets(site, source_by_output(pages), checks)
    if secrets:
        raise SiteError(secrets)
    if last:
        console.show_problems(_changed_since(last, source, configs, output), source)
    return site


def _show_result(deployed: Deployed, name: Message, *, lists_files: bool) -> None:
    from allforces_site.terminal import console

    plan = deployed.plan
    if lists_files:
        for path in plan.uploads:
            console.echo(say("send   {path}", path=path))
        for path in plan.deletions:
            console.echo(say("delete {path}", path=path))
    values: dict[str, Value] = {
        "target": name,
        "files": files_number(len(plan.uploads)),
        "deleted": len(plan.deletions),
        "unchanged": plan.unchanged,
    }
    console.echo(
        say("Deployed to {target}: {files} sent, {deleted} deleted, {unchanged} unchanged", **values)
        if deployed.done
        else say("Would deploy to {target}: {files} sent, {deleted} deleted, {unchanged} unchanged", **values)
    )


def _notify(deployed: Deployed, site: LocalSite, settings: AllforcesSettings, source: Path) -> None:
    """Tells what the deploy changed at its target; exits with 1 if somebody could not be told."""
    from allforces_site.notify.run import notification
    from allforces_site.terminal import console
    from allforces_site.write.manifest import Manifest, manifest_bytes

    before = Manifest(deployed.before.files, deployed.before.pages or {}, site.address)
    new = Manifest(dict(site.files), site.pages, site.address)
    told = notification(before, new, site.root, settings)
    show(told, is_listed=not deployed.done)
    if not deployed.done or not send_and_show(told, new.address, settings, source).problems:
        return
    file = common.CACHE.parent / "unannounced.json"
    common.write_text(file, manifest_bytes(before).decode())
    message = say(
        "The site is deployed. To tell what it changed: allforces notify --since {file} --send",
        file=str(file),
    )
    console.echo(message, err=True)
    sys.exit(1)


def _changed_since(last: LastBuild, source: Path, configs: tuple[Path, ...], output: Path) -> list[Problem]:
    """A note if sources changed since the last build of the site."""
    from allforces_site.build.incremental.built_sources import changed_sources
    from allforces_site.build.options import BuildOptions
    from allforces_site.errors import note
    from allforces_site.renderer.theme import find_theme

    options = BuildOptions(source, output, jobs=1, configs=configs)
    changed = changed_sources(options, find_theme(source), last, datetime.now(UTC))
    if not changed:
        return []
    message = say_plural(
        "the site was built before {number} source changed: {files}",
        "the site was built before {number} sources changed: {files}",
        number=len(changed),
        files=some_of(changed),
    )
    hint = say("it is deployed as it was built; build again to publish the changes")
    return [note("older-build", message, hint=hint)]


def own_folders(source: Path, output: Path) -> dict[Message, Path]:
    """The folders that builds read and write, by their description."""
    from allforces_site.loaders.overrides import STATIC, TEMPLATES, overrides_home

    home = overrides_home(source)
    return {
        say("the source folder"): source,
        say("the folder of templates"): home / TEMPLATES,
        say("the folder static/"): home / STATIC,
        say("the output folder"): output,
        say("the cache"): common.CACHE.parent,
    }
