"""Whatever a repository holds: it stays as it is, and the project made of it builds the same site."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from allforces_site.build.run import BuildOptions, build
from allforces_site.importing.run import ImportOptions, import_site
from allforces_site.scaffold.requirement import Requirement
from tests.conftest import NOW, tree

FIXED = "url: https://example.com\ntimezone: Asia/Tokyo\nallforces: {social_pictures: false, search: false}\n"
SETTINGS = (
    "include: [_pages, .well-known, README.md, tools/x.py]\n",
    "exclude: [private, '*.draft', README.md]\n",
    "permalink: /:title/\n",
    "collections: {recipes: {output: true}, notes: {}}\n",
    "collections: {recipes: {output: true}}\ncollections_dir: my\n",
    "data_dir: my/data\n",
    "layouts_dir: my/layouts\nincludes_dir: my/includes\n",
    "sass: {sass_dir: css/_parts}\n",
    "defaults: [{scope: {path: _posts/a}, values: {permalink: '/p/:title/'}}]\n",
    "future: true\nshow_drafts: true\n",
    "plugins: [jekyll-feed, jekyll-none]\nhighlighter: rouge\n",
)
FOLDERS = (
    "", "_posts/", "_posts/a/", "b/_posts/", "_drafts/", "_pages/", "_data/", "my/data/", "_layouts/",
    "_includes/", "_sass/", "_plugins/", "my/_recipes/", "my/layouts/", "_recipes/", "_notes/", "assets/",
    ".well-known/", "private/", "static/", "templates/", "vendor/bundle/", "vendor/js/", "node_modules/x/",
    "tools/", "_own/", ".hidden/", "scripts/",
)  # fmt: skip
NAMES = (
    "2026-01-02-a.md", "2099-01-02-future.md", "a.md", "index.html", "README.md", "LICENSE", "x.py", "x.js",
    "CNAME", ".nojekyll", "robots.txt", "a.draft", "secret.key", "data.yml", "post.html", "default.html",
    "_part.md", "Gemfile", "日本語.md", "b.txt", ".htaccess", "404.html",
)  # fmt: skip
TEXTS = (
    "---\ntitle: 題\n---\n本文です。\n",
    "---\nlayout: default\n---\n{% include b.txt %}{{ content }}\n",
    "---\nredirect_from: /old/\n---\n{{ site.data.data }} {% include_relative a.draft %}\n",
    "a: 1\n",
    "",
)
PATHS = st.builds("{}{}".format, st.sampled_from(FOLDERS), st.sampled_from(NAMES))
FILES = st.dictionaries(PATHS, st.sampled_from(TEXTS), max_size=14)
KEYS = st.lists(st.sampled_from(SETTINGS), unique_by=lambda text: text.split(":")[0], max_size=4)


def write(folder: Path, files: Mapping[str, str]) -> None:
    for name, text in files.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")


def state(folder: Path) -> dict[str, tuple[int, bytes | None]]:
    """The time and the content of everything below a folder."""
    return {
        path.relative_to(folder).as_posix(): (
            path.lstat().st_mtime_ns,
            path.read_bytes() if path.is_file() else None,
        )
        for path in [folder, *folder.rglob("*")]
    }


def built(source: Path, output: Path) -> dict[str, bytes]:
    """The files that a build makes of a source."""
    build(BuildOptions(source, output, jobs=1), NOW + timedelta(minutes=1))
    made = tree(output)
    shutil.rmtree(output)
    return {path: content for path, content in made.items() if not path.startswith(".allforces")}


def imported(folder: Path, target: Path, **options: bool) -> None:
    import_site(ImportOptions(folder, target, 1, Requirement("x"), **options), NOW, lambda *_: None)


@pytest.mark.slow
@settings(max_examples=25)
@given(
    files=FILES,
    keys=st.lists(st.sampled_from(SETTINGS), unique_by=lambda text: text.split(":")[0], max_size=4),
)
def test_any_repository_stays_and_its_project_builds_the_same_files(
    tmp_path_factory: pytest.TempPathFactory, files: Mapping[str, str], keys: list[str]
) -> None:
    home = tmp_path_factory.mktemp("any")
    blog, project = home / "blog", home / "blog-allforces"
    write(
        blog,
        {
            "_posts/2026-03-03-first.md": TEXTS[0],
            ".git/HEAD": "",
            **files,
            "_config.yml": FIXED + "".join(keys),
        },
    )
    before = state(blog)

    imported(blog, project)

    assert state(blog) == before
    assert built(project / "content", project / "_site") == built(blog, blog / "_site")
    shutil.rmtree(home)
