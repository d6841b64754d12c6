"""What a rule is: a code, a weight, and the functions that judge and mend."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import msgspec

from allforces_site.config.model import Config
from allforces_site.errors import Severity
from allforces_site.lint.facts import PostFacts
from allforces_site.lint.finding import Finding
from allforces_site.lint.site_view import SiteView
from allforces_site.lint.source.edits import Edit
from allforces_site.lint.source.source_file import Manuscript


class Rule(msgspec.Struct, frozen=True):
    """One rule. `title` says in a few words what it finds; docs/checks/<code>.md says the rest.

    `judge` looks at one file by itself, and its findings are kept until that file or the configuration
    changes; `judge_site` looks at all files together, at each run. A rule has one of them. `mend`, where
    there is a safe one, gives the edits that remove what `judge` found, and never anything else; `mend_site`
    does it for what `judge_site` found in one file.
    """

    code: str
    severity: Severity
    title: str
    judge: Callable[[Manuscript, Config], Iterable[Finding]] | None = None
    judge_site: Callable[[SiteView], Iterable[Finding]] | None = None
    mend: Callable[[Manuscript, Config], Iterable[Edit]] | None = None
    mend_site: Callable[[Manuscript, SiteView], Iterable[Edit]] | None = None


__all__ = ["Finding", "PostFacts", "Rule", "SiteView"]
