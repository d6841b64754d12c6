"""Deploys: in an order that leaves a working site at each moment, and that a later run can end."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from allforces_site.deploying.local_site import LocalSite
from allforces_site.deploying.plan import DeployPlan, make_plan, refuse_many_deletions
from allforces_site.deploying.record import Record
from allforces_site.deploying.target import Target

Say = Callable[[str], None]


class Deployed(msgspec.Struct, frozen=True):
    """What was done, or, in a dry run, what would be."""

    plan: DeployPlan
    done: bool


def deploy(
    site: LocalSite, target: Target, say: Say, *, dry_run: bool = False, allow_delete: int | None = None
) -> Deployed:
    """Makes `target` show `site`. Raises `SiteError`; then the site there works, and a next run completes it.

    Before anything is sent, the record at the target names all that will be there and all that is: so a run
    that was cut off leaves nothing there that a later one does not know. Old files go last, when no page
    leads to them any more.
    """
    record = target.read_record()
    plan = make_plan(site.files, record)
    refuse_many_deletions(plan, record, allow_delete)
    if dry_run or not (plan.uploads or plan.deletions):
        return Deployed(plan, done=not dry_run)
    begun = {**record.files, **dict.fromkeys(plan.uploads)}
    target.write_record(Record(begun))
    for name, paths in zip(("assets", "pages", "feeds and sitemaps"), plan.stages, strict=True):
        if paths:
            say(f"sending {len(paths)} {name}")
            target.put(site.root, paths)
    if plan.deletions:
        # Until they are gone they are ours.
        target.write_record(Record({**dict.fromkeys(plan.deletions), **site.files}))
        say(f"deleting {len(plan.deletions)} files that are no part of the site any more")
        for paths in filter(None, plan.deleted_stages):
            target.delete(paths)
    target.write_record(Record(dict(site.files)))
    target.finish(f"Deploy: {len(plan.uploads)} files sent, {len(plan.deletions)} deleted")
    return Deployed(plan, done=True)
