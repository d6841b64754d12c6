"""Plans a deploy: which files to send and to delete."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from allforces_site.deploy.record import Record
from allforces_site.deploy.stages import Stage, stage_of
from allforces_site.errors import SiteError, error
from allforces_site.messages.message import say, some_of

# How many files, or which share of those at the target, may be deleted without --allow-delete: as many as an
# edit deletes. Deleting a post can also delete lists that it was on.
_MAX_DELETIONS, _MAX_DELETED_SHARE = 20, 0.05


class DeployPlan(msgspec.Struct, frozen=True):
    """Paths to send by stage, in the order of the stages, and paths to delete, in the opposite order.

    So a page is deleted before the files that it loads.
    """

    stages: tuple[tuple[str, ...], ...]
    deleted_stages: tuple[tuple[str, ...], ...]
    unchanged: int

    @property
    def deletions(self) -> tuple[str, ...]:
        """All paths to delete, in their order."""
        return tuple(path for stage in self.deleted_stages for path in stage)

    @property
    def uploads(self) -> tuple[str, ...]:
        """All paths to send, in their order."""
        return tuple(path for stage in self.stages for path in stage)


def make_plan(files: Mapping[str, str], record: Record) -> DeployPlan:
    """The plan that updates a target with this record to `files` (SHA-256 by path).

    Files that no deploy sent are never deleted: they are not in the record.
    """
    changed = [path for path, digest in sorted(files.items()) if record.files.get(path) != digest]
    removed = sorted(path for path in record.files if path not in files)
    stages = tuple(_of_stage(changed, stage) for stage in Stage)
    deleted = tuple(_of_stage(removed, stage) for stage in reversed(Stage))
    return DeployPlan(stages, deleted, len(files) - len(changed))


def _of_stage(paths: list[str], stage: Stage) -> tuple[str, ...]:
    return tuple(path for path in paths if stage_of(path) is stage)


def refuse_many_deletions(plan: DeployPlan, record: Record, allowed: int | None) -> None:
    """Raises `SiteError` if more files would be deleted than `allowed`, by default what an edit deletes."""
    limit = (
        allowed if allowed is not None else max(_MAX_DELETIONS, int(_MAX_DELETED_SHARE * len(record.files)))
    )
    count = len(plan.deletions)
    if count <= limit:
        return
    message = say(
        "{count} of {all} files would be deleted, but only {limit} may be: {files}",
        count=count,
        all=len(record.files),
        limit=limit,
        files=some_of(plan.deletions),
    )
    hint = say("if that is intended, use --allow-delete {count}; nothing was deployed", count=count)
    raise SiteError([error("deploy-deletions", message, hint=hint)])
