"""A repository in a temporary folder, and the project that is made of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from allforces_site.importing.run import ImportOptions, import_site
from allforces_site.importing.values import Imported
from allforces_site.scaffold.requirement import Requirement
from tests.conftest import NOW, tree

POST = "---\ntitle: 題\n---\n本文です。\n"
SETTINGS = (
    "url: https://example.com\ntimezone: Asia/Tokyo\nallforces: {social_pictures: false, search: false}\n"
)


class Blog:
    """`folder` is the repository with one post; `project` is the folder of the project."""

    def __init__(self, home: Path) -> None:
        self.folder, self.project = home / "blog", home / "blog-allforces"
        self.write("_posts/2026-01-02-tea.md", POST)
        self.settings()

    def write(self, name: str, text: str | bytes = POST) -> Path:
        file = self.folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
        return file

    def settings(self, text: str = "") -> None:
        self.write("_config.yml", SETTINGS + text)

    def imported(self) -> Imported:
        options = ImportOptions(self.folder, self.project, 1, Requirement("x"))
        return import_site(options, NOW, lambda *_: None)

    def files(self) -> set[str]:
        """The files of the project, without those that each has."""
        always = {"IMPORT.md", "README.md", "requirements.txt", ".gitignore", ".github/workflows/deploy.yml"}
        always |= {"content/_config.yml", "content/_posts/2026-01-02-tea.md"}
        return tree(self.project).keys() - always


@pytest.fixture
def blog(tmp_path: Path) -> Blog:
    return Blog(tmp_path)
