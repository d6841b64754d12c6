"""Deploys in an order that leaves a working site at each moment and that a later run can complete."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import msgspec

from allforces_site.config.model import CONFIG_FILE, Config
from allforces_site.deploy.local_site import LocalSite
from allforces_site.deploy.own_folders import refuse_own_folders
from allforces_site.deploy.plan import DeployPlan, make_plan, refuse_many_deletions
from allforces_site.deploy.record import Record
from allforces_site.deploy.target import Target
from allforces_site.errors import Problem, SiteError, error
from allforces_site.files.documentation import page_named
from allforces_site.messages.message import Message, N_plural, say, say_plural, some_of
from allforces_site.text.nearest_names import did_you_mean, nearest_name
from allforces_site.write.stale_files import in_the_way

Tell = Callable[[Message], None]

# What is told before each stage.
_SENDING = (
    N_plural("sending {number} asset", "sending {number} assets"),
    N_plural("sending {number} page", "sending {number} pages"),
    N_plural("sending {number} feed or sitemap", "sending {number} feeds and sitemaps"),
)


class Deployed(msgspec.Struct, frozen=True):
    """What was done, or, if not `done`, what would be done. `before` is the record of what was there."""

    plan: DeployPlan
    done: bool
    before: Record


def deploy(
    site: LocalSite,
    target: Target,
    tell: Tell,
    *,
    dry_run: bool = False,
    allow_delete: int | None = None,
    adopt: bool = False,
) -> Deployed:
    """Deploys `site` to `target`. After a `SiteError` the site there works, and another run completes it.

    Before anything is sent, the record at the target is extended by all files to send: so an interrupted run
    leaves no file there that a later run does not know. Old files are deleted last, when no page leads to
    them any more, except those that are in the way of new files or folders. Files that no deploy sent are
    overwritten only with `adopt`.
    """
    record = target.read_record()
    plan = make_plan(site.files, record)
    refuse_many_deletions(plan, record, allow_delete)
    if not adopt:
        refuse_foreign(target, target.foreign(site.root, plan.uploads, record))
    if dry_run or not (plan.uploads or plan.deletions):
        return Deployed(plan, done=not dry_run, before=record)
    extended = {**record.files, **dict.fromkeys(plan.uploads)}
    target.write_record(Record(extended, pages=record.pages))
    target.delete(in_the_way(plan.deletions, site.files.keys()))
    for (singular, plural), paths in zip(_SENDING, plan.stages, strict=True):
        if paths:
            tell(say_plural(singular, plural, number=len(paths)))
            target.put(site.root, paths)
    if plan.deletions:
        # They stay in the record until they are deleted.
        unfinished = {**dict.fromkeys(plan.deletions), **site.files}
        target.write_record(Record(unfinished, pages=record.pages))
        tell(
            say_plural(
                "deleting {number} file no longer part of the site",
                "deleting {number} files no longer part of the site",
                number=len(plan.deletions),
            )
        )
        for paths in filter(None, plan.deleted_stages):
            target.delete(paths)
    target.write_record(Record(dict(site.files), pages=site.pages))
    target.finish(
        say_plural(
            "Deploy: {number} file sent, {deleted} deleted",
            "Deploy: {number} files sent, {deleted} deleted",
            number=len(plan.uploads),
            deleted=len(plan.deletions),
        )
    )
    return Deployed(plan, done=True, before=record)


def refuse_foreign(target: Target, foreign: Sequence[str]) -> None:
    """Raises `SiteError` if files would be overwritten that no deploy sent."""
    if not foreign:
        return
    message = say_plural(
        "{target} holds {number} file that no deploy put there and that this one would overwrite: {files}",
        "{target} holds {number} files that no deploy put there and that this one would overwrite: {files}",
        number=len(foreign),
        target=target.name,
        files=some_of(foreign),
    )
    hint = say("nothing was deployed; check that this is the right place, and take them over with --adopt")
    raise SiteError([error("foreign-output", message, hint=hint)])


def target_named(name: str, config: Config, own: Mapping[Message, Path] | None = None) -> Target:
    """The target of this name. Raises `SiteError` if there is none, or if it must not be deployed to.

    `own` are the folders that builds read and write, by their description.
    """
    targets = config.allforces.deploy
    settings = targets.get(name)
    if settings is None:
        raise SiteError([_unknown(name, list(targets))])
    # Imported here because each needs a library that the others do not.
    if settings.branch:
        from allforces_site.deploy.branch import BranchTarget

        return BranchTarget(settings.branch, settings.remote)
    if settings.rsync:
        refuse_own_folders(settings.rsync, own or {})
        from allforces_site.deploy.rsync import RsyncTarget

        return RsyncTarget(settings.rsync)
    from allforces_site.deploy.bucket import BucketTarget

    assert settings.bucket is not None
    versions = config.allforces.asset_versions
    return BucketTarget(
        settings.bucket, settings.prefix, settings.endpoint, settings.region, versions=versions
    )


def _unknown(name: str, names: list[str]) -> Problem:
    near = nearest_name(name, names)
    if near:
        hint = did_you_mean(name, near)
    elif names:
        hint = say("known here: {names}", names=tuple(names))
    else:
        hint = say("write one below allforces: deploy:, see {page}", page=page_named("deploy.md"))
    message = say('allforces.deploy has no target "{name}"', name=name)
    return error("deploy-target", message, CONFIG_FILE, hint=hint)
