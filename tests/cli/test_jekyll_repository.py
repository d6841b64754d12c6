"""`cd my-jekyll-repository && allforces build`: the repository is the source, `_site` in it the output."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.commands import Finished, run_command
from tests.conftest import tree

CONFIG = "url: https://example.com\nallforces: {social_pictures: false, search: false}\n"
FILES = {
    "_config.yml": CONFIG,
    "_posts/2026-01-02-tea.md": "---\ntitle: 新茶\n---\n本文です。\n",
    "about.md": "---\ntitle: 紹介\n---\n本文です。\n",
    "static/logo.svg": "<svg/>",
}


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    for name, text in FILES.items():
        write(tmp_path / "blog" / name, text)
    return tmp_path / "blog"


def write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def build(repository: Path, *options: str) -> Finished:
    done = run_command(repository, "build", *options)
    assert done.returncode == 0, done.stderr
    return done


def test_the_site_is_built_into_the_repository_and_is_no_part_of_the_next_build(repository: Path) -> None:
    build(repository)
    first = tree(repository / "_site")

    done = build(repository)

    assert {"index.html", "about.html", "2026/01/02/tea.html", "static/logo.svg"} <= first.keys()
    assert tree(repository / "_site") == first
    assert " 0 files written, " in done.stdout
    assert not any(path.startswith(("_site", ".allforces/")) for path in first)


def test_posts_alone_make_a_site(repository: Path) -> None:
    (repository / "_config.yml").unlink()

    build(repository)

    assert (repository / "_site/2026/01/02/tea.html").exists()


def test_an_output_folder_of_any_name_is_no_part_of_a_later_build_into_another(repository: Path) -> None:
    build(repository)
    first = tree(repository / "_site")

    for output in ("public", "out/site", "_site"):
        build(repository, "--output", output)

        built = tree(repository / output)
        assert built.keys() == first.keys()


def test_what_builds_write_is_not_published_even_if_include_names_it(repository: Path) -> None:
    write(repository / "_config.yml", f"{CONFIG}include: ['.*', _site, .allforces, _site/index.html]\n")
    build(repository)
    first = tree(repository / "_site")

    build(repository)

    assert tree(repository / "_site") == first
    assert not any("allforces/" in path or path.startswith("_site") for path in first)


def test_every_command_takes_the_repository_as_its_source(repository: Path) -> None:
    assert "Checked 2 files" in run_command(repository, "check").stdout
    assert "2 files" in run_command(repository, "repair").stderr
    assert run_command(repository, "new", "煎茶", "--slug", "sencha", "--draft").stdout == (
        "_drafts/sencha.md\n"
    )
    assert "allforces.deploy has no target" in run_command(repository, "deploy", "there").stderr


def test_templates_in_the_repository_replace_those_of_the_theme_and_are_not_published(
    repository: Path,
) -> None:
    write(repository / "templates/page.html", "<title>{{ page.title }}</title>私の雛形")

    done = build(repository)

    assert "私の雛形" in (repository / "_site/about.html").read_text(encoding="utf-8")
    assert not (repository / "_site/templates").exists()
    assert "skipped templates/: it is the folder of the site's own templates" in done.stdout


def test_a_folder_of_pages_called_templates_keeps_its_addresses(repository: Path) -> None:
    write(repository / "templates/page.html", "---\ntitle: 手紙の雛形\n---\n本文です。\n")
    write(repository / "templates/letter.pdf", "%PDF")

    build(repository)

    assert "手紙の雛形" in (repository / "_site/templates/page.html").read_text(encoding="utf-8")
    assert (repository / "_site/templates/letter.pdf").exists()
    assert "本文です。" in (repository / "_site/about.html").read_text(encoding="utf-8")


def test_the_folder_static_keeps_its_addresses_and_bytes_and_replaces_files_of_the_theme(
    repository: Path,
) -> None:
    write(repository / "static/style.css", "body { color: red }\n")
    write(repository / "static/custom.css", "p { color: red }\n")
    write(repository / "static/page.html", "---\ntitle: 頁\n---\n本文です。\n")
    write(repository / "static/_notes.txt", "x")

    done = build(repository)

    built = tree(repository / "_site")
    assert built["static/style.css"] == b"body { color: red }\n"
    assert built["static/logo.svg"] == b"<svg/>"
    assert "本文です。" in built["static/page.html"].decode()
    assert "static/_notes.txt" not in built
    assert b'href="/static/custom.css?v=' in built["about.html"]
    assert "static-own" not in done.stderr and "beside the source" not in done.stderr


def test_a_changed_file_of_static_is_published_by_the_next_build_with_a_new_version(repository: Path) -> None:
    write(repository / "static/style.css", "body { color: red }\n")
    build(repository)
    before = tree(repository / "_site")
    write(repository / "static/style.css", "body { color: blue }\n")

    build(repository)

    after = tree(repository / "_site")
    assert after["static/style.css"] == b"body { color: blue }\n"
    assert after["about.html"] != before["about.html"]


def test_what_lies_beside_the_repository_belongs_to_other_projects(repository: Path) -> None:
    write(repository.parent / "static/secret.txt", "x")
    write(repository.parent / "templates/page.html", "x")

    build(repository)

    assert not (repository / "_site/static/secret.txt").exists()
    assert "本文です。" in (repository / "_site/about.html").read_text(encoding="utf-8")


def test_a_content_folder_with_settings_is_the_source_although_there_are_some_here_too(
    repository: Path,
) -> None:
    write(repository / "content/_config.yml", f"{CONFIG}title: 内側\n")
    write(repository / "content/inner.md", "---\ntitle: 頁\n---\n")

    build(repository)

    assert (repository / "_site/inner.html").exists()
    assert not (repository / "_site/about.html").exists()


def test_a_folder_of_pages_called_content_is_a_part_of_the_repository(repository: Path) -> None:
    write(repository / "content/inner.md", "---\ntitle: 頁\n---\n")

    build(repository)

    assert (repository / "_site/content/inner.html").exists()


def test_from_a_folder_of_the_repository_the_site_is_built_where_it_always_is(repository: Path) -> None:
    (repository / "assets").mkdir()

    done = run_command(repository / "assets", "build")

    assert done.returncode == 0 and done.stderr.startswith("In ..:\n")
    assert (repository / "_site").is_dir() and not (repository / "assets/_site").exists()


def test_a_folder_without_a_site_says_so_names_the_nearest_and_builds_nothing(repository: Path) -> None:
    (repository / "assets" / ".git").mkdir(parents=True)

    done = run_command(repository / "assets", "build")

    assert done.returncode == 2
    assert "neither this folder nor content/ holds _config.yml or _posts" in done.stderr
    assert "did you mean --source ..?" in done.stderr
    assert not (repository / "assets/_site").exists()


@pytest.mark.parametrize(("place", "code"), [("report.json", 2), ("_report.json", 0), ("_site/r.json", 0)])
def test_a_report_in_the_repository_needs_a_name_that_is_not_published(
    repository: Path, place: str, code: int
) -> None:
    assert run_command(repository, "build", "--report", place).returncode == code


def test_what_jekyll_built_into_its_destination_is_no_part_of_the_site(repository: Path) -> None:
    write(repository / "_config.yml", f"{CONFIG}destination: ./public\n")
    write(repository / "public/about.html", "<p>old</p>")
    write(repository / "publications/a.html", "<p>x</p>")

    build(repository)

    made = tree(repository / "_site")
    assert "publications/a.html" in made
    assert not any(path.startswith("public/") for path in made)


@pytest.mark.parametrize("source", ["src", "./src/"])
def test_a_source_that_the_settings_name_is_a_warning_that_says_how_to_build_it(
    repository: Path, source: str
) -> None:
    write(repository / "_config.yml", f"{CONFIG}source: {source}\n")
    write(repository / "src/page.md", "---\ntitle: 頁\n---\n本文です。\n")

    done = build(repository)

    assert "_config.yml:3: warning: source:" in done.stderr
    assert "hint: build with --source src --config _config.yml" in done.stderr
    done = build(repository, "--source", "src", "--config", "_config.yml", "--output", "other")
    assert "warning: source" not in done.stderr
    assert (repository / "other/page.html").exists()


@pytest.mark.parametrize("source", [".", "./", "none"])
def test_a_source_that_is_the_folder_itself_or_none_is_no_warning(repository: Path, source: str) -> None:
    write(repository / "_config.yml", f"{CONFIG}source: {source}\n")

    assert "warning: source" not in build(repository).stderr
