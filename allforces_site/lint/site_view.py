"""The whole site as seen by rules that look beyond one file."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from pathlib import Path

import msgspec

from allforces_site.config.model import Config
from allforces_site.lint.facts import FileFacts
from allforces_site.lint.link_targets import LinkTargets
from allforces_site.lint.near_doubles import NearDouble, near_doubles
from allforces_site.model import Output, Site


class SiteView(msgspec.Struct, frozen=True, dict=True):
    """`root` is the source folder; `templates` are the template folders, the author's own first; `outputs`
    are all outputs of a build, by path; `facts` those of each source file, by source."""

    root: Path
    config: Config
    site: Site
    outputs: Mapping[str, Output]
    facts: Mapping[str, FileFacts]
    templates: tuple[Path, ...] = ()

    @cached_property
    def links(self) -> LinkTargets:
        """The links of all files, and where they lead."""
        return LinkTargets(self.config, self.site, self.outputs, self.facts)

    @cached_property
    def near_doubles(self) -> tuple[NearDouble, ...]:
        """The pairs of posts that nearly double each other."""
        return near_doubles(self.facts.values())
