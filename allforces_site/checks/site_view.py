"""The whole site as the rules that look beyond one file see it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import msgspec

from allforces_site.checks.facts import PostFacts
from allforces_site.config import Config
from allforces_site.model import Output, Site


class SiteView(msgspec.Struct, frozen=True, dict=True):
    """`root` is the source folder, `templates` the folders with templates, the author's own first;
    `outputs` is all that a build would write, by path; `facts` those of each manuscript, by source."""

    root: Path
    config: Config
    site: Site
    outputs: Mapping[str, Output]
    facts: Mapping[str, PostFacts]
    templates: tuple[Path, ...] = ()
