"""What is written. Each module has `plan(site, theme)`, which yields `Output`s and writes nothing.

What is shown of pictures is looked up first (`pictured`, `picture_uses`), so that the keys of pages hold it.

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
    picture_copies,
    posts,
    redirects,
    sitemap,
    social_pictures,
    terms,
)
from allforces_site.outputs.picture_uses import (
    asked_for,
    missing_problems,
    site_uses,
    unreadable_problems,
    uses_of,
)
from allforces_site.outputs.pictured import pictured_site
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


def plan(
    site: Site, theme: Theme, more: Iterable[Output] = (), jobs: int = 1
) -> tuple[list[Output], list[Problem]]:
    """Every output of the site, and `more`, each at a path of its own, in a fixed order; and what had to
    give way, or is asked for and not there. Pictures that are new are looked at by up to `jobs` processes.
    """
    theme.gallery.look_ahead(asked_for(site), jobs)
    shown, uses = pictured_site(site, theme.gallery), uses_of(site, theme.gallery)
    outputs = [output for plan_outputs in OUTPUTS for output in plan_outputs(shown, theme)]
    made = [*picture_copies.plan(uses, theme.gallery.store), *social_pictures.plan(site, theme)]
    theme.gallery.keep([output.key for output in made])
    outputs += [*made, *more]
    written, _ = settle(outputs)
    settled, clashes = settle([*outputs, *sitemap.plan(written, theme)])
    asked = [*uses, *site_uses(theme.config, theme.gallery)]
    pictures = [*missing_problems(asked, {output.path for output in settled}), *unreadable_problems(uses)]
    return settled, [*clashes, *pictures, *social_pictures.font_problems(site, theme)]
