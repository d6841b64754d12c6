"""A site and its outputs, every post and page at an address that nothing else has."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from allforces_site.model import Output, Site
from allforces_site.outputs import Planned

# A post that moves takes the picture drawn for it along, to a place that another post may want. Nobody needs
# more rounds who does not try to; after them the error of `conflicts` names who has no place.
_ROUNDS = 4


def planned_site(
    site: Site, plan: Callable[[Site], Planned], assemble_around: Callable[[Sequence[Output]], Site]
) -> tuple[Site, Planned]:
    """`site` and its outputs; where posts or pages want the places of outputs that cannot move, the site that
    is assembled around these, and its outputs.
    """
    planned = plan(site)
    fixed: list[Output] = []
    for _ in range(_ROUNDS):
        if not planned.fixed:
            break
        fixed += planned.fixed
        site = assemble_around(fixed)
        planned = plan(site)
    return site, planned
