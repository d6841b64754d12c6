"""Where a site's own templates and static files are: beside the source folder, or in it.

In this generator's layout the source folder is `content/`, with `templates/` and `static/` beside it. A
Jekyll repository has no folder around it that belongs to the site: what lies beside it are other projects.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from allforces_site.config.model import Surroundings
from allforces_site.files.linked_folders import look_below
from allforces_site.files.paths import is_within
from allforces_site.files.regular_files import read_head
from allforces_site.front_matter.fences import HEAD_BYTES, has_front_matter

SOURCE = "content"
"""The usual name of a source folder in the layout of `allforces init`."""

TEMPLATES, STATIC = "templates", "static"


def overrides_home(source: Path) -> Path:
    """The folder that holds a site's own `templates/` and `static/`.

    It is the source itself if that is a whole project: the working directory, or the root of a repository of
    git. Otherwise, and for every folder called `content`, it is the folder around it.
    """
    real = source.resolve()
    is_project = real == Path.cwd() or (real / ".git").exists()
    return real if is_project and real.name != SOURCE else real.parent


def has_overrides_inside(source: Path) -> bool:
    """Whether `templates/` and `static/` are looked for in the source folder itself."""
    return overrides_home(source) == source.resolve()


def own_templates(source: Path) -> Path | None:
    """The folder of the site's own templates, which need not exist; None if the folder there holds pages."""
    folder = overrides_home(source) / TEMPLATES
    return None if has_overrides_inside(source) and holds_pages(folder) else folder


def own_static(source: Path) -> Path:
    """The folder of the site's own static files, which need not exist."""
    return overrides_home(source) / STATIC


def static_apart(roots: Sequence[Path], source: Path | None) -> tuple[Path, ...]:
    """The site's own folders among `roots`, those of `static/`, that are not read with the source.

    The last of `roots` is the default theme's.
    """
    if source is None:
        return tuple(roots[:-1])
    home = os.path.realpath(source)
    return tuple(root for root in roots[:-1] if not is_within(os.path.realpath(root), home))


def surroundings(source: Path, output: Path, environment: str = "development") -> Surroundings:
    """What is around the site at `source` when it is built into `output` in an environment of this name."""
    has_templates = has_overrides_inside(source) and own_templates(source) is not None
    return Surroundings(folder_inside(output, source), has_templates, environment)


def folder_inside(folder: Path, source: Path) -> str | None:
    """The path of a folder relative to the source folder, with `/`; None if it is not inside it."""
    real, home = Path(os.path.realpath(folder)), Path(os.path.realpath(source))
    return real.relative_to(home).as_posix() if home in real.parents else None


def holds_pages(folder: Path) -> bool:
    """Whether a file below a folder has front matter.

    Templates have none, but a Jekyll site may have pages in a folder called `templates`.
    """
    return any(map(_opens_front_matter, look_below(folder).files.values()))


def _opens_front_matter(file: Path) -> bool:
    try:
        return has_front_matter(read_head(file, HEAD_BYTES))
    except OSError:
        return False
