"""The targets that `_config.yml` names."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from allforces_site.config.model import CONFIG_FILE, Config
from allforces_site.deploy.own_folders import refuse_own_folders
from allforces_site.deploy.target import Target
from allforces_site.errors import Problem, SiteError, error
from allforces_site.files.documentation import page_address
from allforces_site.text.nearest_names import did_you_mean, nearest_name


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
