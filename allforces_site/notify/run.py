"""From two builds to a notification: what changed, and, if it is to be sent, what the services said."""

from __future__ import annotations

from pathlib import Path

from allforces_site.config.model import AllforcesSettings
from allforces_site.errors import Problem, SiteError, error
from allforces_site.messages.message import Message, say
from allforces_site.notify.changes import changes_between
from allforces_site.notify.feeds import changed_feeds
from allforces_site.notify.indexnow import send_urls
from allforces_site.notify.requests import Wait
from allforces_site.notify.results import Notification, Sent
from allforces_site.notify.websub import ping_hub
from allforces_site.write.build_status import load_build_status, manifest_digest, status_file
from allforces_site.write.manifest import Manifest, load_manifest


def notification(old: Manifest, new: Manifest, output: Path, settings: AllforcesSettings) -> Notification:
    """What there is to tell after the build `new`, in `output`, to those who know the build `old`."""
    feeds = changed_feeds(old, new, output, settings.hub) if settings.hub else ()
    return Notification(changes_between(old, new), feeds)


def send(told: Notification, address: str, settings: AllforcesSettings, wait: Wait) -> Notification:
    """Sends what the settings name a service for; returns `told` with the results."""
    requests: list[Sent] = []
    if settings.indexnow is not None:
        requests += send_urls(told.changes.urls, address, settings.indexnow, wait)
    if settings.hub is not None and told.feeds:
        requests += ping_hub(told.feeds, settings.hub, wait)
    return Notification(told.changes, told.feeds, tuple(requests))


def built_site(output: Path, cache: Path) -> Manifest:
    """The manifest of the build in `output`. Raises `SiteError` for a build that nobody should be told of."""
    manifest = load_manifest(output)
    status = load_build_status(status_file(cache, output))
    if not manifest.files:
        message = say("{folder} holds no built site", folder=str(output))
        raise SiteError([_refused(message, say("build it first: allforces build"))])
    if status is not None and status.failed and status.manifest == manifest_digest(output):
        message = say("the last build of {folder} failed", folder=str(output))
        raise SiteError([_refused(message, say("fix what it reported, and build again"))])
    if status is not None and status.unpublished:
        message = say("{folder} was built with {options}", folder=str(output), options=status.options)
        raise SiteError([_refused(message, say("build again without"))])
    if not manifest.address:
        hint = say("write url: https://… into _config.yml, and build")
        raise SiteError([_refused(say("the site has no address"), hint)])
    return manifest


def _refused(message: Message, hint: Message) -> Problem:
    return error("notify-refused", message, hint=say("nobody was told anything; {hint}", hint=hint))
