"""What is written. Each module has `plan(site, theme)`, which yields `Output`s and writes nothing.

A new output is one module, one line in `OUTPUTS`, one template, one test file. The sitemap is planned
last, from those of the others that are written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from allforces_site.errors import Problem
from allforces_site.model import Output, Site
from allforces_site.outputs import (
    archive,
    assets,
    feed,
    home,
    not_found,
    pages,
    posts,
    redirects,
    sitemap,
    terms,
)
from allforces_site.outputs.settle import settle
from allforces_site.render import Theme

Plan = Callable[[Site, Theme], Iterable[Output]]

OUTPUTS: tuple[Plan, ...] = (
    posts.plan,
    pages.plan,
    assets.plan,
    home.plan,
    terms.plan,
    archive.plan,
    not_found.plan,
    feed.plan,
    redirects.plan,
)


def plan(site: Site, theme: Theme) -> tuple[list[Output], list[Problem]]:
    """Every output of the site, each at a path of its own, in a fixed order; and what had to give way."""
    outputs = [output for plan_outputs in OUTPUTS for output in plan_outputs(site, theme)]
    written, _ = settle(outputs)
    return settle([*outputs, *sitemap.plan(written, theme)])
