"""A new blog, ready to be pushed: settings, a first post, a page, and the workflow that publishes it."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import msgspec

from allforces_site.files.atomic_files import write_new
from allforces_site.scaffold.requirement import Requirement, requirement_of

_TEMPLATES = Path(__file__).parent / "blog"

# Where each template goes. Names that begin with a dot are easily lost when a package is made.
_PLACES = {
    "gitignore": ".gitignore",
    "README.md": "README.md",
    "requirements.txt": "requirements.txt",
    "workflows/deploy.yml": ".github/workflows/deploy.yml",
    "content/_config.yml": "content/_config.yml",
    "content/about.md": "content/about.md",
}
_FIRST_POST = "content/first-post.md"

# The zone of the settings that are written.
_ZONE = ZoneInfo("Asia/Tokyo")


class NewFile(msgspec.Struct, frozen=True):
    """A file to write: `path` below the blog's folder, and its `text`."""

    path: str
    text: str


def new_blog(name: str, now: datetime, wanted: Requirement | None = None) -> list[NewFile]:
    """The files of a new blog called `name`, with a first post dated `now` (an aware time).

    `wanted` is what it installs the generator from; without one that is a package index.
    """
    local = now.astimezone(_ZONE)
    replacements = {
        "{title}": name,
        "{date}": f"{local:%Y-%m-%d %H:%M:%S %z}",
        "{requirement}": (wanted or requirement_of(None)).text,
    }
    files = {place: _TEMPLATES / template for template, place in _PLACES.items()}
    files[f"content/_posts/{local:%Y-%m-%d}-first-post.md"] = _TEMPLATES / _FIRST_POST
    return [
        NewFile(path, _filled(template.read_text(encoding="utf-8"), replacements))
        for path, template in sorted(files.items())
    ]


def existing(files: list[NewFile], folder: Path) -> list[str]:
    """Those of the files that are there already, by path."""
    return [file.path for file in files if (folder / file.path).exists()]


def write_new_blog(files: list[NewFile], folder: Path) -> None:
    """Writes all the files or none. Raises OSError; a file that is there is never replaced."""
    write_new({folder / file.path: file.text for file in files})


def _filled(text: str, replacements: dict[str, str]) -> str:
    for mark, value in replacements.items():
        text = text.replace(mark, value)
    return text
