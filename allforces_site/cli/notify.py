"""`allforces notify`."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from allforces_site.cli import options as common
from allforces_site.cli.commands import command, option, refused
from allforces_site.messages.message import N_, Message, say, say_plural
from allforces_site.terminal.language import spoken, words

if TYPE_CHECKING:
    from allforces_site.config.model import AllforcesSettings
    from allforces_site.notify.results import Notification
    from allforces_site.write.manifest import Manifest


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
        console.echo(say("Nothing was sent; --send does that."))
    if report is not None:
        common.write_text(report, to_json(told, spoken()))
    sys.exit(1 if told.problems else 0)


def check_settings(settings: AllforcesSettings) -> None:
    """Refuses to send where nobody is named to send to."""
    if settings.indexnow is None and settings.hub is None:
        message = say(
            "name a key for IndexNow or a hub in _config.yml: allforces: {{indexnow: KEY, hub: URL}}"
        )
        raise click.UsageError(words(message))


def _since(file: Path | None, output: Path) -> Manifest:
    """The manifest to compare with: that of `--since`, or of the last good build. Raises `SiteError`."""
    from allforces_site.write.kept_manifests import last_manifest
    from allforces_site.write.manifest import read_manifest

    if file is None:
        last = last_manifest(common.CACHE, output)
        if last is None:
            message = say(
                "no earlier build of {folder} is known here; name its manifest with --since, or name a key "
                "for IndexNow or a hub in _config.yml: allforces: {{indexnow: KEY, hub: URL}}, and build",
                folder=str(output),
            )
            raise click.UsageError(words(message))
        return last
    try:
        return read_manifest(file, say("name the .allforces-manifest.json of an earlier build"))
    except FileNotFoundError:
        raise refused(say("there is no file {file}", file=str(file)), "--since") from None


def show(told: Notification, *, is_listed: bool) -> None:
    """Shows what there is to tell: each address if it `is_listed`, and their number."""
    from allforces_site.terminal import console

    if is_listed:
        for line in _lines(told):
            console.echo(line)
    changes = told.changes
    pages = say(
        "Pages: {added} added, {changed} changed, {removed} removed",
        added=len(changes.added),
        changed=len(changes.changed),
        removed=len(changes.removed),
    )
    feeds = say_plural("{number} feed changed", "{number} feeds changed", number=len(told.feeds))
    console.echo(say("{pages}; {feeds}", pages=pages, feeds=feeds) if told.feeds else pages)


def _lines(told: Notification) -> Iterator[Message]:
    """Yields a line for each address."""
    changes = told.changes
    yield from (say("added    {address}", address=address) for address in changes.added)
    yield from (say("changed  {address}", address=address) for address in changes.changed)
    yield from (say("removed  {address}", address=address) for address in changes.removed)
    yield from (say("feed     {address}", address=address) for address in told.feeds)


def send_and_show(
    told: Notification, address: str, settings: AllforcesSettings, source: Path
) -> Notification:
    """Sends, and shows the answers; returns `told` with them."""
    from allforces_site.notify.run import send
    from allforces_site.terminal import console

    told = send(told, address, settings, time.sleep)
    for sent in told.requests:
        if sent.is_good:
            message = say_plural(
                "Sent {number} address to {service}: {meaning}",
                "Sent {number} addresses to {service}: {meaning}",
                number=sent.addresses,
                service=sent.service,
                meaning=sent.meaning,
            )
            console.echo(message)
    console.show_problems(told.problems, source)
    if not told.requests:
        console.echo(say("There was nothing to send."))
    return told
