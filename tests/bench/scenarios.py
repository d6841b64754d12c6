"""The five builds that are measured: what happens before each, and what it must have achieved."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta

from tests.bench.checks import check_contains, check_edition, check_site
from tests.bench.peer import Workspace
from tests.bench.posts import BenchPost


@dataclass(frozen=True, slots=True)
class Scenario:
    """A kind of build. `prepare` and `check` get the number of the run, from 1: no two edits are equal."""

    name: str
    label: str
    prepare: Callable[[Workspace, int], None]
    check: Callable[[Workspace, int], None]


def _edit(workspace: Workspace, run: int) -> None:
    post = workspace.edited
    workspace.write(replace(post, body=f"{post.body}\n\n{_addition(run)}\n"))


def _addition(run: int) -> str:
    return f"追記の第{run}版です。"


def _new_post(workspace: Workspace, run: int) -> BenchPost:
    return replace(
        workspace.edited,
        slug=f"new-post-{run}",
        title=f"新しい記事{run}",
        date=workspace.newest.date + timedelta(minutes=run),
    )


SCENARIOS: tuple[Scenario, ...] = (
    Scenario("cold", "cold", lambda site, _: site.clear(), lambda site, _: check_site(site)),
    Scenario("unchanged", "unchanged", lambda *_: None, lambda site, _: check_site(site)),
    Scenario(
        "edit",
        "one post edited",
        _edit,
        lambda site, run: check_contains(site, site.edited, _addition(run)),
    ),
    Scenario(
        "new",
        "one post added",
        lambda site, run: site.write(_new_post(site, run)),
        lambda site, run: check_contains(site, _new_post(site, run), f"新しい記事{run}"),
    ),
    Scenario(
        "template",
        "post template edited",
        lambda site, run: site.set_edition(run),
        check_edition,
    ),
)
"""In the order of one run: each finds the site as the one before it left it."""
