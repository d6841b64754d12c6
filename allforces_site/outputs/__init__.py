"""What is written. Each module has `plan(site, theme)`, which yields `Output`s and writes nothing.

What is shown of pictures is looked up first (`pictured`, `picture_uses`), so that the keys of pages hold it.

A new output is one module, one line in `OUTPUTS`, one template, one test file. The sitemap is planned
last, from those of the others that are written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

import msgspec

from allforces_site.errors import Problem
from allforces_site.model import Claim, Output, Site
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
from allforces_site.outputs.bodies import BodyOutputs
from allforces_site.outputs.conflicts import resolve
from allforces_site.outputs.picture_uses import (
    asked_for,
    missing_problems,
    site_uses,
    unreadable_problems,
    uses_of,
)
from allforces_site.outputs.pictured import pictured_site
from allforces_site.renderer.theme import Theme

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


# What shows the bodies of posts and can be planned from a few posts alone. An output that shows bodies and is
# not here is planned by a full build whenever one of them changes.
SHOWING_BODIES: tuple[BodyOutputs, ...] = (posts.BODIES, feed.BODIES)

# Outputs that no other address would do for.
_FIXED = frozenset({Claim.GENERATED, Claim.COPIED})


class Planned(msgspec.Struct, frozen=True):
    """Every output of a site, each at a path of its own, in a fixed order; and what had to give way, or is
    asked for and not there.

    Where posts or pages had to, there are other addresses for them, off the paths of `fixed` (see
    `site.assemble`); else `fixed` is empty.
    """

    outputs: list[Output]
    problems: list[Problem]
    fixed: list[Output]


def plan(site: Site, theme: Theme, more: Iterable[Output] = (), jobs: int = 1) -> Planned:
    """The outputs of the site, and `more`. Pictures that are new are looked at by up to `jobs` processes."""
    theme.gallery.look_ahead(asked_for(site), jobs)
    shown, uses = pictured_site(site, theme.gallery), uses_of(site, theme.gallery)
    outputs = [output for plan_outputs in OUTPUTS for output in plan_outputs(shown, theme)]
    made = [*picture_copies.plan(uses, theme.gallery.store), *social_pictures.plan(site, theme)]
    theme.gallery.keep([output.key for output in made])
    outputs += [*made, *more]
    outputs += sitemap.plan(resolve(outputs).outputs, theme)
    resolved = resolve(outputs)
    asked = [*uses, *site_uses(theme.config, theme.gallery)]
    written = {output.path for output in resolved.outputs}
    pictures = [*missing_problems(asked, written), *unreadable_problems(uses)]
    problems = [*resolved.problems, *pictures, *social_pictures.font_problems(site, theme)]
    fixed = [output for output in outputs if output.claim in _FIXED] if resolved.is_crowded else []
    return Planned(resolved.outputs, problems, fixed)
