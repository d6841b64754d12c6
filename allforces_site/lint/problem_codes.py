"""Every kind of problem that reading, building, serving or deploying a site can report.

With the rules of `lint.registry` these are all the codes.
"""

from __future__ import annotations

from allforces_site.lint.problems.addresses import ADDRESSES
from allforces_site.lint.problems.commands import DEPLOYING, DEV_SERVER, REPAIR, TEMPLATES
from allforces_site.lint.problems.configuration import CONFIGURATION
from allforces_site.lint.problems.content import CONTENT
from allforces_site.lint.problems.folders import FOLDERS
from allforces_site.lint.problems.front_matter import FRONT_MATTER
from allforces_site.lint.problems.pictures import PICTURES
from allforces_site.lint.problems.problem_kind import ProblemGroup, ProblemKind
from allforces_site.lint.problems.terms import TERMS

GROUPS: tuple[ProblemGroup, ...] = (
    CONFIGURATION,
    FOLDERS,
    FRONT_MATTER,
    CONTENT,
    PICTURES,
    ADDRESSES,
    TERMS,
    REPAIR,
    TEMPLATES,
    DEV_SERVER,
    DEPLOYING,
)

PROBLEMS: dict[str, ProblemKind] = {kind.code: kind for group in GROUPS for kind in group.kinds}
