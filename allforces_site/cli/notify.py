"""`allforces notify`."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from allforces_site.cli import options as common
from allforces_site.cli.commands import command, option
from allforces_site.messages.message import N_, say

if TYPE_CHECKING:
    from allforces_site.config.model import AllforcesSettings
    from allforces_site.notify.results import Notification
    from allforces_site.write.manifest import Manifest

SETTINGS_NEEDED = "name a key for IndexNow or a hub in _config.yml: allforces: {indexnow: KEY, hub: URL}"


@command()
@common.source
@common.configs
@common.output(N_("Folder with the built site."))
@option(
    "--since",
    type=common.FilePath(dir_okay=False),
    metavar="MANIFEST",
    help="The .allforces-manifest.json of an earlier build.  [default: that of the last good build before]",
)
@option("--send", is_flag=True, help="Send the addresses; without this they are only listed.")
@common.written_file("--report", N_("Write what changed and what was answered as JSON."))
def notify(
    source: Path, configs: tuple[Path, ...], output: Path, since: Path | None, send: bool, report: Path | None
) -> None:
    """Tell search engines and feed readers what a build changed.

    Lists the addresses of pages that are new, changed or gone. With --send, IndexNow gets them, and a WebSub
    hub those of feeds.
    """
    common.check_source(source)
    if report is not None:
        common.check_unpublished(report, source)
    from allforces_site.config.load import load_config
    from allforces_site.errors import SiteError
    from allforces_site.notify.results import to_json
    from allforces_site.notify.run import built_site, notification
    from allforces_site.terminal import console

    try:
        settings = load_config(source, configs=configs)[0].allforces
        if send:
            check_settings(settings)
        new = built_site(output, common.CACHE)
        told = notification(_since(since, output), new, output, settings)
    except SiteError as exc:
        console.show_problems(exc.problems, source)
        sys.exit(1)
    show(told, is_listed=True)
    if send:
        told = send_and_show(told, new.address, settings, source)
    else:
        click.echo("Nothing was sent; --send does that.")
    if report is not None:
        common.write_text(report, to_json(told))
    sys.exit(1 if told.problems else 0)


def check_settings(settings: AllforcesSettings) -> None:
    """Refuses to send where nobody is named to send to."""
    if settings.indexnow is None and settings.hub is None:
        raise click.UsageError(SETTINGS_NEEDED)


def _since(file: Path | None, output: Path) -> Manifest:
    """The manifest to compare with: that of `--since`, or of the last good build. Raises `SiteError`."""
    from allforces_site.write.kept_manifests import last_manifest
    from allforces_site.write.manifest import read_manifest

    if file is None:
        last = last_manifest(common.CACHE, output)
        if last is None:
            why = f"no earlier build of {output} is known here; name its manifest with --since, or"
            raise click.UsageError(f"{why} {SETTINGS_NEEDED}, and build")
        return last
    try:
        return read_manifest(file, say("name the .allforces-manifest.json of an earlier build"))
    except FileNotFoundError:
        raise click.BadParameter(f"there is no file {file}", param_hint="--since") from None


def show(told: Notification, *, is_listed: bool) -> None:
    """Shows what there is to tell: each address if it `is_listed`, and their number."""
    from allforces_site.text.counted import counted

    changes = told.changes
    pages = {"added": changes.added, "changed": changes.changed, "removed": changes.removed}
    if is_listed:
        for kind, addresses in {**pages, "feed": told.feeds}.items():
            for address in addresses:
                click.echo(f"{kind:<8} {address}")
    numbers = ", ".join(f"{len(addresses)} {kind}" for kind, addresses in pages.items())
    click.echo(f"Pages: {numbers}" + (f"; {counted(len(told.feeds), 'feed')} changed" if told.feeds else ""))


def send_and_show(
    told: Notification, address: str, settings: AllforcesSettings, source: Path
) -> Notification:
    """Sends, and shows the answers; returns `told` with them."""
    from allforces_site.notify.run import send
    from allforces_site.terminal import console
    from allforces_site.text.counted import counted

    told = send(told, address, settings, time.sleep)
    for sent in told.requests:
        if sent.is_good:
            addresses = counted(sent.addresses, "address", "addresses")
            click.echo(f"Sent {addresses} to {sent.service}: {sent.meaning}")
    console.show_problems(told.problems, source)
    if not told.requests:
        click.echo("There was nothing to send.")
    return told
