"""When files were last changed, from git, on a site that uses jekyll-last-modified-at 1.3."""

from __future__ import annotations

import os
from collections.abc import Collection, Mapping
from datetime import datetime
from pathlib import Path
from typing import TypeVar
from unicodedata import normalize
from zoneinfo import ZoneInfo

from msgspec.structs import replace

from allforces_site.config.plugins import LAST_MODIFIED
from allforces_site.loaders.context import ReadContext
from allforces_site.loaders.last_modified import KEY
from allforces_site.model import SourcePage, SourcePost, Sources
from allforces_site.processes.git import GitError, git

Source = TypeVar("Source", SourcePost, SourcePage)


def with_last_changes(
    sources: Sources, root: Path, paths: Mapping[str, str], context: ReadContext
) -> Sources:
    """The sources, those without a `last_modified_at` of their own with that of their files.

    `paths` are the paths of the files by source.
    """
    if not context.config.uses(LAST_MODIFIED):
        return sources
    wanted = {post.source for post in sources.posts} | {page.source for page in sources.pages}
    times = last_changes(root, {source: path for source, path in paths.items() if source in wanted})
    zone = context.config.zone
    return replace(
        sources,
        posts=tuple(_dated(post, times, zone, context.now) for post in sources.posts),
        pages=tuple(_dated(page, times, zone, context.now) for page in sources.pages),
    )


def last_changes(root: Path, paths: Mapping[str, str]) -> dict[str, int]:
    """The time of the last commit that changed each file, else that of the file itself, in Unix seconds.

    `paths` are the paths of the files by source; what cannot be found out is left out.
    """
    times = _committed(root, paths.keys())
    for source, path in paths.items():
        if source not in times:
            try:
                times[source] = int(os.stat(path).st_mtime)
            except OSError:
                continue
    return times


def _committed(root: Path, sources: Collection[str]) -> dict[str, int]:
    """The committers' times of the last commits; empty outside a repository."""
    try:
        log = git("log", "--format=%x01%ct", "--name-only", "--relative", "-z", "--", ".", folder=root)
    except GitError:
        return {}
    times: dict[str, int] = {}
    time = 0
    for part in log.decode("utf-8", "replace").split("\0"):
        name = part.lstrip("\n")
        if name.startswith("\x01"):
            time = int(name[1:].strip())
        elif name:
            times.setdefault(normalize("NFC", name), time)
    return {source: times[source] for source in sources if source in times}


def _dated(item: Source, times: Mapping[str, int], zone: ZoneInfo, now: datetime) -> Source:
    """The post or page with the time of its last change; its date is not later, nor is `now` earlier."""
    if item.source not in times or item.front_matter.get(KEY) is not None:
        return item
    changed = datetime.fromtimestamp(times[item.source], zone)
    values = {**item.front_matter, KEY: f"{changed:%Y-%m-%d %H:%M:%S %z}"}
    is_plausible = changed <= now and (item.date is None or changed >= item.date)
    return replace(item, front_matter=values, updated=changed if is_plausible else None)
