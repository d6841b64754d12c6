"""What a deploy has to do."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from allforces_site.deploy.record import Record
from allforces_site.deploy.stages import Stage, stage_of
from allforces_site.errors import SiteError, error
from allforces_site.text.counted import some_names

# So many files, or this share of those that are there, may go without a word: an edit, no accident. A post
# that goes takes its lists along.
_FEW, _SHARE = 20, 0.05


class DeployPlan(msgspec.Struct, frozen=True):
    """Paths to send by stage, in the order of the stages; then those to delete, in the opposite order: a page
    goes before what it asks for.
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
    """What makes a target that holds `record` hold `files` (SHA-256 by path).

    What no deploy put there is never deleted: the record does not name it.
    """
    changed = [path for path, digest in sorted(files.items()) if record.files.get(path) != digest]
    gone = sorted(path for path in record.files if path not in files)
    stages = tuple(_of_stage(changed, stage) for stage in Stage)
    deleted = tuple(_of_stage(gone, stage) for stage in reversed(Stage))
    return DeployPlan(stages, deleted, len(files) - len(changed))


def _of_stage(paths: list[str], stage: Stage) -> tuple[str, ...]:
    return tuple(path for path in paths if stage_of(path) is stage)


def refuse_many_deletions(plan: DeployPlan, record: Record, allowed: int | None) -> None:
    """Raises `SiteError` where more would go than anybody deletes by an edit, and than was allowed."""
    limit = allowed if allowed is not None else max(_FEW, int(_SHARE * len(record.files)))
    count = len(plan.deletions)
    if count <= limit:
        return
    names = some_names(plan.deletions)
    message = f"{count} of {len(record.files)} files would be deleted, {limit} may: {names}"
    hint = f"if that is meant, use --allow-delete {count}; nothing was deployed"
    raise SiteError([error("deploy-deletions", message, hint=hint)])
