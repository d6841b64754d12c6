"""Deploys: in an order that leaves a working site at each moment, and that a later run can end."""

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
from allforces_site.files.documentation import page_address
from allforces_site.text.counted import counted, some_names
from allforces_site.text.nearest_names import did_you_mean, nearest_name
from allforces_site.write.stale_files import in_the_way

Say = Callable[[str], None]


# What is sent in each stage, as one and as many.
_STAGES = (("asset",), ("page",), ("feed or sitemap", "feeds and sitemaps"))


class Deployed(msgspec.Struct, frozen=True):
    """What was done, or, in a dry run, what would be."""

    plan: DeployPlan
    done: bool


def deploy(
    site: LocalSite,
    target: Target,
    say: Say,
    *,
    dry_run: bool = False,
    allow_delete: int | None = None,
    adopt: bool = False,
) -> Deployed:
    """Makes `target` show `site`. Raises `SiteError`; then the site there works, and a next run completes it.

    Before anything is sent, the record at the target names all that will be there and all that is: so a run
    that was cut off leaves nothing there that a later one does not know. Old files go last, when no page
    leads to them any more; only one where a new file needs a folder, or the other way round, goes before.
    What no deploy put there is overwritten only with `adopt`.
    """
    record = target.read_record()
    plan = make_plan(site.files, record)
    refuse_many_deletions(plan, record, allow_delete)
    if not adopt:
        refuse_foreign(target, target.foreign(site.root, plan.uploads, record))
    if dry_run or not (plan.uploads or plan.deletions):
        return Deployed(plan, done=not dry_run)
    begun = {**record.files, **dict.fromkeys(plan.uploads)}
    target.write_record(Record(begun))
    target.delete(in_the_way(plan.deletions, site.files.keys()))
    for name, paths in zip(_STAGES, plan.stages, strict=True):
        if paths:
            say(f"sending {counted(len(paths), *name)}")
            target.put(site.root, paths)
    if plan.deletions:
        # Until they are gone they are ours.
        target.write_record(Record({**dict.fromkeys(plan.deletions), **site.files}))
        say(f"deleting {counted(len(plan.deletions), 'file')} no longer part of the site")
        for paths in filter(None, plan.deleted_stages):
            target.delete(paths)
    target.write_record(Record(dict(site.files)))
    target.finish(f"Deploy: {counted(len(plan.uploads), 'file')} sent, {len(plan.deletions)} deleted")
    return Deployed(plan, done=True)


def refuse_foreign(target: Target, foreign: Sequence[str]) -> None:
    """Raises `SiteError` where files would be overwritten that no deploy put there."""
    if not foreign:
        return
    names = some_names(foreign)
    message = (
        f"{target.name} holds {counted(len(foreign), 'file')} that no deploy put there and that this one "
        f"would overwrite: {names}"
    )
    hint = "nothing was deployed; check that this is the right place, and take them over with --adopt"
    raise SiteError([error("foreign-output", message, hint=hint)])


def target_named(name: str, config: Config, own: Mapping[str, Path] | None = None) -> Target:
    """The target of this name. Raises `SiteError` where there is none, or where nobody can mean it.

    `own` are the folders that builds read and write, by what they are.
    """
    targets = config.allforces.deploy
    found = targets.get(name)
    if found is None:
        raise SiteError([_unknown(name, list(targets))])
    # Each imports a library that the others do not need.
    if found.branch:
        from allforces_site.deploy.branch import BranchTarget

        return BranchTarget(found.branch, found.remote)
    if found.rsync:
        refuse_own_folders(found.rsync, own or {})
        from allforces_site.deploy.rsync import RsyncTarget

        return RsyncTarget(found.rsync)
    from allforces_site.deploy.bucket import BucketTarget

    assert found.bucket is not None
    versions = config.allforces.asset_versions
    return BucketTarget(found.bucket, found.prefix, found.endpoint, found.region, versions=versions)


def _unknown(name: str, names: list[str]) -> Problem:
    near = nearest_name(name, names)
    if near:
        hint = did_you_mean(name, near)
    elif names:
        hint = f"known here: {', '.join(names)}"
    else:
        hint = f"write one below allforces: deploy:, see {page_address('deploy.md')}"
    return error("deploy-target", f'allforces.deploy has no target "{name}"', CONFIG_FILE, hint=hint)
