from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

from allforces_site.errors import SiteError
from allforces_site.importing.values import Imported, ImportRefusedError
from tests.importing.conftest import POST, Blog


def left_out(imported: Imported) -> dict[str, str]:
    return {item.path: str(item.reason) for item in imported.left_out}


def test_files_that_only_include_publishes_are_there(blog: Blog) -> None:
    blog.settings(
        "include: [.well-known, _pages, README.md, tools/x.py, .github/a.txt]\nexclude: [README.md]\n"
    )
    names = {".well-known/a.txt", "_pages/a.md", "README.md", "tools/x.py", ".github/a.txt"}
    for name in names:
        blog.write(name)
    blog.write(".github/b.txt")

    blog.imported()

    assert blog.files() == {f"content/{name}" for name in names}


def test_what_builds_read_but_never_publish_is_there(blog: Blog) -> None:
    blog.settings("data_dir: facts\nsass: {sass_dir: css/_parts}\nexclude: [facts, css]\n")
    names = {
        "_drafts/a.md", "_sass/a.scss", "_plugins/a.py", "_includes/a.key", "facts/secrets.json",
        "css/_parts/b.scss", "_layouts/.hidden.html", "_own/a.md", "Gemfile", "Gemfile.lock",
    }  # fmt: skip
    for name in names:
        blog.write(name, "{}")

    blog.imported()

    assert blog.files() == {f"content/{name}" for name in names}


def test_keys_tools_and_built_sites_stay_behind(blog: Blog) -> None:
    blog.settings("destination: ./public\n")
    for name in (
        "_site/a.html", "public/a.html", ".jekyll-cache/a", ".sass-cache/a", ".allforces/a", ".git/HEAD",
        "old/.allforces-manifest.json", "old/a.html", ".DS_Store", "a.html~", ".#a", "node_modules/a",
        "vendor/bundle/a", "id_rsa", "package.json", "scripts/a.py", "scripts/b", ".env", "x/__pycache__/a",
        "env/pyvenv.cfg", "env/a.html", "_own/node_modules/a",
    ):  # fmt: skip
        blog.write(name, "")

    imported = blog.imported()

    assert blog.files() == set()
    assert left_out(imported).keys() == {
        "a.html~", "node_modules/", "vendor/bundle/", "id_rsa", "package.json", "scripts/a.py", "scripts/b",
        ".env", "x/__pycache__/", "env/", "_own/node_modules/",
    }  # fmt: skip


def test_style_sheets_of_packages_that_sass_loads_are_there(blog: Blog) -> None:
    blog.settings("sass: {load_paths: [node_modules/, ../outside]}\n")
    outside = blog.folder.parent / "outside"
    outside.mkdir()
    (outside / "b.scss").write_text("", encoding="utf-8")
    for name in ("node_modules/kit/_a.scss", "node_modules/kit/a.css", "node_modules/kit/a.js"):
        blog.write(name, "")
    (blog.folder / "node_modules/kit/b.scss").symlink_to(outside / "b.scss")

    blog.imported()

    assert blog.files() == {"content/node_modules/kit/_a.scss", "content/node_modules/kit/a.css"}


def test_a_folder_vendor_that_readers_get_is_there(blog: Blog) -> None:
    blog.write("vendor/jquery.js", "1")

    blog.imported()

    assert blog.files() == {"content/vendor/jquery.js"}


def test_excluded_files_stay_behind_unless_a_page_includes_files_beside_it(blog: Blog) -> None:
    blog.settings("exclude: [private/, '*.part']\n")
    blog.write("private/a.txt")
    blog.write("b.part", "部分")

    assert left_out(blog.imported()) == {"private/": "`exclude:` names it", "b.part": "`exclude:` names it"}

    blog.project = blog.project.with_name("second")
    blog.write("about.md", "---\n---\n{% include_relative b.part %}\n")
    blog.imported()
    assert blog.files() == {"content/private/a.txt", "content/b.part", "content/about.md"}


def test_layouts_and_includes_of_other_folders_stay_there(blog: Blog) -> None:
    blog.settings("layouts_dir: theme/layouts\nincludes_dir: _theme/parts\n")
    blog.write("theme/layouts/post.html", "{{ content }}")
    blog.write("theme/layouts/page.html", POST)
    blog.write("_theme/parts/nav/a.html", "")

    imported = blog.imported()

    assert blog.files() == {
        "content/_theme/parts/nav/a.html",
        "content/theme/layouts/post.html",
        "content/theme/layouts/page.html",
    }
    assert imported.settings == ()


def test_the_sites_own_templates_go_beside_the_source(blog: Blog) -> None:
    blog.write("templates/post.html", "{% extends 'base.html' %}")
    blog.write("static/logo.svg", "<svg/>")

    blog.imported()

    assert blog.files() == {"templates/post.html", "content/static/logo.svg"}


def test_pages_in_a_folder_templates_are_pages(blog: Blog) -> None:
    blog.write("templates/a.md")

    blog.imported()

    assert blog.files() == {"content/templates/a.md"}


def test_a_source_in_the_repository_is_the_source(blog: Blog) -> None:
    blog.settings("source: ./src\ndestination: src/out\n")
    for name in (
        "src/_posts/2026-01-03-a.md",
        "src/about.md",
        "src/_config.yml",
        "src/out/a.html",
        "notes/a.md",
        "Gemfile",
    ):
        blog.write(name)

    imported = blog.imported()

    assert blog.files() == {"content/_posts/2026-01-03-a.md", "content/about.md", "content/Gemfile"}
    assert "source: ./src" in (blog.project / "content/_config.yml").read_text(encoding="utf-8")
    assert left_out(imported).keys() == {"_posts/", "notes/"}


@pytest.mark.parametrize("source", ["../other", "none", "_posts/2026-01-02-tea.md"])
def test_a_source_that_is_no_folder_in_the_repository_is_an_error(blog: Blog, source: str) -> None:
    blog.settings(f"source: {source}\n")
    (blog.folder.parent / "other").mkdir()

    with pytest.raises(SiteError, match="is no folder in the repository"):
        blog.imported()


def test_links_in_the_repository_become_what_they_lead_to(blog: Blog) -> None:
    blog.write("img/a.png", "png")
    (blog.folder / "pictures").symlink_to("img")
    (blog.folder / "b.png").symlink_to(blog.folder / "img/a.png")

    blog.imported()

    assert blog.files() == {"content/img/a.png", "content/pictures/a.png", "content/b.png"}
    assert not any(path.is_symlink() for path in blog.project.rglob("*"))


def test_links_out_of_the_repository_are_not_followed(blog: Blog) -> None:
    outside = blog.folder.parent / "outside"
    outside.mkdir()
    (outside / "a.txt").write_text("秘密", encoding="utf-8")
    for place in ("a", "_data", "_layouts"):
        (blog.folder / place).symlink_to(outside)
    (blog.folder / "b.txt").symlink_to(outside / "a.txt")
    (blog.folder / "c").symlink_to("nowhere")
    (blog.folder / "round").symlink_to(".")

    imported = blog.imported()

    assert blog.files() == set()
    out = "the link leads out of the repository"
    assert left_out(imported) == {
        "a/": out, "_data/": out, "_layouts/": out, "b.txt": out,
        "c": "the link leads nowhere", "round/": "the link leads back to a folder that contains it",
    }  # fmt: skip


def test_settings_and_gemfile_may_not_be_links_out_of_the_repository(blog: Blog) -> None:
    outside = blog.folder.parent / "outside"
    outside.write_text("title: 秘密\n", encoding="utf-8")
    (blog.folder / "Gemfile").symlink_to(outside)

    blog.imported()
    assert blog.files() == set()

    (blog.folder / "_config.yml").unlink()
    (blog.folder / "_config.yml").symlink_to(outside)
    with pytest.raises(ImportRefusedError, match="is a link out of the repository"):
        blog.imported()


def test_names_that_only_some_disks_tell_apart_are_listed(blog: Blog) -> None:
    blog.write("About.md")
    blog.write("about.md")

    remarks = {item.path: str(item.found) for item in blog.imported().remarks}

    assert "content/About.md only in case" in remarks["content/about.md"]
    assert blog.files() == {"content/About.md", "content/about.md"}


def test_submodules_are_copied_and_empty_ones_are_listed(blog: Blog) -> None:
    blog.write(".gitmodules", '[submodule "t"]\n\tpath = theme\n[submodule "e"]\n\tpath = empty\n')
    blog.write("theme/.git", "gitdir: ../.git/modules/theme\n")
    blog.write("theme/a.css", "a {}")
    (blog.folder / "empty").mkdir()

    remarks = {item.path for item in blog.imported().remarks}

    assert blog.files() == {"content/theme/a.css"}
    assert remarks == {"theme/", "empty/"}


@pytest.mark.parametrize(
    ("head", "branch"),
    [("ref: refs/heads/master\n", "master"), ("ref: refs/heads/main\n", None), ("0a1b\n", None)],
)
def test_a_branch_that_the_workflow_does_not_publish_is_named(
    blog: Blog, head: str, branch: str | None
) -> None:
    blog.write(".git/HEAD", head)

    found = [str(item.found) for item in blog.imported().remarks]

    assert found == ([f"it publishes the branch main, and the repository is on {branch}"] if branch else [])


def test_pipes_and_names_that_are_no_text_are_left_out(blog: Blog) -> None:
    os.mkfifo(blog.folder / "pipe")
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(os.path.relpath(blog.folder / "socket"))
    Path(os.fsdecode(os.fsencode(blog.folder) + b"/\xff.txt")).write_text("", encoding="utf-8")

    found = left_out(blog.imported())

    assert {"pipe": "it is no regular file", "socket": "it is no regular file"}.items() <= found.items()
    assert blog.files() == set()


def test_a_file_that_cannot_be_read_is_named_and_nothing_is_made(
    blog: Blog, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "access", lambda path, _: not str(path).endswith("tea.md"))

    with pytest.raises(SiteError) as caught:
        blog.imported()

    assert [(item.code, item.file) for item in caught.value.problems] == [
        ("unreadable", "_posts/2026-01-02-tea.md")
    ]
    assert not blog.project.exists()


def test_times_are_kept_and_copies_can_be_edited(blog: Blog) -> None:
    file = blog.write("about.md")
    os.utime(file, (1_700_000_000, 1_700_000_000))
    file.chmod(0o444)

    blog.imported()

    status = (blog.project / "content/about.md").stat()
    assert (status.st_mtime, status.st_mode & 0o777) == (1_700_000_000, 0o644)
