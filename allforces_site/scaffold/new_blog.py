"""Creates a new blog, ready to be pushed: settings, a first post, a page and a workflow to publish it."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import msgspec

from allforces_site.files.atomic_files import write_new
from allforces_site.scaffold.requirement import Requirement, requirement_of

_TEMPLATES = Path(__file__).parent / "blog"

# What is the same in all languages.
_REQUIREMENTS = "requirements.txt"
# The path of each template of a language in the blog. Names that begin with a dot are easily lost when a
# package is built.
_PATHS = {
    "gitignore": ".gitignore",
    "README.md": "README.md",
    "workflows/deploy.yml": ".github/workflows/deploy.yml",
    "content/_config.yml": "content/_config.yml",
    "content/about.md": "content/about.md",
}
_FIRST_POST = "content/first-post.md"

# The time zone in the settings of the new blog, by its language.
_ZONES = {"ja": ZoneInfo("Asia/Tokyo"), "en": ZoneInfo("UTC")}


class NewFile(msgspec.Struct, frozen=True):
    """A file to write: `path` below the blog's folder, and its `text`."""

    path: str
    text: str


def new_blog(name: str, now: datetime, lang: str, generator: Requirement | None = None) -> list[NewFile]:
    """The files of a new blog called `name`, with a first post dated `now` (an aware time).

    All of them are in the language `lang`, `ja` or `en`. `generator` is the requirement from which the blog
    installs the generator, by default from a package index.
    """
    local = now.astimezone(_ZONES[lang])
    replacements = {
        "{title}": name,
        "{date}": f"{local:%Y-%m-%d %H:%M:%S %z}",
        "{requirement}": (generator or requirement_of(None)).text(lang),
    }
    own = _TEMPLATES / lang
    files = {path: own / template for template, path in _PATHS.items()}
    files[_REQUIREMENTS] = _TEMPLATES / _REQUIREMENTS
    files[f"content/_posts/{local:%Y-%m-%d}-first-post.md"] = own / _FIRST_POST
    return [
        NewFile(path, _filled(template.read_text(encoding="utf-8"), replacements))
        for path, template in sorted(files.items())
    ]


def existing(files: list[NewFile], folder: Path) -> list[str]:
    """The paths of those files that exist already."""
    return [file.path for file in files if (folder / file.path).exists()]


def write_new_blog(files: list[NewFile], folder: Path) -> None:
    """Writes all files or none. Raises OSError; an existing file is never replaced."""
    write_new({folder / file.path: file.text for file in files})


def _filled(text: str, replacements: dict[str, str]) -> str:
    for placeholder, value in replacements.items():
        text = text.replace(placeholder, value)
    return text
